"""The board: who moves what, that of two who move one card nothing is lost, limits, and progress computed from it alone."""

from __future__ import annotations

import io
from collections.abc import Sequence

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from runut.core.errors import Invalid, NotFound, NotPermitted, Refused
from runut.documents.queries import current_form
from runut.documents.uploads import store_stream
from runut.people.queries import Standing
from runut.planning.queries.board import board, notes, papers, progress
from runut.planning.queries.schedule import task_row
from runut.planning.services import board as services
from runut.planning.services import tasks
from runut.planning.services.tasks import TaskText
from tests.builders import Story, begin
from tests.cast import cast
from tests.rooms.planning.conftest import AT


@pytest.fixture
def planned(story: Story) -> Story:
    rows = [TaskText(name=f"T{one}", number=one, days=one) for one in range(1, 5)]
    tasks.import_tasks(case_id=story.case_id, rows=rows, who=dev(story), at=story.at)
    return story


def dev(story: Story) -> Standing:
    return story.cast.standing(story.cast.developer_one)


def move(
    story: Story, number: int, state: str, *, by: Standing | None = None, version: int | None = None, before: int | None = None
) -> int:
    seen = version or task_row(case_id=story.case_id, number=number).version
    return services.move_card(
        case_id=story.case_id, number=number, state=state, version=seen, before=before, who=by or dev(story), at=story.at
    )


def lanes(story: Story) -> dict[str, Sequence[int]]:
    return {lane.state: [one.number for one in lane.cards] for lane in board(case_id=story.case_id) if lane.cards}


def test_cards_go_from_column_to_column_and_keep_their_order(planned: Story) -> None:
    assert lanes(planned) == {"todo": [1, 2, 3, 4]}
    for number in (3, 1, 4):
        move(planned, number, "doing")
    assert lanes(planned) == {"todo": [2], "doing": [3, 1, 4]}
    for _ in range(12):  # until there is no room between two of them
        move(planned, 4, "doing", before=1)
        move(planned, 3, "doing", before=4)
        move(planned, 1, "doing", before=3)
    assert lanes(planned)["doing"] == [1, 3, 4]
    move(planned, 1, "done")
    row = task_row(case_id=planned.case_id, number=1)
    assert row.done_on is not None
    move(planned, 1, "review")
    assert task_row(case_id=planned.case_id, number=1).done_on is None


def test_of_two_who_move_one_card_the_second_is_told_and_nothing_is_lost(planned: Story) -> None:
    other = planned.cast.standing(planned.cast.developer_two)
    move(planned, 1, "doing", version=1)
    with pytest.raises(Refused) as refused:
        move(planned, 1, "done", by=other, version=1)
    assert refused.value.code == "card_changed"
    assert refused.value.reasons[0].params == {"name": "Dewi Contoh", "number": 1}
    assert lanes(planned)["doing"] == [1]


def test_a_full_column_takes_no_more(planned: Story) -> None:
    services.limit_columns(case_id=planned.case_id, most={"doing": 2, "review": None}, who=dev(planned), at=planned.at)
    move(planned, 1, "doing")
    move(planned, 2, "doing")
    with pytest.raises(Refused) as refused:
        move(planned, 3, "doing")
    assert refused.value.code == "board_full"
    move(planned, 2, "doing", before=1)  # within it one may still move
    assert lanes(planned)["doing"] == [2, 1]
    services.limit_columns(case_id=planned.case_id, most={"doing": None}, who=dev(planned), at=planned.at)
    move(planned, 3, "doing")


@pytest.mark.parametrize("most", [{"doing": 0}, {"doing": 1000}, {"elsewhere": 3}])
def test_a_limit_that_is_none_is_refused(planned: Story, most: dict[str, int]) -> None:
    with pytest.raises(Invalid):
        services.limit_columns(case_id=planned.case_id, most=most, who=dev(planned), at=planned.at)


