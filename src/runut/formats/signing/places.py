"""Where a signature stands on the paper: above the name of whoever signs, which the paper marks by a link that ends in ``#sign-`` and a word."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

MARK: Final = "#sign-"
_PAGES: Final = 20
"""How many of the last pages are looked through; who signs stands at the end."""
_HALF: Final = 112.0
_TALL: Final = 46.0
_GAP: Final = 2.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """A rectangle on a page (negative: counted from the last), in points from its lower left corner."""

    page: int
    left: float
    bottom: float
    right: float
    top: float

    @property
    def sides(self) -> tuple[int, int, int, int]:
        """The rectangle in whole points."""
        return round(self.left), round(self.bottom), round(self.right), round(self.top)


def place_of(reader: Any, place: str) -> Box | None:
    """Return where the file of pyHanko's ``reader`` has the stamp called ``place``; None: it marks no such place."""
    if not place:
        return None
    pages = int(reader.root["/Pages"]["/Count"])
    for number in range(-1, -min(pages, _PAGES) - 1, -1):
        for address, rect in _links(reader, number):
            if address.endswith(MARK + place) and len(rect) == 4:
                left, bottom, right, top = rect
                middle, foot = (left + right) / 2, max(bottom, top) + _GAP
                return Box(page=number, left=middle - _HALF, bottom=foot, right=middle + _HALF, top=foot + _TALL)
    return None


def _links(reader: Any, number: int) -> Iterator[tuple[str, list[float]]]:
    """Yield address and rectangle of the links of a page; a file made to break readers raises what `making` catches."""
    page, _resources = reader.find_page_for_modification(number)
    for one in page.get_object().get("/Annots", ()):
        link = one.get_object()
        if link.get("/Subtype") == "/Link" and "/A" in link and "/URI" in link["/A"]:
            yield str(link["/A"]["/URI"]), [float(side) for side in link["/Rect"]]
