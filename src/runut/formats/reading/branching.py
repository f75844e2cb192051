"""Where each decision leads: by numbers and words where the source has them, by drawn arrows, else by what fits best, as a question."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from runut.core.procedure import END
from runut.core.sentences import Reason, reason
from runut.formats.reading.asking import Asking
from runut.formats.reading.branches import Branch, Exit, find_branch, leads_to, may_decide
from runut.formats.reading.casting import Cast
from runut.formats.reading.marks import negative
from runut.formats.reading.matching import best, pairs
from runut.formats.reading.source import Kind
from runut.formats.reading.table import Row, Table

_SURE: Final = 0.6
"""The share of a clause's words that one earlier activity must hold to be meant."""
_OBJECT: Final = re.compile(
    r"\b(?:terhadap|atas|tentang|kelengkapan|hasil|memeriksa|mengoreksi|meneliti|memverifikasi|menelaah)\b(.*)", re.IGNORECASE | re.DOTALL
)
Target = int | str


@dataclass(slots=True)
class _Scene:
    """All that a branch may point to."""

    table: Table
    cast: Cast
    activities: list[dict[str, Any]]
    drawn: dict[int, list[tuple[Target, str]]]

    @property
    def texts(self) -> list[str]:
        return [row.text for row in self.table.rows]

    def numbered(self, number: str) -> int | None:
        """Return the activity that the source calls ``number``."""
        written = [row.number for row in self.table.rows]
        if number in written:
            return written.index(number) + 1
        return int(number) if not any(written) and number.isdigit() and 1 <= int(number) <= len(written) else None

    def next(self, number: int) -> Target:
        return number + 1 if number < len(self.activities) else END


def decide(table: Table, cast: Cast, activities: list[dict[str, Any]], arrows: Sequence[tuple[str, str, str]], asking: Asking) -> None:
    """Put the decisions of ``table`` into ``activities``."""
    scene = _Scene(table, cast, activities, _drawn(table, arrows))
    begins = 1  # where the stretch of work begins that the next decision judges
    for number, row in enumerate(table.rows, 1):
        branch = find_branch(row)
        if branch is None:
            if (onward := _onward(row, number, scene)) is not None:
                activities[number - 1]["then"] = onward
            elif may_decide(row):
                choices = ({"approved": scene.next(number), "rejected": number - 1 or END}, None)
                asking.ask(
                    f"activity {number}, decision",
                    reason("ask_decides", activity=number),
                    reason("because_agrees"),
                    guess=None,
                    choices=choices,
                )
            continue
        approved = _approved(branch, number, scene, asking)
        decision = activities[number - 1]["decision"] = {"approved": approved}
        decision["rejected"] = _rejected(branch, number, begins, scene, asking)
        _decider(activities[number - 1]["performers"], row, cast)
        asking.deciding(f"activity {number}, performers")
        begins = approved if isinstance(approved, int) and approved > number else number + 1


def _onward(row: Row, number: int, scene: _Scene) -> Target | None:
    """Return where a row without a decision leads, when its words or its arrow say that this is not the next row."""
    said = scene.numbered(leads_to(row)) if leads_to(row) else None
    drawn = {target for target, _ in scene.drawn.get(number, [])}
    target = said if said is not None else drawn.pop() if len(drawn) == 1 else None
    return target if target not in {None, number, scene.next(number)} else None


def _drawn(table: Table, arrows: Sequence[tuple[str, str, str]]) -> dict[int, list[tuple[Target, str]]]:
    """Return where the arrows from each activity's shapes lead, with their labels; connectors of one name are one place."""
    home = {
        one.key: (number, one) for number, row in enumerate(table.rows, 1) for shapes in row.lanes.values() for one in shapes if one.key
    }
    goes_on = {home[begin][1].text: end for begin, end, _ in arrows if begin in home and home[begin][1].kind is Kind.CONNECTOR}
    found: dict[int, list[tuple[Target, str]]] = {}
    for begin, end, label in arrows:
        if end in home and home[end][1].kind is Kind.CONNECTOR:
            end = goes_on.get(home[end][1].text, "")
        if begin not in home or end not in home or home[begin][1].kind is Kind.CONNECTOR:
            continue
        (source, shape), (target, reached) = home[begin], home[end]
        if source != target:
            found.setdefault(source, []).append((target, label))
        elif shape.kind is Kind.DECISION and reached.kind is Kind.TERMINATOR:
            found.setdefault(source, []).append((END, label))
    return found


def _approved(branch: Branch, number: int, scene: _Scene, asking: Asking) -> Target:
    place = f"activity {number}, decision, approved"
    said = _said(branch.yes, scene)
    if said is not None:
        return said
    drawn = scene.drawn.get(number, [])
    labelled = [target for target, label in drawn if label and not negative(label)]
    forward = sorted(target for target, label in drawn if isinstance(target, int) and target > number and not negative(label))
    if labelled or forward:
        return (labelled or forward)[0]
    if branch.yes and branch.yes.number:
        because = reason("because_number_unknown", number=branch.yes.number)
        asking.ask(place, reason("ask_approved", activity=number), because, guess=scene.next(number))
    return scene.next(number)


