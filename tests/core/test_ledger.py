"""The chain: canonical bytes, and that no change of a stored history goes unseen."""

from __future__ import annotations

import hashlib
import json
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pytest
import rfc8785
from hypothesis import given
from hypothesis import strategies as st

from runut.core.errors import ChainBroken
from runut.core.ledger import GENESIS, KINDS, XES, Event, Fact, canonical, moment, seal, timestamp, verify
from tests.core.cast import MONDAY, reload

WHO = {"login": "sari@example.test", "name": "Sari", "position": "Kasubbag"}


def chain(length: int = 5) -> list[Event]:
    events: list[Event] = []
    for number in range(1, length + 1):
        fact = Fact(kind="file", activity=1, round=1, data={"key": "analysis_report", "version": number})
        previous = events[-1].hash if events else GENESIS
        events.append(seal(fact, case="case-1", number=number, previous=previous, by=WHO, at=MONDAY + timedelta(minutes=number)))
    return events


def broken(events: list[Event], head: str | None = None) -> tuple[int, str]:
    with pytest.raises(ChainBroken) as caught:
        verify(events, head=head)
    return caught.value.number, caught.value.code


def test_an_event_is_sealed_with_the_sha256_of_its_canonical_bytes() -> None:
    event = chain(1)[0]
    expected = (
        '{"activity":1,"at":"2026-11-23T01:01:00.000000Z","by":{"login":"sari@example.test","name":"Sari","position":"Kasubbag"},'
        '"case":"case-1","data":{"key":"analysis_report","version":1},"kind":"file","number":1,'
        f'"previous":"{"0" * 64}","round":1}}'
    )
    assert canonical(event.content()).decode() == expected
    assert event.hash == hashlib.sha256(expected.encode()).hexdigest()
    assert len(event.hash) == 64
    assert event.text == expected.encode()
    assert reload(event) == event


def test_a_whole_chain_gives_its_head() -> None:
    events = chain()
    assert verify(events) == verify(iter(events)) == verify(events, head=events[-1].hash) == events[-1].hash
    assert [one.previous for one in events] == [GENESIS, *(one.hash for one in events[:-1])]


def test_an_empty_chain_ends_in_nothing() -> None:
    assert verify([]) == verify([], head=GENESIS) == "0" * 64
    assert broken([], head="ab") == (0, "chain_head")


def test_a_dropped_event_shows() -> None:
    events = chain()
    assert broken(events[1:]) == (1, "chain_number")
    assert broken([*events[:2], *events[3:]]) == (3, "chain_number")


def test_an_added_event_shows() -> None:
    events = chain()
    assert broken([*events[:2], events[1], *events[2:]]) == (3, "chain_number")
    more = seal(Fact(kind="answer", data={}), case="case-1", number=6, previous=GENESIS, by=WHO, at=MONDAY)
    assert broken([*events, more]) == (6, "chain_previous")


def test_reordered_events_show() -> None:
    one, two, *rest = chain()
    assert broken([two, one, *rest]) == (1, "chain_number")
    assert broken([replace(two, number=1), replace(one, number=2), *rest]) == (1, "chain_previous")


def test_a_tail_that_was_cut_off_shows_against_the_published_head() -> None:
    events = chain()
    assert verify(events[:-1]) == events[3].hash
    with pytest.raises(ChainBroken) as caught:
        verify(events[:-1], head=events[-1].hash)
    assert (caught.value.number, caught.value.code) == (4, "chain_head")
    assert caught.value.reasons[0].params == {"head": events[3].hash, "expected": events[4].hash}


CHANGES: dict[str, Callable[[Event], Event]] = {
    "case": lambda event: replace(event, case="case-2"),
    "kind": lambda event: replace(event, kind="remove"),
    "activity": lambda event: replace(event, activity=2),
    "no activity": lambda event: replace(event, activity=None),
    "round": lambda event: replace(event, round=2),
    "by": lambda event: replace(event, by={**WHO, "name": "Budi"}),
    "at": lambda event: replace(event, at=event.at + timedelta(microseconds=1)),
    "data": lambda event: replace(event, data={**event.data, "version": 99}),
    "more data": lambda event: replace(event, data={**event.data, "note": ""}),
    "hash": lambda event: replace(event, hash="f" * 64),
    "data without canonical form": lambda event: replace(event, data={"version": 2**60}),
}


@pytest.mark.parametrize("change", CHANGES)
def test_whatever_is_changed_in_an_event_shows(change: str) -> None:
    events = chain()
    events[2] = CHANGES[change](events[2])
    assert broken(events) == (3, "chain_hash")


