"""Completing a work item through HTTP: Runut, a bare Django view, and SpiffWorkflow behind the same view, on the same server."""

from __future__ import annotations

import subprocess
import sys
import threading
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

from django.db import connection

from benchmarks.client import Browser, Server, session_of
from benchmarks.figures import Times, hold, table
from benchmarks.walk import Walker
from runut.base import sql
from runut.cases.deliverables import store
from runut.procedures.services import install_shipped
from tests.cast import cast

CASES = 1920
CLIENTS = 8
BLOCK = 80
"""Requests between turns, so that a noisy moment of the machine meets all three."""


def run(folder: Path) -> None:
    """Prepare cases that wait at activity 2, then complete each once, eight clients at a time; the floor and the peer likewise."""
    at = datetime.now(UTC) - timedelta(days=3)
    office = cast(at)
    install_shipped(at=at)
    ids = [_ready(Walker(office, at=at)) for _ in range(CASES)]
    keys = ("project_board", "source_repository", "experts")
    seen = {pk: [one.sha256 for those in store().fulfilled(pk, keys).values() for one in those] for pk in ids}
    key = folder / "floor.session"
    subprocess.run([sys.executable, "-m", "benchmarks.floor", str(CASES), str(key)], check=True)
    session = session_of(office.registrar)
    connection.close()
    turn = {"activity": ["2"], "round": ["1"], "turn": ["0"]}
    ours, bare, spiff = Times(), Times(), Times()
    spent = dict.fromkeys(("ours", "bare", "spiff"), 0.0)
    with Server("runut.config.wsgi:application") as product, Server("benchmarks.floor:application") as floor:
        _warm(product, session, [f"/cases/{pk}/" for pk in ids])
        _warm(floor, key.read_text(), [f"/bare/{CASES + 1}/"])
        for first in range(0, CASES, BLOCK):
            block = range(first, first + BLOCK)
            spent["ours"] += _drive(
                product, session, [(f"/cases/{ids[index]}/record/", {**turn, "seen": seen[ids[index]]}) for index in block], ours
            )
            spent["bare"] += _drive(floor, key.read_text(), [(f"/bare/{index + 1}/", {}) for index in block], bare)
            spent["spiff"] += _drive(floor, key.read_text(), [(f"/spiff/{index + 1}/", {}) for index in block], spiff)
    ((moved,),) = sql.read("SELECT COUNT(*) FROM cases_case WHERE activity = 3", [])
    if moved != CASES:
        raise RuntimeError(f"{moved} of {CASES} cases moved on")
    rows = [
        [name, CASES / spent[which], spent["bare"] / spent[which], times.median, times.part(0.99), times.part(0.99) / times.median]
        for name, which, times in (
            ("Runut", "ours", ours),
            ("bare Django view", "bare", bare),
            ("SpiffWorkflow behind the view", "spiff", spiff),
        )
    ]
    share, slow, most = spent["bare"] / spent["ours"], ours.part(0.99), 2 * bare.part(0.99)
    hold(
        "complete through HTTP, requests a second",
        own=CASES / spent["ours"],
        beside=CASES / spent["bare"],
        ratio=share,
        target=">= 0.65 of the bare view",
        met=share >= 0.65,
    )
    hold("the same, p99 ms", own=slow, beside=most / 2, ratio=2 * slow / most, target="<= 2 times its p99", met=slow <= most)
    heads = ["", "requests a second", "of the bare view", "p50 ms", "p99 ms", "p99 / p50"]
    table(f"Complete a work item through HTTP, {CLIENTS} clients, {connection.vendor}", heads, rows)


def _ready(walker: Walker) -> int:
    walker.file("user", "analysis_report")
    walker.file("registrar", "development_mandate")
    walker.certify("registrar")
    walker.certify("division_head", outcome="approved")
    walker.to_team()
    return walker.case_id


def _drive(server: Server, session: str, asked: list[tuple[str, dict[str, list[str]]]], times: Times) -> float:
    """Send every request once from all clients, note each one's time, and return the seconds that all took together."""
    lock = threading.Lock()
    waiting = iter(asked)

    def client() -> None:
        browser = Browser(server.port, session)
        while True:
            with lock:
                one = next(waiting, None)
            if one is None:
                return
            start = time.perf_counter()
            status = browser.post(*one)
            took = time.perf_counter() - start
            if status not in {302, 303}:
                raise RuntimeError(f"{one[0]} was answered {status}")
            with lock:
                times.seconds.append(took)

    start = time.perf_counter()
    _together(client)
    return time.perf_counter() - start


def _warm(server: Server, session: str, paths: list[str]) -> None:
    """Let every thread of the server answer something first: it opens its connection to the database then. More clients than threads reach all."""

    def visit() -> None:
        browser = Browser(server.port, session)
        for path in (paths * 20)[:20]:
            browser.get(path)

    _together(visit, clients=3 * CLIENTS)


def _together(work: Callable[[], None], *, clients: int = CLIENTS) -> None:
    threads = [threading.Thread(target=work) for _ in range(clients)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
