"""The numbers that Word itself puts before paragraphs: they stand nowhere in the text."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Final

from lxml import etree

from runut.formats.reading.archive import Package
from runut.formats.reading.names import W

_BULLET: Final = "•"
_DEEPEST: Final = 9


@dataclass(slots=True)
class _Level:
    form: str = "decimal"
    text: str = "%1."
    start: int = 1


@dataclass(slots=True)
class Numbering:
    """The lists of a document, and how far each has counted."""

    levels: dict[tuple[str, int], _Level] = field(default_factory=dict)
    abstract_of: dict[str, str] = field(default_factory=dict)
    styles: dict[str, tuple[str, int]] = field(default_factory=dict)
    _counts: dict[tuple[str, int], int] = field(default_factory=dict)

    def before(self, paragraph: etree._Element) -> str:
        """Return the number or bullet before ``paragraph`` and count it; nothing when it is in no list."""
        placed = self._placed(paragraph)
        if placed is None:
            return ""
        number, level = placed
        definition = self.levels.get((number, level)) or self.levels.get((self.abstract_of.get(number, ""), level))
        if definition is None:
            return ""
        if definition.form in {"bullet", "none"}:
            return _BULLET if definition.form == "bullet" else ""
        list_ = self.abstract_of.get(number, number)
        self._counts[list_, level] = self._counts.get((list_, level), definition.start - 1) + 1
        for deeper in range(level + 1, _DEEPEST):
            self._counts.pop((list_, deeper), None)
        return re.sub(r"%(\d)", lambda match: self._told(list_, int(match[1]) - 1), definition.text)

    def _placed(self, paragraph: etree._Element) -> tuple[str, int] | None:
        properties = paragraph.find(W + "pPr")
        if properties is None:
            return None
        own = properties.find(W + "numPr")
        if own is not None:
            found = _placed_by(own)
            return found if found[0] not in {"", "0"} else None
        style = properties.find(W + "pStyle")
        return self.styles.get(style.get(W + "val", "")) if style is not None else None

    def _told(self, list_: str, level: int) -> str:
        count = self._counts.get((list_, level), 1)
        form = (self.levels.get((list_, level)) or _Level()).form
        if form in {"lowerLetter", "upperLetter"}:
            letters = chr(ord("a") + (count - 1) % 26) * ((count - 1) // 26 + 1)
            return letters if form == "lowerLetter" else letters.upper()
        if form in {"lowerRoman", "upperRoman"}:
            return _roman(count) if form == "upperRoman" else _roman(count).lower()
        return str(count)


def numbering_of(package: Package) -> Numbering:
    """Return the lists that ``package`` defines, and the styles that stand for them."""
    found = Numbering()
    root = package.xml_or_none("word/numbering.xml")
    if root is not None:
        for abstract in root.iterfind(W + "abstractNum"):
            for level in abstract.iterfind(W + "lvl"):
                key = (f"abstract {abstract.get(W + 'abstractNumId')}", _int(level.get(W + "ilvl")))
                form, text, start = _value(level, "numFmt", "decimal"), _value(level, "lvlText", "%1."), _int(_value(level, "start", "1"))
                found.levels[key] = _Level(form=form, text=text, start=start)
        for number in root.iterfind(W + "num"):
            _instance(number, found)
    styles = package.xml_or_none("word/styles.xml")
    for style in styles.iterfind(W + "style") if styles is not None else ():
        properties = style.find(f"{W}pPr/{W}numPr")
        if properties is not None and _placed_by(properties)[0] not in {"", "0"}:
            found.styles[style.get(W + "styleId", "")] = _placed_by(properties)
    return found


def _instance(number: etree._Element, found: Numbering) -> None:
    """Add one list; a list that says where it starts counts by itself, others of the same kind go on counting."""
    key = number.get(W + "numId", "")
    found.abstract_of[key] = f"abstract {_value(number, 'abstractNumId', '')}"
    if number.find(f"{W}lvlOverride/{W}startOverride") is None:
        return
    for (abstract, level), definition in list(found.levels.items()):
        if abstract == found.abstract_of[key]:
            found.levels[key, level] = definition
    found.abstract_of[key] = key


def _placed_by(properties: etree._Element) -> tuple[str, int]:
    return _value(properties, "numId", ""), min(_int(_value(properties, "ilvl", "0")), _DEEPEST - 1)


def _value(element: etree._Element, name: str, default: str) -> str:
    found = element.find(W + name)
    return found.get(W + "val", default) if found is not None else default


def _int(text: str | None) -> int:
    return int(text) if text and text.isdecimal() and len(text) < 9 else 0


def _roman(number: int) -> str:
    found = ""
    for value, sign in (
        (1000, "M"),
        (900, "CM"),
        (500, "D"),
        (400, "CD"),
        (100, "C"),
        (90, "XC"),
        (50, "L"),
        (40, "XL"),
        (10, "X"),
        (9, "IX"),
        (5, "V"),
        (4, "IV"),
        (1, "I"),
    ):
        while number >= value and len(found) < 30:
            found, number = found + sign, number - value
    return found
