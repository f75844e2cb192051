"""The plan of a case on one page: what its activity leaves, how each stands, and what changed since it was last decided on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from runut.cases.deliverables import unfiled
from runut.cases.queries import CasePage, Decision, RemarkView, access_procedure, decisions
from runut.cases.things import Since, since
from runut.core.errors import NotFound
from runut.core.procedure import Activity, Procedure
from runut.core.sentences import Reason
from runut.documents.queries import Paper, Version, papers_of
from runut.documents.shelf import Line, shelves
from runut.people.queries import Standing
from runut.planning.queries import flows, screens

KEYS: Final = ("schedule", "mockups", "business_flow", "analysis_document")
"""What a plan consists of; an office's own SOP may know only some of it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """One deliverable of the plan: ``unfiled``: its tool holds changes that were not filed; ``waiting``: open comments, or drafts."""

    line: Line
    unfiled: bool
    waiting: int = 0

    @property
    def shown(self) -> bool:
        """Whether its tool has a page to look at for readers who cannot change it now; for the others its button leads there."""
        return bool(self.line.against) and self.line.key in KEYS and self.line.tool is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One paper, then and now: ``state`` is new, changed, same or gone; ``before`` the number of the version that was decided on, 0: none."""

    deliverable: str
    title: str
    state: str
    before: int
    now: Version | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """``decision`` is the last one that was about these papers; without one there is nothing to compare with.

    ``remarks`` are those of the decision, each with what became of what it is about.
    """

    activity: Activity
    pieces: tuple[Piece, ...]
    missing: tuple[Reason, ...]
    decision: Decision | None
    changes: tuple[Change, ...]
    remarks: tuple[tuple[RemarkView, Since | None], ...]


def has_plan(case_id: int, who: Standing, at: datetime) -> bool:
    """Whether the SOP of the case leaves anything that a plan consists of. Queries: 2."""
    return _home(access_procedure(case_id=case_id, who=who)) is not None


def plan_of(page: CasePage) -> Plan:
    """Return the plan of the case on whose page the reader is. Queries: 9, and those of what remarks are tied to.

    Raises:
        NotFound: Its SOP knows no plan.
    """
    home = _home(page.procedure)
    if home is None:
        raise NotFound
    papers = papers_of(page.case.pk)
    lines = next((one.lines for one in shelves(page, papers) if one.activity.number == home.number), ())
    keys = [one.key for one in lines]
    decision = _last(decisions(case_id=page.case.pk), keys)
    return Plan(
        activity=home,
        pieces=tuple(_pieces(page.case.pk, lines)),
        missing=page.missing if page.activity and page.activity.number == home.number else (),
        decision=decision,
        changes=tuple(_changes(decision, page.procedure, lines)) if decision else (),
        remarks=tuple(_remarks(page.case.pk, decision)) if decision else (),
    )


def _remarks(case_id: int, decision: Decision) -> list[tuple[RemarkView, Since | None]]:
    became = since(case_id, [(one.about, one.raised_at) for one in decision.remarks])
    return list(zip(decision.remarks, became, strict=True))


def _home(procedure: Procedure) -> Activity | None:
    """Return the activity that draws the plan up: the first that leaves something of it."""
    makers = [procedure.maker(key) for key in KEYS]
    return min((one for one in makers if one), key=lambda one: one.number, default=None)


def _pieces(case_id: int, lines: Sequence[Line]) -> list[Piece]:
    changed = unfiled(case_id, [one.key for one in lines])
    drafts = sum(not one.filed for one in flows.flows(case_id)[0])
    waiting = {"mockups": sum(one.waiting for one in screens.screens_of(case_id)), "business_flow": drafts}
    return [Piece(line=one, unfiled=one.key in changed, waiting=waiting.get(one.key, 0)) for one in lines]


def _last(found: Sequence[Decision], keys: Sequence[str]) -> Decision | None:
    """Return the newest decision that names a paper of the plan."""
    return next((one for one in found if any(each["key"] in keys for each in _documents(one))), None)


def _documents(decision: Decision) -> Sequence[Mapping[str, Any]]:
    named: Sequence[Mapping[str, Any]] = decision.event.data.get("documents", ())
    return named


def _changes(decision: Decision, procedure: Procedure, lines: Sequence[Line]) -> list[Change]:
    """Return what became of each paper that the decision was about, and the papers that came since under the same deliverables."""
    number = decision.event.activity or 0
    asked = {one.key for one in procedure.activities[number - 1].deliverables} if 0 < number <= len(procedure.activities) else set()
    named = _documents(decision)
    return [change for line in lines if line.key in asked for change in _of_line(line, [one for one in named if one["key"] == line.key])]


def _of_line(line: Line, before: Sequence[Mapping[str, Any]]) -> list[Change]:
    then = {str(one["name"]): one for one in before}
    now = {paper.title: paper for paper in line.papers if paper.removed_at is None}
    found = [_change(line, title, then.get(title), paper) for title, paper in now.items()]
    return [*found, *(_change(line, title, one, None) for title, one in then.items() if title not in now)]


def _change(line: Line, title: str, then: Mapping[str, Any] | None, paper: Paper | None) -> Change:
    current = paper.current if paper else None
    state = "gone" if current is None else "new" if then is None else "same" if then["sha256"] == current.sha256 else "changed"
    return Change(deliverable=line.name, title=title, state=state, before=int(then["version"]) if then else 0, now=current)
