"""What the services of people refuse, and what every change leaves behind."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction

from runut.core.errors import Invalid, NotFound, NotPermitted, Refused, RunutError
from runut.people import queries, services
from tests.cast import LONG_AGO, PASSWORD, Cast, cast

AT = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)
pytestmark = pytest.mark.django_db


@pytest.fixture
def office() -> Cast:
    return cast(AT)


def code(act: Callable[[], object]) -> str:
    with pytest.raises(RunutError) as caught:
        act()
    return caught.value.code


def found(**more: Any) -> int:
    said: dict[str, Any] = {"name": "Biro Contoh", "administrator": "Wati", "email": "wati@example.test", "at": AT}
    return services.found_organisation(**{**said, **more})


@pytest.mark.parametrize(
    ("wrong", "refused"),
    [
        ({"closes_at": time(7, 30)}, "hours_order"),
        ({"work_week": 7}, "work_week_unknown"),
        ({"time_zone": "Asia/Atlantis"}, "zone_unknown"),
        ({"time_zone": "../../etc/passwd"}, "zone_unknown"),
        ({"time_zone": ""}, "zone_unknown"),
        ({"name": "  "}, "text_missing"),
        ({"name": "a\x00b"}, "text_characters"),
        ({"name": "x" * 201}, "text_too_long"),
        ({"email": "wati"}, "email_invalid"),
        ({"email": "wati@example.test\nBcc: x@example.test"}, "email_invalid"),
        ({"password": "12345678901234"}, "password_weak"),
    ],
)
def test_an_office_is_not_founded_on_nonsense(wrong: dict[str, Any], refused: str) -> None:
    assert code(lambda: found(**wrong)) == refused
    assert not queries.founded()


def test_an_office_is_founded_once(office: Cast) -> None:
    assert code(found) == "already_founded"


def test_before_it_is_founded_every_question_says_so() -> None:
    assert code(queries.organisation) == "not_founded"


def test_offices_are_seeded_once_and_heads_are_single(office: Cast) -> None:
    assert {one.key: one.single for one in queries.offices(on=LONG_AGO)} == {
        "technical_team": False,
        "system_development": False,
        "division_head": True,
        "bureau_head": True,
    }


@pytest.mark.parametrize(
    ("wrong", "refused"),
    [
        ({"email": "PENGGUNA@example.test "}, "email_taken"),
        ({"email": "x@"}, "email_invalid"),
        ({"email": "ｘ@example.test"}, "email_invalid"),
        ({"name": ""}, "text_missing"),
        ({"name": "Putri\u202eContoh"}, "text_characters"),
        ({"nip": "12345"}, "nip_invalid"),
        ({"nip": "١" * 18}, "nip_invalid"),
        ({"unit_id": 999_999}, "unit_unknown"),
        ({"language": "xx"}, "language_unknown"),
        ({"password": "pendek"}, "password_weak"),
    ],
)
def test_nobody_is_made_of_nonsense(office: Cast, wrong: dict[str, Any], refused: str) -> None:
    said: dict[str, Any] = {"email": "baru@example.test", "name": "Baru", "who": None, "at": AT}
    assert code(lambda: services.create_user(**{**said, **wrong})) == refused


def everything(office: Cast, who: queries.Standing) -> list[Callable[[], object]]:
    """Every change that is an administrator's."""
    held = queries.holdings(user_id=office.division_head)[0].id
    by: dict[str, Any] = {"who": who, "at": AT}
    person: dict[str, Any] = {"email": "a@example.test", "name": "A", "nip": "", "position": "", "administrator": True, "auditor": False}
    return [
        lambda: services.change_organisation(name="A", region="", address="", telephone="", email="", **by),
        lambda: services.change_hours(hours=queries.organisation().hours, why="x", **by),
        lambda: services.create_unit(name="A", code="A", **by),
        lambda: services.change_unit(unit_id=office.bureau, name="A", code="A", parent_id=None, **by),
        lambda: services.deactivate_unit(unit_id=office.other_unit, **by),
        lambda: services.reactivate_unit(unit_id=office.other_unit, **by),
        lambda: services.create_user(email="a@example.test", name="A", **by),
        lambda: services.change_user(user_id=who.user_id, unit_id=None, **person, **by),
        lambda: services.deactivate_user(user_id=office.user, **by),
        lambda: services.reactivate_user(user_id=office.user, **by),
        lambda: services.appoint(office_id=office.offices["bureau_head"], user_id=who.user_id, from_on=office.today, **by),
        lambda: services.end_holding(holding_id=held, to_on=office.today, **by),
        lambda: services.withdraw_holding(holding_id=held, today=office.today, **by),
        lambda: services.invite(email="a@example.test", name="A", **by),
        lambda: services.resend_invitation(invitation_id=1, **by),
        lambda: services.cancel_invitation(invitation_id=1, **by),
    ]


