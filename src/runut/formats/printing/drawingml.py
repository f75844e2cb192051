"""Shapes of a Word file: DrawingML of Word 2010 and later, anchored in the cell in which they stand.

A shape hangs on a paragraph of its cell: across from the cell's left edge, down from the paragraph's top. So it moves with its row, and a reader
finds the performer by the cell. An arrow hangs in the cell of its upper left corner; its offsets are never negative.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final
from xml.sax.saxutils import escape, quoteattr

from runut.formats.flowchart import Kind, Point

EMU: Final = 12_700
"""Units of DrawingML in a point."""
NAMESPACES: Final = " ".join(
    f'xmlns:{prefix}="{name}"'
    for prefix, name in {
        "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
        "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
        "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
        "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
    }.items()
)
_SHAPE: Final = "http://schemas.microsoft.com/office/word/2010/wordprocessingShape"
PRESETS: Final = {
    Kind.TERMINATOR: "flowChartTerminator",
    Kind.START: "flowChartTerminator",
    Kind.END: "flowChartTerminator",
    Kind.PROCESS: "flowChartProcess",
    Kind.GUEST: "flowChartProcess",
    Kind.DECISION: "flowChartDecision",
}
CONNECTOR: Final = "flowChartOffpageConnector"
_PEN: Final = 9_525
_WHITE: Final = '<a:solidFill><a:srgbClr val="FFFFFF"/></a:solidFill>'
_BLACK: Final = '<a:solidFill><a:srgbClr val="000000"/></a:solidFill>'
_DASHES: Final = '<a:prstDash val="dash"/>'
_TIP: Final = '<a:tailEnd type="triangle" w="med" len="med"/>'


@dataclass(slots=True)
class Anchors:
    """Makes the anchored shapes of one file; each gets the next number, by which arrows name what they join."""

    letter: float
    number: int = 0
    names: dict[object, int] = field(default_factory=dict)

    def shape(
        self, at: Point, size: Point, *, preset: str, text: str = "", told: str = "", dashed: bool = False, key: object = None
    ) -> str:
        """Return a symbol with ``text`` in it; ``told`` says in words what it is."""
        self.names[key] = number = self._next()
        line = f'<a:ln w="{_PEN}">{_BLACK}{_DASHES if dashed else ""}</a:ln>'
        body = (
            f'<wps:cNvSpPr/><wps:spPr>{_frame(size)}<a:prstGeom prst="{preset}"><a:avLst/></a:prstGeom>'
            f"{_WHITE}{line}</wps:spPr>{self._words((text,) if text else (), 'center')}"
        )
        return self._anchor(number, at, size, body, name=f"{preset} {number}", told=told)

    def label(self, at: Point, size: Point, lines: Sequence[str], *, flush: bool) -> str:
        """Return words that stand beside an arrow."""
        number = self._next()
        body = (
            f'<wps:cNvSpPr txBox="1"/><wps:spPr>{_frame(size)}<a:prstGeom prst="rect"><a:avLst/></a:prstGeom><a:noFill/>'
            f"<a:ln><a:noFill/></a:ln></wps:spPr>{self._words(lines, 'right' if flush else 'left')}"
        )
        return self._anchor(number, at, size, body, name=f"label {number}", told=" ".join(lines))

    def arrow(self, at: Point, points: Sequence[Point], *, ends: tuple[object, object], told: str) -> str:
        """Return a line along ``points``, given from its own upper left corner, that ends in a tip; ``ends`` are the keys of what it joins."""
        number = self._next()
        size = (max(x for x, _ in points), max(y for _, y in points))
        wide, tall = (max(1, emu(one)) for one in size)
        first, *others = [f'<a:pt x="{emu(x)}" y="{emu(y)}"/>' for x, y in points]
        path = f"<a:moveTo>{first}</a:moveTo>" + "".join(f"<a:lnTo>{one}</a:lnTo>" for one in others)
        joined = "".join(
            f'<a:{tag} id="{self.names[key]}" idx="0"/>' for tag, key in zip(("stCxn", "endCxn"), ends, strict=True) if key in self.names
        )
        body = (
            f"<wps:cNvCnPr>{joined}</wps:cNvCnPr><wps:spPr>{_frame(size)}<a:custGeom><a:avLst/><a:gdLst/><a:ahLst/><a:cxnLst/>"
            f'<a:rect l="0" t="0" r="r" b="b"/><a:pathLst><a:path w="{wide}" h="{tall}" fill="none">{path}</a:path></a:pathLst></a:custGeom>'
            f'<a:noFill/><a:ln w="{_PEN}">{_BLACK}<a:miter lim="800000"/>{_TIP}</a:ln></wps:spPr>'
            "<wps:bodyPr/>"
        )
        return self._anchor(number, at, size, body, name=f"arrow {number}", told=told)

    def _next(self) -> int:
        self.number += 1
        return self.number

    def _words(self, lines: Sequence[str], align: str) -> str:
        """Return the text of a shape and how it stands there."""
        if not lines:
            return '<wps:bodyPr lIns="0" tIns="0" rIns="0" bIns="0" anchor="ctr"/>'
        pitch, half = round(self.letter * 1.15 * 20), round(self.letter * 2)
        text = "<w:br/>".join(f'<w:t xml:space="preserve">{escape(line)}</w:t>' for line in lines)
        return (
            f'<wps:txbx><w:txbxContent><w:p><w:pPr><w:spacing w:before="0" w:after="0" w:line="{pitch}" w:lineRule="exact"/><w:jc w:val="{align}"/></w:pPr>'
            f'<w:r><w:rPr><w:sz w:val="{half}"/></w:rPr>{text}</w:r></w:p></w:txbxContent></wps:txbx>'
            '<wps:bodyPr wrap="none" lIns="0" tIns="0" rIns="0" bIns="0" anchor="ctr"/>'
        )

    def _anchor(self, number: int, at: Point, size: Point, body: str, *, name: str, told: str) -> str:
        wide, tall = emu(size[0]), emu(size[1])
        return (
            '<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:anchor distT="0" distB="0" distL="0" distR="0" simplePos="0" '
            f'relativeHeight="{number}" behindDoc="0" locked="0" layoutInCell="1" allowOverlap="1"><wp:simplePos x="0" y="0"/>'
            f'<wp:positionH relativeFrom="column"><wp:posOffset>{emu(at[0])}</wp:posOffset></wp:positionH>'
            f'<wp:positionV relativeFrom="paragraph"><wp:posOffset>{emu(at[1])}</wp:posOffset></wp:positionV>'
            f'<wp:extent cx="{wide}" cy="{tall}"/><wp:effectExtent l="0" t="0" r="0" b="0"/><wp:wrapNone/>'
            f'<wp:docPr id="{number}" name={quoteattr(name)} descr={quoteattr(told)}/><wp:cNvGraphicFramePr/>'
            f'<a:graphic><a:graphicData uri="{_SHAPE}"><wps:wsp>{body}</wps:wsp></a:graphicData></a:graphic>'
            "</wp:anchor></w:drawing></mc:Choice></mc:AlternateContent></w:r>"
        )


def emu(points: float) -> int:
    """Return a length in units of DrawingML."""
    return round(points * EMU)


def _frame(size: Point) -> str:
    return f'<a:xfrm><a:off x="0" y="0"/><a:ext cx="{emu(size[0])}" cy="{emu(size[1])}"/></a:xfrm>'
