"""What was said waits for the next page in a cookie, and what does not fit there in the session: nothing said is lost."""

from __future__ import annotations

import pytest
from django.contrib import messages
from django.contrib.messages.storage.fallback import FallbackStorage
from django.contrib.sessions.backends.db import SessionStore
from django.http import HttpRequest, HttpResponse

from runut.web.flashes import Storage

pytestmark = pytest.mark.django_db
SAID = [f"Contoh {number}: " + "dicatat " * 40 for number in range(12)]


def carried(storage: type[FallbackStorage], reader: type[FallbackStorage], said: list[str]) -> list[str]:
    """Return what the next request reads of what this one said."""
    request, response = HttpRequest(), HttpResponse()
    request.session = SessionStore()
    kept = storage(request)
    for one in said:
        kept.add(messages.SUCCESS, one)
    assert not kept.update(response)
    following = HttpRequest()
    following.session = request.session
    following.COOKIES = {name: morsel.value for name, morsel in response.cookies.items()}
    return [one.message for one in reader(following)]


@pytest.mark.parametrize("said", [["Tercatat."], SAID], ids=["a sentence", "more than a cookie holds"])
def test_everything_said_is_read_on_the_next_page(said: list[str]) -> None:
    assert carried(Storage, Storage, said) == said


def test_what_an_earlier_release_had_said_is_read(settings: object) -> None:
    assert carried(FallbackStorage, Storage, ["Tercatat."]) == ["Tercatat."]


def test_a_forged_cookie_says_nothing() -> None:
    request = HttpRequest()
    request.session = SessionStore()
    request.COOKIES = {"messages": "W1siX19qc29uX21lc3NhZ2UiLDAsMjUsInBhbHN1Il1d:1:x"}
    assert list(Storage(request)) == []
