"""How shapes look in the XML of office files, the same in Word and in Excel: black lines, white symbols, arrows with a tip."""

from __future__ import annotations

from typing import Final

from runut.formats.flowchart import Point
from runut.formats.printing.drawn import Item

EMU: Final = 12_700
"""Units of DrawingML in a point."""
NAMESPACES: Final = {
    "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
    "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
    "xdr": "http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing",
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
}
_PEN: Final = 9_525
_WHITE: Final = '<a:solidFill><a:srgbClr val="FFFFFF"/></a:solidFill>'
_BLACK: Final = '<a:solidFill><a:srgbClr val="000000"/></a:solidFill>'
_DASHES: Final = '<a:prstDash val="dash"/>'
_TIP: Final = '<a:miter lim="800000"/><a:tailEnd type="triangle" w="med" len="med"/>'


def declared(*prefixes: str) -> str:
    """Return the declarations of namespaces by their prefixes."""
    return " ".join(f'xmlns:{prefix}="{NAMESPACES[prefix]}"' for prefix in prefixes)


def emu(points: float) -> int:
    """Return a length in units of DrawingML."""
    return round(points * EMU)


def look(item: Item) -> str:
    """Return frame, outline, filling and line of ``item``."""
    frame = f'<a:xfrm><a:off x="0" y="0"/><a:ext cx="{emu(item.width)}" cy="{emu(item.height)}"/></a:xfrm>'
    if item.points:
        return f'{frame}{_path(item)}<a:noFill/><a:ln w="{_PEN}">{_BLACK}{_TIP}</a:ln>'
    if item.shape:
        return f'{frame}{_preset(item.shape)}{_WHITE}<a:ln w="{_PEN}">{_BLACK}{_DASHES if item.dashed else ""}</a:ln>'
    return f"{frame}{_preset('rect')}<a:noFill/><a:ln><a:noFill/></a:ln>"


def name_of(item: Item) -> str:
    """Return the name by which a program lists ``item``; that of an arrow says which shapes it joins (`runut.formats.reading` reads it)."""
    if item.points:
        return "arrow {} > {}".format(*item.joins)
    return f"{item.shape or 'label'} {item.number}"


def joined(item: Item) -> str:
    """Return which shapes an arrow joins, as connectors say it."""
    return "".join(f'<a:{name} id="{number}" idx="0"/>' for name, number in zip(("stCxn", "endCxn"), item.joins, strict=True))


def _preset(shape: str) -> str:
    return f'<a:prstGeom prst="{shape}"><a:avLst/></a:prstGeom>'


def _path(item: Item) -> str:
    """Return the corners of an arrow; a straight one is a path as well, as wide as nothing."""
    wide, tall = (max(1, emu(one)) for one in (item.width, item.height))
    first, *others = [_point(one) for one in item.points]
    path = f"<a:moveTo>{first}</a:moveTo>" + "".join(f"<a:lnTo>{one}</a:lnTo>" for one in others)
    return (
        '<a:custGeom><a:avLst/><a:gdLst/><a:ahLst/><a:cxnLst/><a:rect l="0" t="0" r="r" b="b"/>'
        f'<a:pathLst><a:path w="{wide}" h="{tall}" fill="none">{path}</a:path></a:pathLst></a:custGeom>'
    )


def _point(point: Point) -> str:
    return f'<a:pt x="{emu(point[0])}" y="{emu(point[1])}"/>'
