"""Tasks of the usability test: only what was done unaided is a success, few attempts have a wide interval, and the newest entry counts."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from typing import cast

import pytest
from django.http import StreamingHttpResponse
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from runut.core.errors import Invalid, Refused
from runut.testing import queries
from runut.testing.models import TaskAttempt
from runut.testing.services import add_task, answer, ask, record_attempts
from runut.testing.services.usability import token_of
from runut.testing.tasks import geometric_mean, interval
from tests.builders import Story
from tests.clients import client_of


def task(story: Story, text: str = "Kirim surat", *, by: int = 0) -> None:
    add_task(case_id=story.case_id, text=text, who=story.cast.standing(by or story.cast.developer_one), at=story.at)


def record(story: Story, participant: str, done: dict[int, tuple[str, int]], build: str = "v1.0") -> None:
    who = story.cast.standing(story.cast.developer_one)
    record_attempts(case_id=story.case_id, build=build, participant=participant, done=done, who=who, at=story.at)


@pytest.mark.parametrize(
    ("successes", "attempts", "low", "high"),
    [(9, 10, 57.4, 100), (4, 5, 36.0, 98.0), (0, 5, 0, 48.9), (5, 5, 51.1, 100)],  # the first two: computed apart, by hand
)
def test_the_interval_is_adjusted_wald(successes: int, attempts: int, low: float, high: float) -> None:
    found = interval(successes, attempts)
    assert [round(100 * one, 1) for one in found] == [pytest.approx(low, abs=0.1), pytest.approx(high, abs=0.1)]


@given(st.integers(1, 500).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_the_rate_lies_in_its_interval_and_more_attempts_narrow_it(found: tuple[int, int]) -> None:
    successes, attempts = found
    low, high = interval(successes, attempts)
    assert 0 <= low <= successes / attempts <= high <= 1
    again = interval(10 * successes, 10 * attempts)
    assert again[1] - again[0] < high - low


def test_times_are_averaged_geometrically() -> None:
    assert geometric_mean([10, 1000]) == pytest.approx(100)
    assert geometric_mean([]) is None
    with pytest.raises(ValueError):  # noqa: PT011 - it has no words of its own
        interval(1, 0)


def test_what_needed_help_is_no_success_and_its_time_is_not_averaged(story: Story) -> None:
    task(story)
    task(story, "Cari surat")
    record(story, "P1", {1: ("unaided", 40), 2: ("failed", 300)})
    record(story, "P2", {1: ("unaided", 90)})
    record(story, "P3", {1: ("helped", 500)})
    found = queries.usability_tasks(story.case_id)
    first, second = [one.result for one in found.lines]
    assert first and second and found.whole
    assert (first.unaided, first.helped, first.failed) == (2, 1, 0)
    assert first.seconds == pytest.approx(60)
    assert (second.percent[0], second.seconds) == (0, None)
    assert (found.build, found.participants, found.whole.count) == ("v1.0", 3, 4)
    told = {one.text.code: one for one in queries.strength(case_id=story.case_id, on=story.cast.today).of("usability")}
    assert (told["tasks_success"].strong, told["tasks_success"].text.params["rate"]) == (False, 50)


def test_what_holds_for_questionnaire_and_tasks_alike_is_told_once(story: Story) -> None:
    made = ask(case_id=story.case_id, build="v1.0", links=1, who=story.cast.standing(story.cast.developer_one), at=story.at)
    (link,) = queries.unused_links(case_id=story.case_id, number=made.number)
    answer(token=token_of(link), items=[4, 2] * 5, note="", at=story.at)
    task(story)
    record(story, "P1", {1: ("unaided", 40)})
    told = queries.strength(case_id=story.case_id, on=story.cast.today + timedelta(days=400)).of("usability")
    assert [one.text.code for one in told].count("test_old") == 1


def test_the_newest_entry_of_a_participant_counts_and_another_build_begins_anew(story: Story) -> None:
    task(story)
    record(story, "P1", {1: ("failed", 300)})
    record(story, "P1", {1: ("unaided", 30)})
    assert [(one.outcome, one.seconds) for one in queries.attempts(story.case_id)] == [("unaided", 30)]
    assert TaskAttempt.objects.count() == 2
    record(story, "P1", {1: ("helped", 60)}, build="v1.1")
    (line,) = queries.usability_tasks(story.case_id).lines
    assert line.result and (line.result.unaided, line.result.helped) == (0, 1)
    assert len(queries.attempts(story.case_id)) == 2


def test_what_cannot_be_is_refused(story: Story) -> None:
    task(story)
    with pytest.raises(Refused):
        task(story, by=story.cast.auditor)
    for done, code in (
        ({}, "attempts_none"),
        ({2: ("failed", 3)}, "invalid"),
        ({1: ("maybe", 3)}, "invalid"),
        ({1: ("failed", 0)}, "attempt_seconds"),
    ):
        with pytest.raises(Invalid) as caught:
            record(story, "P1", done)
        assert caught.value.code == code
    with pytest.raises(Invalid):
        record(story, " ", {1: ("failed", 3)})


def test_a_session_is_entered_on_its_page_and_leaves_as_a_table(story: Story) -> None:
    task(story)
    client = client_of(story.cast.user)
    address = reverse("testing:task_session", args=[story.case_id])
    assert client.post(address, {"build": "v1.0", "participant": "P1", "t1-outcome": "unaided"}).status_code == 422  # no time
    assert client.post(address, {"build": "v1.0", "participant": "P1", "t1-outcome": "unaided", "t1-seconds": "42"}).status_code == 302
    answer = client.get(reverse("testing:tasks_csv", args=[story.case_id]))
    assert isinstance(answer, StreamingHttpResponse)
    table = b"".join(cast("Iterable[bytes]", answer.streaming_content)).decode()
    assert "P1" in table
    assert "42" in table
    assert b"100%" in client.get(reverse("testing:tasks", args=[story.case_id])).content
