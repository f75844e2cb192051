"""What those who advise on a decision bring to it: the room that keeps their remarks and views registers one adviser; `cases` knows it not.

Whoever decides, and at whatever door, takes what was drafted with them: one way into the core.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from runut.core.guards import Act, Actor
from runut.core.position import Position
from runut.core.procedure import Procedure
from runut.core.remarks import Remark
from runut.core.sentences import Reason
from runut.people.queries import Standing


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """The decision that is advised on: ``item_id`` the row of the open work item, ``keys`` the outputs that the decision makes."""

    case_id: int
    item_id: int
    procedure: Procedure
    position: Position
    keys: frozenset[str]
    actor: Actor
    user_id: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Counsel:
    """What was drafted before the decision; ``content`` goes into the response as it is, ``against`` is what stands against deciding."""

    remarks: tuple[Remark, ...] = ()
    reopened: Mapping[int, str] = field(default_factory=dict)
    closed: frozenset[int] = frozenset()
    content: Mapping[str, Any] = field(default_factory=dict)
    against: tuple[Reason, ...] = ()

    def added_to(self, act: Act) -> Act:
        """Return the decision with what was drafted, before what the decider says themselves."""
        return replace(
            act,
            remarks=(*self.remarks, *act.remarks),
            reopened={**self.reopened, **act.reopened},
            closed=(self.closed | act.closed) - act.reopened.keys(),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Advice:
    """What the page of the case shows of it: ``template`` finds ``content`` as ``advice``; ``href`` is where its reader drafts remarks, if they may."""

    template: str
    content: Mapping[str, Any]
    href: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Adviser:
    """The room that advises: ``counsel`` what it brings to a decision, ``advice`` what the page of the case tells its reader of it."""

    counsel: Callable[[Asked], Counsel]
    advice: Callable[[Any, Standing], Advice | None]


_advisers: list[Adviser] = []


def register_adviser(adviser: Adviser) -> None:
    """Name the one that advises; for `AppConfig.ready()`.

    Raises:
        ValueError: There is one already.
    """
    if _advisers and _advisers != [adviser]:
        raise ValueError("there is an adviser already")
    _advisers[:] = [adviser]


def counsel(asked: Asked) -> Counsel:
    """Return what was drafted for a decision; nothing where it makes no response."""
    return _advisers[0].counsel(asked) if _advisers and asked.keys else Counsel()


def advice(page: Any, who: Standing) -> Advice | None:
    """Return what the page of a case (`runut.cases.queries.CasePage`) tells of the decision that is open."""
    return _advisers[0].advice(page, who) if _advisers else None
