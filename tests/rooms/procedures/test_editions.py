"""Editions of the calendar: proposed, corrected, adopted; then they decide and never change."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction

from runut.core.errors import Invalid, NotFound, NotPermitted, Refused
from runut.core.workdays import Calendar, DayKind, provisional, working_days_between
from runut.people.queries import Standing
from runut.procedures import adoption, queries, services
from runut.procedures.adoption import Moved
from runut.procedures.models import CalendarEdition
from runut.procedures.values import Day, Decree
from tests.cast import Cast, cast
from tests.rooms.procedures.decrees import WORKING, decreed

AT = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)
GOVERNOR = Decree(
    decree="Keputusan Gubernur 100/2026", decided_on=date(2026, 11, 2), covers_from=date(2026, 11, 30), covers_to=date(2026, 11, 30)
)
GAWAI = Day(day=date(2026, 11, 30), kind="holiday", name="Hari daerah (contoh)")
pytestmark = pytest.mark.django_db


@pytest.fixture
def office() -> Cast:
    return cast(AT)


@pytest.fixture
def who(office: Cast) -> Standing:
    return office.standing(office.administrator)


@pytest.fixture
def year_2026(who: Standing) -> int:
    made = services.propose_edition(year=2026, who=who, at=AT)
    services.adopt_edition(edition_id=made, who=who, at=AT)
    return made


@pytest.fixture
def governor(year_2026: int, who: Standing) -> int:
    return services.draft_edition(decree=GOVERNOR, days=[GAWAI], who=who, at=AT)


@pytest.fixture
def heard(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """A room with one open deadline; it writes down what it is asked."""
    said: list[Any] = []
    monkeypatch.setattr(adoption, "_LISTENERS", [])

    def preview(calendar: Calendar) -> Iterator[Moved]:
        if not calendar.works(GAWAI.day):
            before = calendar.moment(GAWAI.day, calendar.closes)
            yield Moved(case_id=7, name="PA-2026-0001", activity=3, since=AT, before=before, after=before + timedelta(days=1))

    def apply(who: Standing, at: datetime, why: str) -> None:
        said.append((who.user_id, at, queries.calendar().works(GAWAI.day)))

    adoption.listen(preview=preview, apply=apply)
    return said


@pytest.mark.parametrize("year", [2025, 2026, 2027])
def test_the_library_proposes_what_the_decrees_say(who: Standing, year: int) -> None:
    proposed = queries.edition(services.propose_edition(year=year, who=who, at=AT))
    assert {one.day: one.kind for one in proposed.days} == decreed(year)
    assert all(one.name for one in proposed.days)
    assert proposed.row.proposed_by.startswith("holidays 0.")
    assert proposed.row.adopted_at is None


def test_names_are_indonesian_and_a_known_decree_fills_its_number_in(who: Standing) -> None:
    proposed = queries.edition(services.propose_edition(year=2026, who=who, at=AT))
    assert proposed.days[0] == Day(day=date(2026, 1, 1), kind="holiday", name="Tahun Baru Masehi")
    assert proposed.row.decree.endswith("Nomor 1497, 2, 5 Tahun 2025")
    assert proposed.row.decided_on == date(2025, 9, 19)
    assert not proposed.row.unnamed


def test_a_draft_decides_nothing_and_an_adopted_edition_does(who: Standing) -> None:
    made = services.propose_edition(year=2026, who=who, at=AT)
    assert queries.calendar().works(date(2026, 12, 25))
    services.adopt_edition(edition_id=made, who=who, at=AT)
    christmas = queries.calendar().rule(date(2026, 12, 25))
    assert (christmas.kind, christmas.name) == (DayKind.HOLIDAY, "Hari Raya Natal")
    assert christmas.decree == queries.edition(made).row.decree
    assert queries.edition(made).row.adopted_by == who.name


@pytest.mark.parametrize("year", [2025, 2026, 2027])
def test_the_calendar_counts_the_working_days_that_were_counted_by_hand(who: Standing, year: int) -> None:
    services.adopt_edition(edition_id=_named_proposal(year, who), who=who, at=AT)
    calendar = queries.calendar()
    firsts = [date(year, month, 1) - timedelta(days=1) for month in range(1, 13)]
    ends = [*firsts[1:], date(year, 12, 31)]
    assert [working_days_between(first, end, calendar) for first, end in zip(firsts, ends, strict=True)] == WORKING[year]


def _named_proposal(year: int, who: Standing) -> int:
    made = services.propose_edition(year=year, who=who, at=AT)
    seen = queries.edition(made)
    told = replace(seen.told, decree=f"SKB contoh {year}", decided_on=date(2025, 1, 1))
    services.edit_edition(edition_id=made, seen=seen.fingerprint, decree=told, days=seen.days, who=who, at=AT)
    return made


def test_a_proposal_without_its_decree_cannot_be_adopted(who: Standing) -> None:
    made = services.propose_edition(year=2027, who=who, at=AT)
    with pytest.raises(Refused) as refused:
        services.adopt_edition(edition_id=made, who=who, at=AT)
    assert refused.value.code == "edition_decree_missing"


def test_an_edition_without_days_cannot_be_adopted(who: Standing) -> None:
    made = services.draft_edition(decree=GOVERNOR, days=[], who=who, at=AT)
    with pytest.raises(Refused) as refused:
        services.adopt_edition(edition_id=made, who=who, at=AT)
    assert refused.value.code == "edition_empty"


def test_a_year_is_proposed_once(who: Standing) -> None:
    _named_proposal(2027, who)
    with pytest.raises(Refused) as refused:
        services.propose_edition(year=2027, who=who, at=AT)
    assert refused.value.code == "edition_proposed"
    with pytest.raises(Invalid):
        services.propose_edition(year=1900, who=who, at=AT)


def test_a_later_decree_changes_single_days(governor: int, who: Standing) -> None:
    assert queries.calendar().works(GAWAI.day)
    services.adopt_edition(edition_id=governor, who=who, at=AT)
    assert not queries.calendar().works(GAWAI.day)
    assert queries.calendar().rule(GAWAI.day).decree == GOVERNOR.decree
    assert queries.calendar().covers_to == date(2026, 12, 31)


def test_of_two_decrees_the_later_one_decides_whichever_was_adopted_first(governor: int, who: Standing) -> None:
    services.adopt_edition(edition_id=governor, who=who, at=AT)
    taken_back = replace(GOVERNOR, decree="Keputusan Gubernur 101/2026", decided_on=date(2026, 11, 20))
    back = Day(day=GAWAI.day, kind="working", name="Hari kerja kembali")
    services.adopt_edition(edition_id=services.draft_edition(decree=taken_back, days=[back], who=who, at=AT), who=who, at=AT)
    assert queries.calendar().works(GAWAI.day)
    earlier = replace(GOVERNOR, decree="Keputusan Gubernur 99/2026", decided_on=date(2026, 11, 1))
    services.adopt_edition(edition_id=services.draft_edition(decree=earlier, days=[GAWAI], who=who, at=AT), who=who, at=AT)
    assert queries.calendar().works(GAWAI.day)


def test_a_single_day_far_ahead_settles_no_year_before_it(year_2026: int, who: Standing) -> None:
    far = date(2028, 6, 1)
    decree = replace(GOVERNOR, decree="Keputusan Gubernur 1/2028", covers_from=far, covers_to=far)
    made = services.draft_edition(decree=decree, days=[Day(day=far, kind="holiday", name="Hari daerah")], who=who, at=AT)
    services.adopt_edition(edition_id=made, who=who, at=AT)
    assert not queries.calendar().works(far)
    assert provisional(datetime(2027, 3, 1, tzinfo=UTC), queries.calendar())


def test_before_anything_is_adopted_every_deadline_is_provisional(office: Cast) -> None:
    assert provisional(AT, queries.calendar())


def test_an_adoption_shows_what_it_moves_and_why_and_then_moves_it(governor: int, who: Standing, heard: list[Any]) -> None:
    now, then = queries.calendar(), queries.calendar_with(governor)
    (moved,) = adoption.moved_by(then)
    changed = adoption.changed_days(now, then)
    assert [(one.day, one.before.kind, one.after.kind) for one in changed] == [(GAWAI.day, DayKind.WORKING, DayKind.HOLIDAY)]
    assert adoption.reasons(moved, changed, then) == changed
    assert adoption.reasons(replace(moved, since=AT + timedelta(days=60)), changed, then) == []
    assert adoption.moved_by(now) == []
    assert heard == []

    services.adopt_edition(edition_id=governor, who=who, at=AT)

    assert heard == [(who.user_id, AT, False)]
    assert queries.calendar() == then


def test_a_room_that_cannot_move_its_deadlines_stops_the_adoption(governor: int, who: Standing, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(who: Standing, at: datetime, why: str) -> None:
        assert not queries.calendar().works(GAWAI.day)
        raise RuntimeError("disk full")

    monkeypatch.setattr(adoption, "_LISTENERS", [(lambda calendar: (), fails)])
    with pytest.raises(RuntimeError):
        services.adopt_edition(edition_id=governor, who=who, at=AT)
    assert queries.edition(governor).row.adopted_at is None
    assert queries.calendar().works(GAWAI.day)


def test_nobody_adopts_or_overwrites_what_they_have_not_seen(governor: int, who: Standing) -> None:
    seen = queries.edition(governor).fingerprint
    other = Day(day=GAWAI.day, kind="joint_leave", name="Cuti bersama daerah")
    services.edit_edition(edition_id=governor, seen=seen, decree=GOVERNOR, days=[other], who=who, at=AT)
    writes: list[Callable[[], object]] = [
        lambda: services.adopt_edition(edition_id=governor, seen=seen, who=who, at=AT),
        lambda: services.edit_edition(edition_id=governor, seen=seen, decree=GOVERNOR, days=[GAWAI], who=who, at=AT),
    ]
    for write in writes:
        with pytest.raises(Refused) as refused:
            write()
        assert refused.value.code == "draft_changed"
    assert queries.edition(governor).days == (other,)


def test_an_adopted_edition_is_neither_edited_nor_removed_nor_adopted_again(year_2026: int, who: Standing) -> None:
    edition = queries.edition(year_2026)
    writes: list[Callable[[], object]] = [
        lambda: services.adopt_edition(edition_id=year_2026, who=who, at=AT),
        lambda: services.edit_edition(
            edition_id=year_2026, seen=edition.fingerprint, decree=edition.told, days=edition.days, who=who, at=AT
        ),
        lambda: services.remove_edition(edition_id=year_2026, who=who),
    ]
    for write in writes:
        with pytest.raises(Refused) as refused:
            write()
        assert refused.value.code == "edition_adopted"


def test_a_draft_can_be_thrown_away(governor: int, who: Standing) -> None:
    services.remove_edition(edition_id=governor, who=who)
    with pytest.raises(NotFound):
        queries.edition(governor)
    with pytest.raises(NotFound):
        services.remove_edition(edition_id=governor, who=who)


@pytest.mark.parametrize(
    ("decree", "days", "code"),
    [
        (replace(GOVERNOR, covers_from=date(2026, 12, 1)), [GAWAI], "edition_span"),
        (replace(GOVERNOR, decided_on=date(2026, 11, 24)), [GAWAI], "edition_decided_later"),
        (GOVERNOR, [replace(GAWAI, day=date(2026, 12, 1))], "edition_day_outside"),
        (GOVERNOR, [GAWAI, GAWAI], "edition_day_twice"),
        (GOVERNOR, [replace(GAWAI, name="  ")], "edition_day_name_missing"),
    ],
)
def test_a_decree_that_cannot_be_is_refused(who: Standing, decree: Decree, days: list[Day], code: str) -> None:
    with pytest.raises(Invalid) as refused:
        services.draft_edition(decree=decree, days=days, who=who, at=AT)
    assert refused.value.code == code
    assert not CalendarEdition.objects.exists()


def test_two_editions_never_have_the_same_name(governor: int, who: Standing) -> None:
    with pytest.raises(Refused) as refused:
        services.draft_edition(decree=GOVERNOR, days=[GAWAI], who=who, at=AT)
    assert refused.value.code == "edition_exists"


@pytest.mark.parametrize("name", ["auditor", "user", "registrar", "division_head", "bureau_head", "outsider"])
def test_only_administrators_touch_the_calendar(office: Cast, governor: int, name: str) -> None:
    person = office.standing(getattr(office, name))
    writes: list[Callable[[], object]] = [
        lambda: services.propose_edition(year=2027, who=person, at=AT),
        lambda: services.draft_edition(decree=GOVERNOR, days=[], who=person, at=AT),
        lambda: services.edit_edition(edition_id=governor, seen="", decree=GOVERNOR, days=[], who=person, at=AT),
        lambda: services.remove_edition(edition_id=governor, who=person),
        lambda: services.adopt_edition(edition_id=governor, who=person, at=AT),
    ]
    for write in writes:
        with pytest.raises(NotPermitted):
            write()


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE procedures_calendarday SET name = 'x'",
        "UPDATE procedures_calendarday SET kind = 'working'",
        "DELETE FROM procedures_calendarday",
        "UPDATE procedures_calendaredition SET decree = 'x'",
        "UPDATE procedures_calendaredition SET adopted_at = NULL",
        "UPDATE procedures_calendaredition SET covers_to = '2030-12-31'",
        "DELETE FROM procedures_calendaredition",
        "INSERT INTO procedures_calendarday (edition_id, day, kind, name) SELECT id, '2026-12-30', 'holiday', 'x' FROM procedures_calendaredition",
    ],
)
def test_the_database_itself_keeps_an_adopted_edition(year_2026: int, statement: str) -> None:
    before = queries.edition(year_2026)
    with pytest.raises(IntegrityError, match="never"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
    assert queries.edition(year_2026) == before
