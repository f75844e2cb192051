"""A new edition of the calendar: what it would move is shown before, moved when it is adopted, and says why."""

from __future__ import annotations

from datetime import date

from runut.cases import queries, services
from runut.procedures import adoption
from runut.procedures import queries as calendars
from runut.procedures.services import adopt_edition, draft_edition
from runut.procedures.values import Day, Decree
from tests.builders import Story, another
from tests.cast import Cast

DECREE = Decree(
    decree="Keputusan Gubernur 100/2026", decided_on=date(2026, 11, 2), covers_from=date(2026, 11, 1), covers_to=date(2026, 12, 31)
)
DAY = Day(day=date(2026, 11, 25), kind="holiday", name="Hari daerah")


def test_an_adopted_day_moves_open_deadlines_as_was_shown(story: Story) -> None:
    cast: Cast = story.cast
    held = another(cast, title="Arsip")
    services.hold(case_id=held.case_id, why="x", who=cast.standing(cast.registrar), at=held.at)
    administrator = cast.standing(cast.administrator)
    edition = draft_edition(decree=DECREE, days=[DAY], who=administrator, at=story.at)
    (moved,) = adoption.moved_by(calendars.calendar_with(edition))
    assert (moved.case_id, moved.before.day, moved.after.day) == (story.case_id, 26, 27)
    adopt_edition(edition_id=edition, who=administrator, at=story.at)
    assert story.page().due_at == moved.after
    (event,) = queries.history(case_id=story.case_id, kinds=["calendar"]).rows
    assert event.data["edition"] == "Keputusan Gubernur 100/2026"
    assert queries.history(case_id=held.case_id, kinds=["calendar"]).rows == []
    assert any(one.name == "Hari daerah" for one in story.page().ledger)
    assert list(adoption.moved_by(calendars.calendar())) == []
