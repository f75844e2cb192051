"""How comparison, run sheet and report are read, on the page and once they are filed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.forms import Form
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from runut.acceptance.guide import plain
from runut.acceptance.queries.comparison import COMPARISON, Comparison, Evidence, LineView, lines_of
from runut.acceptance.queries.report import BUILD, PARTS
from runut.acceptance.queries.runsheet import RUN_SHEET, StepView, sheet_of
from runut.acceptance.words import GROUPS, RESULTS, VERDICT_ICONS, VERDICT_TONES, VERDICTS, group, presented, title
from runut.base.sentences import moment
from runut.documents.forms.reading import Reading, Table, Value, long_value, read, text_value
from runut.documents.forms.rows import Rows

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
    counts = tuple((word, text_value(found.counts.get(key, 0))) for key, word in VERDICTS.items())
    heads = (_("What was presented"), _("Installed"), _("Verdict"))
    tables = tuple(Table(title=label, heads=heads, rows=tuple(_cells(one) for one in rows)) for label, rows in grouped(found))
    return Reading(
        lines=((_("Lines"), text_value(len(found.lines))), *counts, (_("Carried over"), text_value(found.carried))), tables=tables
    )


def read_run_sheet(content: Mapping[str, Any]) -> Reading:
    """Return a filed run sheet: from which guide, who carried it out and how long it took, and its steps as a table."""
    found = sheet_of(content)
    guide = found.guide or {}
    told = f"{guide['title']}, {_('version')} {guide['number']} ({guide['sha256'][:12]}…)" if guide else ""
    lines = (
        (_("Installation guide"), text_value(told)),
        (_("Carried out by"), text_value(", ".join(found.people))),
        (_("Time in minutes"), text_value(found.minutes)),
        *((str(word), text_value(found.counts.get(key, 0))) for key, word in RESULTS.items()),
    )
    heads = (_("Step"), _("Observed"), _("Result"))
    rows = tuple(_step_cells(one) for one in found.steps)
    return Reading(lines=lines, tables=(Table(title=_("Steps of the installation guide"), heads=heads, rows=rows),))


def _step_cells(one: StepView) -> tuple[Value, ...]:
    expected = _("Expected: %(text)s") % {"text": plain(one.expected)} if one.expected else ""
    minutes = ngettext("%(n)s minute", "%(n)s minutes", one.minutes) % {"n": one.minutes} if one.minutes is not None else ""
    return (
        _joined(plain(one.text), expected),
        _joined(one.observed, _proof(one.evidence)),
        _joined(str(RESULTS.get(one.result, "")), minutes, _signed(one.by, one.at)),
    )


def read_report(form_class: type[Form], rows: Mapping[str, Rows], content: Mapping[str, Any]) -> Reading:
    """Return a filed report: what was written, and what its parts say; without a comparison its typed table."""
    written = read(form_class, rows, {name: value for name, value in content.items() if name not in PARTS})
    lines, tables = list(written.lines), [] if COMPARISON in content else list(written.tables)
    if build := content.get(BUILD):
        same = _("the released one") if build["is_same"] else _("not the released one")
        lines.append((_("Installed build"), text_value(f"{same}: {build['archive']['filename']} ({build['archive']['sha256'][:12]}…)")))
    for name, reader in ((RUN_SHEET, read_run_sheet), (COMPARISON, read_comparison)):
        if part := content.get(name):
            found = reader(part)
            lines.append(
                (
                    part["paper"]["title"],
                    long_value("\n".join(f"{label}: {value.value}" for label, value in found.lines if value.value != "")),
                )
            )
            tables += found.tables
    return Reading(lines=tuple(lines), tables=tuple(tables))


def _cells(row: Row) -> tuple[Value, ...]:
    line = row.line
    return (
        _joined(row.title, row.presented),
        _joined(line.installed, _proof(line.evidence)),
        _joined(row.verdict, _("carried over") if line.carried else "", _signed(line.by, line.at)),
    )


def _signed(by: str, at: datetime | None) -> str:
    return f"{by}, {moment(at)}" if at else by


def _proof(shown: Evidence | None) -> str:
    return f"{shown.title} ({shown.sha256[:12]}…)" if shown else ""


def _joined(*texts: str) -> Value:
    return long_value("\n".join(one for one in texts if one))
