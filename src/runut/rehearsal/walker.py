"""Walks one case through its procedure, one act at a time, by the services that pages and API call too.

What comes next is read from the case alone, and chance depends on the seed, the case and the number of its events: so a rehearsal that
was killed goes on where it stood, and the same seed gives the same events.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from random import Random
from typing import Final

from runut.cases import services
from runut.cases.queries import CasePage, Item, access_case, case_page
from runut.cases.services import Member
from runut.core import guards
from runut.core.errors import RunutError
from runut.core.guards import Act
from runut.core.procedure import HeldBy, Part, Performer, Procedure
from runut.core.sentences import Reason
from runut.people.queries import Standing
from runut.rehearsal import contents
from runut.rehearsal.cast import Cast
from runut.rehearsal.clock import OfficeClock
from runut.rehearsal.contents import Occasion
from runut.rehearsal.papers import file_paper
from runut.rehearsal.parts import Parts
from runut.rehearsal.plan import Plan, refuses
from runut.rehearsal.rooms import Crew, Scene
from runut.rehearsal.times import Times
from runut.rehearsal.told import CannotRun, Told

TEAM_KEY: Final = "experts"
_WANTED: Final = frozenset({"missing", "stale", "unfiled"})
_SCHEDULE: Final = (12, 25)
"""Working days that an invented schedule gives the development."""


@dataclass(slots=True, kw_only=True)
class Walker:
    """One case, its people, its clock and its plan; with a ``crew`` they work with the tools of the rooms."""

    case_id: int
    cast: Cast
    clock: OfficeClock
    plan: Plan
    crew: Crew | None = None
    parts: Parts = field(init=False)
    _begun: tuple[int, int, int] = field(init=False, default=(0, 0, 0))
    _page: CasePage = field(init=False)
    _rng: Random = field(init=False)
    _times: Times = field(init=False)

    def __post_init__(self) -> None:
        self.parts = Parts(case_id=self.case_id, cast=self.cast, calendar=self.clock.calendar)

    def step(self) -> Told | None:
        """Take the next act; None when the case has ended.

        Raises:
            CannotRun: Nobody can take it.
        """
        self._look()
        if self._page.position.item is None:
            return None
        try:
            return self._act()
        except RunutError as error:
            raise self._stuck(error.reasons) from error

    def begin(self) -> None:
        """Let the crew do what the open turn is for, once."""
        self._look()
        self._begin()

    def _begin(self) -> None:
        item = self._page.position.item
        if self.crew is None or item is None or self._begun == (item.activity, item.round, item.turn):
            return
        self._begun = (item.activity, item.round, item.turn)
        self.crew.begin(self._scene())
        self._look()

    def _scene(self) -> Scene:
        page = self._page
        return Scene(case_id=self.case_id, page=page, parts=self.parts, clock=self.clock, plan=self.plan, now=page.case.changed_at)

    def look(self) -> CasePage:
        """Return the case's page as the person whose turn it is sees it."""
        self._look()
        return self._page

    def _look(self) -> None:
        case = access_case(case_id=self.case_id, who=self.parts.administrator())
        self._rng = self.plan.rng(case.uid, case.events)
        reader = self.parts.person(case.turn_key, case.changed_at) or self.parts.administrator()
        self._page = case_page(case=case, who=reader, at=case.changed_at)
        self._times = Times(page=self._page, clock=self.clock, plan=self.plan, rng=self._rng)

    def _act(self) -> Told:
        page = self._page
        if page.position.status.value == "held":
            return self._resume()
        if self._turns_off():
            return self._deviate()
        if self._wants_team():
            return self._name_team()
        self._begin()
        page = self._page
        if self.plan.mishaps and (told := self._mishap()):
            return told
        wanted = next((one for one in page.items if self._is_wanted(one)), None)
        if page.position.open_remarks and self._turn_is_first() and not (self.crew and wanted):
            return self._answer()
        return self._file(wanted) if wanted else self._certify()

    def _is_wanted(self, item: Item) -> bool:
        """Whether ``item`` is to be filed now: it is needed and not there; a crew also files anew what it makes, in every round."""
        opened = self._page.position.item
        assert opened is not None
        if item.state in _WANTED:
            return self._is_needed(item)
        before = opened.round > 1 and item.role == "output" and all(one.filed_at < opened.scheduled_at for one in item.filed)
        return before and item.state == "filed" and self.crew is not None and self.crew.files(item) and self._turn_is_first()

    # what is done

    def _resume(self) -> Told:
        at = self._times.after(self._rng.randint(1, 4))
        who = self._registrar(at)
        services.resume(case_id=self.case_id, note="Kendala sudah teratasi.", who=who, at=at)
        return self._told("resume", who, at)

    def aside(self, act: str, why: str) -> Told:
        """Let the register's keeper hold the case, or a head extend its deadline by five days or cancel it."""
        self._look()
        at = self._times.at_once()
        who = self._registrar(at) if act == "hold" else self.parts.head(self._page.procedure, at)
        if act == "hold":
            services.hold(case_id=self.case_id, why=why, who=who, at=at)
        elif act == "extend":
            services.extend(case_id=self.case_id, days=5, why=why, who=who, at=at)
        else:
            services.cancel(case_id=self.case_id, why=why, who=who, at=at)
        return self._told(act, who, at, why)

    def _turns_off(self) -> bool:
        item = self._page.position.item
        assert item is not None
        return item.activity in self.plan.detours and item.round == 1

    def _deviate(self) -> Told:
        page, why = self._page, "Dokumen pengujian belum mencakup beban puncak; dilengkapi lebih dahulu."
        assert page.activity is not None
        at = self._times.soon()
        who = self.parts.head(self._page.procedure, at)
        services.deviate(case_id=self.case_id, target=self.plan.detours[page.activity.number], why=why, who=who, at=at)
        return self._told("deviate", who, at, why)

    def _wants_team(self) -> bool:
        page = self._page
        if page.activity is None:
            return False
        asked = any(one.key == TEAM_KEY and one.state in {"missing", "stale"} and self._is_needed(one) for one in page.items)
        return asked or (self._performer().held_by is HeldBy.TEAM and not self.parts.team(page.case.changed_at))

    def _name_team(self) -> Told:
        at = self._times.soon()
        who, on = self._registrar(at), self.parts.day(at)
        chosen = self.plan.rng(self._page.case.uid, "team").sample(self.cast.developers, 3)
        people = [self.cast.standing(one, on) for one in chosen]
        members = [
            Member(user_id=one.user_id, name=one.name, role=role, from_on=on) for one, role in zip(people, contents.ROLES, strict=False)
        ]
        services.name_team(case_id=self.case_id, members=members, who=who, at=at)
        self.parts.named()
        return self._told("team", who, at, ", ".join(one.name for one in members))

    def _mishap(self) -> Told | None:
        """Hold a case whose activity has just begun, or change a document that somebody certified already; both seldom."""
        page, item = self._page, self._page.position.item
        assert item is not None
        if page.case.changed_at == item.scheduled_at and self._rng.random() < 0.06:
            return self.aside("hold", "Menunggu tanggapan unit pemohon.")
        own = [one for one in page.items if one.role == "output" and one.filed and not one.against]
        if item.turn and own and self._rng.random() < 0.08:
            return self._file(self._rng.choice(own))
        return None

    def _answer(self) -> Told:
        """Change one of the documents first, then answer the remarks one by one."""
        page = self._page
        assert page.position.item is not None
        begun = page.position.item.scheduled_at
        outputs = [one for one in page.items if one.role == "output" and one.filed and not one.against]
        if self.crew:
            return self._answer_with(*self.crew.answer(min(page.position.open_remarks)))
        changed = [one for one in outputs if any(each.filed_at > begun for each in one.filed)]
        if outputs and not changed:
            return self._file(self._rng.choice(outputs))
        what = f"{changed[0].name}, versi {changed[0].filed[0].version}" if changed else f"Pekerjaan kegiatan {page.position.item.activity}"
        return self._answer_with(self._rng.choice(contents.ANSWERS), what)

    def _answer_with(self, text: str, change: str) -> Told:
        number, at = min(self._page.position.open_remarks), self._times.soon()
        who = self._turn_person(at)
        services.answer_remark(case_id=self.case_id, number=number, text=text, change=change, who=who, at=at)
        return self._told("answer", who, at, str(number))

    def _file(self, item: Item) -> Told:
        page, at = self._page, self._times.soon()
        assert page.position.item is not None
        who, on = self._filer(item, at), self.parts.day(at)
        if self.crew and self.crew.files(item):
            self.crew.file(self._scene(), item, who, at)
            return self._told("file", who, at, item.name)
        occasion = Occasion(
            key=item.key,
            name=item.name,
            case=page.case.title,
            unit=page.case.unit.name,
            activity=page.position.item.activity,
            round=page.position.item.round,
            on=on,
            ends_on=self.clock.forward(on, self._rng.randint(*_SCHEDULE)) if item.asks_end else None,
        )
        file_paper(occasion, case_id=self.case_id, who=who, at=at, rng=self._rng)
        return self._told("file", who, at, item.name)

    def _certify(self) -> Told:
        page, item = self._page, self._page.position.item
        assert item is not None and page.activity is not None
        at = self._times.certifying()
        who = self._turn_person(at)
        if page.deciding:
            act = self._decision()
        else:
            act = Act(note=self._rng.choice(contents.NOTES), seen=frozenset(page.seen))
        if self.crew and self.crew.signs(self._scene(), at):
            self.crew.sign(self._scene(), act.note, who, at)
            return self._told("sign", who, at)
        services.certify(case_id=self.case_id, act=act, who=who, at=at, saw=page.saw)
        return self._told(act.outcome or "certify", who, at, act.reason)

    def _decision(self) -> Act:
        page = self._page
        assert page.activity is not None and page.position.item is not None
        outcome = self.plan.outcome(page.procedure, page.activity, page.position.item.round)
        if self.crew and self.crew.decides(self._scene()):
            return self.crew.decision(self._scene(), outcome)
        if not guards.is_rejection(page.activity, outcome):
            return Act(outcome=outcome, note=self._rng.choice(contents.NOTES), seen=frozenset(page.seen))
        remarks = tuple(self._rng.sample(contents.REMARKS, self._rng.randint(1, 3)))
        reasons = contents.REASONS
        if refuses(page.activity, outcome):
            remarks, reasons = (), contents.REFUSALS
        return Act(outcome=outcome, reason=self._rng.choice(reasons), remarks=remarks, seen=frozenset(page.seen))

    # who does it

    def _turn_person(self, at: datetime) -> Standing:
        return self.parts.of(self._performer(), at) or self.parts.administrator()

    def _registrar(self, at: datetime) -> Standing:
        return self.parts.of(self._page.procedure.registrar, at) or self.parts.administrator()

    def _filer(self, item: Item, at: datetime) -> Standing:
        """Return the first who may file ``item``: whose turn it is, else others with a part, else the keeper of the register.

        The requesting unit itself brings what the first activity requires.
        """
        page, procedure = self._page, self._page.procedure
        assert page.activity is not None
        acting = [procedure.performer(one.key) for one in page.activity.turns if one.part in {Part.ACTS, Part.DECIDES}]
        order = [self._performer(), *acting, procedure.registrar]
        if page.activity.number == 1 and item.role == "requirement":
            order = [*_units(procedure), *order]
        for performer in order:
            who = self.parts.of(performer, at)
            if who and not self._against(item, who):
                return who
        raise self._stuck(item.against or page.missing)

    def _against(self, item: Item, who: Standing) -> tuple[Reason, ...]:
        if who.login == self._page.actor.login:
            return item.against
        page = case_page(case=self._page.case, who=who, at=self._page.case.changed_at)
        return next(one.against for one in page.items if one.key == item.key)

    # where it stands

    def _performer(self) -> Performer:
        return self._page.position.performer(self._page.procedure)

    def _turn_is_first(self) -> bool:
        return self._page.position.item is not None and self._page.position.item.turn == 0

    def _is_needed(self, item: Item) -> bool:
        """Whether the turn lacks ``item``: a refusal needs no output, and what a decision makes nobody files."""
        page = self._page
        assert page.activity is not None and page.position.item is not None
        if item.role == "requirement" or not page.activity.decision:
            return True
        return not refuses(page.activity, self.plan.outcome(page.procedure, page.activity, page.position.item.round))

    def _stuck(self, reasons: tuple[Reason, ...]) -> CannotRun:
        item = self._page.position.item
        return CannotRun(activity=item.activity if item else 0, round_=item.round if item else 0, reasons=reasons)

    def _told(self, act: str, who: Standing, at: datetime, about: str = "") -> Told:
        item = self._page.position.item
        assert item is not None
        return Told(act=act, at=at, who=who.name, activity=item.activity, round=item.round, about=about)


def _units(procedure: Procedure) -> list[Performer]:
    return [one for one in procedure.performers if one.held_by is HeldBy.UNIT]
