"""How strong the evidence of the tests is: not whether a test is there, but which build it tried, by whom, when, and what it leaves open."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from django.utils.timezone import localdate

from runut.core.sentences import Reason, reason
from runut.documents.queries import current_form
from runut.testing.policy import open_blocking
from runut.testing.queries.automated import Automated, automated
from runut.testing.queries.coverage import Covered, coverage, plan_features
from runut.testing.queries.findings import Being, Imported, counts, imports, readings
from runut.testing.queries.security import Progress, security_answers, security_progress
from runut.testing.queries.tasks import Tasks, usability_tasks
from runut.testing.queries.uat import Line, RunLine, runs, scenarios
from runut.testing.queries.usability import Asked, questionnaires
from runut.testing.sus import FEW
from runut.testing.tasks import AVERAGE

OLD_DAYS: Final = 90
"""Days after which a test is told as old."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """One thing to know of the evidence; ``part`` uat, automated, pentest, security or usability; ``strong`` that it speaks for presenting."""

    part: str
    strong: bool
    text: Reason


@dataclass(frozen=True, slots=True, kw_only=True)
class Strength:
    """What the tests of a case prove. ``against`` is what forbids presenting by the office's own rule."""

    release: str
    points: tuple[Point, ...]
    against: tuple[Reason, ...]

    @property
    def scanned(self) -> bool:
        """Whether anybody looked for findings: without that, none being open says nothing."""
        return all(one.text.code != "pentest_none" for one in self.points)

    def of(self, part: str) -> list[Point]:
        """Return the points of one kind of test."""
        return [one for one in self.points if one.part == part]


def strength(*, case_id: int, on: date) -> Strength:
    """Return how strong the evidence of a case is on a day of the office. Queries: 19, and 1 when there is a release."""
    release = _release(case_id)
    lines = scenarios(case_id)
    points = [
        *_uat(release, runs(case_id), lines, on),
        *_covered(coverage(plan_features(case_id), lines)),
        *_automated(release, automated(case_id), on),
        *_pentest(release, imports(case_id), counts(case_id, on), readings(case_id), on),
        *_security(security_progress(security_answers(case_id))[0]),
        *_usability(release, questionnaires(case_id), on),
        *_tasks(release, usability_tasks(case_id), on),
    ]
    return Strength(release=str(release.get("tag", "")), points=_once(points), against=open_blocking(case_id, on))


def _once(points: Sequence[Point]) -> tuple[Point, ...]:
    """Return each point once: a questionnaire and tasks on one build are told the same of it."""
    return tuple(one for place, one in enumerate(points) if one not in points[:place])


def _release(case_id: int) -> Mapping[str, Any]:
    found = current_form(case_id=case_id, key="application", form="release")
    return found[1] | {"released_at": found[0].filed_at} if found else {}


def _pentest(
    release: Mapping[str, Any], done: list[Imported], found: Mapping[str, Mapping[str, int]], waiting: list[Being], on: date
) -> Iterator[Point]:
    yield from (
        Point(part="pentest", strong=False, text=reason("pentest_reading", number=one.number)) for one in waiting if not one.refusal
    )
    if not done and not found:
        yield Point(part="pentest", strong=False, text=reason("pentest_none"))
        return
    if done:
        newest = max(done, key=lambda one: (one.tested_on, one.number))
        yield Point(
            part="pentest",
            strong=True,
            text=reason(
                "pentest_last",
                kind=newest.kind,
                build=newest.build,
                tester=newest.tester,
                day=newest.tested_on,
                scope=newest.scope.rstrip(". "),
            ),
        )
        yield from build_points("pentest", release, newest.build, newest.tested_on, on)
    still = found.get("open", {})
    count = sum(still.values())
    yield Point(
        part="pentest", strong=not count, text=reason("pentest_open", count=count, accepted=sum(found.get("accepted", {}).values()))
    )


