"""How a comparison is read, on the page and once it is filed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from runut.acceptance.queries.comparison import Comparison, LineView, lines_of
from runut.acceptance.words import GROUPS, VERDICT_ICONS, VERDICT_TONES, VERDICTS, group, presented, title
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
