"""Findings as a list, one with its history, and the reports that were imported."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final, cast

from django.db.models import Case, Count, F, Q, QuerySet, Subquery, Value, When
from django.db.models.functions import Coalesce

from runut.base.paging import Page, paginate
from runut.core.errors import NotFound
from runut.formats.scans import SEVERITIES
from runut.testing.models import Finding, FindingChange, ScanImport, open_on, over_on

PAGE: Final = 30
SORTS: Final[Mapping[str, tuple[str, ...]]] = {
    "": ("rank", "number"),
    "-severity": ("-rank", "-number"),
    "severity": ("rank", "number"),
    "number": ("number",),
    "-number": ("-number",),
    "title": ("title", "number"),
    "-title": ("-title", "-number"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Filters:
    """What a list of findings is asked for; ``state`` may also be ``gone``: open, but missing in the newest report."""

    text: str = ""
    severity: str = ""
    state: str = ""
    sort: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """What became of a finding."""

    old: str
    new: str
    reason: str
    until: date | None
    name: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Imported:
    """One report that was read; ``counts`` and ``open_after`` by severity."""

    number: int
    kind: str
    version_id: int
    build: str
    tester: str
    scope: str
    tested_on: date
    counts: Mapping[str, int]
    fresh: int
    again: int
    gone: int
    open_after: Mapping[str, int]
    name: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Being:
    """A large report that is not taken over: ``seen`` findings and ``part`` percent of the file are read, or ``refusal`` says why not."""

    number: int
    kind: str
    version_id: int
    seen: int
    part: int
    refusal: Mapping[str, Any]


def finding_list(*, case_id: int, filters: Filters, on: date, cursor: str = "") -> Page[dict[str, Any]]:
    """Return a page of the findings of a case that the caller may read, as dictionaries of their columns. Queries: 1."""
    rows = cast("QuerySet[Finding, dict[str, Any]]", _filtered(case_id, filters, on).values())
    return paginate(rows, order=SORTS.get(filters.sort, SORTS[""]), cursor=cursor, size=PAGE)


def finding_export(*, case_id: int, filters: Filters, on: date) -> Iterator[dict[str, Any]]:
    """Yield every finding that the filters show. Queries: 1."""
    rows = _filtered(case_id, filters, on).order_by(*SORTS.get(filters.sort, SORTS[""])).values()
    yield from cast("QuerySet[Finding, dict[str, Any]]", rows).iterator(chunk_size=500)


def finding(*, case_id: int, number: int) -> tuple[dict[str, Any], list[Change]]:
    """Return a finding and what became of it, newest first. Queries: 2.

    Raises:
        NotFound: The case has none of that number.
    """
    extra = ("found_by__name", "state_by__name", "last_import__number", "missing_in__number")
    columns = [one.attname for one in Finding._meta.concrete_fields]
    row = Finding.objects.filter(case_id=case_id, number=number).values(*columns, *extra).first()
    if row is None:
        raise NotFound
    changes = (
        FindingChange.objects.filter(finding_id=row["id"]).order_by("-id").values_list("old", "new", "reason", "until", "by__name", "at")
    )
    return row, [Change(old=old, new=new, reason=why, until=until, name=name, at=at) for old, new, why, until, name, at in changes]


def counts(case_id: int, on: date) -> dict[str, dict[str, int]]:
    """Return how many findings there are by state and severity on a day of the office. Queries: 1."""
    found: dict[str, dict[str, int]] = {}
    now = Case(When(over_on(on), then=Value("open")), default=F("state"))
    rows = Finding.objects.filter(case_id=case_id).annotate(now=now).values_list("now", "severity").annotate(count=Count("*"))
    for state, severity, count in rows:
        found.setdefault(state, {})[severity] = count
    return found


def imports(case_id: int) -> list[Imported]:
    """Return every report that was taken over, newest first. Queries: 1."""
    rows = ScanImport.objects.filter(case_id=case_id, state="done").select_related("imported_by").order_by("-number")
    return [
        Imported(
            number=one.number,
            kind=one.kind,
            version_id=one.version_id,
            build=one.build,
            tester=one.tester,
            scope=one.scope,
            tested_on=one.tested_on,
            counts={severity: one.counts.get(severity, 0) for severity in SEVERITIES},
            fresh=one.fresh,
            again=one.again,
            gone=one.gone,
            open_after={severity: one.open_after.get(severity, 0) for severity in SEVERITIES},
            name=one.imported_by.name,
            at=one.imported_at,
        )
        for one in rows
    ]


def readings(case_id: int) -> list[Being]:
    """Return the report that is being read, and those since the last one taken over that could not be, newest first. Queries: 1."""
    done = ScanImport.objects.filter(case_id=case_id, state="done").order_by("-number").values("number")[:1]
    rows = ScanImport.objects.filter(case_id=case_id, number__gt=Coalesce(Subquery(done), 0)).order_by("-number")[:5]
    return [
        Being(number=one.number, kind=one.kind, version_id=one.version_id, seen=one.seen, part=one.part, refusal=one.refusal)
        for one in rows
    ]


def _filtered(case_id: int, filters: Filters, on: date) -> QuerySet[Finding]:
    rows = Finding.objects.filter(case_id=case_id)
    if filters.state == "gone":
        rows = rows.filter(state="open", missing_in__isnull=False)
    elif filters.state == "open":
        rows = rows.filter(open_on(on))
    elif filters.state:
        rows = rows.filter(state=filters.state).exclude(over_on(on))
    if filters.severity:
        rows = rows.filter(severity=filters.severity)
    for word in filters.text.split()[:8]:
        rows = rows.filter(Q(title__icontains=word) | Q(place__icontains=word) | Q(rule__icontains=word))
    return rows
