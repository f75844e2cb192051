"""What can be drawn of an SOP that is still being written. What is missing has a place of its own, marked with a question mark.

The result goes through the same plan, layout and painter as every other: it is a procedure that only a drawing takes, because it may name the
performer `UNKNOWN` and lead to `UNKNOWN`. A whole SOP comes back as it is.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from runut.core.building import partly
from runut.core.procedure import END, Activity, Part, Participation, Performer, Procedure
from runut.formats.flowchart.plan import UNKNOWN


def sketch(data: Mapping[str, Any]) -> Procedure | None:
    """Return what can be drawn of ``data``, in the form of the file; None where it has no activity."""
    procedure, problems = partly(data)
    if not problems:
        return procedure
    if not procedure.activities:
        return None
    performers = {one.key: replace(one, name=one.name.strip() or UNKNOWN) for one in reversed(procedure.performers) if one.key}
    there = dict(reversed(performers.items()))
    last = len(procedure.activities)
    activities = tuple(_drawable(one, there, last) for one in procedure.activities)
    if any(one.key == UNKNOWN for row in activities for one in row.performers):
        there[UNKNOWN] = Performer(key=UNKNOWN, name=UNKNOWN)
    return replace(procedure, performers=tuple(there.values()), activities=activities)


def _drawable(activity: Activity, performers: Mapping[str, Performer], last: int) -> Activity:
    """Return a row that has somebody to act, at most one who decides, last, and ways that lead somewhere or visibly nowhere."""
    some = [one for one in activity.performers if one.key in performers]
    if not any(one.part.certifies for one in some):
        some.append(Participation(key=UNKNOWN, part=Part.ACTS))
    decides = bool(activity.decision) or any(one.part is Part.DECIDES for one in some)
    decision = {outcome: _target(to, last) for outcome, to in activity.decision.items()}
    if decides and len(decision) < 2:
        decision[UNKNOWN] = UNKNOWN
    then = None if decides or activity.then is None else _target(activity.then, last)
    return replace(activity, performers=tuple(_in_order(some, decides=decides)), decision=decision, then=then)


def _in_order(some: list[Participation], *, decides: bool) -> Iterator[Participation]:
    """Yield who takes part, the one who decides after all others whose turn comes: whoever is marked so last, else whoever acts last."""
    turns = [one for one in some if one.part.certifies]
    decider = next((one for one in reversed(turns) if one.part is Part.DECIDES), turns[-1]) if decides else None
    for one in some:
        if one is not decider:
            yield replace(one, part=Part.ACTS) if one.part is Part.DECIDES else one
    if decider:
        yield replace(decider, part=Part.DECIDES)


def _target(to: int | str, last: int) -> int | str:
    return to if to == END or (isinstance(to, int) and 1 <= to <= last) else UNKNOWN
