"""How often a part of a plan was changed, and whether it was filed since."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.db.models import F

from runut.planning.models import Part
from runut.planning.queries.flows import KEY as BUSINESS_FLOW
from runut.planning.queries.flows import changed_flows


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


def changed_since_filed(case_id: int, keys: Collection[str]) -> frozenset[str]:
    """Return those of ``keys`` whose rows were changed after they were filed; what was never filed from here does not count. Queries: 1."""
    rows = Part.objects.filter(case_id=case_id, key__in=keys, filed__gt=0).exclude(revision=F("filed")).values_list("key", flat=True)
    return frozenset(rows.union(changed_flows(case_id)) if BUSINESS_FLOW in keys else rows)
