"""The final report put together: what people wrote, and around it what the case itself knows, chapter by chapter."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.timezone import localtime
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from runut.base.sentences import day, moment
from runut.cases.queries import CasePage, Expert, RemarkView
from runut.cases.words import KINDS, badge, outcome
from runut.core.audit import Audit
from runut.documents.queries import Paper
from runut.formats.printing.letter import Facts, Head, Letter, Listed, Part, Signature, Table, Text
from runut.formats.signing import MARK
from runut.formats.words import Language
from runut.people.queries import organisation
from runut.reports.queries import code_of
from runut.reviews.codes import qr_svg

_TESTS = ("test_documentation", "installation_report", "application")


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What the case knows: where it stands, its answers, papers, team, remarks, and who holds each receiving performer's part today."""

    page: CasePage
    found: Audit
    papers: Sequence[Paper]
    team: Sequence[Expert]
    remarks: Sequence[RemarkView]
    holders: Mapping[str, str]


def report(written: Mapping[str, Any], known: Known, *, at: datetime) -> Letter:
    """Return the final report in the reader's language; the same case and text give the same report."""
    case = known.page.case
    address = f"{settings.ADDRESS}{reverse('reports:verify', args=[code_of(case.uid)])}"
    title = _("Final report: %(title)s") % {"title": case.title}
    footer = "\n".join((title, _("Is this copy genuine? %(address)s") % {"address": address}))
    return Letter(
        language=_language(),
        title=title,
        letterhead=organisation().letterhead,
        heading=_("Final report of the development of “%(title)s”") % {"title": case.title},
        number=case.number or "",
        parts=tuple(_numbered(_chapters(written, known))),
        signatures=tuple(_signatures(known, at, address)),
        footer=footer,
        seal=qr_svg(address, label=""),
        page=_("Page"),
    )


Chapter = tuple[str, list[Part]]


def _numbered(chapters: Iterator[Chapter]) -> Iterator[Part]:
    for number, (title, parts) in enumerate(chapters, 1):
        yield Head(text=f"{number}. {title}")
        yield from parts


def _chapters(written: Mapping[str, Any], known: Known) -> Iterator[Chapter]:
    procedure = known.page.procedure
    yield _("Background"), [*_text(written, "background"), Facts(rows=tuple(_identity(known)))]
    yield _("Legal basis"), [Listed(items=procedure.identity.legal_basis)] if procedure.identity.legal_basis else [_none()]
    yield _("Team"), [_team(known)] if known.team else [_none()]
    yield _("Schedule, planned and actual"), [_schedule(known)]
    yield _("Work done"), [*_text(written, "work"), *_decisions(known)]
    yield _("Result"), [*_text(written, "result"), *_tests(known)]
    yield _("Obstacles and deviations"), [*_text(written, "obstacles"), *_deviations(known)]
    yield _("Recommendations"), _text(written, "recommendations")
    yield _("Evidence"), list(_evidence(known))


def _text(written: Mapping[str, Any], key: str) -> list[Part]:
    text = str(written.get(key) or "").strip()
    return [Text(text=one.strip()) for one in text.split("\n\n") if one.strip()]


def _none() -> Part:
    return Text(text=_("Nothing is recorded."))


def _identity(known: Known) -> Iterator[tuple[str, str]]:
    case, procedure = known.page.case, known.page.procedure
    yield _("Register number"), case.number or "–"
    yield _("Requesting unit"), case.unit.name
    if case.purpose:
        yield _("Purpose"), case.purpose
    yield _("SOP"), procedure.identity.name
    yield _("Entered"), moment(case.opened_at)
    yield _("Status"), badge(case.status, late=False)["label"]


def _team(known: Known) -> Part:
    rows = tuple(
        (one.name, one.role, f"{day(one.from_on)} – {day(one.to_on) if one.to_on else _('now')}")
        for one in sorted(known.team, key=lambda one: (one.from_on, one.name))
    )
    return Table(heads=(_("Name"), _("Role"), _("Period")), shares=(4, 3, 4), rows=rows)


def _schedule(known: Known) -> Part:
    texts = {one.number: one.text for one in known.page.procedure.activities}
    rows = []
    for work in known.found.works:
        verdict = {None: "–", True: _("late"), False: _("in time")}[work.late]
        closed = _moment(work.closed_at) if work.closed_at else _("open")
        named = f"{work.activity}. {texts.get(work.activity, '')}"
        rows.append((named, str(work.round), _moment(work.scheduled_at), _moment(work.due_at), closed, verdict))
    heads = (_("Activity"), _("Round"), _("Begun"), _("Deadline"), _("Closed"), _("In time?"))
    return Table(heads=heads, shares=(9, 3, 4, 4, 4, 4), rows=tuple(rows))


