"""The difference of two SOPs: plain values, no rows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields

from runut.core.matching import Pair, align
from runut.core.procedure import END, Identity, Performer, Procedure


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """One thing in which two SOPs differ.

    ``activity`` is its number in the later SOP, in the earlier one where it is gone, and 0 where it is about the whole; ``performer`` names a
    lane; ``what`` is a field of `Identity`, `Performer`, `Activity` or `Procedure`, or ``place`` of an activity that was moved; ``before``
    and ``after`` are its values, None where it is not there at all.
    """

    what: str
    activity: int = 0
    performer: str = ""
    before: object = None
    after: object = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """Two SOPs side by side: what differs in the whole, and every activity with what differs in it."""

    whole: tuple[Difference, ...]
    rows: tuple[tuple[Pair, tuple[Difference, ...]], ...]

    @property
    def same(self) -> bool:
        """Whether nothing differs at all."""
        return not self.whole and not any(found for _pair, found in self.rows)


def compare(before: Procedure, after: Procedure) -> Comparison:
    """Return both SOPs side by side. Activities belong together by what they say (`core.matching`), not by their numbers."""
    pairs = align(before, after)
    numbers: dict[int | str, int | str] = {one.before: one.after for one in pairs if one.before and one.after}
    return Comparison(
        whole=tuple(_whole(before, after)),
        rows=tuple((one, tuple(_row(one, before, after, {**numbers, END: END}))) for one in pairs),
    )


def differences(before: Procedure, after: Procedure) -> list[Difference]:
    """Return everything in which ``after`` differs from ``before``, in the order of the form."""
    found = compare(before, after)
    return [*found.whole, *(one for _pair, some in found.rows for one in some)]


def _whole(before: Procedure, after: Procedure) -> Iterator[Difference]:
    yield from _fields(before.identity, after.identity)
    if before.day != after.day:
        yield Difference(what="day", before=before.day, after=after.day)
    yield from _order(before, after)
    lanes = {one.key: one for one in after.performers}
    for one in before.performers:
        yield from _lane(one, lanes.pop(one.key, None))
    for one in lanes.values():
        yield Difference(what="lane", performer=one.name, after=one.name)


def _order(before: Procedure, after: Procedure) -> Iterator[Difference]:
    """Yield that the columns that both have stand in another order."""
    both = {one.key for one in before.performers} & {one.key for one in after.performers}
    old, new = ([one for one in sop.performers if one.key in both] for sop in (before, after))
    if [one.key for one in old] != [one.key for one in new]:
        yield Difference(what="performers", before=tuple(one.name for one in old), after=tuple(one.name for one in new))


def _lane(before: Performer, after: Performer | None) -> Iterator[Difference]:
    if after is None:
        yield Difference(what="lane", performer=before.name, before=before.name)
        return
    for name in ("name", "held_by"):
        if getattr(before, name) != getattr(after, name):
            yield Difference(what=name, performer=before.name, before=getattr(before, name), after=getattr(after, name))


def _row(pair: Pair, before: Procedure, after: Procedure, numbers: Mapping[int | str, int | str]) -> Iterator[Difference]:
    old = before.activity(pair.before) if pair.before else None
    new = after.activity(pair.after) if pair.after else None
    if old is None or new is None:
        number = pair.after or pair.before or 0
        yield Difference(what="activity", activity=number, before=old and old.text, after=new and new.text)
        return
    if pair.moved:
        yield Difference(what="place", activity=new.number, before=old.number, after=new.number)
    for name in ("text", "performers", "requirements", "time", "outputs", "note"):
        if getattr(old, name) != getattr(new, name):
            yield Difference(what=name, activity=new.number, before=getattr(old, name), after=getattr(new, name))
    # Where they lead (0: to what is gone), in the numbers of the later SOP: a row put between others changes no way.
    if {outcome: numbers.get(to, 0) for outcome, to in old.decision.items()} != new.decision:
        yield Difference(what="decision", activity=new.number, before=old.decision, after=new.decision)
    if (numbers.get(old.then, 0) if old.then else old.then) != new.then:
        yield Difference(what="then", activity=new.number, before=old.then, after=new.then)


def _fields(before: Identity, after: Identity) -> Iterator[Difference]:
    for one in fields(before):
        old, new = getattr(before, one.name), getattr(after, one.name)
        if old != new:
            yield Difference(what=one.name, before=old, after=new)
