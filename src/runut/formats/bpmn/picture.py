"""A business flow drawn by us as an SVG: its shapes where the file puts them, its texts as text. It holds nothing but what is written here."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from typing import Final

from runut.formats.bpmn.diagram import Box, Diagram, Edge, Shape
from runut.formats.flowchart.lettering import lines, width

_FONT: Final = "Arial, 'Liberation Sans', Helvetica, sans-serif"
_SIZE: Final = 12
_SMALLEST: Final = 8
"""Below this a word is cut rather than made smaller."""
_LINE: Final = 14
_MARGIN: Final = 20.0
_INK: Final = "#172130"
_MARK: Final = "#b42318"
_POOLS: Final = frozenset({"participant", "lane"})
_INSIDE: Final = frozenset({"subProcess", "adHocSubProcess", "transaction", "callActivity"})


def draw(diagram: Diagram, *, title: str, marked: str = "") -> str:
    """Return the diagram as an SVG document that stands alone; ``title`` is what it is called, ``marked`` the element that is framed."""
    left, top, width, height = _frame(diagram)
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{left:g} {top:g} {width:g} {height:g}" width="{width:g}" height="{height:g}"'
        f' role="img" font-family="{escape(_FONT)}" font-size="{_SIZE}" fill="{_INK}"><title>{escape(title)}</title>'
        f'<defs><marker id="end" viewBox="0 0 10 10" refX="9" refY="5" markerWidth="8" markerHeight="8" orient="auto">'
        f'<path d="M0 0 10 5 0 10z" fill="{_INK}"/></marker><marker id="open" viewBox="0 0 10 10" refX="9" refY="5" markerWidth="9"'
        f' markerHeight="9" orient="auto"><path d="M0 0 10 5 0 10z" fill="#fff" stroke="{_INK}"/></marker></defs>'
        f'<rect x="{left:g}" y="{top:g}" width="{width:g}" height="{height:g}" fill="#fff"/>'
    )
    # Pools lie under everything, what holds others under what it holds; arrows end at shapes, so they come before them.
    pools = [one for one in diagram.shapes if one.kind in _POOLS]
    others = [one for one in diagram.shapes if one.kind not in _POOLS]
    parts = [*map(_shape, pools), *map(_edge, diagram.edges), *map(_shape, sorted(others, key=lambda one: -one.box[2] * one.box[3]))]
    return head + "".join("".join(part) for part in parts) + "".join(_frames(diagram, marked)) + "</svg>\n"


def _frames(diagram: Diagram, marked: str) -> Iterator[str]:
    """Yield a frame of dashes around the element with this id."""
    boxes = [one.box for one in diagram.shapes if one.id == marked]
    for one in diagram.edges:
        if one.id == marked:
            across, down = [x for x, _y in one.points], [y for _x, y in one.points]
            boxes.append((min(across), min(down), max(across) - min(across), max(down) - min(down)))
    for x, y, across_it, down_it in boxes:
        yield (
            f'<rect x="{x - 7:g}" y="{y - 7:g}" width="{across_it + 14:g}" height="{down_it + 14:g}" rx="8" fill="none" stroke="{_MARK}"'
            f' stroke-width="3" stroke-dasharray="8 4"/>'
        )


def _frame(diagram: Diagram) -> Box:
    labels = [one.label for one in diagram.shapes] + [one.label for one in diagram.edges]
    boxes = [one for one in labels if one]
    boxes += [one.box for one in diagram.shapes]
    boxes += [(x, y, 0.0, 0.0) for one in diagram.edges for x, y in one.points]
    if not boxes:
        return 0.0, 0.0, 200.0, 100.0
    left, top = min(one[0] for one in boxes) - _MARGIN, min(one[1] for one in boxes) - _MARGIN
    right, bottom = max(one[0] + one[2] for one in boxes) + _MARGIN, max(one[1] + one[3] for one in boxes) + _MARGIN + _LINE
    return left, top, right - left, bottom - top


def _shape(one: Shape) -> Iterator[str]:
    if one.kind in _POOLS:
        return _pool(one)
    if one.kind.endswith("Event"):
        return _event(one)
    if one.kind.endswith("Gateway"):
        return _gateway(one)
    if one.kind in {"dataObjectReference", "dataObject", "dataInput", "dataOutput", "dataStoreReference"}:
        return _data(one)
    if one.kind in {"textAnnotation", "group"}:
        return _note(one)
    return _activity(one)


def _rect(box: Box, *, radius: float = 0, dashes: str = "", fill: str = "#fff", stroke: float = 1.5) -> str:
    x, y, width, height = box
    more = f' stroke-dasharray="{dashes}"' if dashes else ""
    return (
        f'<rect x="{x:g}" y="{y:g}" width="{width:g}" height="{height:g}" rx="{radius:g}" fill="{fill}" stroke="{_INK}"'
        f' stroke-width="{stroke:g}"{more}/>'
    )


def _pool(one: Shape) -> Iterator[str]:
    x, y, width, height = one.box
    yield _rect(one.box)
    strip = 30.0
    if one.upright:
        yield from _text(one.name, (x, y, width, strip))
        return
    yield f'<path d="M{x + strip:g} {y:g}v{height:g}" stroke="{_INK}" stroke-width="1.5"/>'
    middle_x, middle_y = x + strip / 2, y + height / 2
    yield f'<g transform="rotate(-90 {middle_x:g} {middle_y:g})">'
    yield from _text(one.name, (middle_x - height / 2, middle_y - strip / 2, height, strip))
    yield "</g>"


def _activity(one: Shape) -> Iterator[str]:
    x, y, width, height = one.box
    yield _rect(one.box, radius=10, stroke=4 if one.kind == "callActivity" else 1.5)
    if one.kind == "transaction":
        yield _rect((x + 3, y + 3, width - 6, height - 6), radius=7, fill="none")
    holds = one.kind in _INSIDE and one.expanded and one.kind != "callActivity"
    yield from _text(one.name, (x, y, width, 28.0) if holds else one.box)
    if one.kind in _INSIDE and not one.expanded:
        middle = x + width / 2
        yield _rect((middle - 7, y + height - 16, 14, 14))
        yield f'<path d="M{middle - 4:g} {y + height - 9:g}h8m-4-4v8" stroke="{_INK}"/>'


def _event(one: Shape) -> Iterator[str]:
    x, y, width, height = one.box
    middle_x, middle_y, radius = x + width / 2, y + height / 2, min(width, height) / 2
    dashes = "" if one.breaks_off else ' stroke-dasharray="4 3"'
    thick = 4 if one.kind == "endEvent" else 1.5
    circle = f'<circle cx="{middle_x:g}" cy="{middle_y:g}" fill="#fff" stroke="{_INK}"{dashes}'
    yield f'{circle} r="{max(radius, 0):g}" stroke-width="{thick}"/>'
    if one.kind in {"intermediateCatchEvent", "intermediateThrowEvent", "boundaryEvent"}:
        yield f'{circle} r="{max(radius - 4, 0):g}" stroke-width="1.5"/>'
    if one.trigger == "message":
        yield f'<path d="M{middle_x - 8:g} {middle_y - 5:g}h16v11h-16zl8 6 8-6" fill="none" stroke="{_INK}"/>'
    elif one.trigger == "timer":
        yield f'<circle cx="{middle_x:g}" cy="{middle_y:g}" r="8" fill="none" stroke="{_INK}"/>'
        yield f'<path d="M{middle_x:g} {middle_y - 6:g}v6l4 3" fill="none" stroke="{_INK}"/>'
    elif one.trigger == "terminate":
        yield f'<circle cx="{middle_x:g}" cy="{middle_y:g}" r="{max(radius - 6, 0):g}" fill="{_INK}"/>'
    elif one.trigger:
        yield from _text(one.trigger[0].upper(), one.box)
    yield from _below(one)


def _gateway(one: Shape) -> Iterator[str]:
    x, y, width, height = one.box
    middle_x, middle_y = x + width / 2, y + height / 2
    ring = f'<circle cx="{middle_x:g}" cy="{middle_y:g}" fill="none" stroke="{_INK}"'
    yield (
        f'<path d="M{middle_x:g} {y:g}L{x + width:g} {middle_y:g}L{middle_x:g} {y + height:g}L{x:g} {middle_y:g}z" fill="#fff"'
        f' stroke="{_INK}" stroke-width="1.5"/>'
    )
    if one.kind == "inclusiveGateway":
        yield f'{ring} r="9" stroke-width="2.5"/>'
    elif one.kind == "eventBasedGateway":
        yield f'{ring} r="9"/>{ring} r="6"/>'
    else:
        cross = f"M{middle_x - 7:g} {middle_y - 7:g}l14 14m0-14l-14 14"
        plus = f"M{middle_x - 9:g} {middle_y:g}h18m-9-9v18"
        marks = {"parallelGateway": plus, "complexGateway": cross + plus}.get(one.kind, cross)
        yield f'<path d="{marks}" stroke="{_INK}" stroke-width="3"/>'
    yield from _below(one)


def _data(one: Shape) -> Iterator[str]:
    x, y, width, height = one.box
    if one.kind == "dataStoreReference":
        curve = min(10.0, height / 3)
        yield (
            f'<path d="M{x:g} {y + curve:g}v{height - 2 * curve:g}q{width / 2:g} {2 * curve:g} {width:g} 0v{2 * curve - height:g}'
            f'q{-width / 2:g} {2 * curve:g} {-width:g} 0q{width / 2:g} {-2 * curve:g} {width:g} 0" fill="#fff" stroke="{_INK}"/>'
        )
    else:
        fold = min(12.0, width / 3)
        yield (
            f'<path d="M{x:g} {y:g}h{width - fold:g}l{fold:g} {fold:g}v{height - fold:g}h{-width:g}zm{width - fold:g} 0v{fold:g}h{fold:g}"'
            f' fill="#fff" stroke="{_INK}"/>'
        )
    yield from _below(one)


def _note(one: Shape) -> Iterator[str]:
    x, y, _width, height = one.box
    if one.kind == "group":
        yield _rect(one.box, radius=10, dashes="8 3 2 3", fill="none")
        return
    yield f'<path d="M{x + 10:g} {y:g}h-10v{height:g}h10" fill="none" stroke="{_INK}"/>'
    yield from _text(one.name, one.box)


def _edge(one: Edge) -> Iterator[str]:
    path = "M" + "L".join(f"{x:g} {y:g}" for x, y in one.points)
    dashes = {"messageFlow": "8 5", "association": "1 4"}.get(one.kind, "1 4" if one.kind.startswith("data") else "")
    more = f' stroke-dasharray="{dashes}"' if dashes else ""
    end = {"messageFlow": ' marker-end="url(#open)"', "association": ""}.get(one.kind, ' marker-end="url(#end)"')
    yield f'<path d="{path}" fill="none" stroke="{_INK}" stroke-width="1.5"{more}{end}/>'
    if one.is_default:
        (x, y), (to_x, to_y) = one.points[:2]
        far = max(abs(to_x - x) + abs(to_y - y), 1.0)
        at_x, at_y = x + (to_x - x) / far * 12, y + (to_y - y) / far * 12
        yield f'<path d="M{at_x - 5:g} {at_y + 5:g}l10-10" stroke="{_INK}" stroke-width="1.5"/>'
    if one.name:
        (x, y), (to_x, to_y) = one.points[(len(one.points) - 2) // 2 :][:2]
        box = one.label or ((x + to_x) / 2 + 4, (y + to_y) / 2 - 18, min(width(one.name, _SIZE), 90.0), float(_LINE))
        yield from _text(one.name, box, room=max(box[2], 90.0))


def _below(one: Shape) -> Iterator[str]:
    """Yield the name of an event, a gateway or data: where the file puts it, or else below."""
    x, y, width, height = one.box
    box = one.label or (x + width / 2 - 55, y + height + 2, 110.0, float(_LINE))
    yield from _text(one.name, box, room=max(box[2], 90.0), top=one.label is None)


def _text(text: str, box: Box, *, room: float = 0, top: bool = False) -> Iterator[str]:
    """Yield ``text`` in the middle of a box, in lines that fit ``room`` (0: the box); smaller where a word would not fit it."""
    x, y, across, height = box
    fits = max(room or across - 8, 20.0)
    size = next((one for one in range(_SIZE, _SMALLEST, -1) if all(width(word, one) <= fits for word in text.split())), _SMALLEST)
    found = lines(text, size=size, room=fits)[:20]
    first = y + _LINE - 2 if top else y + height / 2 - _LINE * (len(found) - 1) / 2 + 4
    more = "" if size == _SIZE else f' font-size="{size}"'
    for number, line in enumerate(found):
        yield f'<text x="{x + across / 2:g}" y="{first + _LINE * number:g}" text-anchor="middle"{more}>{escape(line)}</text>'
