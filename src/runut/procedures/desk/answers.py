"""Answers to a question, in the form of the file, as words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from runut.core.procedure import END, Part, Procedure, Unit
from runut.procedures import words
from runut.procedures.drafting.content import Content


def time_fields(time: Mapping[str, Any] | None) -> tuple[str, str]:
    """Return a time limit as the two fields that show it: the amount, and the unit or the deliverable that it follows."""
    if not time:
        return "", "day"
    if "as" in time:
        return "", f"as:{time['as']}"
    amount = time.get("amount", "")
    return ("-".join(map(str, amount)) if isinstance(amount, list) else str(amount)), str(time.get("unit", "day"))


def answer_words(value: Any, content: Content, procedure: Procedure | None) -> str:
    """Return an answer in the form of the file as words."""
    names = {one["key"]: one["name"] for one in content["columns"]}
    if value is None or value == [] or value == {}:
        return _("nothing")
    if isinstance(value, list):
        return "; ".join(answer_words(one, content, procedure) for one in value)
    if isinstance(value, Mapping) and "key" in value:
        name = names.get(str(value["key"])) or str(value.get("name") or value["key"])
        return f"{name} ({words.PARTS[Part(value['part'])]})" if value.get("part") in set(Part) else name
    if isinstance(value, Mapping) and ("amount" in value or "as" in value):
        return _time_words(value, procedure)
    if isinstance(value, Mapping):
        return "; ".join(words.decision_words({str(key): one for key, one in value.items()}))
    if isinstance(value, int):
        text = content["rows"][value - 1]["text"] if 0 < value <= len(content["rows"]) else ""
        return _("activity %(number)s: %(text)s") % {"number": value, "text": text[:60]}
    if value == END:
        return _("the case ends")
    return names.get(str(value)) or words.plain_words(value, procedure) if procedure else str(value)


def _time_words(value: Mapping[str, Any], procedure: Procedure | None) -> str:
    amount, unit = time_fields(value)
    if unit.startswith("as:"):
        return _("as scheduled in “%(deliverable)s”") % {"deliverable": unit.removeprefix("as:")}
    return f"{amount} {words.UNITS[Unit(unit)]}"
