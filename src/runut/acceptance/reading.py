"""How comparison and run sheet are read, on the page and once they are filed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from runut.acceptance.queries.comparison import Comparison, LineView, lines_of
from runut.acceptance.queries.runsheet import StepView, sheet_of
from runut.acceptance.words import GROUPS, RESULTS, VERDICT_ICONS, VERDICT_TONES, VERDICTS, group, presented, title
from runut.base.sentences import moment
from runut.documents.forms.reading import Reading, Table, Value

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A line in words."""

    line: LineView
    title: str
    presented: str
    verdict: str
    tone: str
    icon: str
    before: str


def grouped(found: Comparison) -> list[tuple[StrOrPromise, list[Row]]]:
    """Return the lines in words, by group; groups without any are left out."""
    rows: dict[str, list[Row]] = {}
    for one in found.lines:
        rows.setdefault(group(one.claim), []).append(_row(one))
    return [(label, rows[key]) for key, label in GROUPS if key in rows]


def _row(line: LineView) -> Row:
    return Row(
        line=line,
        title=title(line.claim),
        presented=presented(line.claim),
        verdict=str(VERDICTS.get(line.verdict, _("not compared yet"))),
        tone=VERDICT_TONES.get(line.verdict, "soon"),
        icon=VERDICT_ICONS.get(line.verdict, ""),
        before=str(VERDICTS.get(line.before, "")),
    )


def read_comparison(content: Mapping[str, Any]) -> Reading:
    """Return a filed comparison: how many lines have which verdict, and each group as a table."""
    found = Comparison(lines=tuple(lines_of(content)))
    counts = tuple((word, _text(found.counts.get(key, 0))) for key, word in VERDICTS.items())
    heads = (_("What"), _("Presented"), _("Installed"), _("Verdict"), _("Evidence"), _("Who and when"))
    tables = tuple(Table(title=label, heads=heads, rows=tuple(_cells(one) for one in rows)) for label, rows in grouped(found))
    return Reading(lines=((_("Lines"), _text(len(found.lines))), *counts, (_("Carried over"), _text(found.carried))), tables=tables)


def read_run_sheet(content: Mapping[str, Any]) -> Reading:
    """Return a filed run sheet: from which guide, who carried it out and how long it took, and its steps as a table."""
    found = sheet_of(content)
    guide = found.guide or {}
    told = f"{guide['title']}, {_('version')} {guide['number']} ({guide['sha256'][:12]}…)" if guide else ""
    lines = (
        (_("Installation guide"), _text(told)),
        (_("Carried out by"), _text(", ".join(found.people))),
        (_("Minutes"), _text(found.minutes)),
        *((str(word), _text(found.counts.get(key, 0))) for key, word in RESULTS.items()),
    )
    heads = (_("Number"), _("Step"), _("Expected"), _("Observed"), _("Result"), _("Minutes"), _("Evidence"), _("Who and when"))
    rows = tuple(_step_cells(place, one) for place, one in enumerate(found.steps, 1))
    return Reading(lines=lines, tables=(Table(title=_("Steps"), heads=heads, rows=rows),))


def _step_cells(place: int, one: StepView) -> tuple[Value, ...]:
    return (
        _text(place),
        _long(one.text),
        _long(one.expected),
        _long(one.observed),
        _text(str(RESULTS.get(one.result, ""))),
        _text(one.minutes if one.minutes is not None else ""),
        _text(f"{one.evidence.title} ({one.evidence.sha256[:12]}…)" if one.evidence else ""),
        _text(f"{one.by}, {moment(one.at)}" if one.at else one.by),
    )


def _cells(row: Row) -> tuple[Value, ...]:
    line = row.line
    who = f"{line.by}, {moment(line.at)}" if line.at else line.by
    return (
        _text(row.title),
        _long(row.presented),
        _long(line.installed),
        _text(f"{row.verdict} ({_('carried over')})" if line.carried else row.verdict),
        _text(f"{line.evidence.title} ({line.evidence.sha256[:12]}…)" if line.evidence else ""),
        _text(who),
    )


def _text(value: object) -> Value:
    return Value(kind="text", value=str(value)) if value or value == 0 else Value(kind="none")


def _long(value: str) -> Value:
    return Value(kind="long", value=value) if value else Value(kind="none")
