"""Completing a work item inside the process: Runut, SpiffWorkflow with its state in a row, viewflow, and bare SQL, on the same disk."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from importlib import import_module
from pathlib import Path
from typing import Any

from django.db import connection
from django.test.utils import CaptureQueriesContext

from benchmarks.figures import Times, hold, table
from benchmarks.flows import FlowCase
from benchmarks.spiff import BareRow, SpiffCase
from benchmarks.walk import Walker
from runut.cases import services as cases
from runut.core.guards import Act
from runut.procedures.services import install_shipped
from tests.cast import Cast, cast

ROUNDS = 100
"""Rounds that our last case has behind it when it is compared with a new one."""
YOUNG = 5
COMPARED = 25
"""Rounds of the comparison with the peers."""
CASES = 10
"""Walked one after the other, so that a noisy moment of the machine is one of ten."""
WARM = 10


def run(folder: Path) -> None:
    """Walk the plan loop: rejected at activity 5 again and again, every step of all four timed in turn.

    The peers keep the same facts of a step as we do: outcome, reason, remarks, and the documents that were certified, by hash.
    """
    import_module("runut.config.wsgi")  # as the server runs it: all of the site loaded, and out of the collector's sight; so do the peers
    at = datetime.now(UTC) - timedelta(days=60)
    office = cast(at)
    install_shipped(at=at)
    bare, viewflow = BareRow(folder / "bare.sqlite3"), FlowCase(folder)
    _warm(*_begun(office, at, folder), viewflow)
    ours: dict[str, Times] = {}
    theirs: dict[int, Times] = {}
    flows: dict[int, Times] = {}
    floor = Times()
    for _ in range(CASES):
        walker, spiff = _begun(office, at, folder)
        walker.times = ours
        viewflow.begin()
        for _ in range(2):
            viewflow.step({"outcome": "approved"})
        for number in range(1, COMPARED + 1):
            walker.plan_round(outcome="rejected", timed=str(number))
            for facts in walker.recorded(3):
                with theirs.setdefault(number, Times()).one():
                    spiff.step(facts)
                viewflow.step(facts, flows.setdefault(number, Times()))
                with floor.one():
                    bare.step()
    _grow(walker, office, at)
    _report(walker, theirs, floor, spiff.size())
    _beside(walker, flows, *viewflow.statements())
    viewflow.close()


def _grow(walker: Walker, office: Cast, at: datetime) -> None:
    """Let the case go through the loop until it has a hundred rounds, then go on in turn with cases that have none, so that a moment of the machine meets both."""
    for _ in range(COMPARED, ROUNDS):
        walker.plan_round(outcome="rejected", timed="")
    for _ in range(CASES):
        young = Walker(office, at=at)
        young.times = walker.times
        young.to_plan()
        for _ in range(YOUNG):
            young.plan_round(outcome="rejected", timed="young")
            walker.plan_round(outcome="rejected", timed="old")


def _begun(office: Cast, at: datetime, folder: Path) -> tuple[Walker, SpiffCase]:
    """Return a new case of ours and of the peer, both at activity 3."""
    walker, spiff = Walker(office, at=at), SpiffCase(folder / "spiff.sqlite3")
    walker.to_plan()
    for _ in range(2):
        spiff.step({"outcome": "approved"})
    return walker, spiff


def _warm(walker: Walker, spiff: SpiffCase, viewflow: FlowCase) -> None:
    """Walk a case that nobody times: an office's processes have worked for days, and their statements are prepared."""
    for _ in range(2):
        viewflow.step({"outcome": "approved"})
    for _ in range(WARM):
        walker.plan_round(outcome="rejected", timed="")
        for facts in walker.recorded(3):
            spiff.step(facts)
            viewflow.step(facts)


def _where() -> str:
    return "" if connection.vendor == "sqlite" else " on PostgreSQL"


def _median(times: Mapping[int, Times], first: int, last: int) -> float:
    return Times([one for n in range(first, last + 1) for one in times[n].seconds]).median


def _own(walker: Walker) -> dict[int, Times]:
    return {n: walker.times[str(n)] for n in range(1, COMPARED + 1)}


