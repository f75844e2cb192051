"""How often run sheet and comparison of a round were changed, and whether they were filed since."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Final

from runut.acceptance.models import Part
from runut.base import sql

REPORT: Final = "installation_report"
"""The deliverable that this room fulfils."""
_CHANGED: Final = """
SELECT CAST(%s AS VARCHAR(64)) FROM acceptance_part p JOIN cases_workitem w ON w.id = p.item_id AND w.state = 'open'
WHERE p.case_id = %s AND ((p.filed > 0 AND p.revision <> p.filed) OR (p.reported > 0 AND p.reported <> p.filed))"""


@dataclass(frozen=True, slots=True, kw_only=True)
class PartState:
    """``filed``: it was filed in this round; ``unfiled``: it has changes that were not filed; ``guide_id`` the version that was carried out."""

    filed: bool = False
    unfiled: bool = False
    guide_id: int | None = None


def part_state(*, case_id: int, item_id: int | None, key: str) -> PartState:
    """Return how it stands about a part in the round of a work item. Queries: 1."""
    part = Part.objects.filter(case_id=case_id, item_id=item_id or 0, key=key).first()
    if part is None:
        return PartState()
    return PartState(filed=part.filed > 0, unfiled=part.revision != part.filed and part.revision > 0, guide_id=part.guide_id)


def changed_since_filed(case_id: int, keys: Collection[str]) -> sql.Statement:
    """Return what asks for the report's key, the only one of ``keys``, where what it is made of was changed after it was filed, in the round
    that is open. Lean: the activity asks it before it completes.
    """
    return _CHANGED, [REPORT, case_id]
