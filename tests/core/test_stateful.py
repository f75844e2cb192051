"""Whatever people do, in whatever order: what holds of every case, for the shipped SOP and for procedures that nobody wrote.

Every command goes through `Run.take`, so after each step the stored events, loaded from their canonical bytes, lead to the same position.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from hypothesis import assume
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from runut.core import flow, guards, workdays
from runut.core.errors import NotPermitted, RunutError
from runut.core.guards import Act, Actor
from runut.core.ledger import verify
from runut.core.position import Status, replay
from runut.core.procedure import END, Procedure
from runut.core.sentences import Reason
from runut.core.workdays import DayKind, DayRule
from tests.core.cast import CALENDAR, NOBODY, Run, holder, shipped
from tests.core.procedures import procedures

HEAD = holder(head=True, name="kepala")


def everybody(procedure: Procedure) -> Actor:
    """Somebody who holds every part, so that only the state of the case stands against an act."""
    return holder(*(one.key for one in procedure.performers), head=True, name="semua")


def _refusal(act: Callable[[], object]) -> tuple[Reason, ...]:
    """Do it; give the reasons if it was refused."""
    try:
        act()
    except RunutError as error:
        return error.reasons
    return ()


class Case(RuleBasedStateMachine):
    """One case under every command."""

    run: Run
    who: Actor

    @initialize(procedure=procedures)
    def begin(self, procedure: Procedure) -> None:
        self.run = Run(procedure=procedure, made_by_decision=frozenset())
        self.who = everybody(procedure)
        self.visited: list[int] = []

    # -- what people do

    @rule(minutes=st.integers(0, 3 * 24 * 60))
    def time_passes(self, minutes: int) -> None:
        self.run.at += timedelta(minutes=minutes)

    @precondition(lambda self: self.run.position.item is not None)
    @rule(ends=st.dates(date(2026, 11, 1), date(2027, 3, 1)))
    def file_everything(self, ends: date) -> None:
        activity = self.run.position.activity(self.run.procedure)
        for one in activity.deliverables:
            if not guards.filing(self.run.procedure, self.run.position, one.key):
                self.run.file(one.key, ends_on=ends, who=self.who)

    @precondition(lambda self: self.run.position.item is not None)
    @rule(choice=st.integers(0, 50))
    def file_one(self, choice: int) -> None:
        keys = sorted({one.key for row in self.run.procedure.activities for one in row.deliverables} | {""})
        key = keys[choice % len(keys)]
        against = guards.filing(self.run.procedure, self.run.position, key)
        before = self.run.position
        refused = _refusal(lambda: self.run.file(key, ends_on=date(2027, 1, 8), who=self.who))
        assert refused == against
        assert (self.run.position is before) is bool(refused)

    @precondition(lambda self: self.run.position.item is not None)
    @rule(choice=st.integers(0, 5), hopeful=st.booleans())
    def certify(self, choice: int, hopeful: bool) -> None:
        position, procedure = self.run.position, self.run.procedure
        activity = position.activity(procedure)
        deciding = position.turn(procedure).part == "decides"
        outcome = ""
        if deciding:
            outcome = "approved" if hopeful else list(activity.decision)[choice % len(activity.decision)]
        remarks = ("Perbaiki",) * (choice % 3)
        act = Act(outcome=outcome, reason="Karena", remarks=remarks if deciding else ())
        against = guards.certifying(procedure, position, act, self.run.facts, self.who)
        number, round_, turn = self.run.stands
        refused = _refusal(lambda: self.run.certify(self.who, outcome, "Karena", act.remarks))
        assert refused == against
        after = self.run.position
        if refused:
            assert after is position
            return
        if turn + 1 < len(activity.turns):
            assert self.run.stands == (number, round_, turn + 1)
            return
        target = activity.decision[outcome] if outcome else procedure.next_number(number)
        if target == END:
            assert after.item is None
            assert after.status is (Status.REFUSED if outcome == "rejected" else Status.COMPLETED)
        else:
            assert self.run.stands == (target, position.rounds.get(int(target), 0) + 1, 0)

    @precondition(lambda self: self.run.position.open_remarks)
    @rule()
    def answer(self) -> None:
        number = min(self.run.position.open_remarks)
        if self.run.position.item is None:
            return
        step = flow.answer(
            self.run.position, number=number, text="x", change="y", procedure=self.run.procedure, actor=self.who, at=self.run.at
        )
        assert self.run.take(step, self.who).open_remarks == step[0].open_remarks
        assert number not in step[0].open_remarks

    @rule()
    def hold(self) -> None:
        self._aside("hold", lambda: self.run.hold(HEAD))

    @rule()
    def resume(self) -> None:
        self._aside("resume", lambda: self.run.resume(HEAD))

    @rule(days=st.integers(1, 20))
    def extend(self, days: int) -> None:
        before = self.run.position.item.due_at if self.run.position.item else None
        if self._aside("extend", lambda: self.run.extend(days, HEAD)):
            assert before is not None
            assert self.run.position.item is not None
            assert self.run.position.item.due_at is not None
            assert self.run.position.item.due_at > before

    @precondition(lambda self: self.run.position.item is not None and self.run.position.status is Status.ACTIVE)
    @rule(choice=st.integers(0, 20))
    def deviate(self, choice: int) -> None:
        target = choice % len(self.run.procedure.activities) + 1
        assume(target != self.run.stands[0])
        self.run.deviate(target, HEAD)
        assert self.run.stands[0] == target

    @precondition(lambda self: self.run.position.item is not None and self.run.position.status is Status.ACTIVE)
    @rule(other=procedures, choice=st.integers(0, 20))
    def move_to_another_version(self, other: Procedure, choice: int) -> None:
        assume(other != self.run.procedure)
        before = self.run.position.item
        assert before is not None
        target = choice % len(other.activities) + 1
        self.run.move_version(other, target, HEAD)
        self.who = everybody(other)
        after = self.run.position.item
        assert after is not None
        assert (after.activity, after.scheduled_at, after.holds, after.extended) == (
            target,
            before.scheduled_at,
            before.holds,
            before.extended,
        )

    @rule(choice=st.integers(0, 9))
    def cancel(self, choice: int) -> None:
        assume(choice == 0)
        self._aside("cancel", lambda: self.run.cancel(HEAD))

    @rule(day=st.integers(0, 30))
    def a_new_edition(self, day: int) -> None:
        on = self.run.at.date() + timedelta(days=day)
        rule_ = DayRule(kind=DayKind.HOLIDAY, name="Libur", decree="SE")
        calendar = replace(self.run.calendar, days={**self.run.calendar.days, on: rule_})
        step = flow.recalendar(self.run.position, procedure=self.run.procedure, calendar=calendar, at=self.run.at)
        self.run.calendar = calendar
        if step[1]:
            self.run.take(step, HEAD)

    @rule()
    def a_stranger_moves_nothing(self) -> None:
        position = self.run.position
        acts: list[Callable[[], object]] = [
            lambda: self.run.hold(NOBODY),
            lambda: self.run.cancel(NOBODY),
            lambda: self.run.extend(1, NOBODY),
        ]
        for act in acts:
            with pytest.raises(NotPermitted):
                act()
        assert self.run.position is position

    def _aside(self, name: str, act: Callable[[], object]) -> bool:
        """Do an act beside the flow; it must be refused exactly when its guards say so."""
        before = self.run.position
        against = guards.course(name, self.run.procedure, before, HEAD)
        refused = _refusal(act)
        assert refused == against
        assert (self.run.position is before) is bool(refused)
        return not refused

    # -- what always holds

    @invariant()
    def an_active_case_has_exactly_one_open_work_item(self) -> None:
        if getattr(self, "run", None) is None:
            return
        position = self.run.position
        assert (position.item is None) is position.status.ended
        if position.item is not None:
            activity = position.activity(self.run.procedure)
            assert 0 <= position.item.turn < len(activity.turns)
            assert position.item.round == position.rounds[activity.number]

    @invariant()
    def the_deadline_is_what_the_calendar_says(self) -> None:
        if getattr(self, "run", None) is None or self.run.position.item is None:
            return
        position, procedure = self.run.position, self.run.procedure
        assert position.item is not None
        clock = position.clock(procedure)
        due = workdays.due(clock, self.run.calendar, day=procedure.day)
        if position.status is Status.HELD or clock.limit is None:
            assert position.item.due_at is None is due
        else:
            assert position.item.due_at == due
            ledger = workdays.day_ledger(clock, self.run.calendar, day=procedure.day)
            assert due is not None
            assert not ledger or ledger[-1].day == self.run.calendar.local(due).date()

    @invariant()
    def remarks_are_numbered_without_gaps(self) -> None:
        if getattr(self, "run", None) is None:
            return
        raised = [one["number"] for event in self.run.events for one in event.data.get("remarks", ()) if event.kind == "complete"]
        assert raised == list(range(1, self.run.position.remarks + 1))
        assert self.run.position.open_remarks <= set(raised)

    def teardown(self) -> None:
        if getattr(self, "run", None) is None:
            return
        events = self.run.stored
        assert verify(events, head=self.run.events[-1].hash) == events[-1].hash
        assert replay(events) == self.run.position
        moments: list[datetime] = [one.at for one in events]
        assert moments == sorted(moments)
        ended = [index for index, one in enumerate(events) if one.kind == "end"]
        assert ended == ([len(events) - 1] if self.run.position.status.ended else [])
        opened = 0
        for event in events:
            opened += {"schedule": 1, "complete": -1, "deviate": -1, "cancel": -1}.get(event.kind, 0)
            assert opened in {0, 1}


class ShippedCase(Case):
    """The same for the SOP that is shipped."""

    @initialize()
    def begin(self) -> None:
        self.run = Run(procedure=shipped(), calendar=CALENDAR)
        self.who = everybody(shipped())


TestGeneratedProcedures = Case.TestCase
TestShippedProcedure = ShippedCase.TestCase
