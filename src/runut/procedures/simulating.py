"""What a simulation found, as its page says it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

from django.utils.translation import gettext as _

from runut.base.sentences import language, word
from runut.core.assuming import Assumptions, Span
from runut.core.procedure import Procedure
from runut.core.simulation import Contribution, Loop, Outlook
from runut.formats.words import number_words

_SUM: Final = 16
"""Activities of which the page writes the sum out."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """What one activity, or one performer, adds."""

    name: str
    often: str
    each: str
    days: str
    number: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Round:
    """What one more round through a loop costs; ``way`` is the sum of its days."""

    activity: int
    outcome: str
    target: int
    chance: str
    way: str
    days: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A simulation in words and figures of the active language; ``adds`` names activities whose schedule nobody has stated."""

    outlook: Outlook
    straight: str
    expected: str
    mean: str
    p50: str
    p90: str
    total: str
    adds: tuple[int, ...]
    silent: tuple[int, ...]
    activities: tuple[Line, ...]
    performers: tuple[Line, ...]
    rounds: tuple[Round, ...]
    provisional_after: date | None
    fewer: bool


def told(procedure: Procedure, assumptions: Assumptions, outlook: Outlook) -> Told:
    """Return what the page of a simulation says."""
    covered = assumptions.calendar.covers_to
    return Told(
        outlook=outlook,
        straight=_number(outlook.straight),
        expected=_number(outlook.expected),
        mean=_number(outlook.mean),
        p50=_number(outlook.p50),
        p90=_number(outlook.p90),
        total=_total(outlook),
        adds=tuple(one.activity for one in outlook.contributions if one.scheduled and one.visits and not one.days),
        silent=tuple(one.activity for one in outlook.contributions if not one.stated),
        activities=tuple(_line(procedure, one) for one in outlook.contributions),
        performers=tuple(
            Line(name=procedure.performer(one.performer).name, often=_number(one.turns), each="", days=_number(one.days))
            for one in outlook.loads
        ),
        rounds=tuple(_round(one, outlook) for one in outlook.loops),
        provisional_after=covered if outlook.p90_on and outlook.p90_on > covered else None,
        fewer=outlook.runs < assumptions.runs,
    )


def _line(procedure: Procedure, one: Contribution) -> Line:
    often, each = _number(one.visits), _span(one.span)
    if one.again and one.visits > one.comes:
        often = f"{_number(one.comes)} + {_number(one.visits - one.comes)}"
        each = _("%(first)s, then %(again)s") % {"first": each, "again": _span(one.again)}
    if one.scheduled and not one.days:
        each = _("as scheduled")
    elif not one.stated:
        each = _("not stated")
    return Line(number=one.activity, name=procedure.activity(one.activity).text, often=often, each=each, days=_number(one.days))


def _total(outlook: Outlook) -> str:
    """Return the days of the activities as a sum, where there are few enough to be read."""
    if len(outlook.contributions) > _SUM:
        return ""
    some = [
        _("schedule") if one.scheduled and not one.days else _number(one.days) for one in outlook.contributions if one.visits and one.stated
    ]
    return " + ".join(some)


def _round(loop: Loop, outlook: Outlook) -> Round:
    by_number = {one.activity: one for one in outlook.contributions}
    some = []
    for number in loop.activities:
        one = by_number[number]
        low, high = one.again or one.span
        some.append(_("rework") if one.scheduled and not high else _number((low + high) / 2))
    return Round(
        activity=loop.activity,
        outcome=word(loop.outcome),
        target=loop.target,
        chance=f"{_number(100 * loop.chance)}%",
        way=" + ".join(some),
        days=_number(loop.days),
    )


def _span(span: Span) -> str:
    low, high = map(_number, span)
    return low if low == high else f"{low}-{high}"


def _number(value: float) -> str:
    return number_words(value, language())
