"""Who is let into a project at the office's own forge."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from runut.cases.queries import everybody
from runut.core.errors import ForgeFailed
from runut.core.procedure import HeldBy
from runut.people.queries import Standing, organisation, overseers, standings
from runut.procedures.queries import procedure_version
from runut.repositories.access import ENDED
from runut.repositories.forges import Forge
from runut.repositories.models import ForgeProject


def fit_members(row: ForgeProject, there: Forge, at: datetime) -> None:
    """Let in who should be, and out whom we let in and who should be no longer."""
    accounts: dict[str, bool] = {}
    strangers = []
    for one, writes in _wanted(row, at):
        account = there.account(one.login)
        if account is None:
            strangers.append(one.name)
            continue
        try:
            there.admit(row.key, account, writes=writes)
        except ForgeFailed as refused:
            if refused.passing:
                raise
            strangers.append(one.name)
        else:
            accounts[account] = writes
    for account in set(row.accounts) - set(accounts):
        there.dismiss(row.key, account)
    row.accounts, row.strangers = accounts, sorted(strangers)


def _wanted(row: ForgeProject, at: datetime) -> list[tuple[Standing, bool]]:
    """Return who reads the project and who writes: as here, the team writes while the case lives; office holders, administrators and auditors read."""
    today = organisation().today(at)
    procedure = procedure_version(row.case.version_id)
    behind = everybody(case=row.case, procedure=procedure, on=today)
    lives = row.case.status not in ENDED
    writes = dict.fromkeys(overseers(), False)
    for performer in procedure.performers:
        if performer.held_by is not HeldBy.UNIT:
            for person in behind.get(performer.key, ()):
                writes[person.user_id] = writes.get(person.user_id, False) or (lives and performer.held_by is HeldBy.TEAM)
    found: Mapping[int, Standing] = standings(user_ids=writes, on=today)
    return [(found[user_id], writes[user_id]) for user_id in sorted(found)]
