"""Signing in, staying out, and what is kept of a second step."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.contrib.auth import get_user_model
from django.core import mail
from django.core.cache import cache
from django.core.exceptions import ImproperlyConfigured
from django.test import Client, override_settings
from django.urls import reverse

from runut.people import queries, services
from runut.people.sealing import seal, unseal
from runut.people.signin import MFAAdapter
from tests.cast import PASSWORD, Cast, cast

AT = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)
pytestmark = pytest.mark.django_db


@pytest.fixture
def office() -> Cast:
    cache.clear()
    return cast(AT, password=PASSWORD)


def sign_in(login: str, password: str = PASSWORD, **more: Any) -> tuple[Client, Any]:
    client = Client()
    return client, client.post(reverse("account_login"), {"login": login, "password": password, **more})


def words(response: Any) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode()))


def signed_in(client: Client) -> bool:
    return client.get(reverse("people:account")).status_code == 200


def test_people_sign_in_with_their_address_however_typed_and_come_back_to_where_they_were(office: Cast) -> None:
    client, answer = sign_in(" PENGGUNA@Example.test ", next="/people/units/")
    assert (answer.status_code, answer["Location"]) == (302, "/people/units/")
    assert signed_in(client)


def test_nobody_is_led_to_another_host(office: Cast) -> None:
    _, answer = sign_in("pengguna@example.test", next="https://example.org/")
    assert answer["Location"] == "/"


@pytest.mark.parametrize(("login", "password"), [("pengguna@example.test", "salah"), ("tidak.ada@example.test", PASSWORD), ("", "")])
def test_a_wrong_address_and_a_wrong_password_are_told_alike(office: Cast, login: str, password: str) -> None:
    client, answer = sign_in(login, password)
    assert answer.status_code == 200
    if login:
        assert "Alamat surel dan kata sandi ini tidak cocok." in words(answer)
    assert not signed_in(client)


def test_after_five_wrong_passwords_even_the_right_one_waits(office: Cast) -> None:
    for _ in range(5):
        sign_in("pengguna@example.test", "salah")
    client, answer = sign_in("pengguna@example.test")
    assert not signed_in(client)
    assert "Terlalu banyak percobaan" in words(answer)
    assert signed_in(sign_in("luar@example.test")[0])


def test_who_is_deactivated_stays_out_and_is_out_at_once(office: Cast) -> None:
    client, _ = sign_in("pengguna@example.test")
    services.deactivate_user(user_id=office.user, who=None, at=AT)
    assert not signed_in(client)
    again, _ = sign_in("pengguna@example.test")
    assert not signed_in(again)


def test_the_old_address_opens_nothing_after_it_was_changed(office: Cast) -> None:
    client, _ = sign_in("pengguna@example.test")
    assert signed_in(client)
    told: dict[str, Any] = {"nip": "", "unit_id": office.requesting_unit, "position": "", "administrator": False, "auditor": False}
    services.change_user(user_id=office.user, email="putri@example.test", name="Putri", who=None, at=AT, **told)
    assert not signed_in(sign_in("pengguna@example.test")[0])
    assert signed_in(sign_in("putri@example.test")[0])


def test_nobody_signs_up_by_themselves(office: Cast) -> None:
    said = {"email": "sendiri@example.test", "password1": PASSWORD, "password2": PASSWORD}
    Client().post(reverse("account_signup"), said)
    assert queries.find_user_by_login("sendiri@example.test") is None
    assert Client().get(reverse("account_signup")).status_code == 200


def test_nobody_changes_their_own_address(office: Cast) -> None:
    client, _ = sign_in("pengguna@example.test")
    answer = client.post(reverse("account_email"), {"email": "lain@example.test", "action_add": ""})
    assert answer.status_code in {302, 405}
    assert queries.person(office.user).email == "pengguna@example.test"
    assert not signed_in(sign_in("lain@example.test")[0])


def test_a_forgotten_password_is_replaced_by_mail(office: Cast) -> None:
    assert Client().post(reverse("account_reset_password"), {"email": "tidak.ada@example.test"}).status_code == 302
    assert not mail.outbox
    Client().post(reverse("account_reset_password"), {"email": "pengguna@example.test"})
    found = re.search(r"/account/password/reset/key/\S+", str(mail.outbox[0].body))
    assert found
    guest = Client()
    page = guest.get(found.group(), follow=True)
    target = page.redirect_chain[-1][0]
    assert guest.post(target, {"password1": "pendek", "password2": "pendek"}).status_code == 200
    assert guest.post(target, {"password1": "layar-biru-tujuh", "password2": "layar-biru-tujuh"}).status_code == 302
    assert signed_in(sign_in("pengguna@example.test", "layar-biru-tujuh")[0])
    assert not signed_in(sign_in("pengguna@example.test")[0])


PAGES = [
    "account_login",
    "account_signup",
    "account_reset_password",
    "account_reset_password_done",
    "account_reset_password_from_key_done",
    "account_inactive",
]
OWN = [
    "account_logout",
    "account_change_password",
    "mfa_index",
    "mfa_activate_totp",
    "mfa_list_webauthn",
    "mfa_add_webauthn",
    "usersessions_list",
]


@pytest.mark.parametrize("name", PAGES)
def test_the_pages_before_sign_in_wear_our_clothes(office: Cast, name: str) -> None:
    answer = Client().get(reverse(name))
    assert answer.status_code == 200
    page = answer.content.decode()
    assert 'class="gate-sheet"' in page
    assert page.count("<h1>") == 1
    assert " style=" not in page


@pytest.mark.parametrize("name", OWN)
def test_the_pages_of_an_account_wear_our_clothes(office: Cast, name: str) -> None:
    client, _ = sign_in("pengguna@example.test")
    _say_again(client)
    answer = client.get(reverse(name))
    assert answer.status_code == 200, answer.get("Location")
    page = answer.content.decode()
    assert 'class="masthead"' in page
    assert page.count("<h1>") == 1
    assert " style=" not in page


def _say_again(client: Client) -> None:
    """Give the password once more, as every change of a second step asks for."""
    assert client.get(reverse("mfa_activate_totp"))["Location"].startswith(reverse("account_reauthenticate"))
    page = client.get(reverse("account_reauthenticate")).content.decode()
    assert 'class="gate-sheet"' in page
    assert page.count("<h1>") == 1
    assert client.post(reverse("account_reauthenticate"), {"password": PASSWORD}).status_code == 302


def _activate(client: Client) -> str:
    _say_again(client)
    page = client.get(reverse("mfa_activate_totp")).content.decode()
    found = re.search(r'id="authenticator_secret"[^>]*value="([A-Z2-7]+)"', page)
    assert found
    counter = next(iter(yield_hotp_counters_from_time()))
    code = format_hotp_value(hotp_value(found.group(1), counter))
    assert client.post(reverse("mfa_activate_totp"), {"code": code}).status_code == 302
    return found.group(1)


def test_a_second_step_is_asked_for_and_its_secret_is_sealed(office: Cast) -> None:
    client, _ = sign_in("pengguna@example.test")
    secret = _activate(client)
    for kept in Authenticator.objects.filter(user_id=office.user):
        assert secret not in str(kept.data)
        assert "seed" not in kept.data or len(unseal(kept.data["seed"]) or "") > 10
    assert unseal(Authenticator.objects.get(user_id=office.user, type="totp").data["secret"]) == secret

    cache.clear()  # a code works once; the clock stands still here
    again, answer = sign_in("pengguna@example.test")
    assert answer["Location"] == reverse("mfa_authenticate")
    assert not signed_in(again)
    assert again.post(reverse("mfa_authenticate"), {"code": "000000"}).status_code == 200
    counter = next(iter(yield_hotp_counters_from_time()))
    assert again.post(reverse("mfa_authenticate"), {"code": format_hotp_value(hotp_value(secret, counter))}).status_code == 302
    assert signed_in(again)


def test_a_secret_sealed_with_another_key_is_told_and_not_guessed() -> None:
    with override_settings(SECRET_KEY="another" * 10):
        sealed = seal("GEHEIM")
    assert unseal(sealed) is None
    assert unseal("nonsense") is None
    with pytest.raises(ImproperlyConfigured, match="RUNUT_SECRET_KEY"):
        MFAAdapter().decrypt(sealed)
    with override_settings(SECRET_KEY_FALLBACKS=["another" * 10]):
        assert MFAAdapter().decrypt(sealed) == "GEHEIM"


@pytest.mark.parametrize(
    ("login", "hinted"),
    [("administrator", True), ("kabid", True), ("karo", True), ("pengguna", False), ("teknis.satu", False), ("auditor", False)],
)
def test_whoever_can_change_much_is_reminded_of_a_second_step(office: Cast, login: str, hinted: bool) -> None:
    client, _ = sign_in(f"{login}@example.test")
    page = words(client.get(reverse("people:account")))
    assert ("Anda dapat mengubah banyak hal di sini." in page) is hinted
    if hinted:
        _activate(client)
        assert "Anda dapat mengubah banyak hal di sini." not in words(client.get(reverse("people:account")))


def test_people_see_and_end_their_other_sessions(office: Cast) -> None:
    here, _ = sign_in("pengguna@example.test")
    there, _ = sign_in("pengguna@example.test")
    assert here.post(reverse("usersessions_list")).status_code == 302
    assert signed_in(here)
    assert not signed_in(there)


def test_a_changed_password_is_told_by_mail(office: Cast) -> None:
    client, _ = sign_in("pengguna@example.test")
    said = {"oldpassword": PASSWORD, "password1": "layar-biru-tujuh", "password2": "layar-biru-tujuh"}
    assert client.post(reverse("account_change_password"), said).status_code == 302
    assert mail.outbox[0].to == ["pengguna@example.test"]
    assert signed_in(client)


def test_a_mail_server_that_is_down_undoes_nothing(office: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    def down(*args: Any, **more: Any) -> None:
        raise ConnectionRefusedError

    monkeypatch.setattr("django.core.mail.message.EmailMessage.send", down)
    client, _ = sign_in("pengguna@example.test")
    said = {"oldpassword": PASSWORD, "password1": "layar-biru-tujuh", "password2": "layar-biru-tujuh"}
    assert client.post(reverse("account_change_password"), said).status_code == 302
    user = get_user_model().objects.get(pk=office.user)
    assert user.check_password("layar-biru-tujuh")


def test_signing_out_asks_and_ends(office: Cast) -> None:
    client, _ = sign_in("pengguna@example.test")
    assert client.get(reverse("account_logout")).status_code == 200
    assert signed_in(client)
    assert client.post(reverse("account_logout")).status_code == 302
    assert not signed_in(client)


def test_a_part_of_a_page_that_needs_sign_in_sends_the_whole_page_there(office: Cast) -> None:
    answer = Client().get(reverse("people:list"), headers={"HX-Request": "true", "HX-Current-URL": "http://testserver/people/?q=a"})
    assert answer.status_code == 401
    assert answer["HX-Redirect"] == f"{reverse('account_login')}?next=/people/%3Fq%3Da"


def test_what_was_typed_when_the_sign_in_had_ended_is_offered_again(office: Cast) -> None:
    client = Client()
    typed = {"name": "Rina Contoh, S.Kom.", "nip": "", "position": "Analis <b>muda</b>", "password": "rahasia sekali"}
    answer = client.post("/account/data/", typed)
    assert answer["Location"] == "/account/login/?next=/account/unsent/"
    assert "yang Anda ketik tidak hilang" in words(client.get(answer["Location"]))
    client.post(answer["Location"], {"login": "pengguna@example.test", "password": PASSWORD})
    page = client.get("/account/unsent/").content.decode()
    assert 'action="/account/data/"' in page
    assert '<input type="hidden" name="position" value="Analis &lt;b&gt;muda&lt;/b&gt;">' in page
    assert "<p>Rina Contoh, S.Kom.</p>" in page
    assert "rahasia" not in page
    client.post("/account/data/", typed)
    assert "Rina Contoh, S.Kom." in words(client.get("/account/"))


@pytest.mark.parametrize("typed", [{"title": " "}, {"title": "x" * 200_001}, {"password": "hanya rahasia"}])
def test_a_form_with_nothing_to_keep_or_too_much_is_told_as_not_recorded(office: Cast, typed: dict[str, str]) -> None:
    client = Client()
    answer = client.post("/cases/new/", typed)
    assert answer["Location"] == "/account/login/?next=/"
    assert "tidak ada yang tercatat" in words(client.get(answer["Location"]))
    client.force_login(get_user_model().objects.get(email="pengguna@example.test"))
    assert client.get("/account/unsent/")["Location"] == "/"
