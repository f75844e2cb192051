"""Short work goes through one thread at a time, in order, and nobody waits for long."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from threading import Event, Thread
from typing import Any

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory

from runut.base.turnstile import SHORT, Turnstile, short_work

LONG = 60.0
"""Seconds that no test waits for."""


def _waiting(turnstile: Turnstile, number: int) -> None:
    while len(turnstile._waiting) < number:
        Event().wait(0.001)


def test_threads_go_through_singly_and_in_the_order_in_which_they_came() -> None:
    turnstile, went, inside = Turnstile(patience=LONG), list[int](), list[int]()

    def pass_through(number: int) -> None:
        with turnstile.through():
            inside.append(number)
            went.append(number)
            assert inside == [number]
            inside.remove(number)

    threads = [Thread(target=pass_through, args=[number]) for number in range(5)]
    with turnstile.through():
        for number, thread in enumerate(threads, start=1):
            thread.start()
            _waiting(turnstile, number)
        assert went == []
    for thread in threads:
        thread.join()
    assert went == [0, 1, 2, 3, 4]


def test_whoever_loses_patience_goes_through_and_leaves_the_turn_to_its_owner() -> None:
    turnstile, hurried = Turnstile(patience=0.001), Event()

    def pass_through() -> None:
        with turnstile.through():
            hurried.set()

    with turnstile.through():
        thread = Thread(target=pass_through)
        thread.start()
        assert hurried.wait(LONG)
        thread.join()
        assert turnstile._taken
    assert not turnstile._taken
    assert not turnstile._waiting


def test_an_error_within_hands_the_turn_on() -> None:
    turnstile = Turnstile(patience=LONG)
    with pytest.raises(ValueError, match="within"), turnstile.through():
        raise ValueError("within")
    with turnstile.through():
        assert turnstile._taken


def _short_post(rf: RequestFactory) -> HttpRequest:
    return rf.post("/", b"a=b", content_type="application/x-www-form-urlencoded")


REQUESTS: dict[str, tuple[Callable[[RequestFactory], HttpRequest], bool]] = {
    "a form": (_short_post, True),
    "a body of the API": (lambda rf: rf.patch("/", b"{}", content_type="application/json"), True),
    "a page": (lambda rf: rf.get("/"), False),
    "a file": (lambda rf: rf.post("/", {"upload": BytesIO(b"x")}), False),
    "a long form": (lambda rf: rf.post("/", b"a" * (SHORT + 1), content_type="application/x-www-form-urlencoded"), False),
    "no length": (lambda rf: rf.post("/", b"a", content_type="application/json", CONTENT_LENGTH=""), False),
    "nonsense for a length": (lambda rf: rf.post("/", b"a", content_type="application/json", CONTENT_LENGTH="-1"), False),
}


@pytest.mark.parametrize("kind", REQUESTS)
def test_only_short_writes_take_a_turn(kind: str, rf: RequestFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    made, takes = REQUESTS[kind]
    turns: list[Turnstile] = []
    enter = Turnstile._enter

    def counted(self: Turnstile) -> bool:
        turns.append(self)
        return enter(self)

    monkeypatch.setattr(Turnstile, "_enter", counted)
    answer = short_work(lambda request: HttpResponse(request.method))(made(rf))
    assert answer.status_code == 200
    assert bool(turns) == takes


def test_half_a_form_is_answered_and_takes_no_turn(rf: RequestFactory) -> None:
    class Gone(BytesIO):
        def read(self, *_: Any) -> bytes:
            raise OSError("reset by peer")

    request = _short_post(rf)
    request._stream = Gone()
    answer = short_work(lambda _: pytest.fail("went on without its form"))(request)
    assert answer.status_code == 400
