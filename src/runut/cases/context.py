"""The bell of every page: what waits for the person, counted only when a template draws it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import SimpleLazyObject
from django.utils.timezone import get_current_timezone
from django.utils.translation import gettext as _

from runut.base.counts import Count
from runut.cases import queries
from runut.cases.queries import CaseRow
from runut.cases.words import TODO
from runut.people.access import who_asks


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """One line under the bell; ``unread`` marks what is late."""

    text: str
    href: str
    at: datetime
    unread: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Notices:
    """What the bell's component draws."""

    count: Count
    items: list[Notice]


def bell(request: HttpRequest) -> dict[str, Any]:
    """Put `request.bell` there for the tag ``{% bell %}``. Queries: 2 when a page draws it, none before."""
    if hasattr(request, "user"):
        request.bell = SimpleLazyObject(lambda: _notices(request))  # type: ignore[attr-defined]
    return {}


def waiting(request: HttpRequest) -> queries.Bell:
    """Return what waits for the person, read once a request. Queries: 2."""
    known = getattr(request, "waiting", None)
    if known is None:
        known = queries.bell(who=request.standing, at=request.at, until=_end_of_day(request.at))  # type: ignore[attr-defined]
        request.waiting = known  # type: ignore[attr-defined]
    return known


def _notices(request: HttpRequest) -> Notices | None:
    if who_asks(request) is None:
        return None
    found = waiting(request)
    return Notices(count=found.all, items=list(_items(found.rows)))


def _items(rows: list[CaseRow]) -> Iterator[Notice]:
    for row in rows:
        name = f"{row.number} {row.title}".strip()
        todo = _("%(todo)s: activity %(activity)s") % {"todo": TODO.get(row.part, ""), "activity": row.activity}
        yield Notice(
            text=f"{name}. {todo}",
            href=reverse("cases:case", args=[row.id]),
            at=row.due_at or row.changed_at,
            unread=row.late,
        )


def _end_of_day(at: datetime) -> datetime:
    zone = get_current_timezone()
    tomorrow = at.astimezone(zone).date() + timedelta(days=1)
    return datetime.combine(tomorrow, time.min, tzinfo=zone).astimezone(UTC)
