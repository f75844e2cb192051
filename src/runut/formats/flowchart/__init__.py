"""The flowchart of a procedure in the symbols of Permen PANRB 35/2012: performers as columns, activities as rows.

    from runut.formats.flowchart import lay_out, plan

    sheet = lay_out(plan(procedure), labels={"approved": "Ya", "rejected": "Tidak"})

`plan` decides what stands where and which way each arrow takes; `lay_out` gives everything a size and a place. Painters only paint. The rules
are in docs/explanation/flowchart.md; the same procedure always gives the same drawing.
"""

from __future__ import annotations

from runut.formats.flowchart.layout import lay_out
from runut.formats.flowchart.plan import Cell, Kind, Plan, Route, Side, Symbol, Track
from runut.formats.flowchart.routing import plan
from runut.formats.flowchart.sheet import SCREEN, Arrow, Band, Box, Column, Connector, Label, Metrics, Page, Point, Sheet

__all__ = [
    "SCREEN",
    "Arrow",
    "Band",
    "Box",
    "Cell",
    "Column",
    "Connector",
    "Kind",
    "Label",
    "Metrics",
    "Page",
    "Plan",
    "Point",
    "Route",
    "Sheet",
    "Side",
    "Symbol",
    "Track",
    "lay_out",
    "plan",
]
