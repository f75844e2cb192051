"""What the office does not present with: a guard on the first activity that needs the tests' documentation."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from django.conf import settings

from runut.core.sentences import Reason, reason
from runut.documents.queries import newest_form
from runut.formats.scans import SEVERITIES
from runut.testing.models import Finding

KEY: Final = "test_documentation"
FORM: Final = "testing"
OFF: Final = "off"


def blocking() -> tuple[str, ...]:
    """Return the severities of which no finding may be open; none: the office has switched the rule off."""
    chosen = settings.OPEN_FINDINGS_BLOCK
    return () if chosen == OFF else SEVERITIES[: SEVERITIES.index(chosen) + 1]


def open_blocking(case_id: int) -> int:
    """Return how many open findings stand against a presentation. Queries: 1."""
    return Finding.objects.filter(case_id=case_id, state="open", rank__lt=len(blocking())).count() if blocking() else 0


def objections(case_id: int) -> Sequence[Reason]:
    """Return what stands against presenting the case with its tests.

    The rule holds where the documentation is the one that is made here; an office that files its own has tested elsewhere.

    Queries: 1, and 1 more when something is open.
    """
    count = open_blocking(case_id)
    if not count or newest_form(case_id=case_id, key=KEY, form=FORM) is None:
        return ()
    return (reason("findings_open", count=count),)
