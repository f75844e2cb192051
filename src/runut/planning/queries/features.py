"""What the application will do."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from runut.core.errors import NotFound
from runut.planning.models import Feature

_COLUMNS: Final = ("id", "number", "name", "purpose", "priority", "criteria", "version", "changed_by__name", "changed_at")


@dataclass(frozen=True, slots=True, kw_only=True)
class FeatureRow:
    """One feature. ``id`` and ``number`` stay as they are, whatever becomes of the list."""

    id: int
    number: int
    name: str
    purpose: str
    priority: str
    criteria: str
    version: int
    changed_by: str
    changed_at: datetime

    @property
    def label(self) -> str:
        """What people call it: F12."""
        return f"F{self.number}"

    def content(self) -> dict[str, str | int]:
        """Return it as the filed list holds it."""
        return {"number": self.number, "name": self.name, "purpose": self.purpose, "priority": self.priority, "criteria": self.criteria}


def features(*, case_id: int) -> list[FeatureRow]:
    """Return the features of a case that the caller may see, in their order. Queries: 1."""
    return _rows(case_id, removed=False)


def removed_features(*, case_id: int) -> list[FeatureRow]:
    """Return those that were taken off the list. Queries: 1."""
    return _rows(case_id, removed=True)


def feature(*, case_id: int, number: int) -> FeatureRow:
    """Return one feature of a case that the caller may see. Queries: 1.

    Raises:
        NotFound: There is none, or it was removed.
    """
    row = Feature.objects.filter(case_id=case_id, number=number, removed_at=None).values_list(*_COLUMNS).first()
    if row is None:
        raise NotFound
    return _row(row)


def _rows(case_id: int, *, removed: bool) -> list[FeatureRow]:
    rows = Feature.objects.filter(case_id=case_id, removed_at__isnull=not removed).order_by("place", "id").values_list(*_COLUMNS)
    return [_row(row) for row in rows]


def _row(row: tuple[int, int, str, str, str, str, int, str, datetime]) -> FeatureRow:
    pk, number, name, purpose, priority, criteria, version, changed_by, changed_at = row
    return FeatureRow(
        id=pk,
        number=number,
        name=name,
        purpose=purpose,
        priority=priority,
        criteria=criteria,
        version=version,
        changed_by=changed_by,
        changed_at=changed_at,
    )
