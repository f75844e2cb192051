"""What libraries say on our pages is said in the office's words."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import allauth
import django
from babel.messages.pofile import read_po
from django.test import Client
from django.utils.translation import gettext, override

from runut.web.library_words import SAID_BY_LIBRARIES

LIBRARIES = [
    Path(allauth.__file__).parent / "locale/id/LC_MESSAGES/django.po",
    Path(django.__file__).parent / "conf/locale/id/LC_MESSAGES/django.po",
    Path(django.__file__).parent / "contrib/auth/locale/id/LC_MESSAGES/django.po",
]
BEFORE_SIGN_IN = (
    "login",
    "signup",
    "inactive",
    "confirm-email",
    "password/reset",
    "password/reset/done",
    "password/reset/key/done",
    "password/reset/key/1-abc",
)


def test_every_sentence_is_still_one_of_a_library() -> None:
    known = {
        message.id if isinstance(message.id, str) else message.id[0]
        for path in LIBRARIES
        for message in read_po(BytesIO(path.read_bytes()))
        if message.id
    }
    assert [one for one in SAID_BY_LIBRARIES if one not in known] == []


def test_the_office_is_asked_before_the_library() -> None:
    with override("id"):
        assert (gettext("Password"), gettext("Email")) == ("Kata sandi", "Alamat surel")


def test_pages_before_sign_in_say_surel_and_lead_to_sign_in(db: None) -> None:
    for name in BEFORE_SIGN_IN:
        page = Client().get(f"/account/{name}/", follow=True).content.decode()
        assert "mail" not in page.lower().replace("confirm-email", "").replace('type="email"', "").replace(
            'autocomplete="email"', ""
        ).replace('name="email"', "").replace("id_email", ""), name
        assert name == "login" or 'href="/account/login/"' in page, name


def test_a_field_of_sign_in_does_not_say_its_label_twice(db: None) -> None:
    assert "placeholder" not in Client().get("/account/login/").content.decode()
