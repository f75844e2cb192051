"""What is drafted before the decision on an open work item: remarks, views, what was read, verdicts on answers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from runut.cases.deliverables import made_by_decision
from runut.cases.proposing import Proposal, proposals
from runut.cases.queries import CasePage
from runut.core.position import Position
from runut.core.procedure import Activity, HeldBy, Part, Procedure
from runut.core.remarks import MUST, SUGGESTION
from runut.core.sentences import Reason, reason
from runut.reviews.models import Attendance, Draft, Opinion, Verdict

PRESENTED: Final = {"plan_response": "plan_presentation", "result_response": "result_presentation"}
"""The presentation that a response is about."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftView:
    """A drafted remark as the page shows it."""

    id: int
    author_id: int
    author: str
    text: str
    must: bool
    about: Mapping[str, str]
    at: datetime

    @property
    def weight(self) -> str:
        """As the decision takes it."""
        return MUST if self.must else SUGGESTION


@dataclass(frozen=True, slots=True, kw_only=True)
class OpinionView:
    """What one member said; ``view`` is empty until they gave it."""

    user_id: int
    name: str
    view: str
    reason: str
    given_at: datetime | None
    read: frozenset[str]
    read_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class VerdictView:
    """Whether the answer to a remark suffices."""

    closed: bool
    reason: str
    by: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Drafted:
    """All that stands before the decision; ``attended`` are those who signed the attendance list of the round's presentation."""

    remarks: tuple[DraftView, ...]
    opinions: tuple[OpinionView, ...]
    verdicts: Mapping[int, VerdictView]
    attended: frozenset[int]
    listed: bool

    def knows(self, user_id: int, material: frozenset[str]) -> bool:
        """Whether the person attended, or has confirmed having read all of ``material`` as it is now."""
        read = next((one.read for one in self.opinions if one.user_id == user_id), frozenset())
        return user_id in self.attended or (bool(read) and material <= read)

    @property
    def views(self) -> tuple[OpinionView, ...]:
        """The views that were given."""
        return tuple(one for one in self.opinions if one.view)


NOTHING: Final = Drafted(remarks=(), opinions=(), verdicts={}, attended=frozenset(), listed=False)
"""What stands before most decisions."""


def responding(page: CasePage) -> Activity | None:
    """Return the open activity, if its decision is still to be taken and makes a response."""
    activity = page.activity
    if activity is None or page.item_id is None or not made_by_decision(one.key for one in activity.outputs):
        return None
    return activity


def drafted(*, case_id: int, item_id: int, procedure: Procedure, position: Position, keys: frozenset[str]) -> Drafted:
    """Return what stands before the decision on an open work item. Queries: 4."""
    remarks = Draft.objects.filter(item_id=item_id, taken_back_at=None).select_related("author").order_by("id")
    opinions = Opinion.objects.filter(item_id=item_id).select_related("user").order_by("given_at", "id")
    verdicts = Verdict.objects.filter(item_id=item_id).select_related("by")
    attended = _attended(case_id, procedure, position, keys)
    return Drafted(
        remarks=tuple(_draft(one) for one in remarks),
        opinions=tuple(_opinion(one) for one in opinions),
        verdicts={one.number: VerdictView(closed=one.closed, reason=one.reason, by=one.by.name, at=one.at) for one in verdicts},
        attended=frozenset(one for one in attended if one is not None),
        listed=bool(attended),
    )


def drafted_for(page: CasePage) -> Drafted:
    """Return what stands before the decision that the page's case waits for; `responding` says that there is one. Queries: 4."""
    assert page.item_id is not None and page.activity is not None
    keys = made_by_decision(one.key for one in page.activity.outputs)
    return drafted(case_id=page.case.pk, item_id=page.item_id, procedure=page.procedure, position=page.position, keys=keys)


def material_hashes(page: CasePage) -> frozenset[str]:
    """Return the hashes of what the open activity needs, as it is now: what somebody confirms having read."""
    return frozenset(filed.sha256 for item in page.items if item.role == "requirement" for filed in item.filed)


def proposed_for(page: CasePage, found: Drafted) -> list[Proposal]:
    """Return what rooms propose as remarks for the decision that is open, without what was drafted already."""
    keys = {item.key for item in page.items if item.role == "requirement"}
    return [one for one in proposals(page.case.pk, keys) if not any(one.is_drafted(each.text, each.about) for each in found.remarks)]


def against_drafting(page: CasePage, *, view: bool = False) -> tuple[Reason, ...]:
    """Return why the reader cannot draft remarks now, or with ``view`` not give their view: nobody responds to their own work."""
    activity = responding(page)
    if activity is None or page.position.status.value == "held":
        return (reason("response_closed"),)
    deciders = [one.key for one in activity.turns if one.part is Part.DECIDES]
    taking_part = deciders if view else [one.key for one in activity.performers]
    held = [page.procedure.performer(one) for one in taking_part if one in page.actor.performers]
    if not any(one.held_by is not HeldBy.TEAM for one in held):
        names = ", ".join(page.procedure.performer(one).name for one in deciders)
        return (reason("response_not_yours", activity=activity.number, performer=names),)
    if page.actor.team:
        return (reason("own_work", performer=held[0].name),)
    return ()


def against_viewing(page: CasePage, found: Drafted, user_id: int) -> tuple[Reason, ...]:
    """Return why the reader cannot give their view now."""
    against = against_drafting(page, view=True)
    if against or found.knows(user_id, material_hashes(page)):
        return against
    return (reason("material_unread"),)


def _attended(case_id: int, procedure: Procedure, position: Position, keys: frozenset[str]) -> list[int | None]:
    """Return who is on the attendance list of the presentation that the response is about, in its last round."""
    key, round_ = presentation_of(procedure, position, keys)
    rows = Attendance.objects.filter(presentation__case_id=case_id, presentation__key=key, presentation__round=round_, struck_at=None)
    return list(rows.values_list("user_id", flat=True))


def presentation_of(procedure: Procedure, position: Position, keys: frozenset[str]) -> tuple[str, int]:
    """Return key and round of the presentation that the response is about; empty where the SOP has none."""
    presented = next((PRESENTED[one] for one in sorted(keys) if one in PRESENTED), "")
    home = procedure.maker(presented) if presented else None
    return (presented, position.rounds.get(home.number, 0)) if home else ("", 0)


def _draft(row: Draft) -> DraftView:
    return DraftView(
        id=row.pk, author_id=row.author_id, author=row.author.name, text=row.text, must=row.must, about=row.about, at=row.drafted_at
    )


def _opinion(row: Opinion) -> OpinionView:
    return OpinionView(
        user_id=row.user_id,
        name=row.user.name,
        view=row.view,
        reason=row.reason,
        given_at=row.given_at,
        read=frozenset(row.read),
        read_at=row.read_at,
    )