def _uat(release: Mapping[str, Any], done: list[RunLine], lines: list[Line], on: date) -> Iterator[Point]:
    if not lines:
        yield Point(part="uat", strong=False, text=reason("uat_none"))
        return
    passed = sum(one.outcome == "pass" for one in lines)
    tried = sum(one.result is not None for one in lines)
    yield Point(part="uat", strong=passed == len(lines), text=reason("uat_passed", passed=passed, tried=tried, count=len(lines)))
    if rewritten := sum(one.changed for one in lines):
        yield Point(part="uat", strong=False, text=reason("uat_rewritten", count=rewritten))
    if without := sum(not one.feature for one in lines):
        yield Point(part="uat", strong=False, text=reason("uat_no_feature", count=without))
    if not done:
        return
    newest = done[0]
    if newest.signed_at:
        strong = newest.verdict != "rejected"
        yield Point(
            part="uat",
            strong=strong,
            text=reason("uat_signed", number=newest.number, name=newest.signed_by, day=localdate(newest.signed_at)),
        )
    else:
        yield Point(part="uat", strong=False, text=reason("uat_unsigned", number=newest.number))
    yield from build_points("uat", release, newest.build, localdate(newest.signed_at or newest.started_at), on)


def _covered(found: list[Covered]) -> Iterator[Point]:
    if not found:
        return
    without = [one.feature.label for one in found if one.state == "none"]
    short = [one.feature.label for one in found if one.state in {"untried", "failed"}]
    if without:
        yield Point(part="uat", strong=False, text=reason("uat_uncovered", count=len(without), all=len(found), features=_some(without)))
    if short:
        yield Point(part="uat", strong=False, text=reason("uat_features_open", count=len(short), all=len(found), features=_some(short)))
    if not without and not short:
        yield Point(part="uat", strong=True, text=reason("uat_covered", count=len(found)))


def _some(labels: list[str]) -> str:
    return ", ".join(labels[:10]) + (", …" if len(labels) > 10 else "")


def _automated(release: Mapping[str, Any], done: list[Automated], on: date) -> Iterator[Point]:
    if not done:
        return
    newest = done[0]
    text = reason("automated_last", passed=newest.passed, failed=newest.failed, skipped=newest.skipped, build=newest.build)
    yield Point(part="automated", strong=not newest.failed and bool(newest.passed), text=text)
    yield from build_points("automated", release, newest.build, newest.tested_on, on)


def _security(found: Progress) -> Iterator[Point]:
    if not found.answered:
        yield Point(part="security", strong=False, text=reason("security_none", count=found.total))
        return
    counts = {"fulfilled": found.fulfilled, "apart": found.not_applicable, "open": found.not_yet, "left": found.total - found.answered}
    yield Point(part="security", strong=found.settled == found.total, text=reason("security_answered", count=found.total, **counts))


def _usability(release: Mapping[str, Any], asked: list[Asked], on: date) -> Iterator[Point]:
    found = next((one for one in asked if one.outcome), None)
    if found is None or found.outcome is None:
        yield Point(part="usability", strong=False, text=reason("usability_none"))
        return
    result = found.outcome
    strong = result.score >= 68
    yield Point(
        part="usability", strong=strong, text=reason("usability_score", score=round(result.score), grade=result.grade, count=result.count)
    )
    if result.count < FEW:
        yield Point(part="usability", strong=False, text=reason("usability_few", count=result.count, least=FEW))
    yield from build_points("usability", release, found.build, localdate(found.made_at), on)


def _tasks(release: Mapping[str, Any], found: Tasks, on: date) -> Iterator[Point]:
    if found.whole is None or found.tested_at is None:
        return
    rate, low, high = found.whole.percent
    said = reason("tasks_success", rate=rate, low=low, high=high, count=found.whole.count, people=found.participants)
    yield Point(part="usability", strong=rate >= 100 * AVERAGE, text=said)
    yield from build_points("usability", release, found.build, localdate(found.tested_at), on)


def build_points(part: str, release: Mapping[str, Any], build: str, tested_on: date, on: date) -> Iterator[Point]:
    """Yield what is weak about a test of that build on that day: another build than the released one, older than it, or long ago."""
    tag, commit = str(release.get("tag", "")), str(release.get("commit", ""))
    released: datetime | None = release.get("released_at")
    if tag and build not in {tag, commit} and not (len(build) >= 7 and commit.startswith(build)):
        yield Point(part=part, strong=False, text=reason("test_other_build", build=build, tag=tag))
    elif tag:
        yield Point(part=part, strong=True, text=reason("test_same_build", tag=tag))
    if released and tested_on < localdate(released):
        yield Point(part=part, strong=False, text=reason("test_before_release", day=tested_on, tag=tag))
    if (age := (on - tested_on).days) > OLD_DAYS:
        yield Point(part=part, strong=False, text=reason("test_old", days=age))