def _decisions(known: Known) -> Iterator[Part]:
    """Yield each decision with its reason, and every remark with its answer."""
    rows = tuple(
        (f"{one.activity} / {one.round}", outcome(one.outcome), _who(one.by), _moment(one.at), one.reason or "–")
        for one in known.found.decisions
    )
    if rows:
        yield Text(text=_("Decisions that were taken:"))
        yield Table(heads=(_("Activity / round"), _("Decision"), _("By whom"), _("When"), _("Reason")), shares=(3, 3, 6, 4, 6), rows=rows)
    if known.remarks:
        yield Text(text=_("Remarks and their answers:"))
        remarks = tuple((str(one.number), one.text, one.answer or "–", one.change or "–") for one in known.remarks)
        yield Table(heads=(_("No"), _("Remark"), _("Answer"), _("Changed")), shares=(1, 6, 6, 4), rows=remarks)


def _tests(known: Known) -> Iterator[Part]:
    rows = tuple(
        (paper.title, str(paper.current.number), _moment(paper.current.filed_at), paper.current.sha256)
        for paper in known.papers
        if paper.key in _TESTS and paper.removed_at is None
    )
    if rows:
        yield Text(text=_("What was tested, and what shows it:"))
        yield Table(heads=(_("Document"), _("Version"), _("Filed"), "SHA-256"), shares=(5, 2, 4, 8), rows=rows)
    same = known.found.same_build
    if same is not None:
        yes = _("The application that was named last has the hash of the one that was named before it.")
        no = _("The application that was named last is another than the one that was named before it.")
        yield Text(text=yes if same else no)


def _deviations(known: Known) -> Iterator[Part]:
    rows = tuple(
        (str(KINDS[one.kind]), f"{work.activity} / {work.round}", _who(one.by), _moment(one.at), one.reason or "–")
        for work in known.found.works
        for one in work.delays
    )
    if rows:
        heads = (_("What"), _("Activity / round"), _("By whom"), _("When"), _("Reason"))
        yield Table(heads=heads, shares=(4, 3, 5, 4, 6), rows=rows)
    else:
        yield Text(text=_("The case was never on hold, no deadline was moved, and nothing went against the flow of the SOP."))


def _evidence(known: Known) -> Iterator[Part]:
    case = known.page.case
    rows = tuple(
        (version.title, str(version.number), version.filed_by, _moment(version.filed_at), version.sha256)
        for paper in known.papers
        for version in reversed(paper.versions)
    )
    yield Text(text=_("Every version of every document that was filed, with its SHA-256:"))
    yield Table(heads=(_("Document"), _("Version"), _("By whom"), _("Filed"), "SHA-256"), shares=(5, 2, 4, 4, 7), rows=rows)
    told = {"events": case.events, "head": case.head}
    yield Text(text=_("When this report was written the case had %(events)s events; the hash of the last is %(head)s.") % told)


def _signatures(known: Known, at: datetime, address: str) -> Iterator[Signature]:
    """Yield a place for each performer who receives the report; the name leads to where signatures are checked, and marks where theirs stands."""
    makers = [one for one in known.page.procedure.activities if any(each.key == "final_report" for each in one.outputs)]
    for turn in (turn for one in makers for turn in one.turns if turn.part.value == "receives"):
        performer = known.page.procedure.performer(turn.key)
        name = known.holders.get(turn.key) or "…"
        yield Signature(day=day(localtime(at).date()), position=performer.name, name=name, link=f"{address}{MARK}{turn.key}")


def _who(by: Mapping[str, Any]) -> str:
    capacity: Mapping[str, str] = by.get("capacity") or {}
    acting = {"plt": "Plt. ", "plh": "Plh. "}.get(capacity.get("capacity", ""), "")
    position = capacity.get("position") or str(by.get("position", ""))
    return f"{by.get('name', '')}, {acting}{position}".rstrip(", ")


def _moment(at: datetime | None) -> str:
    return moment(at) if at else "–"


def _language() -> Language:
    return "en" if (get_language() or "").startswith("en") else "id"
