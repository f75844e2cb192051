"""Words that look misprinted, and laws that lack their year: kept as written, offered for correction."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from runut.formats.reading.source import plain
from runut.formats.reading.wordings import laws, misprints, vocabulary

_WORD: Final = re.compile(r"\b[A-Za-z]{5,40}\b")
_LAW: Final = re.compile(
    r"\b(undang[- ]undang|uu|peraturan|perpres|pp|permen\w*|pergub|perda|perbup|perwali|perka|kepmen\w*|keputusan|instruksi|kepres|keppres)\b",
    re.IGNORECASE,
)
_NUMBERED: Final = re.compile(r"\b(?:nomor|no)\b\.?\s*:?\s*(\d+)(?!\s*(?:/|tahun|thn|th\.?)\b)([^,;]*)", re.IGNORECASE)
_LETTERS: Final = "abcdefghijklmnopqrstuvwxyz"


def corrected(text: str) -> Iterator[tuple[str, str]]:
    """Yield the words of ``text`` that look misprinted, each with its likely form, capitals kept."""
    for word in dict.fromkeys(_WORD.findall(text)):
        if right := _right(word.casefold()):
            yield word, _capitals(right, word)


def year_missing(text: str) -> str | None:
    """Return the year that a law cited without one has: known, or empty when unknown; None when nothing is missing."""
    if not _LAW.search(text) or (found := _NUMBERED.search(text)) is None or re.search(r"\b(?:19|20)\d\d\b", text):
        return None
    told = plain(text)
    for law in laws():
        issuer = law["issuer"] in told.replace("permen panrb", "permenpan").replace("permen pan", "permenpan") or _full(law["issuer"], told)
        if issuer and law["number"] == found[1] and law["about"].split()[0] in told:
            return law["year"]
    return ""


def with_year(text: str, year: str) -> str:
    """Return the citation ``text`` with its year."""
    found = _NUMBERED.search(text)
    if found is None:
        return text
    end = found.end(1)
    return f"{text[:end]} Tahun {year}{text[end:]}"


def _full(issuer: str, told: str) -> bool:
    whole = {"permenpan": "peraturan menteri pendayagunaan", "permendagri": "peraturan menteri dalam negeri"}
    return issuer in whole and whole[issuer] in told


@lru_cache(maxsize=20_000)
def _right(word: str) -> str:
    known = vocabulary()
    if word in misprints():
        return misprints()[word]
    if word in known or len(word) < 8:
        return ""
    if "rn" in word and word.replace("rn", "m") in known:
        return word.replace("rn", "m")
    near = {one for one in _near(word) if one in known}
    return near.pop() if len(near) == 1 else ""


def _near(word: str) -> Iterator[str]:
    """Yield the words that one wrong, one doubled or two exchanged letters make ``word`` of; the first letter and the ending stand."""
    for place in range(1, len(word) - 2):
        for letter in _LETTERS:
            yield word[:place] + letter + word[place + 1 :]
        yield word[:place] + word[place + 1] + word[place] + word[place + 2 :]
        if word[place] == word[place - 1]:
            yield word[:place] + word[place + 1 :]


def _capitals(right: str, word: str) -> str:
    if word.isupper():
        return right.upper()
    return right.capitalize() if word[0].isupper() else right
