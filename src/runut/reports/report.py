"""The final report put together: what people wrote, and around it what the case and every room know, chapter by chapter."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from runut.base.issuing import imprint_for, verify_address
from runut.base.sentences import day, language
from runut.cases.chapters import About, chapters
from runut.cases.queries import CasePage, Expert, RemarkView, events, everybody, remarks, team
from runut.core.audit import Audit, audit
from runut.core.ledger import Event
from runut.documents.queries import Paper, papers_of
from runut.formats.printing.letter import Head, Letter, Part, Signature
from runut.formats.signing import MARK
from runut.people.queries import nips, organisation
from runut.procedures.queries import calendar
from runut.reports import own
from runut.reports.attached import attached
from runut.reports.queries import code_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What the case itself knows: where it stands, its events and their answers, papers, team, remarks, and who receives the report (name and NIP)."""

    about: About
    told: Sequence[Event]
    found: Audit
    papers: Sequence[Paper]
    team: Sequence[Expert]
    remarks: Sequence[RemarkView]
    holders: Mapping[str, tuple[str, str]]

    @property
    def page(self) -> CasePage:
        """The case as who writes the report sees it."""
        return self.about.page


def known(page: CasePage, *, at: datetime) -> Known:
    """Return what a report of a case is made of. Queries: 9."""
    case = page.case
    behind = everybody(case=case, procedure=page.procedure, on=calendar().local(at).date())
    told, found = list(events(case_id=case.pk)), nips(user_ids=[one.user_id for people in behind.values() for one in people])
    return Known(
        about=About(page=page, at=at),
        told=told,
        found=audit(told),
        papers=papers_of(case.pk),
        team=team(case_id=case.pk),
        remarks=remarks(case_id=case.pk),
        holders={key: (people[0].name, found.get(people[0].user_id, "")) for key, people in behind.items() if people},
    )


def report(written: Mapping[str, Any], told: Known, *, at: datetime) -> Letter:
    """Return the final report in the reader's language; the same case, text and moment give the same report.

    Queries: those of the rooms' chapters.
    """
    case = told.page.case
    code = code_of(case.uid)
    title = _("Final report: %(title)s") % {"title": case.title}
    return Letter(
        language=language(),
        title=title,
        letterhead=organisation().letterhead,
        heading=_("Final report of the development of “%(title)s”") % {"title": case.title},
        number=case.number or "",
        about=tuple(own.identity(told)),
        parts=tuple(_numbered(_chapters(written, told))),
        signatures=tuple(_signatures(told, at, verify_address(code))),
        footer=title,
        imprint=imprint_for(code),
        contents=_("Contents"),
        page=_("Page"),
        attached=attached(told.told, told.papers),
    )


def _chapters(written: Mapping[str, Any], told: Known) -> list[tuple[str, Sequence[Part]]]:
    """Return the chapters of this room and of all others in their places; one without a part is left out."""
    mine = own.chapters(written, told)
    others = ((place, _(title), parts) for place, title, parts in chapters(told.about))
    return [(title, parts) for _place, title, parts in sorted([*mine, *others], key=lambda one: one[0]) if parts]


def _numbered(found: Sequence[tuple[str, Sequence[Part]]]) -> Iterator[Part]:
    for number, (title, parts) in enumerate(found, 1):
        yield Head(text=f"{number}. {title}")
        section = 0
        for part in parts:
            if isinstance(part, Head):
                section += 1
                yield Head(text=f"{number}.{section} {part.text}", level=2)
            else:
                yield part


def _signatures(told: Known, at: datetime, address: str) -> Iterator[Signature]:
    """Yield a place for each performer who receives the report; the name leads to where signatures are checked, and marks where theirs stands."""
    makers = [one for one in told.page.procedure.activities if any(each.key == "final_report" for each in one.outputs)]
    for turn in (turn for one in makers for turn in one.turns if turn.part.value == "receives"):
        performer = told.page.procedure.performer(turn.key)
        name, nip = told.holders.get(turn.key) or ("…", "")
        yield Signature(day=day(localtime(at).date()), position=performer.name, name=name, nip=nip, link=f"{address}{MARK}{turn.key}")
