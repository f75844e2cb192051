"""For rooms above that keep rows of their own for a case: the case under its lock, and what stands against changing them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from runut.cases.recording import actor_of, read_case
from runut.core import guards
from runut.core.guards import Actor
from runut.core.position import Position
from runut.core.procedure import Procedure
from runut.core.sentences import Reason
from runut.people.queries import Standing
from runut.procedures.queries import calendar


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground:
    """Where a case stands while nobody else moves it, and as whom the person works in it; ``item_id`` is the row of the open work item."""

    procedure: Procedure
    position: Position
    actor: Actor
    item_id: int | None

    def against_filing(self, key: str) -> tuple[Reason, ...]:
        """Return why the person cannot file the deliverable ``key`` now."""
        blocked = guards.filing(self.procedure, self.position, key)
        return blocked or tuple(guards.filing_is_theirs(self.procedure, self.position, key, self.actor))


def lock_case(*, case_id: int, who: Standing, at: datetime) -> Ground:
    """Lock the case until the caller's transaction ends: it completes no activity meanwhile. Queries: 1, and 1 for the lock on PostgreSQL.

    Raises:
        NotFound: There is no such case; whether ``who`` may see it is `access_case`'s to say.
    """
    case = read_case(case_id=case_id, user_id=who.user_id, on=calendar().local(at).date(), lock=True)
    return Ground(
        procedure=case.procedure,
        position=case.position,
        actor=actor_of(who, procedure=case.procedure, unit_id=case.unit_id, in_team=case.in_team),
        item_id=case.item_id,
    )
