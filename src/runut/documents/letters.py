"""A filed form as an official letter: its labels and values in letterhead, who filed it, who decided on it, and the hash that proves it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from runut.base.sentences import day, language, moment
from runut.cases.queries import CasePage, Decision, decisions
from runut.documents.forms.reading import Reading, Table, Value
from runut.documents.queries import Version
from runut.formats.printing.letter import Facts, Head, Letter, Part, Signature, Text, column_shares
from runut.formats.printing.letter import Table as LetterTable
from runut.people.queries import nips, organisation

_LONG = 90
"""A value with more letters, or several lines, stands below its label."""


def form_letter(page: CasePage, version: Version, reading: Reading) -> Letter:
    """Return a version of a form as a letter in the reader's language. Queries: 4."""
    own, case = organisation(), page.case
    decided = next((one for one in decisions(case_id=case.pk) if _names(one, version)), None)
    return Letter(
        language=language(),
        title=f"{version.title}: {case.title}",
        letterhead=own.letterhead,
        heading=version.title,
        number=_("Number: %(number)s") % {"number": "........................"},
        parts=(Facts(rows=tuple(_about(page, version))), *reading_parts(reading, level=1)),
        signatures=tuple(_signatures(page, version, decided)),
        footer=f"{case.number or ''} {case.title} · {version.title}, {_('version')} {version.number}\nSHA-256 {version.sha256}".strip(),
        page=_("Page"),
    )


def reading_parts(reading: Reading, *, level: int = 2) -> Iterator[Part]:
    """Yield what a form says, for a letter or a chapter; its headings have that level."""
    yield from _lines(reading, level)
    for one in reading.tables:
        yield from _table(one, level)


def _names(decision: Decision, version: Version) -> bool:
    return any(str(one["sha256"]) == version.sha256 for one in decision.event.data.get("documents", ()))


def _about(page: CasePage, version: Version) -> Iterator[tuple[str, str]]:
    yield _("Project"), f"{page.case.number or ''} {page.case.title}".strip()
    yield _("Requesting unit"), page.case.unit.name
    if version.activity:
        yield _("Activity"), f"{version.activity}. {page.procedure.activity(version.activity).text}"
        yield _("Round"), str(version.round)


def _lines(reading: Reading, level: int) -> Iterator[Part]:
    """Yield short values side by side with their labels, each long one below its own heading."""
    short: list[tuple[str, str]] = []
    for label, value in reading.lines:
        said = _said(value)
        if value.kind != "long" and len(said) <= _LONG and "\n" not in said:
            short.append((str(label), said))
            continue
        if short:
            yield Facts(rows=tuple(short))
            short = []
        yield Head(text=str(label), level=level)
        yield from (Text(text=one.strip()) for one in said.split("\n\n") if one.strip())
    if short:
        yield Facts(rows=tuple(short))


def _table(table: Table, level: int) -> Iterator[Part]:
    if not table.rows:
        return
    rows = tuple((str(number), *(_said(value) for value in row)) for number, row in enumerate(table.rows, 1))
    heads = (_("No"), *(str(one) for one in table.heads))
    yield Head(text=str(table.title), level=level)
    yield LetterTable(heads=heads, shares=column_shares(heads, rows), rows=rows)


def _said(value: Value) -> str:
    if value.kind == "none":
        return "–"
    return day(value.value) if isinstance(value.value, date) else str(value.value)


def _signatures(page: CasePage, version: Version, decided: Decision | None) -> Iterator[Signature]:
    """Yield who decided on this very version, and who filed it."""
    own, by = organisation(), decided.event.by if decided else {}
    found = nips(logins=[str(by.get("login", ""))], user_ids=[version.filed_by_id])
    if decided:
        capacity: Mapping[str, Any] = by.get("capacity") or {}
        acting = {"plt": "Plt. ", "plh": "Plh. "}.get(str(capacity.get("capacity", "")), "")
        position = acting + str(capacity.get("position") or by.get("position", ""))
        note = _("decided on it on %(moment)s") % {"moment": moment(decided.event.at)}
        yield Signature(
            day=day(own.today(decided.event.at)),
            position=position,
            name=str(by.get("name", "")),
            note=note,
            nip=found.get(str(by.get("login", "")), ""),
        )
    nip = found.get(version.filed_by_id, "")
    yield Signature(day=day(own.today(version.filed_at)), position=_("Written by"), name=version.filed_by, nip=nip)
