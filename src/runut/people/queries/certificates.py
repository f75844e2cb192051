"""Certificates that the office took out of use."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from runut.people import models


@dataclass(frozen=True, slots=True, kw_only=True)
class Withdrawal:
    """From which day on the office no longer stands by a certificate, why, and who recorded it when."""

    since: date
    why: str
    by: str
    at: datetime


def withdrawals() -> dict[str, Withdrawal]:
    """Return every withdrawal by the hash of its certificate; the first that was recorded counts. Queries: 1."""
    rows = models.Change.objects.filter(action="certificate_withdrawn").select_related("by").order_by("-id")
    return {
        str(row.data["certificate"]): Withdrawal(
            since=date.fromisoformat(row.data["since"]), why=str(row.data["reason"]), by=row.by.name if row.by else "", at=row.at
        )
        for row in rows
    }
