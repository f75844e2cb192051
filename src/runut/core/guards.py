"""What stands against an act: one sentence for each thing that is missing, in the SOP's words, and who can supply it.

The same functions grey a button, refuse a request and answer "why not"; an empty result means that the act is possible.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from runut.core.position import Position, Status
from runut.core.procedure import END, Activity, HeldBy, Part, Procedure
from runut.core.remarks import MUST, SUGGESTION, Remark, verdicts_are_of_answers
from runut.core.sentences import Reason, reason


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """Who acts, as they stand at this moment.

    ``performers`` are the performer keys that the person holds for this case; ``capacity`` tells for an office in which capacity;
    ``team`` says that they belong to the case's development team; ``head`` that they hold an office of a head.
    """

    login: str
    name: str
    position: str = ""
    performers: frozenset[str] = frozenset()
    capacity: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    team: bool = False
    head: bool = False

    def record(self, performer: str = "") -> dict[str, object]:
        """Return the person as an event holds them: with the capacity, where an office acts."""
        who: dict[str, object] = {"login": self.login, "name": self.name, "position": self.position}
        if performer:
            who["performer"] = performer
        if performer in self.capacity:
            who["capacity"] = dict(self.capacity[performer])
        return who


@dataclass(frozen=True, slots=True, kw_only=True)
class Filed:
    """What fulfils a deliverable: one version of a document, by its hash. ``ends_on`` is the end date that it sets, if it sets one."""

    key: str
    name: str
    version: int
    sha256: str
    filed_at: datetime
    ends_on: date | None = None

    def record(self) -> dict[str, object]:
        """Return the version as an event names it."""
        return {"key": self.key, "name": self.name, "version": self.version, "sha256": self.sha256}


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What is known of a case when an act is judged.

    ``filed`` maps a deliverable key to what fulfils it. ``made_by_decision`` are outputs that the decision itself makes (a response). ``unfiled`` are those
    that a tool holds and that were changed there after they were filed. ``against`` holds, by key, what stands against going on with a requirement that is
    filed, ``advised`` what those say against deciding now who advise on it: too few have given their view, the material was not read.
    """

    filed: Mapping[str, Sequence[Filed]] = field(default_factory=dict)
    made_by_decision: frozenset[str] = frozenset()
    unfiled: frozenset[str] = frozenset()
    against: Mapping[str, Sequence[Reason]] = field(default_factory=dict)
    advised: tuple[Reason, ...] = ()

    def named(self, activity: Activity) -> list[Filed]:
        """Return every version that a record of ``activity`` is about, in the order of the sheet."""
        return [filed for one in activity.deliverables for filed in self.filed.get(one.key, ())]

    def ends_on(self, key: str) -> date | None:
        """Return the last end date among what fulfils ``key``."""
        return max((one.ends_on for one in self.filed.get(key, ()) if one.ends_on), default=None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """What a performer asks for: certify, and on a decider's turn decide.

    ``seen`` are the hashes of the documents that stood on the page when they acted; None: not stated. ``reopened`` are remarks of earlier
    decisions whose answer does not suffice, each with why, ``closed`` those whose answer does.
    """

    outcome: str = ""
    reason: str = ""
    remarks: tuple[str | Remark, ...] = ()
    note: str = ""
    seen: frozenset[str] | None = None
    reopened: Mapping[int, str] = field(default_factory=dict)
    closed: frozenset[int] = frozenset()

    @property
    def said(self) -> tuple[Remark, ...]:
        """The remarks that say something; a plain text is one whose weight was not said."""
        found = (Remark(text=one) if isinstance(one, str) else one for one in self.remarks)
        return tuple(one for one in found if one.text.strip())


def open_to_change(position: Position) -> Iterator[Reason]:
    """Yield why nothing in the case can move now: it has ended, or stands on hold."""
    if position.item is None:
        yield reason("case_ended")
    elif position.status is Status.HELD:
        held = position.item.holds[-1]
        yield reason("case_held", since=held.since, reason=held.reason.rstrip("."))


def turn_is_theirs(procedure: Procedure, position: Position, actor: Actor) -> Iterator[Reason]:
    """Yield why ``actor`` may not record the turn: it is another performer's, or they would respond to their own work.

    Source: design section 4 rule 5 (nobody responds to their own work).
    """
    performer = position.performer(procedure)
    if performer.key not in actor.performers:
        number = position.activity(procedure).number
        yield reason("not_your_turn", activity=number, performer=performer.name)
    elif actor.team and performer.held_by is not HeldBy.TEAM:
        yield reason("own_work", performer=performer.name)


def deliverables_are_there(procedure: Procedure, position: Position, facts: Facts, outcome: str) -> Iterator[Reason]:
    """Yield a sentence for each requirement and each output that the turn needs and that is not filed."""
    activity = position.activity(procedure)
    for one in activity.requirements:
        if not facts.filed.get(one.key):
            supplier = procedure.supplier(one.key, at=activity)
            yield reason("requirement_missing", activity=activity.number, deliverable=one.name, supplier=supplier.name)
        else:
            yield from facts.against.get(one.key, ())
    item = position.item
    if item is None or not _outputs_are_due(position, procedure, outcome):
        return
    makes = procedure.performer(activity.turns[0].key).name
    for one in activity.outputs:
        filed = facts.filed.get(one.key)
        if one.key in facts.made_by_decision:
            continue
        if not filed:
            yield reason("output_missing", activity=activity.number, deliverable=one.name, supplier=makes)
        elif item.round > 1 and not item.rework and all(each.filed_at < item.scheduled_at for each in filed):
            yield reason("output_stale", deliverable=one.name, activity=activity.number, round=item.round, supplier=makes)
        elif one.key in facts.unfiled:
            yield reason("output_unfiled", deliverable=one.name, supplier=makes)
        elif one.key in procedure.deadline_keys() and facts.ends_on(one.key) is None:
            follower = next(a.number for a in procedure.activities if a.time and a.time.follows == one.key)
            yield reason("end_date_missing", deliverable=one.name, activity=follower)


def _outputs_are_due(position: Position, procedure: Procedure, outcome: str) -> bool:
    """Without a decision, the outputs are due with the first record, which is their maker's; with one, with the decision, unless
    it ends the case by refusing.
    """
    activity = position.activity(procedure)
    if not activity.decision:
        return True
    refuses = activity.decision.get(outcome) == END and is_rejection(activity, outcome)
    return position.turn(procedure).part is Part.DECIDES and not refuses


def remarks_are_answered(procedure: Procedure, position: Position) -> Iterator[Reason]:
    """Yield a sentence for each remark of an earlier decision that nobody has answered yet."""
    supplier = position.performer(procedure).name
    for number in sorted(position.open_remarks):
        yield reason("remark_unanswered", number=number, supplier=supplier)


def decision_is_whole(procedure: Procedure, position: Position, act: Act) -> Iterator[Reason]:
    """Yield what the decision lacks: an outcome the SOP knows, a reason when it rejects, a remark when it sends back."""
    activity = position.activity(procedure)
    deciding = position.turn(procedure).part is Part.DECIDES
    outcomes = ", ".join(activity.decision)
    if not deciding:
        if act.outcome:
            yield reason("outcome_not_asked", activity=activity.number, performer=position.performer(procedure).name)
        return
    if not act.outcome:
        yield reason("outcome_missing", outcomes=outcomes)
    elif act.outcome not in activity.decision:
        yield reason("outcome_unknown", outcome=act.outcome, activity=activity.number, outcomes=outcomes)
    elif is_rejection(activity, act.outcome):
        if not act.reason.strip():
            yield reason("reason_missing")
        if activity.decision[act.outcome] != END and not act.reopened and all(one.weight == SUGGESTION for one in act.said):
            yield reason("must_fix_missing" if act.said else "remark_missing")
    else:
        if any(one.weight == MUST for one in act.said):
            yield reason("must_fix_stands")
        for number in sorted(act.reopened):
            yield reason("remark_reopened", number=number)


def is_rejection(activity: Activity, outcome: str) -> bool:
    """Whether ``outcome`` sends the case back, or ends it before the last activity."""
    target = activity.decision[outcome]
    return outcome == "rejected" or (target != END and int(target) <= activity.number)


def documents_are_those_seen(procedure: Procedure, position: Position, facts: Facts, act: Act) -> Iterator[Reason]:
    """Yield a sentence for each document that changed after the page was opened."""
    if act.seen is None:
        return
    names = {one.key: one.name for one in position.activity(procedure).deliverables}
    for filed in facts.named(position.activity(procedure)):
        if filed.sha256 not in act.seen:
            yield reason("document_seen_changed", deliverable=names[filed.key])


def certifying(procedure: Procedure, position: Position, act: Act, facts: Facts, actor: Actor) -> tuple[Reason, ...]:
    """Return everything that stands against recording the turn as ``act`` asks; empty when it is possible."""
    blocked = tuple(open_to_change(position))
    if blocked:
        return blocked
    return (
        *turn_is_theirs(procedure, position, actor),
        *remarks_are_answered(procedure, position),
        *deliverables_are_there(procedure, position, facts, act.outcome),
        *decision_is_whole(procedure, position, act),
        *verdicts_are_of_answers(position, act.reopened, act.closed),
        *facts.advised,
        *documents_are_those_seen(procedure, position, facts, act),
    )


def waiting_for(procedure: Procedure, position: Position, facts: Facts) -> tuple[Reason, ...]:
    """Return what is missing before the turn can be recorded, whoever asks: the page's "what is missing"."""
    blocked = tuple(open_to_change(position))
    if blocked:
        return blocked
    return (*remarks_are_answered(procedure, position), *deliverables_are_there(procedure, position, facts, ""))


COURSE = ("hold", "resume", "extend", "deviate", "version", "cancel")
"""The acts beside the flow that move a case."""


def course(act: str, procedure: Procedure, position: Position, actor: Actor) -> tuple[Reason, ...]:
    """Return what stands against one of `COURSE`, whatever is typed with it: first who may, then what the case's state allows."""
    if act not in COURSE:
        raise ValueError(f"{act!r} is not an act beside the flow")
    if act in {"hold", "resume"}:
        keeps = actor.head or procedure.registrar.key in actor.performers
        denied = () if keeps else (keepers_only(procedure),)
    else:
        denied = () if actor.head else (_heads_only(procedure),)
    if act in {"resume", "cancel"}:
        blocked = [reason("case_ended")] if position.item is None else []
        if act == "resume" and not blocked and position.status is not Status.HELD:
            blocked.append(reason("case_not_held"))
        return (*denied, *blocked)
    blocked = list(open_to_change(position))
    if act == "extend" and position.item and position.activity(procedure).time is None:
        blocked.append(reason("no_deadline", activity=position.item.activity))
    return (*denied, *blocked)


def keepers_only(procedure: Procedure) -> Reason:
    """Return the refusal of what the register's keeper and the heads do."""
    names = dict.fromkeys(one.name for one in (procedure.registrar, *procedure.heads))
    return reason("register_only", performers=", ".join(names))


def _heads_only(procedure: Procedure) -> Reason:
    heads = ", ".join(one.name for one in procedure.heads)
    return reason("heads_only", heads=heads) if heads else reason("heads_none")


def filing(procedure: Procedure, position: Position, key: str) -> tuple[Reason, ...]:
    """Return why no version of the deliverable ``key`` can be filed now; a paper without a key can come while the case lives."""
    if position.item is None:
        return (reason("case_ended"),)
    if not key:
        return ()
    current = position.activity(procedure)
    if any(one.key == key for one in current.outputs):
        return ()
    maker = procedure.maker(key)
    required = any(one.key == key for one in current.requirements)
    # A deviation can have skipped the activity that leaves it: then what is needed is filed where it is needed.
    if required and (maker is None or maker.number > current.number or maker.number not in position.rounds):
        return ()
    home = maker or next((one for one in procedure.activities if any(each.key == key for each in one.requirements)), None)
    if home is None:
        return (reason("not_found"),)
    name = next(one.name for one in home.deliverables if one.key == key)
    code = "document_early" if home.number > current.number else "document_sealed"
    return (reason(code, deliverable=name, activity=home.number),)


def filing_is_theirs(procedure: Procedure, position: Position, key: str, actor: Actor) -> Iterator[Reason]:
    """Yield why ``actor`` may not file ``key`` now: those file who act or decide in the current activity, what an activity needs also
    the register's keeper, and what the first activity needs also the requesting unit. Other papers: everybody with a part in the case.

    Source: design section 4 rule 5; issue of the register (a requesting unit enters the request with its analysis report).
    """
    if position.item is None or (not key and actor.performers):
        return
    activity = position.activity(procedure)
    keys = {one.key for one in activity.turns if one.part in {Part.ACTS, Part.DECIDES}}
    if any(one.key == key for one in activity.requirements):
        keys.add(procedure.registrar.key)
        if activity.number == 1:
            keys |= {one.key for one in procedure.performers if one.held_by is HeldBy.UNIT}
    held = [procedure.performer(one) for one in keys & actor.performers]
    if any(one.held_by is not HeldBy.OFFICE or not actor.team for one in held):
        return
    if not key:
        yield reason("no_part")
        return
    name = next((one.name for one in activity.deliverables if one.key == key), key)
    supplier = procedure.supplier(key, at=activity).name
    yield reason("not_your_filing", deliverable=name, supplier=supplier, activity=activity.number)
