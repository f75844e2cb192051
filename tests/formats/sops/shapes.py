"""Shapes as Word and Excel write them: DrawingML with its fallback, and VML."""

from __future__ import annotations

from itertools import count
from typing import Final
from xml.sax.saxutils import escape

from tests.formats.sops.sheet import BOX, CAPSULE, DIAMOND

SPACES: Final = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"'
)
PRESETS: Final = {BOX: "flowChartProcess", DIAMOND: "flowChartDecision", CAPSULE: "flowChartTerminator"}
TYPES: Final = {BOX: "109", DIAMOND: "110", CAPSULE: "116"}
WIDTH: Final = 360_000
HEIGHT: Final = 180_000
_numbers: Final = count(1)


def _text(text: str) -> str:
    return f"<w:txbxContent><w:p><w:r><w:t>{escape(text)}</w:t></w:r></w:p></w:txbxContent>"


def drawn(kind: str, text: str, *, x: int, y: int = 0, relative: str = "column") -> str:
    """A run with a DrawingML shape, its VML beside it as the fallback that old programs show."""
    number = next(_numbers)
    preset = PRESETS.get(kind, "rect")
    box = ' txBox="1"' if kind == "label" else ""
    inside = f"<wps:txbx>{_text(text)}</wps:txbx>" if text else ""
    return (
        f'<w:r {SPACES}><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:anchor distT="0" distB="0" distL="0" distR="0" '
        f'simplePos="0" relativeHeight="{number}" behindDoc="0" locked="0" layoutInCell="1" allowOverlap="1"><wp:simplePos x="0" y="0"/>'
        f'<wp:positionH relativeFrom="{relative}"><wp:posOffset>{x}</wp:posOffset></wp:positionH>'
        f'<wp:positionV relativeFrom="paragraph"><wp:posOffset>{y}</wp:posOffset></wp:positionV>'
        f'<wp:extent cx="{WIDTH}" cy="{HEIGHT}"/><wp:wrapNone/><wp:docPr id="{number}" name="Shape {number}"/>'
        '<a:graphic><a:graphicData uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape">'
        f'<wps:wsp><wps:cNvSpPr{box}/><wps:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="{WIDTH}" cy="{HEIGHT}"/></a:xfrm>'
        f'<a:prstGeom prst="{preset}"><a:avLst/></a:prstGeom></wps:spPr>{inside}<wps:bodyPr/></wps:wsp></a:graphicData></a:graphic>'
        f"</wp:anchor></w:drawing></mc:Choice><mc:Fallback>{_pict(kind, text, x=x, y=y)}</mc:Fallback></mc:AlternateContent></w:r>"
    )


def vml(kind: str, text: str, *, x: int, y: int = 0) -> str:
    """A run with a VML shape, as Word 2007 wrote it."""
    return f"<w:r {SPACES}>{_pict(kind, text, x=x, y=y)}</w:r>"


def _pict(kind: str, text: str, *, x: int, y: int) -> str:
    number = next(_numbers)
    style = f"position:absolute;margin-left:{x / 12_700:.2f}pt;margin-top:{y / 12_700:.2f}pt;width:{WIDTH / 12_700:.2f}pt;height:{HEIGHT / 12_700:.2f}pt"
    inside = f"<v:textbox>{_text(text)}</v:textbox>" if text else ""
    frame = ' stroked="f"' if kind == "label" else ""
    return f'<w:pict><v:shape id="_x0000_s{number}" type="#_x0000_t{TYPES.get(kind, "202")}" style="{style}"{frame}>{inside}</v:shape></w:pict>'


def arrow(*, x: int, width: int) -> str:
    """A run with a line that joins shapes; it is no mark of anybody."""
    number = next(_numbers)
    return (
        f'<w:r {SPACES}><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:anchor simplePos="0" relativeHeight="{number}" '
        'behindDoc="0" locked="0" layoutInCell="1" allowOverlap="1" distT="0" distB="0" distL="0" distR="0"><wp:simplePos x="0" y="0"/>'
        f'<wp:positionH relativeFrom="column"><wp:posOffset>{x}</wp:posOffset></wp:positionH><wp:positionV relativeFrom="paragraph">'
        f'<wp:posOffset>90000</wp:posOffset></wp:positionV><wp:extent cx="{width}" cy="0"/><wp:wrapNone/><wp:docPr id="{number}" name="Line"/>'
        '<a:graphic><a:graphicData uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"><wps:wsp><wps:cNvCnPr/><wps:spPr>'
        f'<a:xfrm><a:off x="0" y="0"/><a:ext cx="{width}" cy="0"/></a:xfrm><a:prstGeom prst="straightConnector1"><a:avLst/></a:prstGeom>'
        "</wps:spPr><wps:bodyPr/></wps:wsp></a:graphicData></a:graphic></wp:anchor></w:drawing></mc:Choice><mc:Fallback/></mc:AlternateContent></w:r>"
    )