@pytest.mark.parametrize("role", ["user", "auditor", "bureau_head", "technical_one", "outsider"])
def test_only_an_administrator_changes_people_units_and_offices(office: Cast, role: str) -> None:
    for act in everything(office, office.standing(getattr(office, role))):
        with pytest.raises(NotPermitted):
            act()


def appoint(office: Cast, user: int, key: str = "division_head", **more: Any) -> int:
    said: dict[str, Any] = {"from_on": date(2026, 12, 1), "who": None, "at": AT}
    return services.appoint(office_id=office.offices[key], user_id=user, **{**said, **more})


LETTER = {"letter_number": "800/1/2026", "letter_on": date(2026, 11, 20)}


@pytest.mark.parametrize(
    ("wrong", "refused"),
    [
        ({"capacity": "pjs"}, "capacity_unknown"),
        ({"capacity": "plt", "to_on": date(2026, 12, 31)}, "acting_letter_missing"),
        ({"capacity": "plt", "to_on": date(2026, 12, 31), "letter_number": "1"}, "acting_letter_missing"),
        ({"capacity": "plh", **LETTER}, "acting_end_missing"),
        ({"to_on": date(2026, 11, 30)}, "period_order"),
        ({"from_on": date(1, 1, 1)}, "period_range"),
        ({"to_on": date(9999, 12, 31)}, "period_range"),
        ({}, "office_taken"),
        ({"user_id": 999_999}, "person_unknown"),
    ],
)
def test_an_appointment_that_cannot_be_is_refused_by_name(office: Cast, wrong: dict[str, Any], refused: str) -> None:
    user = wrong.pop("user_id", office.user)
    assert code(lambda: appoint(office, user, **wrong)) == refused


def test_nobody_is_appointed_to_an_office_that_is_not_there_or_while_deactivated(office: Cast) -> None:
    with pytest.raises(NotFound):
        services.appoint(office_id=999_999, user_id=office.user, from_on=office.today, who=None, at=AT)
    services.deactivate_user(user_id=office.user, who=None, at=AT)
    assert code(lambda: appoint(office, office.user)) == "person_unknown"


def test_one_person_does_not_hold_an_office_twice_at_a_time(office: Cast) -> None:
    period = {"from_on": date(2026, 12, 1), "to_on": date(2026, 12, 31)}
    appoint(office, office.user, "technical_team", **period)
    for since, until in (((12, 31), (12, 31)), ((11, 1), (12, 1)), ((11, 1), None)):
        later = {"from_on": date(2026, *since), "to_on": date(2026, *until) if until else None}
        assert code(lambda later=later: appoint(office, office.user, "technical_team", **later)) == "holding_overlaps"  # type: ignore[misc]
    appoint(office, office.user, "technical_team", from_on=date(2027, 1, 1))


def test_a_head_follows_the_day_after_the_one_before(office: Cast) -> None:
    held = queries.holdings(user_id=office.division_head)[0].id
    services.end_holding(holding_id=held, to_on=date(2026, 12, 31), who=None, at=AT)
    assert code(lambda: appoint(office, office.user, from_on=date(2026, 12, 31))) == "office_taken"
    appoint(office, office.user, from_on=date(2027, 1, 1))
    assert not office.standing(office.division_head, date(2027, 1, 1)).head
    assert office.standing(office.user, date(2027, 1, 1)).head


def test_an_end_moves_forward_only(office: Cast) -> None:
    held = queries.holdings(user_id=office.division_head)[0].id

    def end(on: date) -> None:
        services.end_holding(holding_id=held, to_on=on, who=None, at=AT)

    assert code(lambda: end(LONG_AGO - timedelta(days=1))) == "period_order"
    end(date(2026, 12, 31))
    assert code(lambda: end(date(2026, 12, 31))) == "holding_ended"
    assert code(lambda: end(date(2027, 12, 31))) == "holding_ended"
    end(date(2026, 11, 30))


