"""What a page of the editor sent, as values by field; what cannot be one is told with its sentence and left as it was."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final

from django.http import QueryDict
from django.utils.translation import gettext as _

from runut.base.numbers import whole
from runut.base.sentences import word
from runut.core.procedure import END, Part, Unit
from runut.procedures.drafting.content import DATES, LISTS, TEXTS, clean_line, clean_lines, clean_text
from runut.procedures.drafting.keys import slug

OUTCOMES: Final = ("approved", "rejected", "agreed", "refused")
_AMOUNT: Final = re.compile(r"(\d{1,5})(?:\s*(?:-|–|s/d|sampai|to)\s*(\d{1,5}))?")
_ROW: Final = re.compile(r"row\.(\d{1,9})\.(text|note|requirements|outputs|time\.amount|to\.0|then|part\.\d{1,9})")
_COLUMN: Final = re.compile(r"column\.(\d{1,9})\.(name|held)")
_HELD: Final = re.compile(r"unit|team|office:[a-z0-9_]{0,64}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Mistake:
    """A field that was sent with something that it cannot hold."""

    field: str
    text: str
    sentence: str


@dataclass(slots=True, kw_only=True)
class Typed:
    """Values by field, and what could not be read. ``keys`` says for deliverables what their key is to be."""

    values: dict[str, Any] = field(default_factory=dict)
    mistakes: list[Mistake] = field(default_factory=list)
    keys: dict[str, str] = field(default_factory=dict)

    def wrong(self, name: str, text: str, sentence: str) -> None:
        """Remember a field that cannot be read."""
        self.mistakes.append(Mistake(field=name, text=text[:200], sentence=sentence))


def typed(data: QueryDict) -> Typed:
    """Return what a page sent; a field that it did not send is not there."""
    found, sent = Typed(), {name: str(value) for name, value in data.items()}
    _identity(sent, found)
    for name in sent:
        if match := _COLUMN.fullmatch(name):
            value = clean_line(sent[name])
            if match[2] == "name" or _HELD.fullmatch(value):
                found.values[name] = value
        elif match := _ROW.fullmatch(name):
            _row(name, match, sent, found)
        elif name.startswith("deliverable."):
            key, value = name.removeprefix("deliverable."), sent[name]
            if value and value != key and re.fullmatch(r"[a-z][a-z0-9_]{0,63}", value):
                found.keys[key] = value
    return found


def _identity(data: Mapping[str, str], found: Typed) -> None:
    for key in TEXTS:
        if (name := f"identity.{key}") in data:
            found.values[name] = clean_line(data[name])
    for key in LISTS:
        if (name := f"identity.{key}") in data:
            found.values[name] = clean_lines(data[name])
    for key in DATES:
        if (name := f"identity.{key}") in data:
            _day(name, data[name].strip(), found)
    if "identity.approved_by.position" in data:
        parts = {part: clean_line(data.get(f"identity.approved_by.{part}", "")) for part in ("position", "name")}
        found.values["identity.approved_by"] = {key: value for key, value in parts.items() if value}
    if data.get("identity.day") in {"working", "calendar"}:
        found.values["identity.day"] = data["identity.day"]


def _day(name: str, text: str, found: Typed) -> None:
    try:
        found.values[name] = date.fromisoformat(text).isoformat() if text else ""
    except ValueError:
        found.wrong(name, text, _("“%(text)s” is no day; write it as 2026-11-23.") % {"text": text[:40]})


def _row(name: str, match: re.Match[str], data: Mapping[str, str], found: Typed) -> None:
    row, kind = match[1], match[2]
    if kind in {"text", "note"}:
        found.values[name] = clean_text(data[name])
    elif kind in {"requirements", "outputs"}:
        found.values[name] = clean_lines(data[name])
    elif kind == "time.amount":
        _time(f"row.{row}.time", data[name].strip(), data.get(f"row.{row}.time.unit", ""), found)
    elif kind == "to.0":
        found.values[f"row.{row}.decision"] = list(_decision(row, data))
    elif kind == "then":
        found.values[name] = _target(data[name])
    elif data[name] in {"", *(part.value for part in Part)}:
        found.values[name] = data[name]


def _time(name: str, amount: str, unit: str, found: Typed) -> None:
    if unit.startswith("as:"):
        found.values[name] = {"as": unit.removeprefix("as:")}
        return
    match = _AMOUNT.fullmatch(amount)
    if not amount:
        found.values[name] = None
    elif match is None or int(match[1]) < 1 or int(match[2] or match[1]) < int(match[1]):
        found.wrong(name, amount, _("“%(text)s” is no amount of time; write 3, or 1-3.") % {"text": amount[:40]})
    else:
        low, high = int(match[1]), int(match[2] or match[1])
        unit = unit if unit in set(Unit) else Unit.DAY.value
        found.values[name] = {"amount": low if low == high else [low, high], "unit": unit}


def _decision(row: str, data: Mapping[str, str]) -> Iterator[dict[str, Any]]:
    """Yield the outcomes that lead somewhere, each once."""
    spoken = {word(outcome).casefold(): outcome for outcome in OUTCOMES}
    names: set[str] = set()
    for index in range(100):
        target = data.get(f"row.{row}.to.{index}")
        if target is None:
            return
        said = clean_line(data.get(f"row.{row}.outcome.{index}", ""))[:60]
        outcome = spoken.get(said.casefold()) or (slug(said, fallback="outcome") if said else "")
        if outcome and outcome not in names:
            names.add(outcome)
            yield {"outcome": outcome, "to": _target(target)}


def _target(text: str) -> int | str:
    """Return the row that was chosen as a target, the end, or 0 for none."""
    return END if text == END else whole(text) or 0