def test_a_changed_link_shows() -> None:
    events = chain()
    events[2] = replace(events[2], previous=events[0].hash)
    with pytest.raises(ChainBroken, match=r"^Event 3 does not hold the hash of the event before it\.$") as caught:
        verify(events)
    assert caught.value.number == 3


def test_a_change_that_is_sealed_again_breaks_the_next_link() -> None:
    events = chain()
    changed = Fact(kind="file", activity=1, round=1, data={"key": "analysis_report", "version": 99})
    events[2] = seal(changed, case="case-1", number=3, previous=events[1].hash, by=WHO, at=events[2].at)
    assert broken(events) == (4, "chain_previous")


def test_a_broken_chain_says_where_in_a_sentence() -> None:
    events = chain()
    with pytest.raises(ChainBroken, match=r"^Event 2 is missing or out of order; here stands 3\.$"):
        verify([events[0], *events[2:]])
    events[1] = replace(events[1], kind="remove")
    with pytest.raises(ChainBroken, match=r"^Event 2 does not match its own hash; its content was changed\.$"):
        verify(events)


# One part of the table in RFC 8785 appendix B, and its example of section 3.2.2 and 3.2.3.
@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0.0, "0"),
        (-0.0, "0"),
        (5e-324, "5e-324"),
        (1.7976931348623157e308, "1.7976931348623157e+308"),
        (9007199254740991, "9007199254740991"),
        (295147905179352830000.0, "295147905179352830000"),
        (1e21, "1e+21"),
        (9.999999999999997e22, "9.999999999999997e+22"),
        (1e23, "1e+23"),
        (0.000001, "0.000001"),
        (333333333.33333329, "333333333.3333333"),
        (1e-27, "1e-27"),
        ('\u20ac$\u000f\nA\'B"\\\\"/', '"€$\\u000f\\nA\'B\\"\\\\\\\\\\"/"'),
        ([None, True, False], "[null,true,false]"),
    ],
)
def test_canonical_json_is_that_of_rfc_8785(value: object, text: str) -> None:
    assert canonical({"v": value}).decode() == f'{{"v":{text}}}'


def test_keys_are_sorted_by_their_utf16_units() -> None:
    keys = {"\u20ac": 1, "\r": 2, "\ufb33": 3, "1": 4, "\U0001f600": 5, "\u0080": 6, "\u00f6": 7}
    assert list(json.loads(canonical(keys))) == ["\r", "1", "\u0080", "\u00f6", "\u20ac", "\U0001f600", "\ufb33"]


@pytest.mark.parametrize("value", [2**53, -(2**53), float("nan"), float("inf"), "\ud800", {1: 2}, {1, 2}])
def test_what_has_no_canonical_form_is_not_sealed(value: object) -> None:
    with pytest.raises(ValueError, match=r".+"):
        seal(Fact(kind="open", data={"v": value}), case="c", number=1, previous=GENESIS, by=WHO, at=MONDAY)


@pytest.mark.parametrize("value", [0.5, 1.0, [{"a": (1, 2.5)}], {"a": {"b": [1e300]}}])
def test_an_event_holds_no_fractions_because_large_ones_come_back_as_other_numbers(value: object) -> None:
    for data, by in (({"v": value}, WHO), ({}, {**WHO, "v": value})):
        with pytest.raises(ValueError, match=r"^an event holds no fractions$"):
            seal(Fact(kind="open", data=data), case="c", number=1, previous=GENESIS, by=by, at=MONDAY)


def test_a_moment_is_always_utc_with_six_digits() -> None:
    assert timestamp(datetime(2026, 11, 23, 7, 30, tzinfo=UTC)) == "2026-11-23T07:30:00.000000Z"
    pontianak = timezone(timedelta(hours=7))
    assert timestamp(datetime(2026, 11, 23, 7, 30, 0, 5, tzinfo=pontianak)) == "2026-11-23T00:30:00.000005Z"
    assert moment("2026-11-23T07:30:00.000000Z") == datetime(2026, 11, 23, 7, 30, tzinfo=UTC)
    assert moment("2026-11-23T07:30:00.000000Z").tzinfo is UTC


