"""One rehearsal from the first request to the end, and what it left behind."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from typing import Final

from runut.cases.queries import access_case, events
from runut.cases.services import request_case
from runut.core.guards import is_rejection
from runut.core.procedure import Procedure
from runut.people.queries import calendar_base
from runut.procedures.queries import procedure_version
from runut.procedures.services import install_text
from runut.rehearsal.calendars import FIRST, adopt_invented
from runut.rehearsal.cast import Cast, call_up
from runut.rehearsal.clock import OfficeClock
from runut.rehearsal.plan import Plan
from runut.rehearsal.told import CannotRun, Told
from runut.rehearsal.walker import Walker

STEPS: Final = 3000
"""More acts than any procedure needs; a case that takes more is going round in circles."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """How a rehearsal ended: the case, its status, what it took, and the head of its chain."""

    case_id: int
    status: str
    procedure: Procedure
    events: int
    head: str
    began: datetime
    ended: datetime
    visited: tuple[int, ...]
    rejections: int


@dataclass(slots=True)
class Rehearsal:
    """A rehearsal of the SOP ``text`` in a database of its own that has its tables and no office."""

    text: str
    seed: int
    result: Result | None = field(default=None, init=False)

    def run(self) -> Iterator[Told]:
        """Yield every act as it is taken; afterwards ``result`` says how it ended.

        Raises:
            ProcedureInvalid: The text has faults.
            CannotRun: The procedure does not come to its end.
            Refused: The database holds an office.
        """
        walker, procedure = self._begin(datetime.combine(FIRST - timedelta(days=3), time(1), tzinfo=UTC))
        visited: list[int] = []
        rejections = 0
        for _ in range(STEPS):
            told = walker.step()
            if told is None:
                self.result = self._ended(walker, procedure, visited, rejections)
                return
            if told.activity not in visited:
                visited.append(told.activity)
            decision = procedure.activity(told.activity).decision
            rejections += told.act in decision and is_rejection(procedure.activity(told.activity), told.act)
            yield told
        page = walker.look()
        item = page.position.item
        raise CannotRun(activity=item.activity if item else 0, round_=item.round if item else 0, reasons=page.missing)

    def _begin(self, founded: datetime) -> tuple[Walker, Procedure]:
        version = install_text(key="gladi", text=self.text, at=founded)
        procedure = procedure_version(version)
        cast = call_up(procedure=procedure, at=founded, since=date(FIRST.year - 1, 1, 1))
        calendar = adopt_invented(who=cast.standing(cast.administrator, FIRST), at=founded)
        clock = OfficeClock(calendar=calendar)
        plan = Plan(seed=str(self.seed), mishaps=True)
        at = clock.morning(clock.forward(FIRST, 1), plan.rng("begin"))
        case_id = enter(cast=cast, unit=0, title=f"Gladi {procedure.identity.name}"[:200], plan=plan, at=at)
        return Walker(case_id=case_id, cast=cast, clock=clock, plan=plan), procedure

    def _ended(self, walker: Walker, procedure: Procedure, visited: list[int], rejections: int) -> Result:
        case = access_case(case_id=walker.case_id, who=walker.cast.standing(walker.cast.administrator, FIRST))
        return Result(
            case_id=case.pk,
            status=case.status,
            procedure=procedure,
            events=sum(1 for _ in events(case_id=case.pk)),
            head=case.head,
            began=case.opened_at,
            ended=case.changed_at,
            visited=tuple(sorted(visited)),
            rejections=rejections,
        )


def enter(*, cast: Cast, unit: int, title: str, plan: Plan, at: datetime, purpose: str = "Gladi: bukan pekerjaan nyata.") -> int:
    """Enter an invented request of the unit with this index and return the case's number; its name in the chain comes from the seed."""
    unit_id, name = cast.units[unit]
    uid = str(uuid.UUID(int=plan.rng("uid", title).getrandbits(128), version=4))
    who = cast.standing(cast.users[unit], calendar_base().local(at).date())
    return request_case(title=title, purpose=purpose, unit_id=unit_id, unit=name, who=who, at=at, uid=uid, rehearsal=True)
