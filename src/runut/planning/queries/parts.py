"""How often a part of a plan was changed, and whether it was filed since."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Final

from runut.base import sql
from runut.planning.models import Part
from runut.planning.queries.flows import KEY as BUSINESS_FLOW

_CHANGED: Final = "SELECT key FROM planning_part WHERE case_id = %s AND key IN ({}) AND filed > 0 AND revision <> filed"
_CHANGED_FLOWS: Final = (
    "SELECT CAST(%s AS VARCHAR(64)) FROM planning_flow f JOIN documents_document d ON d.id = f.document_id"
    " WHERE f.case_id = %s AND f.filed > 0 AND f.revision <> f.filed AND d.removed_at IS NULL"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class PartState:
    """``filed``: it was filed at some time; ``unfiled``: it has changes that were not filed. ``starts_on``: when the work begins."""

    revision: int = 0
    filed: bool = False
    unfiled: bool = False
    starts_on: date | None = None


def part_state(*, case_id: int, key: str) -> PartState:
    """Return how it stands about a part of a case's plan. Queries: 1."""
    part = Part.objects.filter(case_id=case_id, key=key).first()
    if part is None:
        return PartState()
    return PartState(
        revision=part.revision, filed=part.filed > 0, unfiled=part.revision != part.filed and part.revision > 0, starts_on=part.starts_on
    )


def changed_since_filed(case_id: int, keys: Collection[str]) -> sql.Statement:
    """Return what asks for those of ``keys`` whose rows were changed after they were filed; what was never filed from here does not count.

    Every activity that such a key belongs to asks it before it completes, hence the lean statement.
    """
    statement, parameters = _CHANGED.format(", ".join(["%s"] * len(keys))), [case_id, *keys]
    if BUSINESS_FLOW in keys:
        statement, parameters = f"{statement} UNION ALL {_CHANGED_FLOWS}", [*parameters, BUSINESS_FLOW, case_id]
    return statement, parameters