def test_the_zone_of_the_machine_plays_no_part(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TZ", "Asia/Jayapura")
    time.tzset()
    try:
        assert timestamp(datetime(2026, 11, 23, 7, 30, tzinfo=UTC)) == "2026-11-23T07:30:00.000000Z"
        assert moment("2026-11-23T07:30:00.000000Z") == datetime(2026, 11, 23, 7, 30, tzinfo=UTC)
    finally:
        monkeypatch.undo()
        time.tzset()


def test_a_naive_moment_is_not_written() -> None:
    with pytest.raises(ValueError, match=r"^at must be an aware datetime$"):
        timestamp(datetime(2026, 11, 23))  # noqa: DTZ001


@pytest.mark.parametrize(
    "text",
    [
        "2026-11-23T07:30:00Z",
        "2026-11-23 07:30:00.000000Z",
        "2026-11-23t07:30:00.000000z",
        "2026-11-23T07:30:00.000000+00:00",
        "2026-11-23T07:30:00.000000",
    ],
)
def test_only_the_one_form_of_a_moment_is_read(text: str) -> None:
    with pytest.raises(ValueError, match=r"2026-11-23.*"):
        moment(text)


@given(st.datetimes(timezones=st.just(UTC)))
def test_every_moment_comes_back(at: datetime) -> None:
    assert moment(timestamp(at)) == at
    assert len(timestamp(at)) == 27


def test_a_kind_that_nobody_knows_is_refused() -> None:
    with pytest.raises(ValueError, match="'approve' is not a kind of event"):
        Fact(kind="approve", data={})


def test_every_lifecycle_word_is_one_of_xes() -> None:
    words = {"schedule", "assign", "complete", "suspend", "resume", "manualskip", "pi_abort"}
    assert set(XES.values()) == words
    assert set(XES) < KINDS


texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
plain = st.none() | st.booleans() | st.integers(-(2**53) + 1, 2**53 - 1) | texts
values = st.recursive(plain, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(texts, inner, max_size=3), max_leaves=8)
tables = st.dictionaries(texts, values, max_size=4)


@given(data=st.lists(tables, min_size=1, max_size=5), by=tables, at=st.datetimes(timezones=st.just(UTC)))
def test_whatever_is_sealed_comes_back_from_its_bytes_and_verifies(data: list[dict[str, Any]], by: dict[str, Any], at: datetime) -> None:
    events: list[Event] = []
    for number, one in enumerate(data, 1):
        previous = events[-1].hash if events else GENESIS
        fact = Fact(kind=sorted(KINDS)[number], activity=None, round=None, data=one)
        events.append(seal(fact, case="c", number=number, previous=previous, by=by, at=at))
    stored = [reload(one) for one in events]
    assert verify(stored, head=events[-1].hash) == events[-1].hash
    assert [canonical(one.content()) for one in stored] == [canonical(one.content()) for one in events]


@given(values | st.floats(allow_nan=False, allow_infinity=False) | st.lists(st.integers(), max_size=3))
def test_the_fast_writer_gives_the_bytes_of_rfc_8785(value: object) -> None:
    try:
        expected = rfc8785.dumps({"v": value, "b": [value, {"z": value, "a": 1}]})  # type: ignore[dict-item, list-item]
    except ValueError:
        with pytest.raises(ValueError, match=r".+"):
            canonical({"v": value})
    else:
        assert canonical({"v": value, "b": [value, {"z": value, "a": 1}]}) == expected


@pytest.mark.parametrize("text", ["\x00\x1f\x7f\x80", '\b\t\n\f\r"\\/', "\u2028\u2029\ufeff", "é\U0001f600€", "</script>"])
def test_the_fast_writer_escapes_as_rfc_8785_does(text: str) -> None:
    assert canonical({"v": text}) == rfc8785.dumps({"v": text})
    assert canonical({text: 1, "a": 2}) == rfc8785.dumps({text: 1, "a": 2})


@given(flip=st.integers(0, 10_000), bit=st.integers(0, 7))
def test_one_changed_bit_of_a_stored_event_always_shows(flip: int, bit: int) -> None:
    events = chain(3)
    stored = bytearray(canonical(events[1].content()))
    stored[flip % len(stored)] ^= 1 << bit
    try:
        content = json.loads(stored)
        events[1] = Event(**{**content, "at": moment(content["at"])}, hash=events[1].hash)
    except (ValueError, KeyError, TypeError):
        return  # it cannot even be read
    assert broken(events)[0] == 2


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53) + 1, 2**53 - 1) | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=6), inner, max_size=4),
    max_leaves=12,
)


@given(st.dictionaries(st.text(max_size=6), VALUES, max_size=5))
def test_the_fast_way_writes_the_bytes_of_the_library(content: dict[str, Any]) -> None:
    assert canonical(content) == rfc8785.dumps(content)
