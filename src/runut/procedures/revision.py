"""The difference of two SOPs: plain values, no rows."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields

from runut.core.procedure import Activity, Identity, Performer, Procedure


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """One thing in which two SOPs differ.

    ``activity`` is 0 where it is about the whole; ``performer`` names a lane; ``what`` is a field of `Identity`, `Performer`, `Activity`
    or `Procedure`; ``before`` and ``after`` are its values, None where it is not there at all.
    """

    what: str
    activity: int = 0
    performer: str = ""
    before: object = None
    after: object = None


def differences(before: Procedure, after: Procedure) -> list[Difference]:
    """Return everything in which ``after`` differs from ``before``, in the order of the form."""
    found = list(_fields(before.identity, after.identity))
    if before.day != after.day:
        found.append(Difference(what="day", before=before.day, after=after.day))
    lanes = {one.key: one for one in after.performers}
    for one in before.performers:
        found += _lane(one, lanes.pop(one.key, None))
    found += [Difference(what="lane", performer=one.name, after=one.name) for one in lanes.values()]
    for number in range(1, max(len(before.activities), len(after.activities)) + 1):
        found += _rows(_row(before, number), _row(after, number), number)
    return found


def _row(procedure: Procedure, number: int) -> Activity | None:
    return procedure.activity(number) if number <= len(procedure.activities) else None


def _lane(before: Performer, after: Performer | None) -> Iterator[Difference]:
    if after is None:
        yield Difference(what="lane", performer=before.name, before=before.name)
        return
    for name in ("name", "held_by"):
        if getattr(before, name) != getattr(after, name):
            yield Difference(what=name, performer=before.name, before=getattr(before, name), after=getattr(after, name))


def _rows(before: Activity | None, after: Activity | None, number: int) -> Iterator[Difference]:
    if before is None or after is None:
        yield Difference(what="activity", activity=number, before=before and before.text, after=after and after.text)
        return
    yield from _fields(before, after, activity=number)


def _fields(before: Identity | Activity, after: Identity | Activity, *, activity: int = 0) -> Iterator[Difference]:
    for one in fields(before):
        old, new = getattr(before, one.name), getattr(after, one.name)
        if old != new:
            yield Difference(what=one.name, activity=activity, before=old, after=new)
