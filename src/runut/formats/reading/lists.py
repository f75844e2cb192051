"""Lists as people write them into one cell: numbered, with bullets, one to a line, or between commas."""

from __future__ import annotations

import re
from typing import Final

from runut.formats.reading.wordings import nothing

_BULLET: Final = re.compile(r"^(?:[-–—•●▪■◦○·*➢➤►✓√]|o(?=\s))\s*")
_NUMBER: Final = re.compile(r"(?:(?<=\s)|^|(?<=[.;,)\w]))\(?(?P<sign>\d{1,2}|[a-z])[.)](?=\s|[A-Z(])")
_LINE_NUMBER: Final = re.compile(r"^\(?(?:\d{1,2}|[a-zA-Z])[.)]\s*(?=\D)")
_COMMA: Final = re.compile(r",\s+(?![^(]*\))|,(?=[A-Za-z])(?![^(]*\))")
_TITLE: Final = re.compile(
    r"^(?:[SMDA]\.?\s?[A-Z][A-Za-z]{0,4}\.?|S\.\w+|M\.\w+|Ph\.?D\.?|Drs?\.?|dkk\.?|dll\.?|dsb\.?|etc\.?)(?=$|[\s,.])"
)
_AND: Final = re.compile(r"^(?:dan|serta|atau|and|&)\s+", re.IGNORECASE)
_LONGEST_TEXT: Final = 20_000
"""Letters of a cell that are still looked at as a list."""
_LONGEST_PART: Final = 9
"""Words that one part between commas has at most; a longer one is a sentence."""


def items(text: str, *, commas: bool = False) -> list[str]:
    """Return the entries of a cell's ``text``, without their numbers and bullets; ``commas``: they may part entries too."""
    if nothing(text):
        return []
    if len(text) > _LONGEST_TEXT:
        return [line for line in text.split("\n") if line]
    found = _numbered(text) or _dashed(text) or _lines(text)
    if len(found) == 1:
        found = [part for part in re.split(r"\s*;\s*", found[0]) if part]
    if len(found) == 1 and commas:
        found = _between_commas(found[0])
    return [one for one in (_bare(part, title=commas) for part in found) if one and not nothing(one)]


def _numbered(text: str) -> list[str]:
    """Split at 1., 2., 3. ... or a., b., c. ... in order, wherever they stand; nothing when the text does not begin with the first."""
    begun = re.match(r"\s*\(?(1|a)[.)](?=\s|[A-Z(])", text)
    if begun is None:
        return []
    wanted = begun[1]
    cuts: list[tuple[int, int]] = []
    for match in _NUMBER.finditer(text):
        if match["sign"] == wanted:
            cuts.append(match.span())
            wanted = str(int(wanted) + 1) if wanted.isdigit() else chr(ord(wanted) + 1)
    ends = [*(start for start, _ in cuts[1:]), len(text)]
    return [" ".join(text[start:end].split()) for (_, start), end in zip(cuts, ends, strict=True)]


def _dashed(text: str) -> list[str]:
    """Split “- satu - dua” on one line; nothing when it does not begin with its dash."""
    sign = _BULLET.match(text)
    if sign is None or "\n" in text or not sign[0].endswith(" "):
        return []
    parts = [part.strip() for part in f" {text}".split(f" {sign[0]}")]
    return [part for part in parts if part]


def _lines(text: str) -> list[str]:
    """One entry a line; a line that goes on in the middle of a sentence belongs to the one before."""
    found: list[str] = []
    for line in text.split("\n"):
        line = line.strip()
        marked = _BULLET.match(line) or _LINE_NUMBER.match(line)
        if found and not marked and _goes_on(found[-1], line):
            found[-1] = f"{found[-1]} {line}"
        elif line:
            found.append(line)
    return [_LINE_NUMBER.sub("", _BULLET.sub("", one)) if len(found) > 1 or _BULLET.match(one) else one for one in found]


def _goes_on(before: str, line: str) -> bool:
    if before.endswith((",", "(", "/", "-", "&")) or re.search(r"\b(?:dan|atau|yang|untuk|dari|ke|di|pada|serta|dengan)$", before):
        return True
    return bool(line) and (line[0].islower() or line[0] in ")/&") and not before.endswith((".", ";"))


def _between_commas(text: str) -> list[str]:
    parts = [part.strip() for part in _COMMA.split(text)]
    if len(parts) > 1:
        *most, last = parts
        tail = re.split(r"\s+(?:dan|serta|&)\s+", last, maxsplit=1) if len(most) > 1 and len(last.split()) <= 4 else [last]
        parts = [*most, *(tail if all(tail) else [last])]
    if (
        any(not part or len(part.split()) > _LONGEST_PART or _TITLE.match(part) for part in parts[1:])
        or len(parts[0].split()) > _LONGEST_PART
    ):
        return [text]
    return parts


def _bare(part: str, *, title: bool) -> str:
    """Return an entry without what parted it from others; a title loses its full stop too, a sentence keeps it."""
    text = _AND.sub("", " ".join(part.split()).strip(" ;,"))
    return text[:-1].rstrip() if title and text.endswith(".") and text.count(".") == 1 else text
