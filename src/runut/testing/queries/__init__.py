"""Everything that reads in this room."""

from __future__ import annotations

from runut.testing.queries.findings import Change, Filters, Imported, counts, finding, finding_export, finding_list, imports
from runut.testing.queries.strength import Point, Strength, strength

__all__ = [
    "Change",
    "Filters",
    "Imported",
    "Point",
    "Strength",
    "counts",
    "finding",
    "finding_export",
    "finding_list",
    "imports",
    "strength",
]
