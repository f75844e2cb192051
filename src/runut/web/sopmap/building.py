"""A map from a procedure and from how far one case has come in it."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from runut.base.sentences import word
from runut.core.procedure import END, Activity, Part, Participation, Procedure, TimeLimit, Unit
from runut.web.sopmap.values import Box, Edge, Lane, Progress, Row, Shape, SopMap


def from_procedure(
    procedure: Procedure, *, progress: Mapping[int, Progress] | None = None, href: Callable[[int], str] | None = None
) -> SopMap:
    """Return the map of ``procedure`` in the active language.

    Args:
        procedure: A checked procedure.
        progress: By activity number, for a case; an activity that is not named is upcoming. None: the procedure alone.
        href: Gives the address that an activity's number leads to.
    """
    lanes = {performer.key: place for place, performer in enumerate(procedure.performers)}
    return SopMap(
        title=procedure.identity.name,
        lanes=tuple(Lane(key=one.key, name=one.name) for one in procedure.performers),
        rows=tuple(_row(procedure, activity, lanes, (progress or {}).get(activity.number), href) for activity in procedure.activities),
        tracked=progress is not None,
        words={"end": _("End"), "activity": _("Activity"), "round": _("round")},
    )


def _row(
    procedure: Procedure, activity: Activity, lanes: Mapping[str, int], progress: Progress | None, href: Callable[[int], str] | None
) -> Row:
    return Row(
        number=activity.number,
        text=activity.text,
        boxes=_boxes(activity, lanes, last=activity.number == len(procedure.activities)),
        edges=tuple(Edge(target=0 if target == END else int(target), label=_outcome(name)) for name, target in activity.decision.items()),
        time=_time(activity.time, procedure),
        progress=progress or Progress(),
        href=href(activity.number) if href else "",
    )


def _boxes(activity: Activity, lanes: Mapping[str, int], *, last: bool) -> tuple[Box, ...]:
    turns = activity.turns
    boxes: dict[int, Box] = {}
    for place, one in enumerate(turns):
        ends = (activity.number == 1 and place == 0) or (last and place == len(turns) - 1)
        shape = Shape.DECISION if one.part is Part.DECIDES else Shape.TERMINATOR if ends else Shape.PROCESS
        if shape is Shape.DECISION or lanes[one.key] not in boxes:
            boxes[lanes[one.key]] = Box(lane=lanes[one.key], shape=shape, part=_part(one))
    for one in activity.performers:
        if not one.part.certifies and lanes[one.key] not in boxes:
            boxes[lanes[one.key]] = Box(lane=lanes[one.key], shape=Shape.GUEST, part=_part(one))
    return tuple(boxes.values())


def _part(one: Participation) -> str:
    return {
        Part.ACTS: pgettext("part", "acts"),
        Part.DECIDES: pgettext("part", "decides"),
        Part.RECEIVES: pgettext("part", "receives"),
        Part.ATTENDS: pgettext("part", "attends"),
    }[one.part]


def _outcome(name: str) -> str:
    return {"approved": pgettext("outcome", "Yes"), "rejected": pgettext("outcome", "No")}.get(name) or word(name)


def _time(limit: TimeLimit | None, procedure: Procedure) -> str:
    if limit is None:
        return ""
    if limit.follows:
        return _("as scheduled")
    amount = str(limit.high) if limit.low in (0, limit.high) else f"{limit.low}-{limit.high}"
    n = limit.high
    if limit.unit is Unit.DAY and procedure.day == "working":
        return ngettext("%(amount)s working day", "%(amount)s working days", n) % {"amount": amount}
    forms = {
        Unit.MINUTE: ngettext("%(amount)s minute", "%(amount)s minutes", n),
        Unit.HOUR: ngettext("%(amount)s hour", "%(amount)s hours", n),
        Unit.DAY: ngettext("%(amount)s day", "%(amount)s days", n),
        Unit.WEEK: ngettext("%(amount)s week", "%(amount)s weeks", n),
        Unit.MONTH: ngettext("%(amount)s month", "%(amount)s months", n),
    }
    return forms[limit.unit] % {"amount": amount}
