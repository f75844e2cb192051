"""People, a calendar and a walker: what the tests of the rules share.

`Run` takes a case through commands; after every command it seals the facts, loads them again from their canonical bytes and replays
them, so every scenario is also a proof that the history says the same as the position.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Final

from runut.core import flow, guards
from runut.core.errors import RunutError
from runut.core.flow import Step
from runut.core.guards import Act, Actor, Facts, Filed
from runut.core.ledger import GENESIS, Event, canonical, moment, seal, verify
from runut.core.matching import match
from runut.core.moving import Onto, move_version
from runut.core.position import NOWHERE, Position, evolve, replay
from runut.core.procedure import Procedure
from runut.core.remarks import Remark
from runut.core.workdays import Calendar, DayKind, DayRule
from runut.formats.toml import dump, load

SHIPPED: Final = Path(__file__).parents[2] / "src/runut/procedures/shipped/pengembangan-aplikasi.toml"
MONDAY: Final = datetime(2026, 11, 23, 1, 0, tzinfo=UTC)
"""Monday 23 November 2026, 08.00 in Pontianak."""

_HOLIDAYS: Final = {
    "2026": "01-01 01-16 02-17 03-19 03-21 03-22 04-03 04-05 05-01 05-14 05-27 05-31 06-01 06-16 08-17 08-25 12-25",
    "2025": "01-01 01-27 01-29 03-29 03-31 04-01 04-18 04-20 05-01 05-12 05-29 06-01 06-06 06-27 08-17 09-05 12-25",
    "2027": "01-01 01-05 02-06 03-08 03-10 03-11 03-26 03-28 05-01 05-06 05-17 05-20 06-01 06-06 08-15 08-17 12-25 12-26",
}
_JOINT_LEAVE: Final = {
    "2026": "02-16 03-18 03-20 03-23 03-24 05-15 05-28 12-24",
    "2025": "01-28 03-28 04-02 04-03 04-04 04-07 05-13 05-30 06-09 08-18 12-26",
    "2027": "02-05 03-09 03-12 03-15 03-25 05-18 05-19 12-24",
}


def _days(table: dict[str, str], kind: DayKind, name: str) -> dict[date, DayRule]:
    return {
        date.fromisoformat(f"{year}-{day}"): DayRule(kind=kind, name=name, decree=f"SKB {year}")
        for year, days in table.items()
        for day in days.split()
    }


CALENDAR: Final = Calendar(
    days=_days(_JOINT_LEAVE, DayKind.JOINT_LEAVE, "Cuti bersama") | _days(_HOLIDAYS, DayKind.HOLIDAY, "Hari libur nasional"),
    covers_to=date(2027, 12, 31),
    edition="SKB 2025; SKB 2026; SKB 2027",
)
"""National holidays and joint leave of 2025 to 2027, typed by hand from the decrees."""


@cache
def shipped() -> Procedure:
    """The SOP that the product ships."""
    return load(SHIPPED.read_text(encoding="utf-8"))


def holder(*performers: str, team: bool = False, head: bool = False, name: str = "") -> Actor:
    """Somebody who holds these performer keys."""
    login = name or "-".join(performers) or "nobody"
    return Actor(login=f"{login}@example.test", name=login.title(), performers=frozenset(performers), team=team, head=head)


USER = holder("user", name="ulfa")
TECHNICIAN = holder("technical_team", name="teguh")
REGISTRAR = holder("system_development", name="sari")
DEVELOPER = holder("development_team", name="dewi", team=True)
DIVISION_HEAD = holder("division_head", name="hadi", head=True)
BUREAU_HEAD = holder("bureau_head", name="bima", head=True)
NOBODY = holder(name="nina")
CAST: Final = {next(iter(one.performers)): one for one in (USER, TECHNICIAN, REGISTRAR, DEVELOPER, DIVISION_HEAD, BUREAU_HEAD)}


def reload(event: Event) -> Event:
    """Give the event as it comes back from its stored bytes."""
    content = json.loads(canonical(event.content()))
    return Event(**{**content, "at": moment(content["at"])}, hash=event.hash)


@dataclass
class Run:
    """One case on its way; ``at`` is the next moment, which each act moves on by an hour."""

    procedure: Procedure = field(default_factory=shipped)
    calendar: Calendar = CALENDAR
    at: datetime = MONDAY
    position: Position = NOWHERE
    events: list[Event] = field(default_factory=list)
    stored: list[Event] = field(default_factory=list)
    replayed: Position = NOWHERE
    filed: dict[str, tuple[Filed, ...]] = field(default_factory=dict)
    made_by_decision: frozenset[str] = frozenset({"plan_response", "result_response"})
    version: str = ""

    def __post_init__(self) -> None:
        if self.position is NOWHERE:
            step = flow.open_case(
                self.procedure, title="E-Surat", unit="Dinas Kesehatan", calendar=self.calendar, at=self.at, version=self.version
            )
            self.take(step, REGISTRAR)

    @property
    def facts(self) -> Facts:
        return Facts(filed=dict(self.filed), made_by_decision=self.made_by_decision)

    @property
    def stands(self) -> tuple[int, int, int]:
        """Activity, round and turn of the open work item."""
        item = self.position.item
        assert item is not None
        return item.activity, item.round, item.turn

    def take(self, step: Step, who: Actor) -> Position:
        """Record a step, and prove that its history says the same."""
        after, facts = step
        fresh = []
        for fact in facts:
            previous = self.events[-1].hash if self.events else GENESIS
            number = len(self.events) + 1
            self.events.append(
                seal(fact, case="case-1", number=number, previous=previous, by=who.record(str(fact.data.get("performer", ""))), at=self.at)
            )
            fresh.append(reload(self.events[-1]))
            self.replayed = evolve(self.replayed, fresh[-1], at=fresh[-1].at)
        assert self.replayed == after
        self.stored += fresh
        self.position = after
        self.at += timedelta(hours=1)
        return after

    def prove(self) -> None:
        """Check the whole chain as it was stored, and that replaying it from nothing leads here."""
        assert verify(self.stored, head=self.events[-1].hash) == self.events[-1].hash
        assert replay(self.stored) == self.position == replay(self.events)

    def file(self, *keys: str, ends_on: date | None = None, who: Actor = DEVELOPER) -> None:
        """File the next version of each deliverable."""
        for key in keys:
            version = len(self.filed.get(key, ())) + 1
            sha256 = f"{key}-{version}-{self.at.isoformat()}"
            one = Filed(key=key, name=key.title(), version=version, sha256=sha256, filed_at=self.at, ends_on=ends_on)
            self.take(flow.file(self.position, key=key, document=one.record(), procedure=self.procedure, at=self.at), who)
            self.filed[key] = (one,)

    def certify(
        self, who: Actor | None = None, outcome: str = "", reason: str = "", remarks: Iterable[str | Remark] = (), **more: object
    ) -> Position:
        """Record the turn, by default by the one whose turn it is."""
        actor = who or CAST[self.position.turn(self.procedure).key]
        act = Act(outcome=outcome, reason=reason, remarks=tuple(remarks), **more)  # type: ignore[arg-type]
        step = flow.certify(self.procedure, self.position, act, facts=self.facts, actor=actor, calendar=self.calendar, at=self.at)
        return self.take(step, actor)

    def reject(self, *remarks: str, why: str = "Belum sesuai") -> Position:
        """Decide against it."""
        return self.certify(outcome="rejected", reason=why, remarks=remarks)

    def answer(self, *numbers: int) -> None:
        """Answer remarks, by the one whose turn it is."""
        for number in numbers:
            actor = CAST[self.position.turn(self.procedure).key]
            step = flow.answer(
                self.position, number=number, text="Diperbaiki", change="Bab 2", procedure=self.procedure, actor=actor, at=self.at
            )
            self.take(step, actor)

    def hold(self, who: Actor = REGISTRAR, why: str = "Anggaran belum turun") -> Position:
        return self.take(flow.hold(self.position, why=why, actor=who, procedure=self.procedure, at=self.at), who)

    def resume(self, who: Actor = REGISTRAR, note: str = "") -> Position:
        step = flow.resume(self.position, note=note, actor=who, procedure=self.procedure, calendar=self.calendar, at=self.at)
        return self.take(step, who)

    def extend(self, days: int = 2, who: Actor = DIVISION_HEAD, why: str = "Data belum lengkap") -> Position:
        step = flow.extend(self.position, days=days, why=why, actor=who, procedure=self.procedure, calendar=self.calendar, at=self.at)
        return self.take(step, who)

    def deviate(self, target: int, who: Actor = DIVISION_HEAD, why: str = "Perintah Kepala Biro") -> Position:
        step = flow.deviate(
            self.position,
            target=target,
            why=why,
            facts=self.facts,
            actor=who,
            procedure=self.procedure,
            calendar=self.calendar,
            at=self.at,
        )
        return self.take(step, who)

    def move_version(self, to: Procedure, target: int = 0, who: Actor = BUREAU_HEAD, why: str = "SOP diperbarui") -> Position:
        """Move to another version, by default to the counterpart of the open activity."""
        counterparts = match(self.procedure, to)
        onto = Onto(
            procedure=to,
            version=text_hash(to),
            number=2,
            was=text_hash(self.procedure),
            counterparts=counterparts,
            target=target or counterparts.get(self.stands[0], 0),
        )
        step = move_version(
            self.position,
            onto=onto,
            why=why,
            facts=self.facts,
            actor=who,
            procedure=self.procedure,
            calendar=self.calendar,
            at=self.at,
        )
        after = self.take(step, who)
        self.procedure = to
        return after

    def cancel(self, who: Actor = BUREAU_HEAD, why: str = "Tidak diperlukan lagi") -> Position:
        return self.take(flow.cancel(self.position, why=why, actor=who, procedure=self.procedure, at=self.at), who)

    def file_outputs(self, ends_on: date = date(2027, 1, 29)) -> None:
        """File what the current activity still needs and must leave."""
        activity = self.position.activity(self.procedure)
        item = self.position.item
        assert item is not None
        dated = self.procedure.deadline_keys()
        for one in activity.requirements:
            if not self.filed.get(one.key) and not guards.filing(self.procedure, self.position, one.key):
                self.file(one.key)
        for one in activity.outputs:
            if one.key not in self.made_by_decision:
                self.file(one.key, ends_on=ends_on if one.key in dated else None)

    def pass_activity(self, outcome: str = "approved") -> Position:
        """File what is needed and let everybody certify, deciding for ``outcome``."""
        number, round_, _ = self.stands
        self.file_outputs()
        self.answer(*sorted(self.position.open_remarks))
        while self.position.item and self.stands[:2] == (number, round_):
            deciding = self.position.turn(self.procedure).part == "decides"
            self.certify(outcome=outcome if deciding else "")
        return self.position

    def walk_to(self, number: int) -> Run:
        """Go straight on until activity ``number`` is open."""
        while self.stands[0] != number:
            self.pass_activity()
        return self


def text_hash(procedure: Procedure) -> str:
    """The SHA-256 of a procedure's file."""
    return hashlib.sha256(dump(procedure).encode()).hexdigest()


def codes(error: RunutError) -> list[str]:
    """The codes of an error's reasons, in order."""
    return [one.code for one in error.reasons]
