"""The flowchart of a procedure in the symbols of Permen PANRB 35/2012: performers as columns, activities as rows.

    from runut.formats.flowchart import draw, lay_out, plan

    svg = draw(procedure, language="en")  # a document that stands alone
    sheet = lay_out(plan(procedure), labels={"approved": "Ya", "rejected": "Tidak"})  # the places of everything, for another painter

`plan` decides what stands where and which way each arrow takes; `lay_out` gives everything a size and a place. Painters only paint. The rules
are in docs/explanation/flowchart.md; the same procedure always gives the same drawing.
"""

from __future__ import annotations

from runut.formats.flowchart.chart import CHANGES, STATES, Chart, Figure, Progress
from runut.formats.flowchart.columns import across
from runut.formats.flowchart.figures import expected
from runut.formats.flowchart.layout import lay_out
from runut.formats.flowchart.plan import UNKNOWN, Cell, Kind, Plan, Route, Side, Symbol, Track
from runut.formats.flowchart.routing import plan
from runut.formats.flowchart.sheet import SCREEN, Arrow, Band, Box, Column, Connector, Label, Metrics, Page, Point, Sheet
from runut.formats.flowchart.sketch import sketch
from runut.formats.flowchart.svg import draw, paint

__all__ = [
    "CHANGES",
    "SCREEN",
    "STATES",
    "UNKNOWN",
    "Arrow",
    "Band",
    "Box",
    "Cell",
    "Chart",
    "Column",
    "Connector",
    "Figure",
    "Kind",
    "Label",
    "Metrics",
    "Page",
    "Plan",
    "Point",
    "Progress",
    "Route",
    "Sheet",
    "Side",
    "Symbol",
    "Track",
    "across",
    "draw",
    "expected",
    "lay_out",
    "paint",
    "plan",
    "sketch",
]
