"""The requesting unit tries scenarios and signs; what failed is tried again; the minutes are filed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from io import BytesIO
from typing import Any

import pytest
from django.db import DatabaseError, transaction
from hypothesis import given
from hypothesis import strategies as st

from runut.core.errors import ConcurrentChange, Invalid, NotFound, Refused, RunutError
from runut.core.sentences import Reason
from runut.documents.queries import papers_of
from runut.documents.uploads import store_stream
from runut.testing import queries
from runut.testing.models import AcceptanceRun, Execution, Scenario
from runut.testing.services import (
    Draft,
    Tried,
    execute,
    retire_scenario,
    sign_run,
    sort_scenarios,
    start_run,
    write_scenario,
    write_scenarios,
)
from runut.testing.tables import as_csv, as_xlsx, read_table
from tests.browser.acts import png
from tests.builders import Story

LOGIN = Draft(
    title="Masuk", feature="F1", steps=[{"action": "Isi sandi", "expected": "Halaman depan tampil"}, {"action": "Keluar", "expected": ""}]
)
QUEUE = Draft(title="Ambil nomor antrean", steps=[{"action": "Tekan Ambil", "expected": "Nomor tampil"}])


def write(story: Story, draft: Draft, number: int | None = None, *, by: int = 0) -> Scenario:
    who = story.cast.standing(by or story.cast.developer_one)
    return write_scenario(case_id=story.case_id, draft=draft, number=number, who=who, at=story.at)


def begin_run(story: Story, *, only_open: bool = False) -> AcceptanceRun:
    who = story.cast.standing(story.cast.technical_one)
    return start_run(case_id=story.case_id, build="v1.0", place="Ruang rapat", only_open=only_open, who=who, at=story.at)


def attempt(story: Story, scenario: int, outcome: str, *, run: int = 1, note: str = "", failed: tuple[int, ...] = (), by: int = 0) -> None:
    tried = Tried(outcome=outcome, note=note, failed=frozenset(failed))
    execute(case_id=story.case_id, run=run, scenario=scenario, tried=tried, who=story.cast.standing(by or story.cast.user), at=story.at)


def sign(story: Story, verdict: str = "accepted", *, run: int = 1, conclusion: str = "", by: int = 0) -> AcceptanceRun:
    who = story.cast.standing(by or story.cast.user)
    return sign_run(case_id=story.case_id, number=run, verdict=verdict, conclusion=conclusion, who=who, at=story.at)


def reasons(error: RunutError) -> list[str]:
    return [one.code for one in error.reasons]


def points(story: Story) -> dict[str, Reason]:
    return {one.text.code: one.text for one in queries.strength(case_id=story.case_id, on=story.cast.today).of("uat")}


@pytest.fixture
def ready(story: Story) -> Story:
    """Two scenarios and a run of both."""
    write(story, LOGIN)
    write(story, QUEUE)
    begin_run(story)
    return story


def test_what_failed_is_tried_again_in_a_run_of_its_own(ready: Story) -> None:
    attempt(ready, 1, "pass")
    attempt(ready, 2, "fail", note="Nomor tidak tampil", failed=(1,))
    again = begin_run(ready, only_open=True)
    assert [one.number for one in again.scenarios.all()] == [2]
    attempt(ready, 2, "pass", run=2)
    assert [one.outcome for one in queries.scenarios(ready.case_id)] == ["pass", "pass"]
    assert [one.outcome for one in queries.run_of(case_id=ready.case_id, number=1)[1].lines] == ["pass", "fail"]
    with pytest.raises(Refused) as caught:
        begin_run(ready, only_open=True)
    assert reasons(caught.value) == ["run_empty"]


def test_the_newest_try_of_a_run_counts_and_the_others_stay(ready: Story) -> None:
    attempt(ready, 1, "blocked", note="Jaringan putus")
    attempt(ready, 1, "pass")
    assert queries.run_of(case_id=ready.case_id, number=1)[1].lines[0].outcome == "pass"
    assert Execution.objects.count() == 2


def test_an_execution_keeps_the_steps_that_it_was_made_with(ready: Story) -> None:
    attempt(ready, 1, "fail", note="Gagal", failed=(2,))
    write(ready, Draft(title="Masuk dan keluar", steps=QUEUE.steps), 1)
    line = queries.scenarios(ready.case_id)[0]
    assert line.result is not None
    assert [(one["action"], one["outcome"]) for one in line.result.steps] == [("Isi sandi", "pass"), ("Keluar", "fail")]
    assert line.changed
    assert points(ready)["uat_rewritten"].params == {"count": 1}


@pytest.mark.parametrize(
    ("who", "code"),
    [
        ("developer_one", "uat_unit_only"),
        ("technical_one", "uat_unit_only"),
        ("division_head", "uat_unit_only"),
        ("auditor", "auditor_reads"),
    ],
)
def test_only_the_requesting_unit_tries_and_signs(ready: Story, who: str, code: str) -> None:
    by = getattr(ready.cast, who)
    with pytest.raises(Refused) as tried:
        attempt(ready, 1, "pass", by=by)
    with pytest.raises(Refused) as signed:
        sign(ready, by=by)
    assert reasons(tried.value) == reasons(signed.value) == [code]


def test_somebody_of_another_unit_sees_nothing_of_it(ready: Story) -> None:
    with pytest.raises(NotFound):
        attempt(ready, 1, "pass", by=ready.cast.outsider)


def test_a_failure_says_what_happened(ready: Story) -> None:
    for outcome, note, code in (("fail", " ", "execution_note"), ("blocked", "", "execution_note"), ("maybe", "x", "execution_outcome")):
        with pytest.raises(Invalid) as caught:
            attempt(ready, 1, outcome, note=note)
        assert reasons(caught.value) == [code]


def test_a_run_is_signed_when_everything_was_tried_and_its_minutes_are_filed(ready: Story) -> None:
    attempt(ready, 1, "pass")
    with pytest.raises(Refused) as caught:
        sign(ready)
    assert reasons(caught.value) == ["run_untried"]
    attempt(ready, 2, "fail", note="Nomor tidak tampil")
    with pytest.raises(Refused) as caught:
        sign(ready)
    assert reasons(caught.value) == ["run_not_passed"]
    with pytest.raises(Refused) as caught:
        sign(ready, "with_notes")
    assert reasons(caught.value) == ["reason_missing"]
    run = sign(ready, "with_notes", conclusion="Perbaiki sebelum pelatihan")
    [paper] = [one for one in papers_of(ready.case_id) if one.current.form == "uat_minutes"]
    assert paper.current.id == run.minutes_id
    assert points(ready)["uat_signed"].params["name"] == "Putri Contoh"
    with pytest.raises(Refused) as caught:
        attempt(ready, 2, "pass")
    assert reasons(caught.value) == ["run_signed"]


def test_a_picture_of_the_screen_is_filed_beside_it(ready: Story) -> None:
    who = ready.cast.standing(ready.cast.user)
    picture = (store_stream(BytesIO(png())), "layar.png")
    made = execute(case_id=ready.case_id, run=1, scenario=1, tried=Tried(outcome="pass"), picture=picture, who=who, at=ready.at)
    assert made.picture_id in {one.current.id for one in papers_of(ready.case_id) if one.current.media_type == "image/png"}


def test_a_scenario_that_is_taken_out_is_not_tried_any_more(ready: Story) -> None:
    attempt(ready, 1, "pass")
    retire_scenario(case_id=ready.case_id, number=2, who=ready.cast.standing(ready.cast.user), at=ready.at)
    assert [one.number for one in queries.scenarios(ready.case_id)] == [1]
    with pytest.raises(NotFound):
        write(ready, QUEUE, 2)


def test_a_scenario_needs_a_title_and_steps(story: Story) -> None:
    for draft, code in (
        (Draft(title=" ", steps=QUEUE.steps), "scenario_incomplete"),
        (Draft(title="x"), "scenario_incomplete"),
        (Draft(title="x", steps=[{"action": " "}]), "scenario_incomplete"),
        (Draft(title="x", steps=[{"action": "y"}] * 51), "scenario_steps"),
        (Draft(title="x", steps=[{"action": "y" * 1001}]), "text_too_long"),
    ):
        with pytest.raises(Invalid) as caught:
            write(story, draft)
        assert reasons(caught.value) == [code]


@pytest.mark.parametrize("write_as", [as_csv, as_xlsx])
def test_a_table_that_was_exported_is_read_back_the_same(story: Story, write_as: Callable[[list[Draft]], Iterator[bytes]]) -> None:
    drafts = [LOGIN, QUEUE, Draft(title="=1+1", steps=[{"action": "-x", "expected": "'petik"}])]
    assert read_table("uji.csv", b"".join(write_as(drafts))) == drafts
    who = story.cast.standing(story.cast.developer_one)
    assert write_scenarios(case_id=story.case_id, drafts=drafts, who=who, at=story.at) == (3, 0)
    again = [*drafts[1:], Draft(title="Masuk", feature="F2", steps=LOGIN.steps)]
    assert write_scenarios(case_id=story.case_id, drafts=again, who=who, at=story.at) == (0, 1)


def test_a_table_says_what_it_would_replace_and_replaces_nothing_else(story: Story) -> None:
    asked: Any = {"case_id": story.case_id, "who": story.cast.standing(story.cast.developer_one), "at": story.at}
    write(story, LOGIN)
    write(story, QUEUE)
    drafts = [Draft(title="Masuk ", steps=QUEUE.steps), QUEUE, Draft(title="Cetak", steps=QUEUE.steps)]
    found = sort_scenarios(drafts=drafts, **asked)
    assert ([one.title for one in found.new], [number for number, _, _ in found.changed], found.same) == (["Cetak"], [1], 1)
    write(story, Draft(title="Masuk", steps=[{"action": "Isi sandi baru"}]), 1)
    with pytest.raises(ConcurrentChange):
        write_scenarios(drafts=drafts, saw=found.replaced, **asked)
    assert [(one.title, one.version) for one in queries.scenarios(story.case_id)] == [("Masuk", 2), ("Ambil nomor antrean", 1)]
    again = sort_scenarios(drafts=drafts, **asked)
    assert write_scenarios(drafts=drafts, saw=again.replaced, **asked) == (1, 1)
    with pytest.raises(Invalid) as caught:
        sort_scenarios(drafts=[QUEUE, LOGIN, QUEUE], **asked)
    assert reasons(caught.value) == ["scenario_twice"]


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "scenario_table_empty"),
        (b"judul;fitur;langkah;hasil\n", "scenario_table_empty"),
        (b"PK\x03\x04 no archive", "table_broken"),
        (b"x" * 10_000_001, "table_large"),
        (b"a,b\n" + b"x,y,z,w\n" * 5001, "table_rows_many"),
        (b'a,b\n"' + b"x" * 200_000, "table_unreadable"),
    ],
)
def test_what_is_no_table_is_refused_in_one_sentence(content: bytes, code: str) -> None:
    with pytest.raises(Invalid) as caught:
        read_table("uji.csv", content)
    assert reasons(caught.value) == [code]


@given(st.binary(max_size=300))
def test_any_bytes_are_a_table_or_refused(content: bytes) -> None:
    try:
        found = read_table("uji.csv", content)
    except Invalid:
        return
    assert all(one.title for one in found)


def test_a_table_of_a_spreadsheet_with_semicolons_is_read(story: Story) -> None:
    content = "Judul;Fitur;Langkah;Hasil\nMasuk;F1;Isi sandi;Tampil\n;;Keluar;\n\nCetak;;Tekan cetak;Keluar kertas\n".encode("utf-8-sig")
    found = read_table("uji.csv", content)
    assert [(one.title, len(one.steps)) for one in found] == [("Masuk", 2), ("Cetak", 1)]


def test_the_database_keeps_what_was_tried(ready: Story) -> None:
    attempt(ready, 1, "pass")
    for act in (Execution.objects.all().delete, lambda: Execution.objects.update(outcome="fail")):
        with pytest.raises(DatabaseError, match="never changed"), transaction.atomic():
            act()


def test_the_list_costs_the_same_for_one_and_for_thirty(story: Story, django_assert_num_queries: pytest.FixtureRequest) -> None:
    for number in range(30):
        write(story, Draft(title=f"Skenario {number}", steps=QUEUE.steps))
    begin_run(story)
    for number in range(1, 31):
        attempt(story, number, "pass")
    with django_assert_num_queries(2):  # type: ignore[operator]
        assert len(queries.scenarios(story.case_id)) == 30
    with django_assert_num_queries(3):  # type: ignore[operator]
        assert queries.runs(story.case_id)[0].passed == 30
