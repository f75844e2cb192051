"""Acts of the proofs by crash and competition, run as a process of its own: `python program.py found|one|compete|advance|leap`.

Processes are forked after everything has been loaded and before any connection is open, so that a hundred of them cost little.
"""

from __future__ import annotations

import json
import os
import random
import signal
import sys
import time
from collections.abc import Callable
from dataclasses import asdict
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import django

django.setup()

from django.core.management import call_command  # noqa: E402
from django.db import connection, connections  # noqa: E402
from django.test import Client  # noqa: E402

from runut.base.sentences import say  # noqa: E402
from runut.cases.queries import access_case, access_page  # noqa: E402
from runut.cases.services import Turn, certify  # noqa: E402
from runut.cli.processes import die_with_parent  # noqa: E402
from runut.core.errors import RunutError  # noqa: E402
from runut.core.guards import Act  # noqa: E402
from runut.people.queries import organisation, standing  # noqa: E402
from runut.people.services import issue_token  # noqa: E402
from runut.procedures.queries import calendar, procedure_version  # noqa: E402
from runut.procedures.services import install_shipped  # noqa: E402
from runut.rehearsal.calendars import FIRST, adopt_invented  # noqa: E402
from runut.rehearsal.cast import Cast, call_up  # noqa: E402
from runut.rehearsal.clock import OfficeClock  # noqa: E402
from runut.rehearsal.plan import Plan  # noqa: E402
from runut.rehearsal.run import enter  # noqa: E402
from runut.rehearsal.walker import Walker  # noqa: E402

VAR = Path(os.environ["RUNUT_VAR"])
KEPT = VAR / "cast.json"


def found() -> None:
    """Make the invented office."""
    call_command("migrate", verbosity=0)
    at = datetime(2026, 1, 2, 1, tzinfo=UTC)
    cast = call_up(procedure=procedure_version(install_shipped(at=at)), at=at, since=date(2025, 1, 1))
    adopt_invented(who=cast.standing(cast.administrator, FIRST), at=at)
    kept = asdict(cast)
    KEPT.write_text(json.dumps({name: kept[name] for name in ("administrator", "units", "users", "developers")}))


def _cast() -> Cast:
    kept = json.loads(KEPT.read_text())
    units = [(one, name) for one, name in kept.pop("units")]
    return Cast(units=units, accounts=[], **kept)


def _walker(cast: Cast, *, title: str, seed: str = "1") -> Walker:
    clock, plan = OfficeClock(calendar=calendar()), Plan(seed=seed, mishaps=True)
    at = clock.morning(clock.forward(FIRST, 1), plan.rng(title))
    return Walker(case_id=enter(cast=cast, unit=0, title=title, plan=plan, at=at), cast=cast, clock=clock, plan=plan)


def one(steps: int) -> None:
    """Take one case so many steps."""
    walker = _walker(_cast(), title="Satu (contoh)")
    for _ in range(steps):
        walker.step()


# twenty at once


def compete(door: str, count: int) -> None:
    """Let ``count`` processes complete one work item at the same moment, and print how each fared, one JSON line each."""
    cast = _cast()
    walker = _walker(cast, title="Perebutan (contoh)")
    while not ((page := walker.look()).position.item and page.activity and page.activity.number == 2 and not page.missing):
        walker.step()
    who = standing(user_id=cast.holders("system_development", FIRST)[0], on=organisation().today(datetime.now(UTC)))
    page = access_page(case_id=walker.case_id, who=who, at=datetime.now(UTC))
    assert page.saw is not None
    token = issue_token(name="lomba", scopes=["cases:write", "cases:read"], days=1, who=who, at=datetime.now(UTC))
    saw = page.saw

    def by_service() -> dict[str, Any]:
        try:
            certify(case_id=walker.case_id, act=Act(), who=who, at=datetime.now(UTC), saw=saw)
        except RunutError as error:
            return {"status": error.status, "code": error.code, "sentence": say(error.reasons[0])}
        return {"status": 200}

    client = Client(headers={"authorization": f"Bearer {token}", "accept-language": "id"})

    def by_api() -> dict[str, Any]:
        body = json.dumps({"saw": asdict(Turn(activity=saw.activity, round=saw.round, turn=saw.turn))})
        response = client.post(f"/api/v1/cases/{walker.case_id}/complete", body, content_type="application/json")
        told = response.json()
        if response.status_code == 200:
            return {"status": 200}
        return {"status": response.status_code, "code": told["code"], "sentence": told["reasons"][0]["sentence"]}

    connections.close_all()
    _at_once(by_api if door == "api" else by_service, count)


