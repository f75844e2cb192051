"""One turn of a case as its people find it: where it stands, who plays which part, and when something can be done."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from runut.cases.queries import CasePage
from runut.core.position import WorkItem
from runut.people.queries import Standing
from runut.rehearsal.clock import OfficeClock
from runut.rehearsal.parts import Parts
from runut.rehearsal.plan import Plan


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """See the module. ``now`` is when the last event of the case was."""

    case_id: int
    page: CasePage
    parts: Parts
    clock: OfficeClock
    plan: Plan
    now: datetime

    @property
    def item(self) -> WorkItem:
        """The open work item."""
        assert self.page.position.item is not None
        return self.page.position.item

    @property
    def began_on(self) -> date:
        """The day on which the activity was opened."""
        return self.day(self.item.scheduled_at)

    def pace(self, activity: int, round_: int = 1) -> int:
        """Return how many working days an activity takes."""
        return self.plan.pace(activity, round_, None)

    def day(self, at: datetime) -> date:
        """Return the day of ``at`` where the office is."""
        return self.clock.calendar.local(at).date()

    def on(self, day: date, *, minutes: int) -> datetime:
        """Return the moment so many minutes after the office opens on ``day``, never before what happened last nor after today."""
        at = self.clock.calendar.moment(day, self.clock.calendar.opens) + timedelta(minutes=minutes)
        return self.kept(max(at, self.now))

    def past(self, day: date) -> bool:
        """Whether ``day`` lies before the last one of the story, or is it."""
        return self.clock.latest is None or day <= self.day(self.clock.latest)

    def kept(self, at: datetime) -> datetime:
        """Return ``at``, or the last moment of the story where that comes first."""
        return min(at, self.clock.latest) if self.clock.latest else at

    def days(self, first: int, last: int) -> Iterator[date]:
        """Yield the working days from the ``first`` to the ``last`` after the activity was opened, as far as the story goes."""
        for number in range(first, last + 1):
            day = self.clock.forward(self.began_on, number)
            if not self.past(day):
                return
            yield day

    # who

    def holder(self, key: str, index: int = 0, *, at: datetime) -> Standing:
        """Return one of those who hold the performer ``key`` and are not in the team."""
        members = self.parts.team(at)
        free = [one for one in self.parts.cast.holders(key, self.day(at)) if one not in members]
        return self.parts.cast.standing(free[index % len(free)], self.day(at))

    def member(self, index: int = 0, *, at: datetime) -> Standing:
        """Return somebody of the team."""
        members = self.parts.team(at)
        return self.parts.cast.standing(members[index % len(members)], self.day(at))

    def user(self, *, at: datetime) -> Standing:
        """Return who asked for the application."""
        who = self.parts.person("@unit", at)
        assert who is not None
        return who

    def people_of_unit(self, *, at: datetime) -> list[Standing]:
        """Return the people of the requesting unit."""
        everybody = [self.parts.cast.standing(one, self.day(at)) for one in self.parts.cast.users]
        return [one for one in everybody if one.unit_id == self.user(at=at).unit_id]
