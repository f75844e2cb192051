"""Who is named in a sentence: performers by their names, or by the shorter names that people write for them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from runut.formats.reading.source import plain

_SHORT: Final[Mapping[str, str]] = {
    "kabid": "kepala bidang",
    "kabag": "kepala bagian",
    "kasubbag": "kepala subbagian",
    "kasubag": "kepala subbagian",
    "kasubbid": "kepala subbidang",
    "kasi": "kepala seksi",
    "kadis": "kepala dinas",
    "kaban": "kepala badan",
    "karo": "kepala biro",
    "kakan": "kepala kantor",
    "kepsek": "kepala sekolah",
    "sekdis": "sekretaris dinas",
    "sekda": "sekretaris daerah",
    "subbag": "subbagian",
    "subag": "subbagian",
    "wakasek": "wakil kepala sekolah",
    "walikota": "wali kota",
}
_JOINED: Final = ((re.compile(r"\bsub (?=bag|bid|koor)"), "sub"), (re.compile(r"\bsubbag\b|\bsubag\b"), "subbagian"))
_LONGEST_TEXT: Final = 2_000
"""Letters of a sentence that are searched for names."""
_CONDITION: Final = re.compile(r"\b(?:jika|apabila|bila|bilamana|kalau|dalam hal)\b", re.IGNORECASE)
_BEFORE_SUBJECT: Final = {"kemudian", "selanjutnya", "lalu", "setelah", "itu", "oleh", "para", "seluruh"}
_TO: Final = {"kepada", "ke", "terhadap"}
_BY: Final = {"oleh"}


@dataclass(frozen=True, slots=True)
class Mention:
    """A performer (by its index) named in the words from ``start`` to before ``end``."""

    who: int
    start: int
    end: int


def words(text: str) -> list[str]:
    """Return the words of ``text`` for comparing, with the short forms of offices written out."""
    joined = plain(text)
    for pattern, whole in _JOINED:
        joined = pattern.sub(whole, joined)
    return [part for word in joined.split() for part in _SHORT.get(word, word).split()]


def alike(one: str, other: str) -> bool:
    """Whether two words are the same but for their endings: pengembang, pengembangan."""
    if one == other:
        return True
    shared = min(len(one), len(other))
    return shared >= 6 and one[:shared] == other[:shared] and abs(len(one) - len(other)) <= 3


class People:
    """The performers of an SOP, ready to be found in its sentences."""

    def __init__(self, names: Sequence[str]) -> None:
        self._names = [words(name) for name in names]

    def found(self, text: str) -> list[Mention]:
        """Return who is named in ``text``, in order; of several at one place the one that more words name."""
        told = words(text[:_LONGEST_TEXT])
        found: list[Mention] = []
        place = 0
        while place < len(told):
            lengths = [(self._length(told[place:], name, index), index) for index, name in enumerate(self._names)]
            length, who = max(lengths, default=(0, 0), key=lambda one: one[0])
            if length and sum(1 for one, _ in lengths if one == length) == 1:
                found.append(Mention(who, place, place + length))
            place += max(1, length)
        return found

    def without(self, text: str) -> str:
        """Return the words of ``text`` that name nobody."""
        named = {place for one in self.found(text) for place in range(one.start, one.end)}
        return " ".join(word for place, word in enumerate(words(text[:_LONGEST_TEXT])) if place not in named)

    def subject(self, text: str) -> int | None:
        """Return who does what ``text`` says, where it says so: at the beginning, or after “oleh”."""
        for sentence in main_clauses(text):
            told = words(sentence)
            begin = 0
            while begin < len(told) and told[begin] in _BEFORE_SUBJECT:
                begin += 1
            for one in self.found(sentence):
                if one.start == begin or (one.start and told[one.start - 1] in _BY):
                    return one.who
        return None

    def audience(self, text: str) -> list[int]:
        """Return to whom ``text`` says that something goes."""
        found: list[int] = []
        for sentence in main_clauses(text):
            told = words(sentence)
            found.extend(one.who for one in self.found(sentence) if one.start and told[one.start - 1] in _TO and one.who not in found)
        return found

    def _length(self, told: Sequence[str], name: Sequence[str], index: int) -> int:
        """Return how many of the first words of ``told`` name the performer; words of the name may be left out, none of the text."""
        matched, at = 0, 0
        for word in told:
            following = next((place for place in range(at, len(name)) if alike(word, name[place])), None)
            if following is None or (matched == 0 and following != 0):
                break
            matched, at = matched + 1, following + 1
        if matched >= 2 or (matched and len(name) == 1):
            return matched
        alone = all(other == index or not one or not alike(one[0], name[0]) for other, one in enumerate(self._names))
        return matched if matched and alone and len(name[0]) >= 4 and not name[0].startswith("kepala") else 0


def main_clauses(text: str) -> list[str]:
    """Return the sentences of ``text`` without their conditions and what follows from these."""
    sentences = re.split(r"(?<=[a-z)])[.;\n]\s+|\n", text[:_LONGEST_TEXT])
    return [main for sentence in sentences if (main := _CONDITION.split(sentence)[0].strip())]
