"""Who reads findings, and who writes what in this room."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from runut.cases.queries import CasePage, access_case, case_page, in_team
from runut.core.errors import NotFound
from runut.core.sentences import Reason, reason
from runut.people.queries import Standing, organisation

if TYPE_CHECKING:
    from runut.cases.models import Case

ENDED = frozenset({"completed", "refused", "cancelled"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A case whose tests somebody looks at.

    ``team``: they develop it. ``unit``: they are of the unit that asked. ``details``: they read findings, which tell how to break in.
    """

    case: Case
    who: Standing
    at: datetime
    ended: bool
    team: bool

    @property
    def case_id(self) -> int:
        """The case's number."""
        return int(self.case.pk)

    @property
    def unit(self) -> bool:
        """Whether they are of the requesting unit and did not develop the application."""
        return self.who.unit_id == self.case.unit_id and not self.team

    @property
    def details(self) -> bool:
        """Whether they read findings: who works on the case, and whoever sees everything; not the requesting unit."""
        return self.who.sees_all or self.team

    def _alive(self) -> list[Reason]:
        if self.who.reads_only:
            return [reason("auditor_reads")]
        return [reason("case_ended")] if self.ended else []

    @property
    def against_adding(self) -> list[Reason]:
        """Why they cannot import reports, add findings or write scenarios."""
        if (found := self._alive()) or self.team or self.who.offices or self.unit:
            return found
        return [reason("no_part")]

    @property
    def against_judging(self) -> list[Reason]:
        """Why they cannot say that a finding is fixed or no fault: nobody judges their own work."""
        if found := self._alive():
            return found
        if self.team:
            return [reason("finding_own_work")]
        return [] if self.who.offices else [reason("office_holders_only")]

    @property
    def against_accepting(self) -> list[Reason]:
        """Why they cannot accept a finding as it is: only a head does."""
        return self.against_judging or ([] if self.who.head else [reason("finding_heads_only")])


def access_tests(*, case_id: int, who: Standing, at: datetime) -> Place:
    """Return the tests of a case as ``who`` finds them. Queries: 2.

    Raises:
        NotFound: There is no such case for them.
    """
    case = access_case(case_id=case_id, who=who)
    member = in_team(case_id=case_id, user_id=who.user_id, on=organisation().today(at))
    return Place(case=case, who=who, at=at, ended=case.status in ENDED, team=member)


def access_findings(*, case_id: int, who: Standing, at: datetime) -> Place:
    """Return the tests of a case for somebody who reads findings.

    Raises:
        NotFound: There is no such case for them, or they do not read its findings.
    """
    found = access_tests(case_id=case_id, who=who, at=at)
    if not found.details:
        raise NotFound
    return found


def page_of(place: Place) -> CasePage:
    """Return the case's page as they see it."""
    return case_page(case=place.case, who=place.who, at=place.at)
