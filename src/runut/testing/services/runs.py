"""Runs of the acceptance test: begun, executed by people of the requesting unit, signed off."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from runut.base.sentences import in_office_language
from runut.core.errors import ConcurrentChange, Invalid, NotFound, Refused
from runut.core.sentences import Reason, reason
from runut.documents.services import file_form, file_upload
from runut.documents.store import Staged
from runut.people.queries import Standing
from runut.testing.access import Place, access_tests
from runut.testing.models import AcceptanceRun, Execution, Scenario

MINUTES = "uat_minutes"


@dataclass(frozen=True, slots=True, kw_only=True)
class Tried:
    """What came of trying a scenario; ``failed`` are the steps (from 1) that did not give what was expected."""

    outcome: str
    note: str = ""
    failed: frozenset[int] = frozenset()


def start_run(*, case_id: int, build: str, place: str, only_open: bool, who: Standing, at: datetime) -> AcceptanceRun:
    """Begin a run of every scenario, or of those that the newest executions did not pass.

    Raises:
        NotFound: No such case for them.
        Refused: They have no part in the case, it has ended, or there is nothing to try.
        Invalid: It does not say what is tested.
    """
    found = access_tests(case_id=case_id, who=who, at=at)
    if found.against_adding:
        raise Refused(reasons=found.against_adding)
    if not build.strip():
        raise Invalid(code="text_missing")
    scenarios = list(Scenario.objects.filter(case_id=case_id, retired_at=None))
    if only_open:
        passed = {pk for pk, outcome in newest_outcomes(case_id).items() if outcome == "pass"}
        scenarios = [one for one in scenarios if one.pk not in passed]
    if not scenarios:
        raise Refused(reasons=[reason("run_empty")])
    last = AcceptanceRun.objects.filter(case_id=case_id).aggregate(last=Max("number"))["last"] or 0
    try:
        with transaction.atomic():
            made = AcceptanceRun.objects.create(
                case_id=case_id, number=last + 1, build=build.strip(), place=place.strip(), started_by_id=who.user_id, started_at=at
            )
            made.scenarios.set(scenarios)
            return made
    except IntegrityError as error:
        raise ConcurrentChange from error


def newest_outcomes(case_id: int) -> dict[int, str]:
    """Return by scenario what came of trying it last, in whichever run. Queries: 1."""
    rows = Execution.objects.filter(run__case_id=case_id).order_by("id").values_list("scenario_id", "outcome")
    return dict(rows)


def against_trying(place: Place, run: AcceptanceRun) -> list[Reason]:
    """Return why somebody cannot execute scenarios of a run or sign it: only people of the requesting unit accept, and a signed run is over."""
    if place.who.reads_only:
        return [reason("auditor_reads")]
    if place.ended:
        return [reason("case_ended")]
    if run.signed_at:
        return [reason("run_signed", number=run.number)]
    return [] if place.unit else [reason("uat_unit_only")]


def execute(
    *, case_id: int, run: int, scenario: int, tried: Tried, picture: tuple[Staged, str] | None = None, who: Standing, at: datetime
) -> Execution:
    """Record that somebody tried a scenario; a picture of the screen is filed among the case's other papers.

    Raises:
        NotFound: No such run, or the scenario is not in it.
        Refused: They are not of the requesting unit, or the run is signed.
        Invalid: No such outcome; or it failed or was blocked, and nobody says how.
    """
    place = access_tests(case_id=case_id, who=who, at=at)
    found = _run(case_id, run)
    wanted = found.scenarios.filter(number=scenario).first()
    if wanted is None:
        raise NotFound
    if against := against_trying(place, found):
        raise Refused(reasons=against)
    if tried.outcome not in {"pass", "fail", "blocked"}:
        raise Invalid(code="execution_outcome")
    if tried.outcome != "pass" and not tried.note.strip():
        raise Invalid(code="execution_note")
    steps = [one | {"outcome": _of_step(tried, place_)} for place_, one in enumerate(wanted.steps, 1)]
    with transaction.atomic():
        version = None
        if picture:
            with in_office_language():
                title = _("Acceptance test %(run)s, scenario %(scenario)s") % {"run": run, "scenario": scenario}
            version = file_upload(case_id=case_id, key="", title=title, upload=picture[0], filename=picture[1], who=who, at=at)
        return Execution.objects.create(
            run=found,
            scenario=wanted,
            scenario_version=wanted.version,
            title=wanted.title,
            steps=steps,
            outcome=tried.outcome,
            note=tried.note.strip(),
            picture_id=version,
            by_id=who.user_id,
            at=at,
        )


def _of_step(tried: Tried, number: int) -> str:
    if number in tried.failed:
        return "fail"
    return "pass" if tried.outcome == "pass" or tried.failed else ""


def sign_run(*, case_id: int, number: int, verdict: str, conclusion: str, who: Standing, at: datetime) -> AcceptanceRun:
    """Sign a run off and file its minutes (berita acara) among the case's other papers.

    Raises:
        NotFound: No such run for them.
        Refused: They are not of the requesting unit, it is signed already, a scenario was not tried, or one that was not passed is accepted without a note.
        Invalid: No such verdict.
    """
    place = access_tests(case_id=case_id, who=who, at=at)
    with transaction.atomic():
        run = _run(case_id, number, lock=True)
        if against := against_trying(place, run):
            raise Refused(reasons=against)
        newest = {one.scenario_id: one for one in run.executions.order_by("id").select_related("by")}
        scenarios = list(run.scenarios.order_by("number"))
        _check(verdict, conclusion, scenarios, newest)
        run.verdict, run.conclusion, run.signed_by_id, run.signed_at = verdict, conclusion.strip(), who.user_id, at
        content = _minutes(run, scenarios, newest, who)
        name = _("Minutes of acceptance test %(number)s") % {"number": number}
        run.minutes_id = file_form(case_id=case_id, key="", name=name, form=MINUTES, content=content, who=who, at=at)
        run.save()
        return run


def _check(verdict: str, conclusion: str, scenarios: Sequence[Scenario], newest: dict[int, Execution]) -> None:
    if verdict not in {"accepted", "with_notes", "rejected"}:
        raise Invalid(code="run_verdict")
    missing = [one for one in scenarios if one.pk not in newest]
    if missing:
        raise Refused(reasons=[reason("run_untried", count=len(missing))])
    if verdict == "accepted" and any(one.outcome != "pass" for one in newest.values()):
        raise Refused(reasons=[reason("run_not_passed")])
    if verdict != "accepted" and not conclusion.strip():
        raise Refused(reasons=[reason("reason_missing")])


def _minutes(run: AcceptanceRun, scenarios: Sequence[Scenario], newest: dict[int, Execution], who: Standing) -> dict[str, Any]:
    assert run.signed_at is not None
    counts = Counter(one.outcome for one in newest.values())
    return {
        "number": run.number,
        "build": run.build,
        "place": run.place,
        "started_at": run.started_at.isoformat(),
        "signed_at": run.signed_at.isoformat(),
        "signed_by": {"name": who.name, "position": who.position, "unit": who.unit},
        "verdict": run.verdict,
        "conclusion": run.conclusion,
        "counts": {one: counts.get(one, 0) for one in ("pass", "fail", "blocked")},
        "scenarios": [
            {
                "number": one.number,
                "title": newest[one.pk].title,
                "feature": one.feature,
                "outcome": newest[one.pk].outcome,
                "note": newest[one.pk].note,
                "by": newest[one.pk].by.name,
                "at": newest[one.pk].at.isoformat(),
                "steps": newest[one.pk].steps,
            }
            for one in scenarios
        ],
    }


def _run(case_id: int, number: int, *, lock: bool = False) -> AcceptanceRun:
    rows = AcceptanceRun.objects.filter(case_id=case_id, number=number)
    run = (rows.select_for_update() if lock else rows).first()
    if run is None:
        raise NotFound
    return run