def _rejected(branch: Branch, number: int, begins: int, scene: _Scene, asking: Asking) -> Target:
    place, asks = f"activity {number}, decision, rejected", reason("ask_rejected", activity=number)
    said = _said(branch.no, scene)
    if said is not None:
        return said
    drawn = scene.drawn.get(number, [])
    labelled = [target for target, label in drawn if negative(label)]
    back = [target for target, label in drawn if (target == END or int(target) < number) and not label]
    if labelled or back:
        return (labelled or back)[0]
    approved = scene.activities[number - 1].get("decision", {}).get("approved")
    if branch.no is None and isinstance(approved, int) and approved > number + 1:
        asking.ask(
            place, asks, reason("because_passed_over", target=number + 1), guess=number + 1, choices=_choices(number + 1, number, scene)
        )
        return number + 1
    if branch.no and branch.no.words:
        target, sure, because = _meant(branch.no, number, scene)
        if target is not None and sure:
            return target
        if target is not None and because:
            asking.ask(place, asks, because, guess=target, choices=_choices(target, number, scene))
            return target
    guess, because = _likely(number, begins, scene)
    asking.ask(place, asks, because, guess=guess, choices=_choices(guess, number, scene))
    return guess


def _said(one: Exit | None, scene: _Scene) -> Target | None:
    """Return where an exit says by number that it goes, or that all ends."""
    if one is None:
        return None
    return END if one.ends else scene.numbered(one.number) if one.number else None


def _meant(one: Exit, number: int, scene: _Scene) -> tuple[int | None, bool, Reason | None]:
    """Return the earlier activity that the words of a consequence mean, whether they leave no doubt, and the reason where they do."""
    earlier = list(range(number - 1))
    mentions = scene.cast.people.found(one.words)
    clause = scene.cast.people.without(one.words)
    if one.back and mentions:
        key = scene.cast.performers[mentions[0].who]["key"]
        theirs = [place for place in earlier if any(part["key"] == key for part in scene.cast.rows[place])]
        if theirs:
            found = best(clause, scene.texts, theirs, least=_SURE)
            place = theirs[-1] if found is None else found
            because = reason("because_goes_back", performer=scene.cast.names[mentions[0].who], activity=place + 1)
            return place + 1, len(theirs) == 1 or found is not None, because
    found = best(clause, scene.texts, earlier, least=_SURE)
    if found is not None:
        return found + 1, True, None
    found = best(clause, scene.texts, earlier, least=0.3)
    return (found + 1, False, reason("because_words", activity=found + 1)) if found is not None else (None, False, None)


def _likely(number: int, begins: int, scene: _Scene) -> tuple[Target, Reason]:
    """Return where a rejection most likely leads when nothing says so."""
    if number == 1:
        return END, reason("because_nothing_before")
    earlier = range(min(begins, number - 1) - 1, number - 1)
    match = _OBJECT.search(scene.texts[number - 1])
    if match:
        wanted = pairs(match[1])
        holding = [place for place in earlier if wanted & pairs(scene.texts[place])]
        if holding:
            return holding[0] + 1, reason("because_words", activity=holding[0] + 1)
    needed = {one["key"] for one in scene.activities[number - 1].get("requirements", ())}
    for place in reversed(earlier):
        if needed & {one["key"] for one in scene.activities[place].get("outputs", ())}:
            return place + 1, reason("because_makes_it", activity=place + 1)
    return number - 1, reason("because_before_decision", activity=number - 1)


def _choices(guess: Target, number: int, scene: _Scene) -> tuple[Target, ...]:
    """Return the earlier activities, the nearest first, and the end; the guess before all."""
    return tuple(dict.fromkeys([guess, *range(number - 1, max(0, number - 9), -1), END]))


def _decider(performers: list[dict[str, str]], row: Row, cast: Cast) -> None:
    """Make one performer of a decision decide, last of those who certify: who has the diamond, else who is named, else the last."""
    diamonds = [lane for lane, shapes in row.lanes.items() if any(one.kind is Kind.DECISION for one in shapes)]
    named = cast.people.subject(row.text)
    wanted = diamonds[-1] if diamonds else named if named is not None else None
    certifying = [one for one in performers if one["part"] != "attends"]
    key = cast.performers[wanted]["key"] if wanted is not None and wanted < len(cast.performers) else ""
    decider = next((one for one in certifying if one["key"] == key), certifying[-1])
    decider["part"] = "decides"
    performers[:] = [one for one in certifying if one is not decider] + [decider] + [one for one in performers if one["part"] == "attends"]