def test_the_last_administrator_stays(office: Cast) -> None:
    assert code(lambda: services.deactivate_user(user_id=office.administrator, who=None, at=AT)) == "last_administrator"
    other = services.create_user(email="dua@example.test", name="Dua", administrator=True, who=None, at=AT)
    who = office.standing(office.administrator)
    assert code(lambda: services.deactivate_user(user_id=office.administrator, who=who, at=AT)) == "not_yourself"
    services.deactivate_user(user_id=office.administrator, who=office.standing(other), at=AT)
    assert code(lambda: services.deactivate_user(user_id=office.administrator, who=None, at=AT)) == "person_inactive"
    assert code(lambda: services.reactivate_user(user_id=other, who=None, at=AT)) == "person_active"


def test_a_unit_in_use_stays_open_and_no_ring_is_closed(office: Cast) -> None:
    below = services.create_unit(name="Bawah", code="B.1", parent_id=office.bureau, who=None, at=AT)
    deep = services.create_unit(name="Dalam", code="B.2", parent_id=below, who=None, at=AT)

    def move(parent: int | None) -> None:
        services.change_unit(unit_id=below, name="Bawah", code="B.1", parent_id=parent, who=None, at=AT)

    assert code(lambda: move(deep)) == "unit_loop"
    assert code(lambda: move(below)) == "unit_loop"
    assert code(lambda: move(999_999)) == "unit_unknown"
    assert code(lambda: services.deactivate_unit(unit_id=below, who=None, at=AT)) == "unit_in_use"
    assert code(lambda: services.deactivate_unit(unit_id=office.bureau, who=None, at=AT)) == "unit_in_use"
    services.deactivate_unit(unit_id=deep, who=None, at=AT)
    assert code(lambda: services.create_user(email="a@example.test", name="A", unit_id=deep, who=None, at=AT)) == "unit_unknown"
    for wrong in ("", "a b", "x" * 41, "é"):
        assert code(lambda wrong=wrong: services.create_unit(name="A", code=wrong, who=None, at=AT)) == "unit_code_invalid"  # type: ignore[misc]


def test_every_change_leaves_a_row_that_names_who_and_what(office: Cast) -> None:
    who = office.standing(office.administrator)
    appointed = services.appoint(office_id=office.offices["technical_team"], user_id=office.user, from_on=date(2026, 12, 1), who=who, at=AT)
    last = queries.changes(office_id=office.offices["technical_team"]).rows[0]
    assert (last.action, last.by, last.user, last.at) == ("appointed", "Wati Contoh", "Putri Contoh", AT)
    assert last.data == {
        "holding": appointed,
        "capacity": "definitive",
        "letter_number": "",
        "letter_on": "",
        "from": "2026-12-01",
        "to": "",
    }
    told: dict[str, Any] = {"nip": "", "unit_id": office.bureau, "position": "", "administrator": False, "auditor": False}
    services.change_user(user_id=office.user, email="putri@example.test", name="Putri", who=who, at=AT, **told)
    last = queries.changes(user_id=office.user).rows[0]
    assert last.data["before"]["unit"] == "Dinas Pelayanan Contoh"
    assert last.data["after"]["email"] == "putri@example.test"
    services.change_user(user_id=office.user, email="putri@example.test", name="Putri", who=who, at=AT, **told)
    assert queries.changes(user_id=office.user).rows[0].id == last.id


@pytest.mark.parametrize("statement", ["UPDATE people_change SET action = 'x'", "DELETE FROM people_change"])
def test_the_database_refuses_to_change_the_history(office: Cast, statement: str) -> None:
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
    assert queries.changes().rows


def test_a_refused_change_leaves_nothing(office: Cast) -> None:
    before = queries.changes().rows[0].id
    code(lambda: appoint(office, office.user))
    assert queries.changes().rows[0].id == before


