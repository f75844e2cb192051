"""Taking over what automated tests report: the file is kept first, read second."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Final

from django.db import IntegrityError, transaction
from django.db.models import Max

from runut.core.errors import ConcurrentChange, Invalid, Refused
from runut.documents.queries import open_bytes
from runut.documents.services import file_upload
from runut.documents.store import Staged
from runut.formats.scans.junit import read_junit
from runut.people.queries import Standing, organisation
from runut.testing.access import access_tests
from runut.testing.models import AutomatedReport
from runut.testing.services.scenarios import MOST_SCENARIOS

MOST_FAILURES: Final = 100
"""Failures that are told one by one; the others are counted."""


@dataclass(slots=True)
class _Results:
    counts: Counter[str] = field(default_factory=Counter)
    failures: list[dict[str, str]] = field(default_factory=list)
    scenarios: dict[str, Counter[str]] = field(default_factory=dict)


def import_results(
    *, case_id: int, upload: Staged, filename: str, build: str, tested_on: date, who: Standing, at: datetime
) -> tuple[AutomatedReport, bool]:
    """Keep a report of automated tests among the case's papers and take its counts over; return it, and whether it is new.

    The same file about the same build again gives the report that stands there already.

    Raises:
        NotFound: No such case for them.
        Refused: They have no part in the case, or it has ended.
        Invalid: No build is named, it is of a day to come, or the file is no JUnit XML; then it is kept all the same.
    """
    place = access_tests(case_id=case_id, who=who, at=at)
    if place.against_adding:
        raise Refused(reasons=place.against_adding)
    if not build.strip():
        raise Invalid(code="text_missing")
    if tested_on > organisation().today(at):
        raise Invalid(code="test_day_later")
    known = AutomatedReport.objects.filter(case_id=case_id, build=build.strip(), sha256=upload.sha256).first()
    if known:
        return known, False
    version = file_upload(case_id=case_id, key="", title=filename[:200], upload=upload, filename=filename, who=who, at=at)
    results = _read(upload.sha256)
    last = AutomatedReport.objects.filter(case_id=case_id).aggregate(last=Max("number"))["last"] or 0
    try:
        with transaction.atomic():
            made = AutomatedReport.objects.create(
                case_id=case_id,
                number=last + 1,
                version_id=version,
                sha256=upload.sha256,
                build=build.strip(),
                tested_on=tested_on,
                counts=dict(results.counts),
                failures=results.failures,
                scenarios={number: dict(counts) for number, counts in results.scenarios.items()},
                imported_by_id=who.user_id,
                imported_at=at,
            )
            return made, True
    except IntegrityError as error:
        raise ConcurrentChange from error


def _read(sha256: str) -> _Results:
    found = _Results()
    with open_bytes(sha256) as file:
        for one in read_junit(file):
            found.counts[one.outcome] += 1
            if one.scenario and (str(one.scenario) in found.scenarios or len(found.scenarios) < MOST_SCENARIOS):
                found.scenarios.setdefault(str(one.scenario), Counter())[one.outcome] += 1
            if one.outcome in {"fail", "error"} and len(found.failures) < MOST_FAILURES:
                found.failures.append({"name": one.name, "place": one.place, "outcome": one.outcome, "message": one.message[:1000]})
    return found
