"""The tasks of a case: who plans them when, what is refused, that filing sets the deadline, and that a slip shows without moving it."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from runut.core.errors import Invalid, NotFound, NotPermitted, Refused
from runut.documents.queries import current_form
from runut.people.queries import Standing
from runut.planning import services as features
from runut.planning.queries.schedule import baseline, plan_of, removed_tasks, task_row, task_rows
from runut.planning.services import tasks as services
from runut.planning.services.tasks import TaskText
from runut.procedures.queries import calendar
from tests.builders import Story

KEY = "schedule"


def dev(story: Story) -> Standing:
    return story.cast.standing(story.cast.developer_one)


def add(story: Story, name: str, **more: Any) -> int:
    return services.add_task(case_id=story.case_id, text=TaskText(name=name, **more), who=dev(story), at=story.at)


def change(story: Story, number: int, **more: Any) -> None:
    row = task_row(case_id=story.case_id, number=number)
    text = TaskText(**{"name": row.name, "days": row.days or 1, "after": row.after, **more})
    services.change_task(case_id=story.case_id, number=number, text=text, version=row.version, who=dev(story), at=story.at)


def file(story: Story) -> None:
    services.file_schedule(case_id=story.case_id, name="Jadwal", who=dev(story), at=story.at)


def test_the_work_begins_on_the_next_working_day_unless_it_is_said(story: Story) -> None:
    add(story, "Rancang", days=3)
    assert plan_of(case_id=story.case_id).starts_on == date(2026, 11, 24)
    services.begin_on(case_id=story.case_id, day=date(2026, 12, 1), who=dev(story), at=story.at)
    plan = plan_of(case_id=story.case_id)
    assert (plan.starts_on, plan.ends_on) == (date(2026, 12, 1), date(2026, 12, 3))


def test_filing_it_makes_its_last_day_the_deadline_of_the_development(story: Story) -> None:
    services.begin_on(case_id=story.case_id, day=date(2026, 12, 1), who=dev(story), at=story.at)
    add(story, "Rancang", days=3, expert=story.cast.developer_two)
    add(story, "Bangun", days=4, after=((1, 1),))
    file(story)
    _version, content = current_form(case_id=story.case_id, key=KEY, form="tasks") or (None, {})
    assert content["ends_on"] == "2026-12-10"
    assert content["tasks"][1] == {
        "number": 2,
        "name": "Bangun",
        "milestone": False,
        "days": 4,
        "starts_on": "2026-12-07",
        "ends_on": "2026-12-10",
        "after": [[1, 1]],
        "slack": 0,
        "feature": None,
        "expert": "",
    }
    assert content["tasks"][0]["expert"] == "Dodi Contoh"
    story.to(6)
    item = story.position.item
    assert item is not None and item.ends_on == date(2026, 12, 10)


def test_after_it_was_filed_a_change_holds_the_activity_until_it_is_filed_again(story: Story) -> None:
    add(story, "Rancang", days=3)
    file(story)
    change(story, 1, days=5)
    story.supply()
    with pytest.raises(Refused) as refused:
        story.certify()
    assert refused.value.code == "output_unfiled"
    file(story)
    story.certify()
    assert story.activity == 4


def test_a_slip_shows_against_what_was_approved_and_moves_no_deadline(story: Story) -> None:
    services.begin_on(case_id=story.case_id, day=date(2026, 12, 1), who=dev(story), at=story.at)
    add(story, "Rancang", days=3)
    add(story, "Bangun", days=4, after=((1, 0),))
    file(story)
    story.to(4)
    with pytest.raises(Refused) as refused:  # while it is judged nobody changes it
        change(story, 1, days=8)
    assert refused.value.code == "document_sealed"
    story.to(6)
    due = story.page().due_at
    change(story, 1, days=8)
    plan, base = plan_of(case_id=story.case_id), baseline(case_id=story.case_id)
    assert base is not None and plan.ends_on == date(2026, 12, 16) and base.ends_on == date(2026, 12, 9)
    assert [base.slip(number, plan.timed(number).ends_on, calendar()) for number in (1, 2)] == [5, 5]
    assert base.slip(9, date(2026, 12, 1), calendar()) is None
    assert story.page().due_at == due
    with pytest.raises(NotPermitted):
        services.begin_on(case_id=story.case_id, day=date(2026, 12, 2), who=story.cast.standing(story.cast.technical_one), at=story.at)


@pytest.mark.parametrize("person", ["registrar", "technical_one", "user", "division_head"])
def test_only_the_team_plans(story: Story, person: str) -> None:
    who = story.cast.standing(getattr(story.cast, person))
    with pytest.raises(NotPermitted):
        services.add_task(case_id=story.case_id, text=TaskText(name="Rancang"), who=who, at=story.at)
    assert task_rows(case_id=story.case_id) == ()


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (TaskText(name=" "), "text_missing"),
        (TaskText(name="x" * 201), "text_too_long"),
        (TaskText(name="A", days=0), "task_days"),
        (TaskText(name="A", days=1000), "task_days"),
        (TaskText(name="A", after=((1, 366),)), "task_lag"),
        (TaskText(name="A", after=((9, 0),)), "task_unknown"),
        (TaskText(name="A", ends_on=date(2026, 12, 1)), "task_dates"),
        (TaskText(name="A", starts_on=date(2026, 12, 2), ends_on=date(2026, 12, 1)), "task_dates"),
        (TaskText(name="A", feature=3), "feature_number_unknown"),
        (TaskText(name="A", expert=1), "expert_foreign"),
        (TaskText(name="A\x07"), "text_characters"),
    ],
)
def test_what_no_task_can_be_is_refused(story: Story, text: TaskText, code: str) -> None:
    with pytest.raises(Invalid) as refused:
        services.add_task(case_id=story.case_id, text=text, who=dev(story), at=story.at)
    assert refused.value.code == code
    assert task_rows(case_id=story.case_id) == ()


def test_a_change_that_would_lead_in_a_circle_is_refused_and_nothing_is_written(story: Story) -> None:
    add(story, "Rancang")
    add(story, "Bangun", after=((1, 0),))
    with pytest.raises(Refused) as refused:
        change(story, 1, name="Lain", after=((2, 0),))
    assert refused.value.code == "schedule_cycle" and "#1 Lain" in str(refused.value.reasons[0].params["tasks"])
    assert task_row(case_id=story.case_id, number=1).name == "Rancang"
    with pytest.raises(Invalid) as itself:
        change(story, 1, after=((1, 0),))
    assert itself.value.code == "task_itself"


def test_a_task_that_others_wait_for_stays_until_they_no_longer_do(story: Story) -> None:
    add(story, "Rancang")
    add(story, "Bangun", after=((1, 0),))
    with pytest.raises(Refused) as refused:
        services.remove_task(case_id=story.case_id, number=1, who=dev(story), at=story.at)
    assert refused.value.reasons[0].params == {"tasks": "#2"}
    services.remove_task(case_id=story.case_id, number=2, who=dev(story), at=story.at)
    services.remove_task(case_id=story.case_id, number=1, who=dev(story), at=story.at)
    assert removed_tasks(case_id=story.case_id) == [(1, "Rancang"), (2, "Bangun")]
    services.restore_task(case_id=story.case_id, number=2, who=dev(story), at=story.at)
    assert task_row(case_id=story.case_id, number=2).after == ()
    services.restore_task(case_id=story.case_id, number=1, who=dev(story), at=story.at)
    assert task_row(case_id=story.case_id, number=2).after == ((1, 0),)
    assert add(story, "Uji") == 3


def test_of_two_who_change_one_task_the_second_is_told_who_was_first(story: Story) -> None:
    add(story, "Rancang")
    change(story, 1, days=4)
    with pytest.raises(Refused) as refused:
        services.change_task(case_id=story.case_id, number=1, text=TaskText(name="X"), version=1, who=dev(story), at=story.at)
    assert refused.value.code == "plan_changed"
    with pytest.raises(NotFound):
        services.change_task(case_id=story.case_id, number=9, text=TaskText(name="X"), version=1, who=dev(story), at=story.at)


def test_a_task_names_its_feature_and_its_expert(story: Story) -> None:
    features.add_feature(case_id=story.case_id, text=features.FeatureText(name="Masuk"), who=dev(story), at=story.at)
    add(story, "Halaman masuk", feature=1, expert=story.cast.developer_one)
    row = task_row(case_id=story.case_id, number=1)
    assert (row.feature, row.feature_name, row.expert) == (1, "Masuk", "Dewi Contoh")


def test_a_file_adds_its_tasks_with_its_own_numbers_all_or_none(story: Story) -> None:
    add(story, "Sudah ada")
    rows = [TaskText(name="B", number=20, after=((10, 2),)), TaskText(name="A", number=10)]
    assert services.import_tasks(case_id=story.case_id, rows=rows, who=dev(story), at=story.at) == 2
    assert [(one.number, one.name, one.after) for one in task_rows(case_id=story.case_id)] == [
        (1, "Sudah ada", ()),
        (2, "B", ((3, 2),)),
        (3, "A", ()),
    ]
    circle = [TaskText(name="C", number=1, after=((2, 0),)), TaskText(name="D", number=2, after=((1, 0),))]
    with pytest.raises(Refused):
        services.import_tasks(case_id=story.case_id, rows=circle, who=dev(story), at=story.at)
    assert len(task_rows(case_id=story.case_id)) == 3


def test_an_empty_schedule_is_not_filed(story: Story) -> None:
    with pytest.raises(Refused) as refused:
        file(story)
    assert refused.value.code == "schedule_none"


def test_reading_takes_as_many_statements_for_many_tasks(story: Story) -> None:
    counts = []
    for _ in range(2):
        add(story, "Satu lagi")
        with CaptureQueriesContext(connection) as asked:
            plan_of(case_id=story.case_id, at=story.at + timedelta(days=1))
        counts.append(len(asked.captured_queries))
        rows = [TaskText(name=f"T{one}", number=one, after=((one - 1, 0),) if one else ()) for one in range(40)]
        services.import_tasks(case_id=story.case_id, rows=rows, who=dev(story), at=story.at)
    assert counts[0] == counts[1] <= 4
