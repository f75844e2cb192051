from __future__ import annotations

import argparse
import re
from collections.abc import Iterator
from contextlib import suppress
from datetime import date
from gettext import gettext as _
from gettext import ngettext
from pathlib import Path
from typing import TYPE_CHECKING

from runut.cli.codes import Code
from runut.cli.out import tell

if TYPE_CHECKING:
    from runut.core.assuming import Assumptions, Span
    from runut.core.procedure import Procedure
    from runut.core.simulation import Outlook


def about() -> str:
    return _("Say how many working days an SOP takes, activity by activity and performer by performer, before anybody has run it.")


def arguments(parser: argparse.ArgumentParser) -> None:
    days = _("DAYS")
    parser.add_argument(
        "--back", type=_chance, default=0.0, metavar="P", help=_("the chance, from 0 to 1, that a decision sends the case back; 0")
    )
    parser.add_argument(
        "--chance", type=_stated, action="append", default=[], metavar="N.OUTCOME=P", help=_("the chance of one outcome, as 5.rejected=0.3")
    )
    parser.add_argument("--scheduled", type=_span, metavar=days, help=_("working days of work “as scheduled”: 60, or 40-80"))
    parser.add_argument("--rework", type=_span, metavar=days, help=_("the same when the case comes again; otherwise as the first time"))
    parser.add_argument("--start", type=_day, metavar=_("DATE"), help=_("the day on which a case begins, as 2026-11-30: tells dates too"))
    parser.add_argument("--work-week", type=int, choices=(5, 6), default=5, help=_("days that the office works in a week"))
    parser.add_argument("--runs", type=_runs, default=2_000, metavar="N", help=_("invented cases behind the quantiles; 2000"))
    parser.add_argument("--seed", type=int, default=1, metavar="N", help=_("the same seed gives the same figures"))
    parser.add_argument("-o", "--output", type=Path, metavar=_("FILE"), help=_("draws the flowchart with the figures there, as SVG"))
    parser.add_argument("--force", action="store_true", help=_("write over a file that exists"))


def run(options: argparse.Namespace) -> int:
    from runut.cli.sop import source, target
    from runut.core.simulation import simulate

    target.check(options)
    procedure = source.procedure(options.file)
    assumptions = _assumptions(options)
    outlook = simulate(procedure, assumptions)
    for line in _lines(procedure, assumptions, outlook, silent=options.scheduled is None):
        tell(line)
    if options.output is None:
        return Code.DONE
    return target.put(_drawn(procedure, outlook).encode(), options)


def _drawn(procedure: Procedure, outlook: Outlook) -> str:
    from runut.cli.words import spoken
    from runut.formats.flowchart import Chart, expected, paint

    return paint(Chart(procedure=procedure, language=spoken(), figures=expected(outlook, language=spoken())), alone=True)


def _assumptions(options: argparse.Namespace) -> Assumptions:
    from runut.core.assuming import Assumptions
    from runut.core.workdays import Calendar

    chances: dict[int, dict[str, float]] = {}
    for activity, outcome, chance in options.chance:
        chances.setdefault(activity, {})[outcome] = chance
    return Assumptions(
        back=options.back,
        chances=chances,
        scheduled=options.scheduled or (0.0, 0.0),
        rework=options.rework,
        calendar=Calendar(week=frozenset(range(options.work_week))),
        start=options.start,
        runs=options.runs,
        seed=options.seed,
    )


def _lines(procedure: Procedure, assumptions: Assumptions, outlook: Outlook, *, silent: bool) -> Iterator[str]:
    yield procedure.identity.name
    yield ""
    yield _("working days without any loop: %(days)s") % {"days": _number(outlook.straight)}
    yield _("expected: %(days)s; half of the cases within %(half)s, nine of ten within %(nine)s") % {
        "days": _number(outlook.expected),
        "half": _number(outlook.p50),
        "nine": _number(outlook.p90),
    }
    yield from _remarks(outlook, silent=silent)
    yield ""
    yield from _table([_("row"), _("visits"), _("days each"), _("days"), _("activity")], _activities(procedure, outlook))
    yield ""
    yield from _table([_("turns"), _("days"), _("performer")], _performers(procedure, outlook))
    if outlook.loops:
        yield ""
        yield from _loops(outlook, silent=silent)


