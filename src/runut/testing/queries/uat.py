"""Scenarios with what came of them, runs, and one run with its executions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from runut.core.errors import NotFound
from runut.testing.models import AcceptanceRun, Execution, Scenario


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """One execution, as it was recorded."""

    outcome: str
    note: str
    steps: Sequence[Mapping[str, str]]
    picture_id: int | None
    name: str
    at: datetime
    run: int
    scenario_version: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A scenario with its newest result; ``changed``: it was rewritten after that."""

    number: int
    title: str
    feature: str
    steps: Sequence[Mapping[str, str]]
    version: int
    result: Result | None

    @property
    def outcome(self) -> str:
        """Pass, fail, blocked, or nothing before the first try."""
        return self.result.outcome if self.result else ""

    @property
    def changed(self) -> bool:
        """Whether it was rewritten since it was tried."""
        return bool(self.result and self.result.scenario_version != self.version)


@dataclass(frozen=True, slots=True, kw_only=True)
class RunLine:
    """A run in a list."""

    number: int
    build: str
    place: str
    name: str
    started_at: datetime
    verdict: str
    conclusion: str
    signed_by: str
    signed_at: datetime | None
    minutes_id: int | None
    lines: tuple[Line, ...] = ()

    @property
    def tried(self) -> int:
        """How many of its scenarios somebody tried."""
        return sum(one.result is not None for one in self.lines)

    @property
    def passed(self) -> int:
        """How many passed."""
        return sum(one.outcome == "pass" for one in self.lines)


def scenarios(case_id: int) -> list[Line]:
    """Return the scenarios of a case, each with its newest result in whichever run. Queries: 2."""
    results = _results(Execution.objects.filter(run__case_id=case_id))
    return [_line(one, results.get(one.pk)) for one in Scenario.objects.filter(case_id=case_id, retired_at=None).order_by("number")]


def scenario(*, case_id: int, number: int) -> Line:
    """Return a scenario that is not retired. Queries: 1.

    Raises:
        NotFound: There is none.
    """
    found = Scenario.objects.filter(case_id=case_id, number=number, retired_at=None).first()
    if found is None:
        raise NotFound
    return _line(found, None)


def runs(case_id: int) -> list[RunLine]:
    """Return the runs of a case with their lines, newest first. Queries: 3."""
    rows = (
        AcceptanceRun.objects.filter(case_id=case_id)
        .select_related("started_by", "signed_by")
        .prefetch_related("scenarios")
        .order_by("-number")
    )
    by_run: dict[int, dict[int, Result]] = {}
    for run_id, scenario_id, result in _rows(Execution.objects.filter(run__case_id=case_id)):
        by_run.setdefault(run_id, {})[scenario_id] = result
    return [_run(one, by_run.get(one.pk, {})) for one in rows]


def run_of(*, case_id: int, number: int) -> tuple[AcceptanceRun, RunLine]:
    """Return a run, and as it is read. Queries: 3.

    Raises:
        NotFound: The case has none of that number.
    """
    rows = (
        AcceptanceRun.objects.filter(case_id=case_id, number=number).select_related("started_by", "signed_by").prefetch_related("scenarios")
    )
    found = rows.first()
    if found is None:
        raise NotFound
    return found, _run(found, _results(found.executions.all()))


def _run(one: AcceptanceRun, results: Mapping[int, Result]) -> RunLine:
    return RunLine(
        number=one.number,
        build=one.build,
        place=one.place,
        name=one.started_by.name,
        started_at=one.started_at,
        verdict=one.verdict,
        conclusion=one.conclusion,
        signed_by=one.signed_by.name if one.signed_by else "",
        signed_at=one.signed_at,
        minutes_id=one.minutes_id,
        lines=tuple(_line(each, results.get(each.pk)) for each in sorted(one.scenarios.all(), key=lambda each: each.number)),
    )


def _results(rows: QuerySet[Execution]) -> dict[int, Result]:
    return {scenario_id: result for _run_id, scenario_id, result in _rows(rows)}


def _rows(rows: QuerySet[Execution]) -> list[tuple[int, int, Result]]:
    """Return executions in the order in which they were made, so that a dictionary keeps the newest."""
    return [
        (
            one.run_id,
            one.scenario_id,
            Result(
                outcome=one.outcome,
                note=one.note,
                steps=one.steps,
                picture_id=one.picture_id,
                name=one.by.name,
                at=one.at,
                run=one.run.number,
                scenario_version=one.scenario_version,
            ),
        )
        for one in rows.select_related("by", "run").order_by("id")
    ]


def _line(one: Scenario, result: Result | None) -> Line:
    return Line(number=one.number, title=one.title, feature=one.feature, steps=one.steps, version=one.version, result=result)
