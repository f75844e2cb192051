"""One finding, whatever scanner reports it."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass
from html import unescape
from typing import Any, Final

SEVERITIES: Final = ("critical", "high", "medium", "low", "info")
"""From the gravest on."""
TITLE: Final = 300
TEXT: Final = 4000
PLACE: Final = 500
_TAG: Final = re.compile(r"<[^<>]{0,200}>")
_BLANK: Final = re.compile(r"[ \t\r\f\v]+")
_CWE: Final = re.compile(r"(?:cwe[-_/ :]*|definitions/)(\d{1,5})(?!\d)", re.IGNORECASE)
_OWASP: Final = re.compile(r"\bA(?:0?[1-9]|10)(?::20\d\d)?\b")


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """What a scanner reports once.

    ``rule`` is its own name for the kind of fault, ``place`` where it is (address, file and line, package), ``fingerprint`` the same in every
    report of the same fault at the same place. ``score`` and ``vector`` are of CVSS, where the report has them.
    """

    tool: str
    rule: str
    title: str
    severity: str
    place: str
    fingerprint: str
    score: float | None = None
    vector: str = ""
    cwe: tuple[int, ...] = ()
    owasp: str = ""
    evidence: str = ""
    advice: str = ""


def finding(
    *,
    tool: str,
    rule: object,
    title: object,
    severity: str,
    place: object,
    same: Iterable[object] = (),
    score: object = None,
    vector: object = "",
    cwe: Iterable[object] = (),
    owasp: object = "",
    evidence: object = "",
    advice: object = "",
) -> Finding:
    """Return a finding with its texts made plain and cut; ``same`` is what tells it from others of the rule, where the place alone does not."""
    named = clean(rule, TITLE)
    kept = clean(title, TITLE) or named or tool
    where = clean(place, PLACE)
    parts = [tool, named or kept, *([clean(one, TEXT) for one in same] or [where])]
    return Finding(
        tool=tool,
        rule=named,
        title=kept,
        severity=severity,
        place=where,
        fingerprint=hashlib.sha256("\0".join(parts).encode()).hexdigest(),
        score=number(score),
        vector=clean(vector, 200),
        cwe=cwe_of(cwe),
        owasp=owasp_of(owasp),
        evidence=clean(evidence, TEXT),
        advice=clean(advice, TEXT),
    )


def clean(value: object, length: int) -> str:
    """Return a value as text that a page can show: no markup, no control characters, no more than ``length`` characters."""
    if value is None or isinstance(value, bool | dict | list):
        return ""
    text = str(value)[: length * 4]
    if "<" in text:
        text = _TAG.sub("", text)
    text = unescape(text) if "&" in text else text
    if not text.isprintable():  # most texts are, and looking at each character takes longer than all the rest
        text = "".join(one if one.isprintable() or one in "\n\t" else " " for one in text)
    if "\n" in text or "\t" in text or "  " in text:
        text = "\n".join(line for line in (_BLANK.sub(" ", line).strip() for line in text.split("\n")) if line)
    text = text.strip()
    return text if len(text) <= length else f"{text[: length - 1]}…"


def number(value: object) -> float | None:
    """Return a score between 0 and 10; anything else is none."""
    try:
        found = float(value) if isinstance(value, int | float | str) and not isinstance(value, bool) else -1.0
    except (ValueError, OverflowError):
        return None
    return round(found, 1) if 0 <= found <= 10 else None


def severity_of_score(score: float) -> str:
    """Return the severity of a CVSS score.

    Source: CVSS 3.1 section 5 and 4.0 section 6, qualitative severity rating scale; none is told as info.
    """
    bounds = ((9.0, "critical"), (7.0, "high"), (4.0, "medium"), (0.1, "low"))
    return next((name for least, name in bounds if score >= least), "info")


def cwe_of(values: Iterable[object]) -> tuple[int, ...]:
    """Return the numbers of weaknesses that are named: ``CWE-79``, ``external/cwe/cwe-079``, or a plain number."""
    found: dict[int, None] = {}
    for value in values:
        text = str(value)[:300] if isinstance(value, str | int) else ""
        numbers = [text] if text.isascii() and text.isdecimal() and len(text) < 6 else _CWE.findall(text)
        found.update({int(one): None for one in numbers if int(one)})
    return tuple(found)[:10]


def owasp_of(value: object) -> str:
    """Return the category of OWASP's Top 10 that is named (``A03:2021``), or nothing."""
    found = _OWASP.search(clean(value, TITLE))
    return found.group() if found else ""


def mapping(value: Any) -> dict[str, Any]:
    """Return an object of a report, or an empty one where something else stands."""
    return value if isinstance(value, dict) else {}


def sequence(value: Any) -> list[Any]:
    """Return a list of a report, or an empty one where something else stands."""
    return value if isinstance(value, list) else []
