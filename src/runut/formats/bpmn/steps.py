"""From nodes and flows to the rows of an SOP: which tasks are turns of one row, where each row leads, and in which order the rows stand.

Gateways vanish: one with several ways out is the decision of whatever row comes before it, one with a single way out only joins. Conditions are
never evaluated; their texts serve as names where a flow has none.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from runut.core.sentences import Reason, reason
from runut.formats.bpmn.extension import Element, whole
from runut.formats.bpmn.model import Item, Link, Model, ModelRefused, children, kind_of, label
from runut.formats.bpmn.words import ours
from runut.formats.reading.marks import negative

_MOST_OUTCOMES: Final = 24
_LONGEST_CONDITION: Final = 40
_MOST_GATEWAYS: Final = 50
"""Behind each other, without an activity between."""


@dataclass(slots=True)
class Way:
    """A way out of a row: the outcomes on it, one for each gateway that is passed, and the row to which it leads; None is the end."""

    links: tuple[Link, ...]
    target: Step | None

    @property
    def name(self) -> str:
        """The names of the flows behind gateways that choose."""
        return ", ".join(filter(None, (name_of(one) for one in self.links)))


@dataclass(slots=True)
class Step:
    """A row: its tasks in the order of their turns, and the ways out. One way is no decision."""

    tasks: list[Item]
    ways: list[Way] = field(default_factory=list)

    @property
    def number(self) -> int:
        """The number that our own export gave it; 0 for a task of others."""
        return _row_number(self.tasks[0])


def steps_of(found: Model) -> list[Step]:
    """Return the rows in their order.

    Raises:
        ModelRefused: Gateways that decide before any activity or lead around in a circle, or with more outcomes than a row can have.
    """
    rows = _Rows(found)
    steps = rows.steps()
    if rows.refused:
        raise ModelRefused(reasons=rows.refused)
    numbers = [one.number for one in steps]
    begin = rows.begin
    if all(numbers) and len(set(numbers)) == len(numbers) and begin is not None and begin.number == min(numbers):
        return sorted(steps, key=lambda one: one.number)
    return _in_reading_order(begin, steps)


def name_of(link: Link) -> str:
    """Return what a flow is called: its name, else its condition, read as text."""
    name = " ".join(link.name.split())
    condition = " ".join(str(next((one.text for one in children(link.element, "conditionExpression")), "") or "").split())
    return name or (condition if len(condition) <= _LONGEST_CONDITION else "")


def outcome_key(link: Link) -> str:
    """Return the key of the outcome that our own export wrote; empty for flows of others."""
    return _extension(link.element, "outcome", "key")


def turn_part(item: Item) -> str:
    """Return the part that our own export wrote; empty for tasks of others."""
    return _extension(item.element, "turn", "part")


def extension(element: Element, name: str) -> Element | None:
    """Return our own element of this name in ``element``."""
    for block in children(element, "extensionElements"):
        for one in block.iterchildren(ours(name)):
            return one
    return None


def _extension(element: Element, name: str, key: str) -> str:
    found = extension(element, name)
    return "" if found is None else str(found.get(key) or "")


def _row_number(item: Item) -> int:
    number = whole(_extension(item.element, "turn", "activity"))
    return number if isinstance(number, int) else 0


class _Rows:
    def __init__(self, found: Model) -> None:
        self.found = found
        self.refused: list[Reason] = []
        self.steps_by_task: dict[str, Step] = {}
        self.begin: Step | None = None
        self.stuck = False

    def refuse(self, code: str, item: Item) -> None:
        refused = reason(code, element=label(item.element))
        if refused not in self.refused:
            self.refused.append(refused)

    def steps(self) -> list[Step]:
        tasks = [one for one in self.found.items.values() if one.is_task]
        later = {following.id for task in tasks if (following := _next_turn(task))}
        steps = [Step(tasks=list(_turns(task))) for task in tasks if task.id not in later]
        self.steps_by_task = {task.id: step for step in steps for task in step.tasks}
        for step in steps:
            step.ways = list(self._ways(step.tasks[-1]))
        self._begin()
        return steps

    def _begin(self) -> None:
        """Find the row with which the work begins."""
        first = self.found.first
        if first.is_task:
            self.begin = self.steps_by_task[first.id]
            return
        ways = list(self._ways(first)) if first.kind == "startEvent" else list(self._through(first, (), frozenset()))
        if len(ways) != 1:
            gateway = next((one.source for way in ways for one in way.links), first)
            self.refuse("bpmn_decides_first", gateway)
        elif ways[0].target is None:
            self.refuse("bpmn_decides_first", first)
        else:
            self.begin = ways[0].target

    def _ways(self, item: Item) -> Iterator[Way]:
        if not item.out:
            yield Way(links=(), target=None)
            return
        found = list(self._through(item.out[0].target, (), frozenset()))
        if len(found) > _MOST_OUTCOMES:
            self.refuse("bpmn_outcomes", item.out[0].target)
        yield from found[:_MOST_OUTCOMES]

    def _through(self, item: Item, links: tuple[Link, ...], passed: frozenset[str]) -> Iterator[Way]:
        """Yield the ways that lead on from ``item``, through gateways up to the next tasks; a few too many at most."""
        if item.is_task:
            yield Way(links=links, target=self.steps_by_task[item.id])
        elif kind_of(item) != "gateway" or not item.out:
            yield Way(links=links, target=None)
        elif self.stuck or item.id in passed or len(passed) >= _MOST_GATEWAYS:
            self.stuck = True  # every further way through these gateways would end here too
            self.refuse("bpmn_circle", item)
        else:
            many = 0
            for link in item.out:
                chosen = (*links, link) if len(item.out) > 1 else links
                for way in self._through(link.target, chosen, passed | {item.id}):
                    yield way
                    many += 1
                    if many > _MOST_OUTCOMES:
                        return


def _next_turn(item: Item) -> Item | None:
    """Return the task that is the next turn of the same row of our own export."""
    if len(item.out) == 1 and _row_number(item):
        there = item.out[0].target
        if there.is_task and len(there.into) == 1 and _row_number(there) == _row_number(item):
            return there
    return None


def _turns(item: Item) -> Iterator[Item]:
    """Yield a task and the turns after it."""
    seen: set[str] = set()
    following: Item | None = item
    while following and following.id not in seen:
        seen.add(following.id)
        yield following
        following = _next_turn(following)


def _in_reading_order(begin: Step | None, steps: Sequence[Step]) -> list[Step]:
    """Return the rows as people would write them: each as soon as all that leads to it, but for loops, stands above; its first way first."""
    finished: list[Step] = []
    state: dict[int, int] = {}
    for root in ([begin] if begin else []) + list(steps):
        stack: list[tuple[Step, bool]] = [(root, False)] if id(root) not in state else []
        round_: list[Step] = []
        while stack:
            step, done = stack.pop()
            if done:
                round_.append(step)
            elif id(step) not in state:
                state[id(step)] = 1
                stack.append((step, True))
                # The way that is pushed last is walked first and so ends up last: after the rows of the other ways.
                stack += [(way.target, False) for way in _first_way_first(step) if way.target and id(way.target) not in state]
        finished += reversed(round_)
    return finished


def _first_way_first(step: Step) -> list[Way]:
    """Return the ways in the order of the file, a way that says no behind the others."""
    return sorted(step.ways, key=lambda way: negative(way.name) or outcome_is(way, "rejected"))


def outcome_is(way: Way, key: str) -> bool:
    """Whether our own export wrote this outcome on the way."""
    return any(outcome_key(one) == key for one in way.links)
