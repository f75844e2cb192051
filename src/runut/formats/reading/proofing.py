"""Offers misprints and missing years for correction; the draft keeps what is written."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from runut.core.sentences import reason
from runut.formats.reading.asking import Asking
from runut.formats.reading.misprints import corrected, with_year, year_missing

_LISTS: Final = ("legal_basis", "qualifications", "related", "equipment", "warnings", "records")


def proofread(data: dict[str, Any], asking: Asking) -> None:
    """Ask about every text of ``data`` that looks misprinted, and about every law without its year."""
    for place, text in _texts(data):
        right, wrong = text, []
        for word, better in corrected(text):
            right = right.replace(word, better)
            wrong.append((word, better))
        for word, better in wrong[:1]:
            asking.ask(
                place,
                reason("ask_misprint", word=word),
                reason("because_misprint", word=word, better=better),
                guess=text,
                choices=(right, text),
            )
        if place.startswith("procedure, legal_basis") and (year := year_missing(text)) is not None:
            choices = (with_year(right, year), text) if year else (text,)
            because = reason("because_year_known", year=year) if year else reason("because_year_unknown")
            asking.ask(place, reason("ask_year"), because, guess=text, choices=choices)


def _texts(data: dict[str, Any]) -> Iterator[tuple[str, str]]:
    head = data["procedure"]
    yield "procedure, name", head["name"]
    for key in _LISTS:
        for index, text in enumerate(head.get(key, ()), 1):
            yield f"procedure, {key} {index}", text
    for index, performer in enumerate(data["performer"], 1):
        yield f"performer {index}, name", performer["name"]
    for activity in data["activity"]:
        place = f"activity {activity['number']}"
        yield f"{place}, text", activity["text"]
        for key in ("requirements", "outputs"):
            for index, one in enumerate(activity.get(key, ()), 1):
                yield f"{place}, {key} {index}, name", one["name"]