def _report(walker: Walker, theirs: dict[int, Times], floor: Times, size: int) -> None:
    def ours(first: int, last: int) -> float:
        return _median(_own(walker), first, last)

    def spiff(first: int, last: int) -> float:
        return _median(theirs, first, last)

    def worked(times: list[Times]) -> float:
        return Times([one for each in times for one in each.processor]).median

    where = _where()
    early, later = (1.3, 3.0) if where else (2.0, 6.0)
    _processor(worked([walker.times[str(n)] for n in range(1, 6)]), worked([theirs[n] for n in range(1, 6)]), least=early)
    old, young = (walker.times[which].median for which in ("old", "young"))
    rows: list[list[Any]] = [
        ["rounds 1-5", ours(1, 5), spiff(1, 5), spiff(1, 5) / ours(1, 5), floor.median],
        ["after 20 rejections", ours(21, COMPARED), spiff(21, COMPARED), spiff(21, COMPARED) / ours(21, COMPARED), floor.median],
        [f"after {ROUNDS} rounds (a new case beside it: {young:.3g})", old, "", old / young, floor.median],
    ]
    for (name, own, peer, ratio, _), least in zip(rows[:2], (early, later), strict=True):
        hold(
            f"complete{where}, {name}, ms", own=own, beside=peer, ratio=ratio, target=f">= {least} times SpiffWorkflow", met=ratio >= least
        )
    hold(f"complete{where}, round 100 by round 1, ms", own=old, beside=young, ratio=old / young, target="<= 1.2", met=old <= 1.2 * young)
    plain, deciding = _statements(walker)
    hold(f"complete{where}, statements", own=plain, beside=8, ratio=plain / 8, target="<= 8", met=plain <= 8)
    title = f"Complete a work item in the process, {connection.vendor}, ms (median); statements: {plain}, deciding {deciding}"
    table(
        title,
        ["", "Runut", f"SpiffWorkflow ({size:,} bytes of state at the end)", "times faster (last row: longer)", "bare SQL"],
        rows,
    )


def _beside(walker: Walker, flows: dict[int, Times], plain: int, deciding: int) -> None:
    """Leave the comparison with viewflow, on both databases asked to be twice as fast."""
    where = _where()
    rows: list[list[Any]] = []
    for name, first, last in (("rounds 1-5", 1, 5), ("after 20 rejections", 21, COMPARED)):
        own, peer = _median(_own(walker), first, last), _median(flows, first, last)
        rows.append([name, own, peer, peer / own])
        hold(f"complete{where}, {name}, ms", own=own, beside=peer, ratio=peer / own, target=">= 2 times viewflow", met=peer >= 2 * own)
    heads = ["", "Runut", f"viewflow; statements: {plain}, deciding {deciding}", "times faster"]
    table(f"The same beside viewflow, {connection.vendor}, ms (median)", heads, rows)


def _processor(own: float, peer: float, *, least: float) -> None:
    """Leave the same comparison without the wait for the disk, which is the same for both and hides them where it is busy."""
    target = f">= {least} times SpiffWorkflow"
    hold(f"complete{_where()}, rounds 1-5, processor ms", own=own, beside=peer, ratio=peer / own, target=target, met=peer >= least * own)


def _statements(walker: Walker) -> tuple[int, int]:
    """Return how many statements a completion and a deciding completion need."""
    walker.plan_round(outcome="rejected", timed="")
    walker.answer()
    walker.file("developer_one", "regulations", "schedule", "mockups", "business_flow", "analysis_document")
    with CaptureQueriesContext(connection) as plain:
        cases.certify(case_id=walker.case_id, act=Act(), who=walker.who["developer_one"], at=walker.later())
    walker.file("developer_one", "plan_presentation")
    cases.certify(case_id=walker.case_id, act=Act(), who=walker.who["developer_one"], at=walker.later())
    with CaptureQueriesContext(connection) as deciding:
        cases.certify(case_id=walker.case_id, act=Act(outcome="approved"), who=walker.who["technical_one"], at=walker.later())
    plain_count, deciding_count = (sum(not one["sql"].startswith(("BEGIN", "COMMIT")) for one in asked) for asked in (plain, deciding))
    return plain_count, deciding_count
