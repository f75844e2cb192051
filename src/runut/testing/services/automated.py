"""Taking over what automated tests report: the file is kept first, read second."""

from __future__ import annotations

from collections import Counter
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

MOST_FAILURES: Final = 100
"""Failures that are told one by one; the others are counted."""


def import_results(
    *, case_id: int, upload: Staged, filename: str, build: str, tested_on: date, who: Standing, at: datetime
) -> AutomatedReport:
    """Keep a report of automated tests among the case's papers and take its counts over.

    Raises:
        NotFound: No such case for them.
        Refused: They have no part in the case, or it has ended.
        Invalid: It is of a day to come, or the file is no JUnit XML; then it is kept all the same.
    """
    place = access_tests(case_id=case_id, who=who, at=at)
    if place.against_adding:
        raise Refused(reasons=place.against_adding)
    if tested_on > organisation().today(at):
        raise Invalid(code="test_day_later")
    version = file_upload(case_id=case_id, key="", title=filename[:200], upload=upload, filename=filename, who=who, at=at)
    counts: Counter[str] = Counter()
    failures: list[dict[str, str]] = []
    with open_bytes(upload.sha256) as file:
        for one in read_junit(file):
            counts[one.outcome] += 1
            if one.outcome in {"fail", "error"} and len(failures) < MOST_FAILURES:
                failures.append({"name": one.name, "place": one.place, "outcome": one.outcome, "message": one.message[:1000]})
    last = AutomatedReport.objects.filter(case_id=case_id).aggregate(last=Max("number"))["last"] or 0
    try:
        with transaction.atomic():
            return AutomatedReport.objects.create(
                case_id=case_id,
                number=last + 1,
                version_id=version,
                build=build,
                tested_on=tested_on,
                counts=dict(counts),
                failures=failures,
                imported_by_id=who.user_id,
                imported_at=at,
            )
    except IntegrityError as error:
        raise ConcurrentChange from error
