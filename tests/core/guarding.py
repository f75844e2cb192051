"""What stands against an act of a run."""

from __future__ import annotations

from runut.core import guards
from tests.core.cast import (
    Run,
    holder,
)

ANI = holder("a", name="ani")
TEAM_TECHNICIAN = holder("technical_team", "development_team", team=True, name="rangkap")


def waiting(run: Run) -> list[str]:
    return [one.code for one in guards.waiting_for(run.procedure, run.position, run.facts)]
