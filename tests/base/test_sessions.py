"""Sessions read leanly hold what Django's own hold, and nobody's forged text."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.contrib.sessions.backends.db import SessionStore as Plain
from django.contrib.sessions.models import Session
from django.utils import timezone

from runut.base.sessions import SessionStore

pytestmark = pytest.mark.django_db


def kept(**values: object) -> str:
    store = SessionStore()
    store.update(values)
    store.create()
    assert store.session_key
    return store.session_key


def test_what_is_kept_is_read_again_and_by_django_too() -> None:
    key = kept(methods=[{"method": "password"}])
    assert SessionStore(key)["methods"] == [{"method": "password"}]
    assert Plain(key)["methods"] == [{"method": "password"}]


def test_what_one_request_does_to_its_copy_another_does_not_see() -> None:
    key = kept(methods=[{"method": "password"}])
    SessionStore(key)["methods"].append({"method": "totp"})
    assert SessionStore(key)["methods"] == [{"method": "password"}]


@pytest.mark.parametrize(("old", "new"), [("", "x"), (":", ";"), (":", ":x"), (":", "")])
def test_a_forged_text_is_an_empty_session(old: str, new: str) -> None:
    key = kept(who=1)
    row = Session.objects.get(pk=key)
    assert SessionStore(key).get("who") == 1
    Session.objects.filter(pk=key).update(session_data=row.session_data.replace(old, new, 1))
    assert SessionStore(key).get("who") is None


def test_a_session_that_ended_holds_nothing() -> None:
    key = kept(who=1)
    Session.objects.filter(pk=key).update(expire_date=timezone.now() - timedelta(seconds=1))
    assert SessionStore(key).get("who") is None
