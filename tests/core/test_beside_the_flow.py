"""Holds, extensions, deviations, cancellation and new editions: what each leaves, and what becomes of the deadline."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest

from runut.core import flow
from runut.core.building import build
from runut.core.errors import Refused
from runut.core.position import Status
from runut.core.workdays import DayKind, DayRule
from tests.core.cast import BUREAU_HEAD, CALENDAR, DIVISION_HEAD, MONDAY, Run, codes, shipped
from tests.core.told import data, due


def test_a_hold_stops_the_clock_and_resuming_gives_the_days_back() -> None:
    run = Run()
    assert due(run) == "2026-11-26 16:00"
    run.at = MONDAY + timedelta(days=1)
    run.hold(why=" Anggaran belum turun ")
    assert run.position.status is Status.HELD
    assert run.position.item is not None
    assert run.position.item.due_at is None
    assert data(run, "suspend") == {"reason": "Anggaran belum turun", "by": "Sari"}
    run.at = MONDAY + timedelta(days=3)
    after = run.resume(note=" Anggaran turun ")
    assert after.status is Status.ACTIVE
    assert data(run, "resume") == {"note": "Anggaran turun", "due_at": "2026-11-30T09:00:00.000000Z"}
    assert due(run) == "2026-11-30 16:00"
    held = run.position.item
    assert held is not None
    assert [(one.since, one.until, one.reason, one.by) for one in held.holds] == [
        (MONDAY + timedelta(days=1), MONDAY + timedelta(days=3), "Anggaran belum turun", "Sari")
    ]


def test_a_case_can_be_held_twice() -> None:
    run = Run()
    for days in (1, 3):
        run.at = MONDAY + timedelta(days=days)
        run.hold()
        run.at += timedelta(days=1)
        run.resume()
    assert run.position.item is not None
    assert len(run.position.item.holds) == 2
    assert due(run) == "2026-11-30 16:00"


def test_holds_and_extensions_belong_to_the_work_item() -> None:
    run = Run()
    run.hold()
    run.resume()
    run.extend()
    run.walk_to(2)
    assert run.position.item is not None
    assert (run.position.item.holds, run.position.item.extended) == ((), 0)


def test_extensions_add_up() -> None:
    run = Run()
    run.extend(2, why=" Data belum lengkap ")
    assert data(run, "extend") == {"days": 2, "reason": "Data belum lengkap", "due_at": "2026-11-30T09:00:00.000000Z"}
    run.extend(1)
    assert due(run) == "2026-12-01 16:00"
    assert run.position.item is not None
    assert run.position.item.extended == 3
    run.extend(flow.LONGEST_EXTENSION)
    assert due(run) > "2028"


def test_a_deviation_moves_the_case_against_the_flow_in_a_new_round() -> None:
    run = Run().walk_to(7)
    run.deviate(3, why=" Rencana keliru ")
    assert [one.kind for one in run.events][-2:] == ["deviate", "schedule"]
    assert run.events[-2].data == {"target": 3, "reason": "Rencana keliru"}
    assert run.events[-2].activity == 7
    assert run.stands == (3, 2, 0)
    assert run.position.item is not None
    assert run.position.item.rework
    assert run.position.rounds == dict.fromkeys(range(1, 8), 1) | {3: 2}


def test_a_deviation_to_development_takes_the_end_of_the_schedule() -> None:
    run = Run().walk_to(4)
    run.deviate(6)
    assert run.position.item is not None
    assert run.position.item.ends_on == date(2027, 1, 29)
    assert due(run) == "2027-01-29 16:00"
    assert data(run, "schedule")["ends_on"] == "2027-01-29"


def test_what_a_deviation_skipped_is_filed_where_it_is_needed() -> None:
    run = Run().walk_to(2)
    run.deviate(4)
    with pytest.raises(Refused) as refused:
        run.certify()
    assert codes(refused.value) == ["requirement_missing"] * 4 + ["output_missing"]
    run.pass_activity()
    assert run.stands[0] == 5


def test_a_cancelled_case_has_ended_even_from_a_hold() -> None:
    run = Run()
    run.hold()
    run.cancel(why=" Anggaran dicabut ")
    assert (run.position.status, run.position.item) == (Status.CANCELLED, None)
    assert [(one.kind, dict(one.data)) for one in run.events[-2:]] == [
        ("cancel", {"reason": "Anggaran dicabut"}),
        ("end", {"status": "cancelled", "reason": "Anggaran dicabut"}),
    ]
    run.prove()


def test_a_new_edition_moves_the_deadline_and_says_from_where() -> None:
    run = Run()
    day = DayRule(kind=DayKind.HOLIDAY, name="Pilkada", decree="SE 9")
    calendar = replace(CALENDAR, days={**CALENDAR.days, date(2026, 11, 25): day}, edition="SE 9")
    run.take(flow.recalendar(run.position, procedure=shipped(), calendar=calendar, at=run.at), BUREAU_HEAD)
    assert data(run, "calendar") == {
        "edition": "SE 9",
        "was": "2026-11-26T09:00:00.000000Z",
        "due_at": "2026-11-27T09:00:00.000000Z",
    }
    assert due(run) == "2026-11-27 16:00"


def test_other_office_hours_move_the_deadline_and_the_fact_says_why() -> None:
    run = Run()
    earlier = replace(CALENDAR, closes=time(15, 0))
    run.take(flow.recalendar(run.position, procedure=shipped(), calendar=earlier, at=run.at, why="SE 12/2026"), BUREAU_HEAD)
    assert data(run, "calendar") == {
        "edition": "SKB 2025; SKB 2026; SKB 2027",
        "was": "2026-11-26T09:00:00.000000Z",
        "due_at": "2026-11-26T08:00:00.000000Z",
        "reason": "SE 12/2026",
    }


def test_a_new_edition_that_moves_nothing_leaves_no_fact() -> None:
    run = Run()
    assert flow.recalendar(run.position, procedure=shipped(), calendar=replace(CALENDAR, edition="x"), at=run.at) == (run.position, ())
    run.hold()
    never = replace(CALENDAR, week=frozenset({0}))
    assert flow.recalendar(run.position, procedure=shipped(), calendar=never, at=run.at) == (run.position, ())
    run.cancel()
    assert flow.recalendar(run.position, procedure=shipped(), calendar=never, at=run.at) == (run.position, ())


def test_every_deadline_of_a_calendar_day_procedure_counts_every_day() -> None:
    friday = datetime(2026, 11, 27, 1, 0, tzinfo=UTC)
    row = {"number": 1, "text": "Buat", "performers": ["a"], "time": {"amount": 3, "unit": "day"}}
    every_day = build({"procedure": {"name": "x", "day": "calendar"}, "performer": [{"key": "a", "name": "A"}], "activity": [row]})
    run = Run(procedure=every_day, calendar=replace(CALENDAR, start_day_counts=True), at=friday)
    assert due(run) == "2026-11-29 16:00"
    run.hold(DIVISION_HEAD)
    run.at = friday + timedelta(days=1)
    run.resume(DIVISION_HEAD)
    assert due(run) == "2026-11-30 16:00"
    run.extend(4)
    assert due(run) == "2026-12-04 16:00"
    shorter = replace(CALENDAR, closes=time(15, 0))
    run.take(flow.recalendar(run.position, procedure=every_day, calendar=shorter, at=run.at), BUREAU_HEAD)
    assert due(run) == "2026-12-04 15:00"


def test_a_hold_of_development_gives_its_days_back_after_the_schedule() -> None:
    run = Run().walk_to(6)
    assert due(run) == "2027-01-29 16:00"
    run.hold()
    run.at += timedelta(days=7)
    run.resume()
    assert due(run) == "2027-02-04 16:00"  # four closings: the 24th to the 27th, then the 30th
    assert run.position.item is not None
    assert run.position.item.ends_on == date(2027, 1, 29)


def test_a_deviation_can_lead_to_the_first_and_to_the_last_activity() -> None:
    run = Run()
    run.deviate(10)
    assert run.stands == (10, 1, 0)
    run.deviate(1)
    assert run.stands == (1, 2, 0)


def test_events_beside_the_flow_name_the_work_item() -> None:
    run = Run().walk_to(5)
    run.reject("Satu")
    run.answer(1)
    run.hold()
    run.resume()
    run.extend()
    run.deviate(7)
    beside = [one for one in run.events if one.kind in {"answer", "suspend", "resume", "extend", "deviate"}]
    assert [(one.activity, one.round) for one in beside] == [(3, 2)] * 5
