"""The pages of people, units, offices and invitations: who may open and do what, and what they say."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.conf import settings
from django.core import mail
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from runut.people import queries, services
from tests.cast import PASSWORD, Cast, cast
from tests.clients import client_of

AT = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)
pytestmark = pytest.mark.django_db


@pytest.fixture
def office() -> Cast:
    return cast(AT)


def words(response: Any) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode()))


READ = ["list", "units", "offices", "account", "own", "tokens"]
AUDIT = ["invitations", "history"]
ADMINISTER = ["invite", "unit_add"]


@pytest.mark.parametrize("name", READ + AUDIT + ADMINISTER)
def test_a_page_sends_whoever_is_not_signed_in_to_the_sign_in_page_and_back(office: Cast, name: str) -> None:
    answer = Client().get(reverse(f"people:{name}"))
    assert answer.status_code == 302
    assert answer["Location"] == f"{reverse('account_login')}?next={reverse(f'people:{name}')}"


@pytest.mark.parametrize(
    ("role", "refused"),
    [
        ("administrator", []),
        ("auditor", ADMINISTER),
        ("user", AUDIT + ADMINISTER),
        ("technical_one", AUDIT + ADMINISTER),
        ("bureau_head", AUDIT + ADMINISTER),
        ("outsider", AUDIT + ADMINISTER),
    ],
)
def test_each_role_opens_what_it_may_and_is_told_why_not(office: Cast, role: str, refused: list[str]) -> None:
    client = client_of(getattr(office, role))
    for name in READ + AUDIT + ADMINISTER:
        answer = client.get(reverse(f"people:{name}"))
        assert answer.status_code == (403 if name in refused else 200), name
        if name in refused:
            assert "Hanya administrator" in words(answer)


def grave(office: Cast) -> list[str]:
    holding = queries.holdings(user_id=office.division_head)[0].id
    return [
        reverse("people:edit", args=[office.user]),
        reverse("people:deactivate", args=[office.user]),
        reverse("people:reactivate", args=[office.user]),
        reverse("people:unit", args=[office.other_unit]),
        reverse("people:unit_close", args=[office.other_unit]),
        reverse("people:unit_open", args=[office.other_unit]),
        reverse("people:appoint", args=[office.offices["division_head"]]),
        reverse("people:end", args=[holding]),
        reverse("people:withdraw", args=[holding]),
        reverse("people:invite"),
        reverse("people:unit_add"),
    ]


@pytest.mark.parametrize("role", ["auditor", "user", "technical_one", "bureau_head", "outsider", "developer_one"])
def test_only_administrators_change_anything(office: Cast, role: str) -> None:
    client = client_of(getattr(office, role))
    before = len(queries.changes(size=1000).rows)
    for address in grave(office):
        assert client.get(address).status_code == 403, address
        assert client.post(address, {}).status_code == 403, address
    assert len(queries.changes(size=1000).rows) == before


def test_an_auditor_changes_their_own_account_and_nothing_else(office: Cast) -> None:
    client = client_of(office.auditor)
    assert client.post(reverse("people:preferences"), {"language": "en", "theme": "dark"}).status_code == 302
    assert queries.person(office.auditor).theme == "dark"
    assert client.post(reverse("people:tokens"), {"name": "baca", "scopes": ["cases:read"], "days": "30"}).status_code == 302
    assert client.post(reverse("people:invite"), {"email": "x@example.test", "name": "X"}).status_code == 403


def test_people_without_an_office_see_their_own_unit_alone(office: Cast) -> None:
    page = words(client_of(office.user).get(reverse("people:list")))
    assert "Putri Contoh" in page
    assert "Lukman Contoh" not in page
    assert client_of(office.user).get(reverse("people:person", args=[office.outsider])).status_code == 404
    assert client_of(office.user).get(reverse("people:export")).status_code == 403
    assert client_of(office.technical_one).get(reverse("people:person", args=[office.outsider])).status_code == 200


def test_the_list_searches_filters_sorts_and_ignores_nonsense(office: Cast) -> None:
    client = client_of(office.administrator)
    found = words(client.get(reverse("people:list"), {"q": "putri dinas.tidak"}))
    assert "Putri Contoh" not in found
    assert "Putri Contoh" in words(client.get(reverse("people:list"), {"q": "PUTRI pengguna@"}))
    unit = words(client.get(reverse("people:list"), {"unit": office.other_unit}))
    assert "Lukman Contoh" in unit
    assert "Putri Contoh" not in unit
    names = re.findall(r"(\w+) Contoh</a>", client.get(reverse("people:list"), {"sort": "-name"}).content.decode())
    assert names == sorted(names, reverse=True)
    for nonsense in ({"cursor": "ÿ%"}, {"unit": "9" * 40}, {"unit": "-1"}, {"sort": "password"}, {"state": "<b>"}, {"q": "\x00'%_"}):
        assert client.get(reverse("people:list"), nonsense).status_code == 200


def test_an_empty_list_says_what_to_do(office: Cast) -> None:
    assert "Tampilkan semua orang" in words(client_of(office.administrator).get(reverse("people:list"), {"q": "tidak-ada"}))


@pytest.mark.parametrize("name", ["list", "units", "offices", "history", "invitations"])
def test_a_list_asks_the_database_as_often_for_one_row_as_for_thirty(office: Cast, name: str) -> None:
    client = client_of(office.administrator)
    who = office.standing(office.administrator)

    def asked() -> int:
        with CaptureQueriesContext(
            connection,
        ) as queries_:
            assert client.get(reverse(f"people:{name}")).status_code == 200
        return len(queries_)

    services.invite(email="nol@example.test", name="Nol", who=who, at=AT)
    asked()
    few = asked()
    for number in range(30):
        made = services.create_user(email=f"orang{number}@example.test", name=f"Orang {number:02}", unit_id=office.bureau, who=None, at=AT)
        services.appoint(office_id=office.offices["technical_team"], user_id=made, from_on=date(2026, 1, 1), who=None, at=AT)
        services.create_unit(name=f"Unit {number}", code=f"U-{number}", parent_id=office.bureau, who=None, at=AT)
        services.invite(email=f"undang{number}@example.test", name="Undang", unit_id=office.bureau, who=who, at=AT)
    assert asked() == few


def test_the_list_pages_forwards_and_back(office: Cast) -> None:
    for number in range(40):
        services.create_user(email=f"orang{number}@example.test", name=f"Orang {number:02}", who=None, at=AT)
    client = client_of(office.administrator)
    first = client.get(reverse("people:list"))
    following = re.search(r'rel="next" href="([^"]+)"', first.content.decode())
    assert following
    second = client.get(reverse("people:list") + following.group(1).replace("&amp;", "&"))
    back = re.search(r'rel="prev" href="([^"]+)"', second.content.decode())
    assert back
    again = client.get(reverse("people:list") + back.group(1).replace("&amp;", "&"))
    rows = re.compile(r'<th scope="row"><a href="([^"]+)"')
    assert rows.findall(again.content.decode()) == rows.findall(first.content.decode())
    assert not set(rows.findall(first.content.decode())) & set(rows.findall(second.content.decode()))


def test_the_export_runs_no_formula(office: Cast) -> None:
    services.create_user(email="jahat@example.test", name="=HYPERLINK(1)", who=None, at=AT)
    answer = client_of(office.auditor).get(reverse("people:export"))
    text = answer.getvalue().decode()
    assert answer["Content-Type"] == "text/csv; charset=utf-8"
    assert text.startswith("\ufeffNama,")
    assert "'=HYPERLINK(1)" in text
    assert len(text.strip().splitlines()) == 13


def test_an_administrator_edits_a_person_and_the_page_keeps_what_was_refused(office: Cast) -> None:
    client = client_of(office.administrator)
    address = reverse("people:edit", args=[office.user])
    said = {"email": "luar@example.test", "name": "Putri Baru", "nip": "", "unit": office.requesting_unit, "position": "Analis"}
    refused = client.post(address, said)
    assert refused.status_code == 422
    assert "Putri Baru" in refused.content.decode()
    assert "sudah" in words(refused)
    assert client.post(address, {**said, "email": "putri@example.test", "nip": "123"}).status_code == 422
    assert client.post(address, {**said, "email": "putri@example.test"}).status_code == 302
    assert queries.person(office.user).email == "putri@example.test"
    history = words(client.get(reverse("people:person", args=[office.user])))
    assert "pengguna@example.test → putri@example.test" in history
    assert "Wati Contoh" in history


def test_deactivating_asks_first_and_ends_the_session(office: Cast) -> None:
    gone = client_of(office.user)
    assert gone.get(reverse("people:account")).status_code == 200
    client = client_of(office.administrator)
    address = reverse("people:deactivate", args=[office.user])
    assert "Putri Contoh" in words(client.get(address))
    assert queries.person(office.user).is_active
    assert client.post(address).status_code == 302
    assert not queries.person(office.user).is_active
    assert gone.get(reverse("people:account")).status_code == 302
    assert client.post(address).status_code == 409
    assert client.post(reverse("people:reactivate", args=[office.user])).status_code == 302
    assert queries.person(office.user).is_active


def test_nobody_deactivates_themselves(office: Cast) -> None:
    answer = client_of(office.administrator).post(reverse("people:deactivate", args=[office.administrator]))
    assert answer.status_code == 409
    assert queries.person(office.administrator).is_active


def test_an_acting_official_is_appointed_with_a_letter_and_a_period(office: Cast) -> None:
    client = client_of(office.administrator)
    address = reverse("people:appoint", args=[office.offices["division_head"]])
    said = {"user": office.technical_one, "capacity": "plh", "from_on": "2026-11-23", "to_on": "", "letter_number": "", "letter_on": ""}
    assert client.post(address, said).status_code == 422
    assert client.post(address, {**said, "capacity": "definitive"}).status_code == 409
    whole = {**said, "to_on": "2026-11-25", "letter_number": "800/7/2026", "letter_on": "2026-11-20"}
    assert client.post(address, whole).status_code == 302
    page = words(client.get(reverse("people:office", args=[office.offices["division_head"]])))
    assert "800/7/2026" in page
    assert "Tono Contoh" in page
    assert client.post(address, {**said, "user": "abc", "from_on": "kemarin"}).status_code == 422


def test_an_appointment_ends_and_a_coming_one_is_withdrawn(office: Cast) -> None:
    client = client_of(office.administrator)
    held = queries.holdings(user_id=office.division_head)[0]
    assert client.post(reverse("people:end", args=[held.id]), {"to_on": "2020-01-01"}).status_code == 422
    assert client.post(reverse("people:withdraw", args=[held.id])).status_code == 409
    assert client.post(reverse("people:end", args=[held.id]), {"to_on": "2030-12-31"}).status_code == 302
    coming = services.appoint(office_id=office.offices["division_head"], user_id=office.user, from_on=date(2031, 1, 1), who=None, at=AT)
    assert client.post(reverse("people:withdraw", args=[coming])).status_code == 302
    assert len(queries.holdings(office_id=office.offices["division_head"])) == 1


def test_a_question_is_not_asked_when_it_is_answered_already(office: Cast) -> None:
    client = client_of(office.administrator)
    held = queries.holdings(user_id=office.division_head)[0]
    services.end_holding(holding_id=held.id, to_on=date(2026, 11, 20), who=None, at=AT)
    sent = services.invite(email="a@example.test", name="A", who=office.standing(office.administrator), at=AT)
    services.cancel_invitation(invitation_id=sent.id, who=office.standing(office.administrator), at=AT)
    services.issue_token(name="x", scopes=["cases:read"], days=30, who=office.standing(office.administrator), at=AT)
    token = queries.tokens(user_id=office.administrator)[0].id
    services.revoke_token(token_id=token, who=office.standing(office.administrator), at=AT)
    for name, number in (
        ("deactivate", office.administrator),
        ("reactivate", office.user),
        ("unit_open", office.bureau),
        ("withdraw", held.id),
        ("end", held.id),
        ("resend", sent.id),
        ("cancel", sent.id),
        ("token_revoke", token),
    ):
        page = client.get(reverse(f"people:{name}", args=[number])).content.decode()
        assert 'class="refusal' in page, name
        assert "<form" not in page.split("<main")[1].split("</main")[0], name


def test_units_are_added_changed_closed_and_opened(office: Cast) -> None:
    client = client_of(office.administrator)
    assert client.post(reverse("people:unit_add"), {"name": "Unit Baru", "code": "BPBJ", "parent": ""}).status_code == 422
    assert client.post(reverse("people:unit_add"), {"name": "Unit Baru", "code": "UB", "parent": office.bureau}).status_code == 302
    made = next(one for one in queries.units() if one.code == "UB")
    assert client.post(reverse("people:unit", args=[office.bureau]), {"name": "Biro", "code": "BPBJ", "parent": made.id}).status_code == 422
    assert client.post(reverse("people:unit_close", args=[office.bureau])).status_code == 409
    assert client.post(reverse("people:unit_close", args=[made.id])).status_code == 302
    assert client.post(reverse("people:unit_open", args=[made.id])).status_code == 302


def invited(office: Cast, client: Client, **more: Any) -> str:
    """Invite through the page and return the link that it shows once."""
    said = {"email": "baru@example.test", "name": "Baru Contoh", "unit": office.bureau, "position": "Staf", **more}
    answer = client.post(reverse("people:invite"), said, follow=True)
    found = re.search(r"/invitation/[\w-]+/", answer.content.decode())
    assert found
    return found.group()


def test_an_invitation_is_mailed_shown_once_and_accepted_once(office: Cast, django_capture_on_commit_callbacks: Any) -> None:
    client = client_of(office.administrator)
    with django_capture_on_commit_callbacks(execute=True):
        link = invited(office, client)
    assert link in mail.outbox[0].body
    assert mail.outbox[0].to == ["baru@example.test"]
    assert link not in client.get(reverse("people:invitations")).content.decode()

    guest = Client()
    page = guest.get(link)
    assert page.status_code == 200
    assert page["Referrer-Policy"] == "strict-origin"
    assert guest.post(link, {"password": "pendek", "again": "pendek"}).status_code == 422
    assert guest.post(link, {"password": PASSWORD, "again": PASSWORD + "x"}).status_code == 422
    assert guest.post(link, {"password": "baru@example.test", "again": "baru@example.test"}).status_code == 422
    assert guest.post(link, {"password": PASSWORD, "again": PASSWORD}).status_code == 302
    made = queries.find_user_by_login("Baru@Example.test")
    assert made is not None
    assert queries.person(made).unit_id == office.bureau
    assert not queries.person(made).is_administrator

    assert guest.get(link).status_code == 409
    assert guest.post(link, {"password": PASSWORD, "again": PASSWORD}).status_code == 409
    signed = guest.post(reverse("account_login"), {"login": "BARU@example.test", "password": PASSWORD})
    assert (signed.status_code, signed["Location"]) == (302, "/")


def test_a_hostile_link_opens_nothing(office: Cast) -> None:
    client = client_of(office.administrator)
    link = invited(office, client)
    sent = queries.invitations(at=AT).rows[0]
    for hostile in ("/invitation/x/", "/invitation/%00/", "/invitation/' OR 1=1/", f"/invitation/{'a' * 3000}/"):
        assert Client().get(hostile).status_code == 404
        assert Client().post(hostile, {"password": PASSWORD, "again": PASSWORD}).status_code == 404
    grab = {"password": PASSWORD, "again": PASSWORD, "administrator": "on", "email": "lain@example.test"}
    assert client.post(reverse("people:cancel", args=[sent.id])).status_code == 302
    assert Client().post(link, grab).status_code == 409
    assert queries.find_user_by_login("baru@example.test") is None


def test_what_a_guest_adds_to_the_form_changes_nothing(office: Cast) -> None:
    link = invited(office, client_of(office.administrator))
    grab = {"password": PASSWORD, "again": PASSWORD, "administrator": "on", "is_administrator": "1", "email": "lain@example.test"}
    assert Client().post(link, grab).status_code == 302
    made = queries.find_user_by_login("baru@example.test")
    assert made is not None
    assert not queries.person(made).is_administrator
    assert queries.find_user_by_login("lain@example.test") is None


def test_sending_again_kills_the_old_link(office: Cast) -> None:
    client = client_of(office.administrator)
    old = invited(office, client)
    sent = queries.invitations(at=AT).rows[0]
    answer = client.post(reverse("people:resend", args=[sent.id]), follow=True)
    found = re.search(r"/invitation/[\w-]+/", answer.content.decode())
    assert found
    assert found.group() != old
    assert Client().get(old).status_code == 404
    assert Client().get(found.group()).status_code == 200
    assert client.post(reverse("people:invite"), {"email": "baru@example.test", "name": "Lagi"}).status_code == 409


def test_a_token_is_shown_once_and_revoked(office: Cast) -> None:
    client = client_of(office.user)
    said = {"name": "skrip", "scopes": ["cases:read"], "days": "30"}
    page = client.post(reverse("people:tokens"), said, follow=True)
    found = re.search(r"runut_[\w-]{40,}", page.content.decode())
    assert found
    assert found.group() not in client.get(reverse("people:tokens")).content.decode()
    now = datetime.now(UTC)
    assert queries.authenticate_token(found.group(), now) is not None
    mine = queries.tokens(user_id=office.user)[0]
    assert client_of(office.outsider).post(reverse("people:token_revoke", args=[mine.id])).status_code == 404
    assert client.post(reverse("people:token_revoke", args=[mine.id])).status_code == 302
    assert queries.authenticate_token(found.group(), now + timedelta(seconds=1)) is None
    assert client.post(reverse("people:tokens"), {**said, "scopes": ["everything"]}).status_code == 422


def test_what_a_session_keeps_for_a_moment_is_sealed(office: Cast) -> None:
    client = client_of(office.user)
    client.post(reverse("people:tokens"), {"name": "skrip", "scopes": ["cases:read"], "days": "30"})
    assert "runut_" not in str(dict(client.session))


@pytest.mark.parametrize("language", ["id", "en"])
def test_every_page_speaks_both_languages(office: Cast, language: str) -> None:
    client = client_of(office.administrator)
    client.post(reverse("people:preferences"), {"language": language, "theme": "light"})
    shown = words(client.get(reverse("people:offices")))
    assert ("Jabatan" in shown) == (language == "id")
    for name in READ + AUDIT + ADMINISTER:
        assert client.get(reverse(f"people:{name}"))["Content-Language"] == language


def test_names_are_escaped_wherever_they_stand(office: Cast) -> None:
    services.create_user(email="skrip@example.test", name="<script>alert(1)</script>", who=None, at=AT)
    client = client_of(office.administrator)
    for name in ("list", "history"):
        assert "<script>alert" not in client.get(reverse(f"people:{name}")).content.decode()


def test_times_are_written_in_the_zone_of_the_office_and_of_no_other(office: Cast) -> None:
    with connection.cursor() as cursor:
        cursor.execute("UPDATE people_organisation SET time_zone = 'Asia/Jayapura'")
    page = client_of(office.administrator).get(reverse("people:history")).content.decode()
    assert "11.00 WIT" in page
    assert timezone.get_current_timezone_name() == settings.TIME_ZONE
