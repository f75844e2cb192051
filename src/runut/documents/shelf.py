"""The papers of a case in the order of its SOP: what each activity needs and leaves, what is there, what is missing and who supplies it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from runut.cases.deliverables import Tool, tool
from runut.cases.queries import CasePage
from runut.core import guards
from runut.core.procedure import Activity, Deliverable
from runut.core.sentences import Reason, reason
from runut.documents.queries import Paper
from runut.documents.renditions import SIGNED


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One deliverable with its papers, those that were taken out last.

    ``state`` is filed, missing (the case waits for it or went past it), stale (of an earlier round), unfiled (changed in its
    tool since), by_decision (the decision makes it) or
    later. ``against`` says why the reader cannot file it now; empty when they can.
    """

    key: str
    name: str
    supplier: str
    state: str
    papers: tuple[Paper, ...]
    against: tuple[Reason, ...]
    tool: Tool | None
    asks_end: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Shelf:
    """The deliverables that first stand in one activity. ``current`` says that the case is there."""

    activity: Activity
    current: bool
    lines: tuple[Line, ...]


def shelves(page: CasePage, papers: Sequence[Paper]) -> list[Shelf]:
    """Return one shelf for each activity that brings deliverables of its own."""
    found = []
    for activity in page.procedure.activities:
        lines = tuple(line(page, one, activity, papers) for one in _at_home(page, activity))
        if lines:
            current = page.activity is not None and page.activity.number == activity.number
            found.append(Shelf(activity=activity, current=current, lines=lines))
    return found


def other_papers(page: CasePage, papers: Sequence[Paper]) -> list[Paper]:
    """Return the papers that fulfil no deliverable of the SOP."""
    known = {one.key for activity in page.procedure.activities for one in activity.deliverables}
    return [one for one in papers if one.key not in known]


def find(page: CasePage, key: str) -> tuple[Deliverable, Activity] | None:
    """Return the deliverable ``key`` and the activity in which it first stands; None: the SOP has none."""
    for activity in page.procedure.activities:
        for one in _at_home(page, activity):
            if one.key == key:
                return one, activity
    return None


def line(page: CasePage, one: Deliverable, home: Activity, papers: Sequence[Paper]) -> Line:
    """Return how it stands about the deliverable ``one``."""
    mine = [paper for paper in papers if paper.key == one.key]
    kept = [paper for paper in mine if paper.removed_at is None]
    waiting = next((item for item in page.items if item.key == one.key), None)
    reached = page.position.rounds.get(home.number, 0) > 0
    return Line(
        key=one.key,
        name=one.name,
        supplier=page.procedure.supplier(one.key, at=home).name,
        state=waiting.state if waiting else "filed" if kept else "missing" if reached else "later",
        papers=(*kept, *(paper for paper in mine if paper.removed_at)),
        against=against(page, one.key),
        tool=tool(one.key),
        asks_end=one.key in page.procedure.deadline_keys(),
    )


def against(page: CasePage, key: str) -> tuple[Reason, ...]:
    """Return why the reader of ``page`` cannot file ``key`` now; an empty key is another paper."""
    if key == SIGNED and page.position.item is not None:
        return (reason("signed_kept"),)
    blocked = guards.filing(page.procedure, page.position, key)
    return blocked or tuple(guards.filing_is_theirs(page.procedure, page.position, key, page.actor))


def _at_home(page: CasePage, activity: Activity) -> Iterator[Deliverable]:
    """Yield what the activity leaves, and what it needs that comes from outside and was not needed before."""
    before = {one.key for earlier in page.procedure.activities[: activity.number - 1] for one in earlier.deliverables}
    for one in activity.deliverables:
        maker = page.procedure.maker(one.key)
        if one.key not in before and (maker is None or maker.number >= activity.number):
            yield one