def _at_once(act: Callable[[], dict[str, Any]], count: int) -> None:
    """Let ``count`` processes act when the last of them is ready: each closes ``ready`` when it stands at the gate, which opens for all."""
    gate, starter = os.pipe()
    waiting, ready = os.pipe()
    children = []
    for _ in range(count):
        child = os.fork()
        if not child:
            os.close(starter)
            os.write(1, (json.dumps(_compete(gate, ready, act)) + "\n").encode())
            os._exit(0)
        children.append(child)
    os.close(gate)
    os.close(ready)
    os.read(waiting, 1)
    os.close(starter)
    for child in children:
        os.waitpid(child, 0)


def _compete(gate: int, ready: int, act: Callable[[], dict[str, Any]]) -> dict[str, Any]:
    try:
        connection.ensure_connection()
        calendar()
        os.close(ready)
        os.read(gate, 1)  # returns for all when the other end is closed
        return act()
    except Exception as error:  # a fault of the product, told like an answer of a door
        return {"status": 500, "code": type(error).__name__, "sentence": str(error)}


# killed while cases advance


def advance(kills: int, journal: str) -> None:
    """Let two processes advance cases; kill one of them ``kills`` times at a random moment and start it anew.

    The moment is counted in steps, and in parts of the time that a step takes here and now: on a busy machine as many kills fall into
    steps as on an idle one.
    """
    chance = random.Random(int(os.environ.get("SEED", "1")))
    slots = [_start(slot, journal) for slot in range(2)]
    told = [0, 0]
    for _ in range(kills):
        slot = chance.randrange(2)
        pace = _wait(slots[slot], journal, slot, told[slot] + chance.randrange(4))
        time.sleep(chance.uniform(0, pace))
        os.kill(slots[slot], signal.SIGKILL)
        if os.waitstatus_to_exitcode(os.waitpid(slots[slot], 0)[1]) != -signal.SIGKILL:
            sys.exit("a process ended by itself before it was killed")
        told[slot] = _done(journal, slot)
        slots[slot] = _start(slot, journal)
    for child in slots:
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)


def _wait(child: int, journal: str, slot: int, steps: int) -> float:
    """Wait until ``child`` has brought its slot to ``steps`` steps; return the seconds that one of them took, or a guess."""
    began, first = time.monotonic(), _done(journal, slot)
    while (now := _done(journal, slot)) < steps:
        if os.waitid(os.P_PID, child, os.WEXITED | os.WNOHANG | os.WNOWAIT):
            sys.exit("a process ended by itself before it was killed")
        time.sleep(0.005)
    return (time.monotonic() - began) / (now - first) if now > first else 0.05


def _done(journal: str, slot: int) -> int:
    """Return how many steps of a slot the journal tells as done."""
    path = Path(journal)
    return path.read_text().count(f'["done", {slot},') if path.exists() else 0


def leap(steps: int, journal: str) -> None:
    """Let one process advance cases until it has done so many steps."""
    child = _start(0, journal)
    _wait(child, journal, 0, steps)
    os.kill(child, signal.SIGTERM)
    os.waitpid(child, 0)


def _start(slot: int, journal: str) -> int:
    child = os.fork()
    if child:
        return child
    try:
        die_with_parent()
        _forever(slot, os.open(journal, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600))
    except BaseException as error:
        os.write(2, f"{type(error).__name__}: {error}\n".encode())
    os._exit(1)


def _forever(slot: int, journal: int) -> None:
    """Take steps for ever. Each is written to the journal before it is tried and after it is done, with the chain's length and head."""
    cast = _cast()
    clock = OfficeClock(calendar=calendar())
    case_id, plan = _own(slot)

    def write(word: str) -> None:
        case = access_case(case_id=case_id, who=cast.standing(cast.administrator, FIRST))
        os.write(journal, (json.dumps([word, slot, case.pk, case.events, case.head]) + "\n").encode())

    while True:
        walker = Walker(case_id=case_id, cast=cast, clock=clock, plan=plan) if case_id else None
        while walker is not None:
            write("try")
            if walker.step() is None:
                break
            write("done")
        title = f"Proyek {slot} {time.monotonic_ns()} (contoh)"
        at = clock.morning(clock.forward(FIRST, 1), plan.rng(title))
        case_id = enter(cast=cast, unit=slot, title=title, plan=plan, at=at)


def _own(slot: int) -> tuple[int, Plan]:
    """Return the case of this slot that has not ended; 0: none."""
    from runut.cases.models import Case

    open_ones = Case.objects.filter(status__in=["active", "held"], title__startswith=f"Proyek {slot} ").order_by("id")
    return open_ones.values_list("pk", flat=True).first() or 0, Plan(seed=str(slot), mishaps=True)


if __name__ == "__main__":
    act, *given = sys.argv[1:]
    if act == "found":
        found()
    elif act == "one":
        one(int(given[0]))
    elif act == "compete":
        compete(given[0], int(given[1]))
    elif act == "advance":
        advance(int(given[0]), given[1])
    elif act == "leap":
        leap(int(given[0]), given[1])
