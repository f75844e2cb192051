"""Reports of automated tests."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from runut.testing.models import AutomatedReport


@dataclass(frozen=True, slots=True, kw_only=True)
class Automated:
    """One report of automated tests; ``scenarios`` has by number how many of those that name it passed and failed."""

    number: int
    version_id: int
    build: str
    tested_on: date
    passed: int
    failed: int
    skipped: int
    failures: Sequence[Mapping[str, str]]
    scenarios: Mapping[int, tuple[int, int]]
    name: str
    at: datetime


def automated(case_id: int) -> list[Automated]:
    """Return the reports of a case, newest first. Queries: 1."""
    rows = AutomatedReport.objects.filter(case_id=case_id).select_related("imported_by").order_by("-number")
    return [
        Automated(
            number=one.number,
            version_id=one.version_id,
            build=one.build,
            tested_on=one.tested_on,
            passed=one.counts.get("pass", 0),
            failed=one.counts.get("fail", 0) + one.counts.get("error", 0),
            skipped=one.counts.get("skipped", 0),
            failures=one.failures,
            scenarios={
                int(number): (counts.get("pass", 0), counts.get("fail", 0) + counts.get("error", 0))
                for number, counts in one.scenarios.items()
            },
            name=one.imported_by.name,
            at=one.imported_at,
        )
        for one in rows
    ]