def _loops(outlook: Outlook, *, silent: bool) -> Iterator[str]:
    from runut.cli.said import word

    scheduled = {one.activity for one in outlook.contributions if one.scheduled}
    for loop in outlook.loops:
        told = {
            "outcome": word(loop.outcome),
            "activity": loop.activity,
            "chance": _number(loop.chance),
            "days": _number(loop.days),
            "way": ", ".join(str(one) for one in loop.activities),
        }
        if silent and scheduled & set(loop.activities):
            yield _("“%(outcome)s” at %(activity)s, chance %(chance)s: %(way)s once more, %(days)s working days and the rework") % told
        else:
            yield _("“%(outcome)s” at %(activity)s, chance %(chance)s: %(way)s once more, %(days)s working days") % told


def _remarks(outlook: Outlook, *, silent: bool) -> Iterator[str]:
    from runut.cli.words import spoken
    from runut.formats.words import day_words

    if outlook.p50_on and outlook.p90_on:
        yield _("that is %(half)s and %(nine)s; holidays are not known here") % {
            "half": day_words(outlook.p50_on, spoken()),
            "nine": day_words(outlook.p90_on, spoken()),
        }
    scheduled = [str(one.activity) for one in outlook.contributions if one.scheduled]
    if scheduled and silent:
        yield _("plus the schedule of activity %(activities)s: --scheduled says how long it is") % {"activities": ", ".join(scheduled)}
    without = [str(one.activity) for one in outlook.contributions if not one.stated]
    if without:
        sentence = ngettext(
            "activity %(activities)s states no time and counts nothing",
            "activities %(activities)s state no time and count nothing",
            len(without),
        )
        yield sentence % {"activities": ", ".join(without)}


def _activities(procedure: Procedure, outlook: Outlook) -> list[list[str]]:
    return [
        [
            str(one.activity),
            f"{_number(one.visits)} ×",
            _spanned(one.span),
            f"= {_number(one.days)}",
            _short(procedure.activity(one.activity).text),
        ]
        for one in outlook.contributions
    ]


def _performers(procedure: Procedure, outlook: Outlook) -> list[list[str]]:
    return [[_number(one.turns), _number(one.days), procedure.performer(one.performer).name] for one in outlook.loads]


def _table(heads: list[str], rows: list[list[str]]) -> Iterator[str]:
    """Yield columns of figures, ended by one of text."""
    widths = [max(len(row[column]) for row in [heads, *rows]) for column in range(len(heads) - 1)]
    for row in [heads, *rows]:
        yield "  ".join([*(cell.rjust(width) for cell, width in zip(row, widths, strict=False)), row[-1]]).rstrip()


def _number(value: float) -> str:
    from runut.cli.words import spoken
    from runut.formats.words import number_words

    return number_words(value, spoken())


def _spanned(span: Span) -> str:
    return _number(span[0]) if span[0] == span[1] else f"{_number(span[0])}-{_number(span[1])}"


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= 60 else f"{line[:59]}…"


def _chance(text: str) -> float:
    with suppress(ValueError):
        if 0 <= float(text) <= 1:
            return float(text)
    raise argparse.ArgumentTypeError(_("“%(text)s” is not a chance; 0.3 is one") % {"text": text})


def _stated(text: str) -> tuple[int, str, float]:
    found = re.fullmatch(r"([0-9]{1,9})\.([a-z0-9_]+)=(.+)", text)
    if not found:
        raise argparse.ArgumentTypeError(_("“%(text)s” is not the chance of an outcome; 5.rejected=0.3 is one") % {"text": text})
    return int(found[1]), found[2], _chance(found[3])


def _span(text: str) -> Span:
    found = re.fullmatch(r"([0-9]{1,9}(?:\.[0-9]+)?)(?:-([0-9]{1,9}(?:\.[0-9]+)?))?", text)
    if not found:
        raise argparse.ArgumentTypeError(_("“%(text)s” are no days; 60 and 40-80 are") % {"text": text})
    return float(found[1]), float(found[2] or found[1])


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(_("“%(text)s” is not a date; 2026-11-30 is one") % {"text": text}) from error


def _runs(text: str) -> int:
    if not re.fullmatch(r"[1-9][0-9]{0,5}", text):
        raise argparse.ArgumentTypeError(_("“%(text)s” is not a number of runs; 2000 is one, and 999999 the most") % {"text": text})
    return int(text)
