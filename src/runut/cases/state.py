"""Where a case stands, as the head of every page about it shows: status, activity, round, deadline and how it was counted."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _

from runut.cases.queries import CasePage
from runut.cases.timing import days_left
from runut.cases.words import badge
from runut.core.workdays import Calendar, Count, LedgerDay


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """A day of the ledger as the deadline's component draws it."""

    on: date
    counted: bool
    number: int
    why: str


def state(page: CasePage, *, dates: Calendar, at: datetime) -> dict[str, Any]:
    """Return what `cases/state.html` draws."""
    case = page.case
    return {
        "page": page,
        "case": case,
        "badge": badge(case.status, late=page.late and case.status == "active"),
        "days": days_left(page.due_at, at=at, calendar=dates),
        "ledger": [_counted(one) for one in page.ledger],
    }


def _counted(one: LedgerDay) -> Counted:
    whys = {
        Count.START: _("the day it began"),
        Count.COUNTED: _("working day"),
        Count.WEEKEND: _("weekend"),
        Count.HOLIDAY: _("holiday"),
        Count.JOINT_LEAVE: _("joint leave"),
        Count.HELD: _("on hold"),
    }
    said = ": ".join(part for part in (whys[one.count], one.name) if part)
    why = f"{said} ({one.decree})" if one.decree else said
    return Counted(on=one.day, counted=one.count is Count.COUNTED, number=one.number, why=why)
