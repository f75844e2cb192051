"""Lists of cases: all that somebody sees, what waits for them, what is due."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any, Final

from django.db.models import QuerySet
from django.utils.timezone import localdate

from runut.base import counts, sql
from runut.base.counts import Count, up_to
from runut.base.paging import Page, first_of, paginate
from runut.cases.models import OPEN, Case
from runut.cases.queries.access import visible, waits_for, ways_of_seeing
from runut.cases.queries.filters import SORTS, Filters, asked, both, register_parts
from runut.cases.queries.rows import CaseRow, case_row, case_rows, row_values
from runut.cases.search import alike, in_order, matching
from runut.people.queries import Standing

_MINE: Final = "t.user_id = %s AND t.from_on <= %s AND (t.to_on IS NULL OR t.to_on >= %s)"
_FOR_OTHERS: Final = (
    "cases_case.status = %s AND NOT (cases_case.status = 'active' AND (cases_case.turn_key = '@unit' AND cases_case.unit_id = %s"
    f" OR cases_case.turn_key = '@team' AND EXISTS (SELECT 1 FROM cases_teammember t WHERE t.case_id = cases_case.id AND {_MINE})))"
)
_FIRST: Final = datetime(1, 1, 2, tzinfo=UTC)
_CALENDAR_ROWS: Final = 500


def case_list(*, filters: Filters, who: Standing, at: datetime, cursor: str = "", size: int = 30) -> Page[CaseRow]:
    """Return a page of the register; of a search, unless something else is asked for, by the order of requests. Queries: 1."""
    if filters.text.strip():
        page = _search(filters, who, at=at, cursor=cursor, size=size)
    else:
        among, rows = register_parts(filters, who, at=at), row_values()
        if len(among) == 1:
            rows, among = rows.extra(where=[among[0][0]], params=among[0][1]), []
        page = paginate(rows, order=SORTS[filters.sorted_by], cursor=cursor, size=size, among=among)
    return Page(rows=case_rows(page.rows, at=at), next_cursor=page.next_cursor, previous_cursor=page.previous_cursor)


def _search(filters: Filters, who: Standing, *, at: datetime, cursor: str, size: int) -> Page[dict[str, Any]]:
    if filters.sorted_by == "-opened":
        found = in_order(_filtered(replace(filters, text=""), who, at=at), filters.text)
        if found is not None:
            return paginate(found, order=("-found",), cursor=cursor, size=size, total=True)
    return paginate(_filtered(filters, who, at=at), order=SORTS[filters.sorted_by], cursor=cursor, size=size)


def export_rows(*, filters: Filters, who: Standing, at: datetime) -> Iterator[CaseRow]:
    """Yield every row of the register in the order shown, without holding them all. Queries: 1."""
    rows = _filtered(filters, who, at=at).order_by(*SORTS[filters.sorted_by])
    for values in rows.iterator(chunk_size=500):
        yield case_row(values, at=at)


def similar_cases(*, case: Case, who: Standing, at: datetime, words: str = "", most: int = 5) -> list[CaseRow]:
    """Return numbered cases whose words are like ``words``, or those of ``case``, newest first: what may have been built before. Queries: 1."""
    condition = alike(words or case.title)
    if condition is None:
        return []
    rows = row_values().filter(visible(who), number__isnull=False).exclude(pk=case.pk).extra(where=[condition[0]], params=condition[1])
    return case_rows(rows.order_by("-id")[:most], at=at)


def my_work(*, who: Standing, at: datetime, cursor: str = "", size: int = 30) -> Page[CaseRow]:
    """Return the cases whose open turn waits for ``who``, by deadline, late first. Queries: 2."""
    found = _waiting(who, at, after=_decode(cursor), size=size + 1)
    order = {pk: place for place, (pk, _) in enumerate(found[:size])}
    rows = sorted(case_rows(row_values().filter(pk__in=list(order)), at=at), key=lambda row: order[row.id])
    more = _encode(found[size - 1]) if len(found) > size else ""
    return Page(rows=rows, next_cursor=more)


def followed(*, who: Standing, at: datetime, most: int = 8) -> list[CaseRow]:
    """Return the open cases of their unit or team that wait for somebody else now, the next to be due first.

    Empty for those who see every case: what waits for others is all of the register. Queries: 1.
    """
    if who.sees_all:
        return []
    day = sql.put_day(localdate(at))
    among = [both(way, (_FOR_OTHERS, [status, who.unit_id or 0, who.user_id, day, day])) for way in ways_of_seeing(who) for status in OPEN]
    order = ("due_order", "id")
    return case_rows(first_of(row_values(), among=among, order=order, most=most).order_by(*order)[:most], at=at)


@dataclass(frozen=True, slots=True, kw_only=True)
class Bell:
    """What the bell shows: cases that wait for the person, with the first five."""

    all: Count
    late: Count
    today: Count
    rows: list[CaseRow]


def bell(*, who: Standing, at: datetime, until: datetime) -> Bell:
    """Return what waits for ``who``: all, late, and due before ``until`` (the end of today). Queries: 2."""
    found = _waiting(who, at, after=None, size=counts.COUNTED + 1)
    late = sum(due < at for _, due in found)
    today = sum(at <= due < until for _, due in found)
    order = {pk: place for place, (pk, _) in enumerate(found[:5])}
    rows = sorted(case_rows(row_values().filter(pk__in=list(order)), at=at), key=lambda row: order[row.id])
    cut = len(found) > counts.COUNTED and late + today == len(found)
    return Bell(all=up_to(len(found)), late=up_to(late), today=up_to(today, cut=cut), rows=rows)


def deadlines(*, who: Standing, since: datetime, until: datetime, at: datetime, mine: bool = False) -> list[CaseRow]:
    """Return active cases due in a stretch of time, in order, at most 500; with ``mine`` those that wait for ``who``. Queries: 1."""
    rows = row_values().filter(visible(who), status="active", due_order__gte=since, due_order__lt=until)
    if mine:
        rows = rows.filter(waits_for(who, localdate(at)))
    return case_rows(rows.order_by("due_order", "id")[:_CALENDAR_ROWS], at=at)


def _filtered(filters: Filters, who: Standing, *, at: datetime) -> QuerySet[Case, dict[str, Any]]:
    rows = row_values().filter(visible(who))
    if filters.text.strip():
        found = matching(filters.text)
        rows = rows.extra(where=[found[0]], params=found[1]) if found else rows.none()
    condition, values = asked(filters, at=at)
    return rows.extra(where=[condition], params=values)


def _waiting(who: Standing, at: datetime, *, after: tuple[datetime, int] | None, size: int) -> list[tuple[int, datetime]]:
    """Return id and deadline of the first ``size`` cases that wait for ``who``: one index range for each way of holding a part.

    Cases of whose own team they are do not wait for them as an office: nobody responds to their own work.
    """
    due, pk = after or (_FIRST, 0)
    edge = [sql.put_moment(due), pk, size]
    one = "SELECT * FROM (SELECT c.id, c.due_order FROM {} WHERE c.status = 'active' AND {} AND (c.due_order, c.id) > (%s, %s)"
    one += " ORDER BY c.due_order, c.id LIMIT %s) AS part_{}"
    day = sql.put_day(localdate(at))
    strange = f"NOT EXISTS (SELECT 1 FROM cases_teammember t WHERE t.case_id = c.id AND {_MINE})"
    parts: list[tuple[str, list[object]]] = [
        (f"cases_case c|c.turn_key = %s AND {strange}", [key, who.user_id, day, day, *edge]) for key in sorted(who.offices)
    ]
    if who.unit_id:
        parts.append(("cases_case c|c.turn_key = '@unit' AND c.unit_id = %s", [who.unit_id, *edge]))
    team = f"cases_teammember t JOIN cases_case c ON c.id = t.case_id|{_MINE} AND c.turn_key = '@team'"
    parts.append((team, [who.user_id, day, day, *edge]))
    selects = [one.format(*source.split("|"), index) for index, (source, _) in enumerate(parts)]
    statement = f"SELECT id, due_order FROM ({' UNION ALL '.join(selects)}) AS waiting ORDER BY due_order, id LIMIT %s"
    rows = sql.read(statement, [*(value for _, values in parts for value in values), size])
    return [(case_id, moment) for case_id, found in rows if (moment := sql.get_moment(found))]


def _encode(edge: tuple[int, datetime]) -> str:
    pk, due = edge
    return base64.urlsafe_b64encode(f"{due.isoformat()} {pk}".encode()).decode()


def _decode(cursor: str) -> tuple[datetime, int] | None:
    """Return the edge that a cursor names; None when it is empty or nonsense."""
    try:
        due, pk = base64.urlsafe_b64decode(cursor[:200]).decode().split()
        moment = datetime.fromisoformat(due)
        return (moment, int(pk)) if moment.tzinfo and 0 <= int(pk) < 2**62 else None
    except (ValueError, binascii.Error):
        return None
