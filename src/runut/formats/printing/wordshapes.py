"""Shapes of a Word file (2010 and later), each hung in the cell in which it stands.

A shape hangs on a paragraph of its cell: across from the cell's left edge, down from the paragraph's top. So it moves with its row, and a reader
finds the performer by the cell. An arrow hangs in the cell of its upper left corner; its offsets are never negative.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from typing import Final
from xml.sax.saxutils import escape, quoteattr

from runut.formats.form import Form
from runut.formats.printing.drawingml import NAMESPACES, emu, joined, look, name_of
from runut.formats.printing.drawn import Item, Place, cell_at, drawn
from runut.formats.printing.paper import Paper

_BARE: Final = '<wps:bodyPr lIns="0" tIns="0" rIns="0" bIns="0" anchor="ctr"/>'


def shapes_by_cell(paper: Paper, content: Form) -> Mapping[Place, list[str]]:
    """Return the runs that hold the shapes of each cell of the performers' columns."""
    found: dict[Place, list[str]] = defaultdict(list)
    for item in drawn(paper, content):
        place, (across, down) = cell_at(paper.sheet, item.page, item.x, item.y)
        found[place].append(_anchor(item, across, down, letter=paper.letter))
    return found


def _anchor(item: Item, across: float, down: float, *, letter: float) -> str:
    return (
        '<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:anchor distT="0" distB="0" distL="0" distR="0" simplePos="0" '
        f'relativeHeight="{item.number}" behindDoc="0" locked="0" layoutInCell="1" allowOverlap="1"><wp:simplePos x="0" y="0"/>'
        f'<wp:positionH relativeFrom="column"><wp:posOffset>{emu(across)}</wp:posOffset></wp:positionH>'
        f'<wp:positionV relativeFrom="paragraph"><wp:posOffset>{emu(down)}</wp:posOffset></wp:positionV>'
        f'<wp:extent cx="{emu(item.width)}" cy="{emu(item.height)}"/><wp:effectExtent l="0" t="0" r="0" b="0"/><wp:wrapNone/>'
        f'<wp:docPr id="{item.number}" name={quoteattr(name_of(item))} descr={quoteattr(item.told)}/><wp:cNvGraphicFramePr/>'
        f'<a:graphic><a:graphicData uri="{NAMESPACES["wps"]}"><wps:wsp>{_kind(item)}<wps:spPr>{look(item)}</wps:spPr>{_words(item, letter)}</wps:wsp>'
        "</a:graphicData></a:graphic></wp:anchor></w:drawing></mc:Choice></mc:AlternateContent></w:r>"
    )


def _kind(item: Item) -> str:
    if item.points:
        return f"<wps:cNvCnPr>{joined(item)}</wps:cNvCnPr>"
    return "<wps:cNvSpPr/>" if item.shape else '<wps:cNvSpPr txBox="1"/>'


def _words(item: Item, letter: float) -> str:
    """Return the text of a shape and how it stands there."""
    if not item.lines:
        return _BARE
    pitch, half = round(letter * 1.15 * 20), round(letter * 2)
    align = "center" if item.shape else ("right" if item.flush else "left")
    text = "<w:br/>".join(f'<w:t xml:space="preserve">{escape(line)}</w:t>' for line in item.lines)
    spacing = f'<w:spacing w:before="0" w:after="0" w:line="{pitch}" w:lineRule="exact"/>'
    return (
        f'<wps:txbx><w:txbxContent><w:p><w:pPr>{spacing}<w:jc w:val="{align}"/></w:pPr>'
        f'<w:r><w:rPr><w:sz w:val="{half}"/></w:rPr>{text}</w:r></w:p></w:txbxContent></wps:txbx>'
        '<wps:bodyPr wrap="none" lIns="0" tIns="0" rIns="0" bIns="0" anchor="ctr"/>'
    )
