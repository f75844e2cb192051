"""Where people stand on a day: the days of an office are both included, and who is out stands nowhere."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from runut.core.errors import NotFound, Refused
from runut.people import queries, services
from runut.people.models import Organisation
from tests.cast import Cast, cast

AT = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)
FIRST, LAST = date(2026, 12, 1), date(2026, 12, 31)
DAY = timedelta(days=1)
pytestmark = pytest.mark.django_db


@pytest.fixture
def office() -> Cast:
    return cast(AT)


@pytest.fixture
def acting(office: Cast) -> int:
    """A member of the technical team who is acting division head for December."""
    services.appoint(
        office_id=office.offices["division_head"],
        user_id=office.technical_one,
        capacity="plt",
        from_on=FIRST,
        to_on=LAST,
        letter_number="800/12/2026",
        letter_on=date(2026, 11, 28),
        who=None,
        at=AT,
    )
    return office.technical_one


@pytest.mark.parametrize(("on", "acts"), [(FIRST - DAY, False), (FIRST, True), (LAST, True), (LAST + DAY, False)])
def test_an_acting_official_acts_from_the_first_day_to_the_last(office: Cast, acting: int, on: date, acts: bool) -> None:
    stands = office.standing(acting, on)
    assert ("division_head" in stands.offices) is acts
    assert stands.head is acts
    assert "technical_team" in stands.offices
    assert (acting in {one.user_id for one in queries.holders(["division_head"], on=on)["division_head"]}) is acts


def test_the_capacity_says_by_which_letter_and_for_how_long(office: Cast, acting: int) -> None:
    assert office.standing(acting, FIRST).capacity["division_head"] == {
        "position": "Kepala Bidang Pengelolaan LPSE",
        "capacity": "plt",
        "letter_number": "800/12/2026",
        "letter_on": "2026-11-28",
        "from": "2026-12-01",
        "to": "2026-12-31",
    }


def test_the_definitive_holder_stays_beside_an_acting_official(office: Cast, acting: int) -> None:
    held = queries.holders(["division_head", "nobody"], on=FIRST)
    assert [(one.name, one.acting) for one in held["division_head"]] == [("Karta Contoh", ""), ("Tono Contoh", "Plt.")]
    assert held["nobody"] == ()


def test_the_day_is_that_of_the_office_not_of_the_server(office: Cast, acting: int) -> None:
    evening = datetime(2026, 11, 30, 17, 0, tzinfo=UTC)
    assert queries.organisation().today(evening) == FIRST
    assert queries.organisation().today(evening - timedelta(seconds=1)) == FIRST - DAY


@pytest.mark.parametrize("zone", ["Asia/Pontianak", "Asia/Jayapura"])
@pytest.mark.parametrize(("day", "acts"), [(FIRST - DAY, False), (FIRST, True), (LAST, True), (LAST + DAY, False)])
@pytest.mark.parametrize("clock", [time.min, time.max])
def test_whoever_asks_stands_where_the_day_of_the_office_puts_them(
    office: Cast, acting: int, zone: str, day: date, acts: bool, clock: time
) -> None:
    Organisation.objects.update(time_zone=zone)
    user = queries.active_user(acting)
    assert user
    found, where = queries.standing_today(user, at=datetime.combine(day, clock, tzinfo=ZoneInfo(zone)))
    assert where.key == zone
    assert ("division_head" in found.offices) is acts
    assert found == office.standing(acting, day), "the same as by the day alone"


def test_before_the_office_is_founded_nobody_stands_anywhere(office: Cast) -> None:
    user = queries.active_user(office.registrar)
    assert user
    Organisation.objects.all().delete()
    with pytest.raises(Refused):
        queries.standing_today(user, at=AT)


def test_who_is_deactivated_stands_nowhere(office: Cast) -> None:
    services.deactivate_user(user_id=office.technical_one, who=None, at=AT)
    with pytest.raises(NotFound):
        office.standing(office.technical_one)
    assert office.technical_one not in queries.standings(user_ids=[office.technical_one, office.user], on=office.today)
    assert office.technical_one not in {one.user_id for one in queries.holders(["technical_team"], on=office.today)["technical_team"]}
    assert office.technical_one not in {one.id for one in queries.candidates()}
    assert queries.find_user_by_login("teknis.satu@example.test") is None


def test_an_office_makes_people_see_everything(office: Cast) -> None:
    roles = ("user", "developer_one", "outsider", "technical_one", "registrar", "administrator", "auditor")
    assert {role for role in roles if office.standing(getattr(office, role)).sees_all} == {
        "technical_one",
        "registrar",
        "administrator",
        "auditor",
    }


def test_an_auditor_with_an_office_may_use_the_office(office: Cast) -> None:
    services.appoint(office_id=office.offices["technical_team"], user_id=office.auditor, from_on=FIRST, who=None, at=AT)
    assert office.standing(office.auditor, FIRST - DAY).reads_only
    assert not office.standing(office.auditor, FIRST).reads_only


def test_standing_costs_two_queries_for_one_or_for_all(office: Cast, acting: int) -> None:
    everybody = [one.id for one in queries.candidates()]
    with CaptureQueriesContext(connection) as asked:
        queries.standing(user_id=acting, on=FIRST)
    assert len(asked) == 2
    with CaptureQueriesContext(connection) as asked:
        assert len(queries.standings(user_ids=everybody, on=FIRST)) == len(everybody)
    assert len(asked) == 2


def test_the_base_of_the_calendar_follows_the_office(office: Cast) -> None:
    base = queries.calendar_base()
    assert (base.opens.hour, base.closes.hour, base.zone, base.days) == (7, 16, "Asia/Pontianak", {})
    assert base.week == frozenset(range(5))
