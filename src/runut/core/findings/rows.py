"""What single rows and columns lack, and where they leave the form (domain: SOP-AP layout rules)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from runut.core.findings.values import Finding, finding
from runut.core.procedure import Activity, Performer, Procedure

_STEM: Final = 5
"""Letters from which two words that begin alike are one: “pengembang” and “pengembangan”."""


def performer_findings(procedure: Procedure) -> Iterator[Finding]:
    """Yield columns without a symbol, and an order that is not that of the activities."""
    met: dict[str, None] = {}
    for activity in procedure.activities:
        met.update(dict.fromkeys(one.key for one in activity.turns))
    for activity in procedure.activities:  # who only attends comes after whoever acts
        met.update(dict.fromkeys(one.key for one in activity.performers))
    for place, performer in enumerate(procedure.performers, 1):
        if performer.key not in met:
            yield finding(f"performer {place}", "performer_unused", performer=performer.name)
    acting = {one.key for activity in procedure.activities for one in activity.turns}
    columns = [one.key for one in procedure.performers if one.key in acting]
    sequence = [key for key in met if key in acting]
    if columns != sequence:
        order = ", ".join(procedure.performer(key).name for key in met)
        yield finding("performer", "performers_order", order=order)


def activity_findings(activity: Activity, performers: tuple[Performer, ...]) -> Iterator[Finding]:
    """Yield what the quality standard of a row lacks, and an actor in its sentence."""
    place = f"activity {activity.number}"
    if not activity.requirements:
        yield finding(f"{place}, requirements", "activity_no_requirement")
    if activity.time is None:
        yield finding(f"{place}, time", "activity_no_time")
    if not activity.outputs:
        yield finding(f"{place}, outputs", "activity_no_output")
    if actor := _actor(activity.text, performers):
        yield finding(f"{place}, text", "actor_in_text", actor=actor)


def _actor(text: str, performers: tuple[Performer, ...]) -> str:
    """Return the words of ``text`` that name a performer as the one who acts: where it begins, or after “oleh”."""
    words = re.findall(r"\w+", text)
    starts = [0, *(place + 1 for place, word in enumerate(words) if word.casefold() == "oleh")]
    for start in starts:
        for performer in performers:
            name = re.findall(r"\w+", performer.name)[:2]
            said = words[start : start + len(name)]
            if name and len(said) == len(name) and all(_alike(a, b) for a, b in zip(name, said, strict=True)):
                return " ".join(said)
    return ""


def _alike(one: str, other: str) -> bool:
    """Whether two words are equal but for an ending."""
    short, long = sorted((one.casefold(), other.casefold()), key=len)
    return short == long or (len(short) >= _STEM and long.startswith(short))
