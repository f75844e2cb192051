"""Who plays which part in one case of a rehearsal."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime

from runut.cases.queries import Expert, access_case, team
from runut.core.procedure import HeldBy, Performer, Procedure
from runut.core.workdays import Calendar
from runut.people.queries import Standing
from runut.rehearsal.cast import Cast


@dataclass(frozen=True, slots=True, kw_only=True)
class Parts:
    """The people of one case, found as the services themselves would find them."""

    case_id: int
    cast: Cast
    calendar: Calendar
    _known: list[Expert] = field(default_factory=list)

    def person(self, turn_key: str, at: datetime) -> Standing | None:
        """Return whoever stands behind what `Case.turn_key` holds; nobody of the case's own team acts for an office."""
        on = self.day(at)
        members = self.team(at)
        if turn_key == "@team":
            return self.cast.standing(members[0], on) if members else None
        if turn_key == "@unit":
            return self._requester(on)
        free = [one for one in self.cast.holders(turn_key, on) if one not in members] if turn_key else []
        return self.cast.standing(free[len(turn_key) % len(free)], on) if free else None

    def of(self, performer: Performer, at: datetime) -> Standing | None:
        """Return whoever stands behind ``performer`` in this case; None: nobody yet."""
        return self.person({HeldBy.UNIT: "@unit", HeldBy.TEAM: "@team"}.get(performer.held_by, performer.key), at)

    def head(self, procedure: Procedure, at: datetime) -> Standing:
        """Return a head; where the procedure knows none, somebody whom the services will refuse."""
        holders = (self.of(one, at) for one in procedure.performers if one.held_by is HeldBy.OFFICE)
        return next((one for one in holders if one and one.head), self.administrator())

    def team(self, at: datetime) -> list[int]:
        """Return who belongs to the case's development team, by number."""
        on = self.day(at)
        if not self._known:
            self._known.extend(team(case_id=self.case_id))
        return [one.user_id for one in self._known if one.from_on <= on and (one.to_on is None or one.to_on >= on)]

    def named(self) -> None:
        """Say that a team was named: it is read anew."""
        self._known.clear()

    def administrator(self) -> Standing:
        """Return the administrator, who sees every case and has no part in any."""
        return self.cast.standing(self.cast.administrator, date.max)

    def day(self, at: datetime) -> date:
        """Return the day of ``at`` where the office is."""
        return self.calendar.local(at).date()

    def _requester(self, on: date) -> Standing:
        unit_id = access_case(case_id=self.case_id, who=self.administrator()).unit_id
        return next(one for one in (self.cast.standing(user, on) for user in self.cast.users) if one.unit_id == unit_id)