@pytest.mark.parametrize("person", ["registrar", "technical_one", "user", "division_head", "administrator"])
def test_only_the_team_moves_and_speaks(planned: Story, person: str) -> None:
    who = planned.cast.standing(getattr(planned.cast, person))
    with pytest.raises(NotPermitted):
        move(planned, 1, "doing", by=who)
    with pytest.raises(NotPermitted):
        services.comment(case_id=planned.case_id, number=1, text="Halo", who=who, at=planned.at)


def test_nobody_else_finds_it(planned: Story) -> None:
    with pytest.raises(NotFound):
        move(planned, 1, "doing", by=planned.cast.standing(planned.cast.outsider))
    with pytest.raises(NotFound):
        services.comment(case_id=planned.case_id, number=99, text="Halo", who=dev(planned), at=planned.at)
    with pytest.raises(Invalid):
        move(planned, 1, "elsewhere")


def test_it_moves_while_the_plan_is_judged_but_not_on_hold(planned: Story) -> None:
    planned.to(5)
    move(planned, 1, "doing")
    planned.to(6)
    from runut.cases.services import hold

    registrar = planned.cast.standing(planned.cast.registrar)
    hold(case_id=planned.case_id, why="Anggaran", who=registrar, at=planned.at)
    with pytest.raises(Refused) as refused:
        move(planned, 1, "done")
    assert refused.value.code == "case_held"


def test_what_is_said_stands_beside_the_moves(planned: Story) -> None:
    services.comment(case_id=planned.case_id, number=1, text="  Sudah dibahas  ", who=dev(planned), at=planned.at)
    move(planned, 1, "doing")
    said = notes(task_id=task_row(case_id=planned.case_id, number=1).id)
    assert [(one.text, one.state) for one in said] == [("Sudah dibahas", ""), ("", "doing")]
    assert board(case_id=planned.case_id)[1].cards[0].notes == 1
    for text in ("", " ", "x" * 4001, "a\x00"):
        with pytest.raises(Invalid):
            services.comment(case_id=planned.case_id, number=1, text=text, who=dev(planned), at=planned.at)


def test_a_paper_belongs_to_the_task_and_to_the_case(planned: Story) -> None:
    staged = store_stream(io.BytesIO(b"Isi"))
    services.attach(case_id=planned.case_id, number=2, upload=staged, filename="catatan.txt", who=dev(planned), at=planned.at)
    (paper,) = papers(task_id=task_row(case_id=planned.case_id, number=2).id)
    assert (paper.filename, paper.filed_by) == ("catatan.txt", "Dewi Contoh")


def test_progress_is_the_share_of_working_days_that_is_done(planned: Story) -> None:
    found = progress(case_id=planned.case_id)
    assert found is not None and (found.percent, found.done, found.tasks) == (0, 0, 4)
    move(planned, 4, "done")
    found = progress(case_id=planned.case_id)
    assert found is not None and found.percent == 40  # 4 of 1 + 2 + 3 + 4
    tasks.remove_task(case_id=planned.case_id, number=3, who=dev(planned), at=planned.at)
    found = progress(case_id=planned.case_id)
    assert found is not None and found.percent == 57


def test_without_tasks_there_is_no_progress(story: Story) -> None:
    assert progress(case_id=story.case_id) is None


def test_the_board_takes_as_many_statements_for_many_cards(planned: Story) -> None:
    counts = []
    for _ in range(2):
        with CaptureQueriesContext(connection) as asked:
            board(case_id=planned.case_id)
        counts.append(len(asked.captured_queries))
        tasks.import_tasks(case_id=planned.case_id, rows=[TaskText(name=f"N{one}") for one in range(40)], who=dev(planned), at=planned.at)
    assert counts == [3, 3]


def test_the_board_of_the_product_fulfils_the_requirement(db: None) -> None:
    story = begin(cast(AT), to=2)
    registrar = story.cast.standing(story.cast.registrar)
    services.use_board(
        case_id=story.case_id,
        name="Aplikasi project management",
        address="http://x/cases/1/cards/",
        keeper="Sari",
        who=registrar,
        at=story.at,
    )
    _version, content = current_form(case_id=story.case_id, key="project_board", form="board") or (None, {})
    assert content["name"] == "Runut"
    assert next(one.state for one in story.page().items if one.key == "project_board") == "filed"
