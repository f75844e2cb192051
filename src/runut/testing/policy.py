"""What the office does not present with: a guard on the first activity that needs the tests' documentation."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Final

from django.conf import settings
from django.db.models import Count

from runut.core.sentences import Reason, reason
from runut.documents.queries import newest_form
from runut.formats.scans import SEVERITIES
from runut.testing.models import Finding, open_on, over_on

KEY: Final = "test_documentation"
FORM: Final = "testing"
OFF: Final = "off"


def blocking() -> tuple[str, ...]:
    """Return the severities of which no finding may be open; none: the office has switched the rule off."""
    chosen = settings.OPEN_FINDINGS_BLOCK
    return () if chosen == OFF else SEVERITIES[: SEVERITIES.index(chosen) + 1]


def open_blocking(case_id: int, on: date) -> tuple[Reason, ...]:
    """Return what open findings say against a presentation on a day: how many they are, and how many were accepted until a day before. Queries: 1."""
    if not blocking():
        return ()
    rows = Finding.objects.filter(open_on(on), case_id=case_id, rank__lt=len(blocking()))
    found = rows.aggregate(count=Count("pk"), over=Count("pk", filter=over_on(on)))
    said = [reason("findings_open", count=found["count"])] if found["count"] else []
    return (*said, reason("acceptance_over", count=found["over"])) if found["over"] else tuple(said)


def objections(case_id: int, on: date) -> Sequence[Reason]:
    """Return what stands against presenting the case with its tests.

    The rule holds where the documentation is the one that is made here; an office that files its own has tested elsewhere.

    Queries: 1, and 1 more when something is open.
    """
    found = open_blocking(case_id, on)
    return found if found and newest_form(case_id=case_id, key=KEY, form=FORM) is not None else ()
