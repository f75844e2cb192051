"""Screens with a spot, and elements of business flows, as what a remark can be tied to: always of the version that was looked at."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Final
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from runut.base.numbers import whole
from runut.cases.things import Kind, Raised, Since, Thing
from runut.core.errors import Invalid
from runut.documents.queries import Version
from runut.documents.sniffing import PICTURES
from runut.formats.bpmn.diagram import Diagram, read_diagram
from runut.planning.queries.flows import FlowView, flow_bytes, flows
from runut.planning.queries.screens import ScreenView, screens_of
from runut.planning.words import node_word

_SPOT: Final = re.compile(r"(\d{1,3}(?:\.\d{1,2})?) % / (\d{1,3}(?:\.\d{1,2})?) %")
_NUMBERS: Final = re.compile(r"[-+\d\s.,%/]+")


def spot_of(place: str) -> tuple[float, float] | None:
    """Return the spot that a place in a picture names (``31.5 % / 42 %``: from the left and from the top); None: it names none."""
    found = _SPOT.fullmatch(place.strip())
    if found is None:
        return None
    x, y = float(found[1]), float(found[2])
    return (x, y) if x <= 100 and y <= 100 else None


def _placed(place: str) -> str:
    """Return the place as it is kept: a spot, the page of a PDF, or words.

    Raises:
        Invalid: It looks like a spot, and is none.
    """
    kept = place.strip()
    if "%" in kept and _NUMBERS.fullmatch(kept) and spot_of(kept) is None:
        raise Invalid(code="screen_spot")
    return kept


def _screens(case_id: int) -> list[Thing]:
    """Return every screen in the version that counts, by its paper and that version. Queries: 3."""
    return [
        Thing(
            key=f"{one.id}.{one.current.number}",
            label=_("%(name)s, version %(number)s") % {"name": one.name, "number": one.current.number},
            sha256=one.current.sha256,
        )
        for one in screens_of(case_id)
    ]


def _screen_address(case_id: int, key: str, place: str, *, beside: str = "") -> str:
    document, _dot, version = key.partition(".")
    document_id = whole(document, digits=15)
    if document_id is None:
        return ""
    spot = spot_of(place)
    query = {"version": version, "beside": beside, "spot": f"{spot[0]:g},{spot[1]:g}" if spot else ""}
    asked = urlencode({name: value for name, value in query.items() if value}, safe=",")
    return f"{reverse('planning:screen', args=[case_id, document_id])}?{asked}#shown"


def _screen_picture(case_id: int, key: str) -> str:
    """Return the address of a screen's picture; empty: it is none, or a PDF. Queries: 3."""
    _screen, version = _shown(screens_of(case_id), key)
    return reverse("documents:preview", args=[version.id]) if version and version.media_type in PICTURES else ""


def _shown(screens: Sequence[ScreenView], key: str) -> tuple[ScreenView | None, Version | None]:
    document, _dot, number = key.partition(".")
    screen = next((one for one in screens if str(one.id) == document), None)
    return screen, next((one for one in screen.versions if str(one.number) == number), None) if screen else None


def _screens_since(case_id: int, raised: Sequence[Raised]) -> list[Since | None]:
    """Return whether screens have another picture now, which the page shows beside that one, or were taken out. Queries: 3."""
    screens = screens_of(case_id, taken_out=True)
    found: list[Since | None] = []
    for tied, _at in raised:
        key, place = tied.get("key", ""), tied.get("place", "")
        screen, version = _shown(screens, key)
        if screen is None or version is None:
            found.append(Since(state="gone"))
            continue
        now = screen.current
        if now.removed_at:
            found.append(Since(state="gone", then=_screen_address(case_id, key, place)))
            continue
        state = "same" if now.sha256 == version.sha256 else "changed"
        beside = str(version.number) if state == "changed" else ""
        here = _screen_address(case_id, f"{screen.id}.{now.number}", place, beside=beside)
        found.append(Since(state=state, then=_screen_address(case_id, key, place), now=here))
    return found


def _elements(case_id: int) -> list[Thing]:
    """Return every element with a name of every diagram as it was filed last. Queries: 2, and 1 for each diagram."""
    found = []
    for flow in flows(case_id)[0]:
        if flow.versions:
            version = flow.versions[0]
            group = _("Business flow: %(name)s") % {"name": flow.name}
            found += [
                Thing(key=f"{flow.id}.{version.number}.{id_}", label=f"{flow.name}: {name}", sha256=version.sha256, group=group)
                for id_, name in _names(read_diagram(flow_bytes(flow, version))).items()
            ]
    return found


def _names(diagram: Diagram) -> dict[str, str]:
    return {id_: name for id_, name in _all(diagram).items() if name}


def _all(diagram: Diagram) -> dict[str, str]:
    return {one.id: one.name for one in diagram.shapes} | {one.id: one.name for one in diagram.edges}


def _element_address(case_id: int, key: str, _place: str) -> str:
    flow, _dot, rest = key.partition(".")
    version, _dot, element = rest.partition(".")
    flow_id = whole(flow, digits=15)
    if flow_id is None:
        return ""
    return f"{reverse('planning:flow', args=[case_id, flow_id])}?{urlencode({'version': version, 'element': element})}#shown"


def _elements_since(case_id: int, raised: Sequence[Raised]) -> list[Since | None]:
    """Return how elements differ from the version that each remark was about. Queries: 2, and 1 for each version that is read."""
    shown = {str(one.id): one for one in flows(case_id)[0]}
    read: dict[int, Mapping[str, Mapping[str, str]]] = {}

    def elements(flow: FlowView, version: Version) -> Mapping[str, Mapping[str, str]]:
        if version.id not in read:
            read[version.id] = told(read_diagram(flow_bytes(flow, version)))
        return read[version.id]

    found: list[Since | None] = []
    for tied, _at in raised:
        number, _dot, rest = tied.get("key", "").partition(".")
        asked, _dot, element = rest.partition(".")
        flow = shown.get(number)
        version = next((one for one in (*flow.versions, *flow.taken_out) if str(one.number) == asked), None) if flow else None
        if flow is None or version is None:
            found.append(Since(state="gone"))
            continue
        now = flow.versions[0] if flow.versions else None
        then = _element_address(case_id, f"{number}.{asked}.{element}", "")
        was, one = elements(flow, version).get(element, {}), elements(flow, now).get(element) if now else None
        if now is None or one is None:
            found.append(Since(state="gone", then=then))
            continue
        lines = tuple((name, was.get(name, ""), one.get(name, "")) for name in {**was, **one} if was.get(name, "") != one.get(name, ""))
        here = _element_address(case_id, f"{number}.{now.number}.{element}", "")
        found.append(Since(state="changed" if lines else "same", lines=lines, then=then, now=here))
    return found


def told(diagram: Diagram) -> dict[str, dict[str, str]]:
    """Return each element in words: its name, and of a node what it is, in which lane and where it leads."""
    words = {id_: {_("Name"): name} for id_, name in _all(diagram).items()}
    for step in diagram.steps:
        ways = "\n".join(f"{way}: {name}" if way else name for name, way in step.leads_to)
        words[step.id] = {_("Name"): step.name, _("What it is"): node_word(step.kind), _("Lane"): step.lane, _("Leads to"): ways}
    return words


SCREEN: Final = Kind(
    key="screen",
    name=gettext_noop("Screens"),
    find=_screens,
    address=_screen_address,
    since=_screens_since,
    picture=_screen_picture,
    placed=_placed,
)
ELEMENT: Final = Kind(key="flow", name=gettext_noop("Business flow"), find=_elements, address=_element_address, since=_elements_since)