def test_an_invitation_lasts_seven_days_to_the_second(office: Cast) -> None:
    invited = services.invite(email="baru@example.test", name="Baru", who=office.standing(office.administrator), at=AT)
    token = invited.link.rstrip("/").rsplit("/", 1)[1]
    assert invited.expires_at == AT + timedelta(days=7)

    def accept(at: datetime) -> int:
        return services.accept_invitation(token=token, password=PASSWORD, at=at)

    assert code(lambda: accept(invited.expires_at)) == "invitation_expired"
    made = accept(invited.expires_at - timedelta(seconds=1))
    assert queries.person(made).email == "baru@example.test"
    assert code(lambda: accept(AT)) == "invitation_accepted"


def test_an_invitation_ends_when_somebody_took_the_address_meanwhile(office: Cast) -> None:
    invited = services.invite(email="baru@example.test", name="Baru", who=office.standing(office.administrator), at=AT)
    services.create_user(email="baru@example.test", name="Lain", who=None, at=AT)
    token = invited.link.rstrip("/").rsplit("/", 1)[1]
    assert code(lambda: services.accept_invitation(token=token, password=PASSWORD, at=AT)) == "email_taken"


def test_an_invitation_is_kept_only_as_a_hash(office: Cast) -> None:
    invited = services.invite(email="baru@example.test", name="Baru", who=office.standing(office.administrator), at=AT)
    token = invited.link.rstrip("/").rsplit("/", 1)[1]
    with connection.cursor() as cursor:
        cursor.execute("SELECT token_hash FROM people_invitation")
        assert cursor.fetchone()[0] == queries.token_hash(token) != token
    with pytest.raises(NotFound):
        services.accept_invitation(token=queries.token_hash(token), password=PASSWORD, at=AT)


def issue(office: Cast, **more: Any) -> str:
    said: dict[str, Any] = {"name": "skrip", "scopes": ["cases:read", "documents:read"], "days": 30}
    return services.issue_token(**{**said, **more}, who=office.standing(office.technical_one), at=AT)


@pytest.mark.parametrize(
    ("wrong", "refused"),
    [
        ({"scopes": []}, "token_scope_missing"),
        ({"scopes": ["cases:delete"]}, "token_scope_unknown"),
        ({"days": 0}, "token_expiry"),
        ({"days": 366}, "token_expiry"),
        ({"name": ""}, "text_missing"),
    ],
)
def test_a_token_of_nonsense_is_refused(office: Cast, wrong: dict[str, Any], refused: str) -> None:
    assert code(lambda: issue(office, **wrong)) == refused


def test_a_token_opens_its_scopes_until_it_expires(office: Cast) -> None:
    raw = issue(office)
    known = queries.authenticate_token(raw, AT)
    assert known is not None
    who, scopes = known
    assert (who.user_id, who.offices) == (office.technical_one, frozenset({"technical_team"}))
    assert scopes == {"cases:read", "documents:read"}
    assert queries.tokens(user_id=office.technical_one)[0].last_used_at == AT
    ends = AT + timedelta(days=30)
    assert queries.authenticate_token(raw, ends - timedelta(seconds=1)) is not None
    assert queries.authenticate_token(raw, ends) is None
    for hostile in ("", raw[:-1], raw + " ", queries.token_hash(raw), "runut_\x00"):
        assert queries.authenticate_token(hostile, AT) is None


def test_deactivating_somebody_revokes_their_tokens_for_good(office: Cast) -> None:
    raw = issue(office)
    services.deactivate_user(user_id=office.technical_one, who=None, at=AT)
    services.reactivate_user(user_id=office.technical_one, who=None, at=AT)
    assert queries.authenticate_token(raw, AT) is None


def test_a_token_is_revoked_by_its_owner_or_an_administrator(office: Cast) -> None:
    issue(office)
    mine = queries.tokens(user_id=office.technical_one)[0].id

    def revoke(user: int) -> None:
        services.revoke_token(token_id=mine, who=office.standing(user), at=AT)

    with pytest.raises(NotFound):
        revoke(office.technical_two)
    revoke(office.administrator)
    with pytest.raises(Refused):
        revoke(office.technical_one)


def test_preferences_know_their_words(office: Cast) -> None:
    who = office.standing(office.user)
    services.prefer(who=who, language="en")
    assert queries.person(office.user).language == "en"
    with pytest.raises(Invalid):
        services.prefer(who=who, theme="pink")
