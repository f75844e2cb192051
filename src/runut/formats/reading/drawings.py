"""Drawn shapes: what each is, its text, and where its middle lies relative to where it is anchored. DrawingML and VML alike.

Measures are EMU (360 000 to a centimetre), Office's own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from lxml import etree

from runut.formats.reading.marks import label
from runut.formats.reading.names import MC, OFFICE, local
from runut.formats.reading.source import Kind, clean
from runut.formats.reading.wordings import FINISH, START

EMU_PER_POINT: Final = 12_700
EMU_PER_TWIP: Final = 635
_KINDS: Final = {
    **dict.fromkeys("flowChartDecision diamond".split(), Kind.DECISION),  # noqa: SIM905
    **dict.fromkeys("flowChartTerminator ellipse can roundRect round2SameRect flowChartAlternateProcess".split(), Kind.TERMINATOR),  # noqa: SIM905
    **dict.fromkeys("flowChartOffpageConnector flowChartConnector homePlate pentagon".split(), Kind.CONNECTOR),  # noqa: SIM905
}
_VML_KINDS: Final = {
    "4": Kind.DECISION,
    "110": Kind.DECISION,
    "116": Kind.TERMINATOR,
    "3": Kind.TERMINATOR,
    "2": Kind.TERMINATOR,
    "176": Kind.TERMINATOR,
    "120": Kind.CONNECTOR,
    "177": Kind.CONNECTOR,
    "15": Kind.CONNECTOR,
}
_VML_LINES: Final = frozenset({"20", "32", "33", "34", "35", "36", "37", "38", "39", "40", "75"})
_UNITS: Final = {"pt": EMU_PER_POINT, "in": 914_400, "cm": 360_000, "mm": 36_000, "px": 9_525, "pc": 152_400, "": EMU_PER_POINT}
_DEEPEST: Final = 12
_ARROW: Final = re.compile(r"arrow (\d+) > (\d+)")
"""The name that our own printer gives to an arrow: the numbers of the shapes that it joins."""


@dataclass(slots=True)
class Drawn:
    """A shape with the place of its middle, or a line (``kind`` None) with the keys of what it joins."""

    kind: Kind | None
    text: str = ""
    key: str = ""
    x: float = 0
    y: float = 0
    width: float = 0
    height: float = 0
    begin: str = ""
    end: str = ""
    guest: bool = False
    turned: tuple[bool, bool] = (False, False)
    """Of a line: whether it runs from right to left, and from below upwards."""


@dataclass(slots=True)
class _Frame:
    """How the measures inside a group become those outside."""

    x: float = 0
    y: float = 0
    across: float = 1
    down: float = 1


def text_of(element: etree._Element) -> str:
    """Return the text in a shape, paragraphs as lines; of alternatives only the first."""
    lines = ["".join(one.text or "" for one in _inside(paragraph, "t")) for paragraph in _inside(element, "p")]
    return clean("\n".join(lines))


def _inside(element: etree._Element, name: str) -> Iterator[etree._Element]:
    """Yield the elements called ``name`` below ``element``, not those of fallbacks nor, of one kind, those in each other."""
    for child in element:
        if child.tag == MC + "Fallback":
            continue
        if local(child.tag) == name:
            yield child
        else:
            yield from _inside(child, name)


def alternative(element: etree._Element) -> etree._Element | None:
    """Return the branch of mc:AlternateContent to read: the choice where it draws something, else the fallback; never both."""
    choice = element.find(MC + "Choice")
    if choice is not None and len(choice):
        return choice
    return element.find(MC + "Fallback")


def drawing_shapes(element: etree._Element) -> Iterator[Drawn]:
    """Yield the shapes below the DrawingML ``element`` (an anchor's graphic, a group, a shape), measured from its corner."""
    yield from _shapes(element, _Frame(), 0)


def _shapes(element: etree._Element, frame: _Frame, depth: int) -> Iterator[Drawn]:
    if depth > _DEEPEST:
        return
    for child in element:
        name = local(child.tag)
        if child.tag == MC + "AlternateContent":
            branch = alternative(child)
            if branch is not None:
                yield from _shapes(branch, frame, depth + 1)
        elif name in {"wsp", "sp", "cxnSp"}:
            yield _shape(child, frame)
        elif name in {"wgp", "grpSp", "wpc"}:
            yield from _shapes(child, _group(child, frame), depth + 1)
        elif name in {"graphic", "graphicData", "Choice"}:
            yield from _shapes(child, frame, depth + 1)


def _transform(element: etree._Element) -> etree._Element | None:
    return next(
        (one for properties in element if local(properties.tag) in {"spPr", "grpSpPr"} for one in properties if local(one.tag) == "xfrm"),
        None,
    )


def _pair(transform: etree._Element | None, name: str, keys: tuple[str, str]) -> tuple[float, float]:
    found = next((one for one in transform if local(one.tag) == name), None) if transform is not None else None
    return (_float(found.get(keys[0])), _float(found.get(keys[1]))) if found is not None else (0.0, 0.0)


def _float(text: str | None) -> float:
    try:
        return float(text or 0)
    except ValueError:
        return 0.0


def _group(element: etree._Element, outer: _Frame) -> _Frame:
    transform = _transform(element)
    if transform is None:
        return outer
    (x, y), (width, height) = _pair(transform, "off", ("x", "y")), _pair(transform, "ext", ("cx", "cy"))
    (inner_x, inner_y), (inner_width, inner_height) = _pair(transform, "chOff", ("x", "y")), _pair(transform, "chExt", ("cx", "cy"))
    across = width / inner_width if inner_width else 1
    down = height / inner_height if inner_height else 1
    return _Frame(
        outer.x + outer.across * (x - inner_x * across),
        outer.y + outer.down * (y - inner_y * down),
        outer.across * across,
        outer.down * down,
    )


def _shape(element: etree._Element, frame: _Frame) -> Drawn:
    transform = _transform(element)
    (x, y), (width, height) = _pair(transform, "off", ("x", "y")), _pair(transform, "ext", ("cx", "cy"))
    named = next((one for one in element.iter() if local(one.tag) in {"cNvPr", "docPr"}), None)
    geometry = next((one.get("prst", "") for one in _inside(element, "prstGeom")), "")
    text = text_of(element)
    arrow = _ARROW.fullmatch(named.get("name", "")) if named is not None else None
    return Drawn(
        kind=None if arrow else _kind(element, geometry, text),
        text=text,
        key=named.get("id", "") if named is not None else "",
        x=frame.x + frame.across * (x + width / 2),
        y=frame.y + frame.down * (y + height / 2),
        width=frame.across * width,
        height=frame.down * height,
        begin=arrow[1] if arrow else next((one.get("id", "") for one in _inside(element, "stCxn")), ""),
        end=arrow[2] if arrow else next((one.get("id", "") for one in _inside(element, "endCxn")), ""),
        guest=any("ash" in one.get("val", "") for one in _inside(element, "prstDash")),
        turned=_turned(element, transform),
    )


def _turned(element: etree._Element, transform: etree._Element | None) -> tuple[bool, bool]:
    """Return how a line runs towards its arrow head; half a turn and a head at the beginning turn it round."""
    if transform is None:
        return False, False
    across, down = (transform.get(flip) in {"1", "true"} for flip in ("flipH", "flipV"))
    headed = [any(one.get("type", "none") != "none" for one in _inside(element, end)) for end in ("headEnd", "tailEnd")]
    round_ = (abs(_float(transform.get("rot"))) == 10_800_000) != (headed == [True, False])
    return (not across, not down) if round_ else (across, down)


def _kind(element: etree._Element, geometry: str, text: str) -> Kind | None:
    if (
        local(element.tag) == "cxnSp"
        or ("onnector" in geometry and "flowChart" not in geometry)
        or geometry in {"line", "lineInv"}
        or "rrow" in geometry
    ):
        return None
    if geometry == "" and any(True for _ in _inside(element, "cNvCnPr")):
        return None
    box = any(one.get("txBox") in {"1", "true"} for one in element if local(one.tag) in {"cNvSpPr", "nvSpPr"}) or any(
        one.get("txBox") in {"1", "true"} for one in _inside(element, "cNvSpPr")
    )
    found: Kind | None = _KINDS.get(geometry, Kind.PROCESS)
    if geometry == "" and (path := next(_inside(element, "custGeom"), None)) is not None:
        found = _drawn_kind(path)
    return told(found, text, frameless=box)


def told(kind: Kind | None, text: str, *, frameless: bool) -> Kind | None:
    """Return what a shape is once its text is known: Ya and Tidak are labels, Mulai and Selesai ends, a box for text without any is nothing."""
    words = text.casefold().strip(" .:")
    if kind is None or (frameless and not words):
        return None
    if label(text) and kind in {Kind.PROCESS, Kind.TERMINATOR}:
        return Kind.LABEL
    if words in START | FINISH:
        return Kind.TERMINATOR
    return kind


def _drawn_kind(path: etree._Element) -> Kind | None:
    """Tell a diamond drawn as a path by its four corners, each in the middle of a side; two points are a line."""
    points = {(_float(one.get("x")), _float(one.get("y"))) for one in _inside(path, "pt")}
    if len(points) < 3:
        return None
    left, right = min(x for x, _ in points), max(x for x, _ in points)
    top, bottom = min(y for _, y in points), max(y for _, y in points)
    across, down = (left + right) / 2, (top + bottom) / 2
    near = max(right - left, bottom - top) / 20 + 1
    corners = [(across, top), (right, down), (across, bottom), (left, down)]
    at_corner = [any(abs(x - cx) <= near and abs(y - cy) <= near for cx, cy in corners) for x, y in points]
    return Kind.DECISION if len(points) <= 5 and all(at_corner) else Kind.PROCESS


def vml_shapes(element: etree._Element) -> Iterator[Drawn]:
    """Yield the shapes below a w:pict or w:object, measured from where it is anchored."""
    yield from _vml(element, _Frame(), 0)


def _vml(element: etree._Element, frame: _Frame, depth: int) -> Iterator[Drawn]:
    for child in element if depth <= _DEEPEST else ():
        name = local(child.tag)
        style = dict(part.split(":", 1) for part in child.get("style", "").replace(" ", "").split(";") if ":" in part)
        if name == "group":
            yield from _vml(child, _vml_group(child, style, frame), depth + 1)
        elif name in {"shape", "rect", "oval", "roundrect", "line"}:
            yield _vml_shape(child, name, style, frame, grouped=depth > 0)


def _vml_group(element: etree._Element, style: dict[str, str], outer: _Frame) -> _Frame:
    inner_x, inner_y = _numbers(element.get("coordorigin", "0,0"))
    inner_width, inner_height = _numbers(element.get("coordsize", "1000,1000"))
    across = _length(style.get("width")) / inner_width if inner_width else 1
    down = _length(style.get("height")) / inner_height if inner_height else 1
    x, y = _length(style.get("margin-left", style.get("left"))), _length(style.get("margin-top", style.get("top")))
    return _Frame(
        outer.x + outer.across * (x - inner_x * across),
        outer.y + outer.down * (y - inner_y * down),
        outer.across * across,
        outer.down * down,
    )


def _vml_shape(element: etree._Element, name: str, style: dict[str, str], frame: _Frame, *, grouped: bool) -> Drawn:
    number = _float if grouped else _length
    x = number(style.get("left") if grouped else style.get("margin-left", style.get("left")))
    y = number(style.get("top") if grouped else style.get("margin-top", style.get("top")))
    width, height = number(style.get("width")), number(style.get("height"))
    typed = re.search(r"_x0000_t(\d+)", element.get("type", "")) or re.search(r"(\d+)", element.get(OFFICE + "spt", ""))
    sort = typed[1] if typed else ""
    text = text_of(element)
    kind: Kind | None = _VML_KINDS.get(sort) or (Kind.TERMINATOR if name in {"oval", "roundrect"} else Kind.PROCESS)
    if name == "line" or sort in _VML_LINES or element.get(OFFICE + "connectortype", "none") != "none":
        kind = None
    kind = told(kind, text, frameless=(sort == "202" and element.get("stroked", "t")[0] == "f") or (sort == "202" and not text))
    return Drawn(
        kind=kind,
        text=text,
        key=element.get("id", ""),
        x=frame.x + frame.across * (x + width / 2),
        y=frame.y + frame.down * (y + height / 2),
        width=frame.across * width,
        height=frame.down * height,
    )


def _length(text: str | None) -> float:
    match = re.match(r"(-?\d*\.?\d+)(pt|in|cm|mm|px|pc)?", text or "")
    return float(match[1]) * _UNITS[match[2] or ""] if match else 0.0


def _numbers(text: str) -> tuple[float, float]:
    first, _, second = text.partition(",")
    return _float(first), _float(second)
