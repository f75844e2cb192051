"""From the rows of a BPMN process to a draft: what our own export says beside BPMN is taken over, what nobody says is asked."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from runut.core.procedure import END
from runut.core.sentences import reason
from runut.formats.bpmn.extension import Element, read_activity, read_head
from runut.formats.bpmn.model import Item, Model, children
from runut.formats.bpmn.steps import Step, Way, extension, outcome_key, steps_of, turn_part
from runut.formats.draft import Draft
from runut.formats.reading.asking import Asking
from runut.formats.reading.keys import Keys
from runut.formats.reading.marks import negative
from runut.formats.reading.source import plain
from runut.formats.reading.wordings import YES, held_by, known_deliverables, known_performers

_NAMELESS = "Kegiatan tanpa nama"
_SOMEBODY = "Pelaksana"


def draft_of(found: Model, *, name: str) -> Draft:
    """Return the draft of a process; ``name`` is the file's, for one that has none.

    Raises:
        ModelRefused: Its gateways cannot be told as decisions of rows; every reason.
    """
    return _Drafting(found, steps_of(found), name).draft()


class _Drafting:
    def __init__(self, found: Model, steps: Sequence[Step], name: str) -> None:
        self.found, self.steps, self.file = found, steps, name
        self.asking = Asking()
        self.numbers = {id(step): number for number, step in enumerate(steps, 1)}
        self.papers = Keys(known_deliverables(), "deliverable")
        self.performers: list[dict[str, str]] = []
        self.keys = self._lanes()

    def draft(self) -> Draft:
        head = self._head()
        rows = [self._row(step) for step in self.steps]
        return Draft(data={"procedure": head, "performer": self.performers, "activity": rows}, questions=self.asking.in_order())

    def _head(self) -> dict[str, Any]:
        block = extension(self.found.process, "procedure")
        stated = self.found.name if block is not None else " ".join(self.found.name.split())
        guess = stated or self.file.rpartition("/")[2].rpartition(".")[0] or self.file or "SOP"
        if not stated:
            self.asking.ask("procedure, name", reason("ask_name"), reason("because_file_name"), guess=guess)
        return {"name": guess} | ({} if block is None else read_head(block))

    # performers

    def _lanes(self) -> dict[str, str]:
        """Fill ``performers`` and return the key of each lane; lanes of one name are one performer."""
        keys = Keys(known_performers(), "performer")
        found: dict[str, str] = {}
        for lane in self.found.lanes:
            own = extension(lane.element, "performer")
            if own is not None:
                found[lane.id] = str(own.get("key") or "")
                self.performers.append({"key": found[lane.id], "name": lane.name, "held_by": str(own.get("held_by") or "office")})
            else:
                found[lane.id] = self._performer(" ".join(lane.name.split()) or lane.id, keys)
        if not found or any(task.lane not in found for step in self.steps for task in step.tasks):
            self.nobody = self._nobody(keys)
        return found

    def _performer(self, name: str, keys: Keys) -> str:
        key = keys.key(name)
        if not any(one["key"] == key for one in self.performers):
            held = held_by().get(plain(name)) or "office"
            self.performers.append({"key": key, "name": name, "held_by": held})
        return key

    def _nobody(self, keys: Keys) -> str:
        """Return who performs what stands in no lane: the first lane, or in a process without lanes somebody to be named."""
        if self.performers:
            return self.performers[0]["key"]
        return self._performer(_SOMEBODY, keys)

    def _turn(self, task: Item, number: int) -> dict[str, str]:
        key = self.keys.get(task.lane)
        if key is None:
            choices = [[{"key": one["key"], "part": "acts"}] for one in self.performers]
            place, guess = f"activity {number}, performers", [{"key": self.nobody, "part": "acts"}]
            self.asking.ask(place, reason("ask_performer", activity=number), reason("because_no_lane"), guess=guess, choices=choices)
        return {"key": key or self.nobody, "part": turn_part(task) or "acts"}

    # rows

    def _row(self, step: Step) -> dict[str, Any]:
        number, first = self.numbers[id(step)], step.tasks[0]
        own = extension(first.element, "activity")
        row: dict[str, Any] = {"number": number, "text": self._text(first, number, own=own is not None)}
        row["performers"] = [self._turn(task, number) for task in step.tasks]
        more, attending = read_activity(own) if own is not None else (self._standard(first, number), ())
        _decide(row["performers"], decides=len(step.ways) > 1)
        _attend(row["performers"], attending)
        return row | more | self._leads(step, number)

    def _text(self, task: Item, number: int, *, own: bool) -> str:
        text = task.name if own else " ".join(task.name.split())
        if not text:
            self.asking.ask(
                f"activity {number}", reason("ask_text", activity=number), reason("because_no_name", id=task.id[:60]), guess=_NAMELESS
            )
        return text or _NAMELESS

    def _standard(self, task: Item, number: int) -> dict[str, Any]:
        """Return what a model of others says of the quality standard: documents that go in and come out, documentation as a note."""
        row: dict[str, Any] = {}
        for key, association, end in (
            ("requirements", "dataInputAssociation", "sourceRef"),
            ("outputs", "dataOutputAssociation", "targetRef"),
        ):
            names = [self._document(one, end) for one in children(task.element, association)]
            found = {self.papers.key(name): name for name in names if name}
            if found:
                row[key] = [{"key": key_, "name": name} for key_, name in found.items()]
        note = "\n".join(str(one.text or "").strip().replace("\r", "") for one in children(task.element, "documentation"))
        if note.strip():
            row["note"] = note.strip()
        place = f"activity {number}"
        self.asking.ask(f"{place}, time", reason("ask_time", activity=number), reason("because_bpmn_time"))
        if "outputs" not in row:
            self.asking.ask(f"{place}, outputs", reason("ask_outputs", activity=number), reason("because_bpmn_outputs"))
        return row

    def _document(self, association: Element, end: str) -> str:
        """Return the name of the document at the end of an association."""
        wanted = next((str(one.text or "").strip() for one in children(association, end)), "")
        found = next((one for one in self.found.process if wanted and one.get("id") == wanted), None)
        return " ".join(str(found.get("name") or "").split()) if found is not None else ""

    # where a row leads

    def _leads(self, step: Step, number: int) -> dict[str, Any]:
        targets = [self.numbers[id(way.target)] if way.target else END for way in step.ways]
        if len(step.ways) > 1:
            return {"decision": dict(zip(self._outcomes(step, targets, number), targets, strict=True))}
        natural = number + 1 if number < len(self.steps) else END
        return {} if targets[0] == natural else {"then": targets[0]}

    def _outcomes(self, step: Step, targets: Sequence[int | str], number: int) -> list[str]:
        """Return a key for each way: our own, one made of its name, or a guess."""
        own = ["_".join(filter(None, (outcome_key(one) for one in way.links))) for way in step.ways]
        keys = Keys({}, "outcome")
        found: list[str] = []
        for key, way, target in zip(own, step.ways, targets, strict=True):
            guess = key or self._outcome(way, step, target, number)
            found.append(guess if guess not in found else keys.key(f"{guess} {len(found) + 1}"))
        return found

    def _outcome(self, way: Way, step: Step, target: int | str, number: int) -> str:
        name = way.name
        if negative(name):
            return "rejected"
        others = [one.name for one in step.ways if one is not way]
        if " ".join(name.casefold().split()) in YES or (len(others) == 1 and negative(others[0])):
            return "approved"
        if name:
            return Keys({}, "outcome").key(name)
        back = target == END or int(target) <= number
        guess = "rejected" if back else "approved"
        where = reason("because_leads_back" if back else "because_leads_on")
        self.asking.ask(f"activity {number}, decision", reason("ask_outcome", activity=number, target=target), where, guess=guess)
        return guess


def _decide(performers: list[dict[str, str]], *, decides: bool) -> None:
    """Let the last turn decide exactly when the row has several ways out, whatever was written before somebody edited the diagram."""
    if decides:
        performers[-1]["part"] = "decides"
    for one in performers:
        if one["part"] == "decides" and not (decides and one is performers[-1]):
            one["part"] = "acts"


def _attend(performers: list[dict[str, str]], attending: Sequence[tuple[int, str]]) -> None:
    """Put who attends between the turns where they stood."""
    turns = list(performers)
    for after, key in attending:
        place = performers.index(turns[after]) if after < len(turns) else len(performers)
        performers.insert(place, {"key": key, "part": "attends"})
