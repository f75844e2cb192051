"""When each task comes: forward and backward over the office's working days, float, and the critical path. Plain Python, no rows, no clock.

Time is counted in working days from the first one of the work. A task takes the days from its start up to its finish; what follows begins at
that finish, and a lag later. A milestone takes no day: it is reached at the end of the day on which everything before it is done.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Final

from runut.core.errors import Invalid, Refused
from runut.core.sentences import reason

LONGEST: Final = 366 * 30
"""Days from the first to the last that a schedule may span; a slip of the keyboard must not walk to the end of all calendars."""
_ONE_DAY: Final = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Work:
    """A task to be scheduled. ``after`` names what must be done before, each with its lag in working days.

    ``starts_on`` is the day before which it does not begin; with ``ends_on`` it takes exactly the working days between, and ``days`` is not
    asked. ``state`` (todo, doing, review, done) and ``done_on`` count once the work has begun.
    """

    number: int
    name: str = ""
    days: int = 1
    starts_on: date | None = None
    ends_on: date | None = None
    after: tuple[tuple[int, int], ...] = ()
    state: str = "todo"
    done_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Timed:
    """When a task comes. ``slack`` are the working days by which it can be late without moving the end; ``moved``: it cannot keep its fixed dates."""

    number: int
    days: int
    starts_on: date
    ends_on: date
    late_starts_on: date
    late_ends_on: date
    slack: int
    moved: bool = False

    @property
    def critical(self) -> bool:
        """Whether a day's delay of it is a day's delay of the whole."""
        return self.slack == 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Schedule:
    """All tasks by number, and the last day; without tasks there is none."""

    tasks: Mapping[int, Timed] = field(default_factory=dict)
    ends_on: date | None = None


class _Days:
    """The working days from the first one on, by number and by date."""

    def __init__(self, first: date, works: Callable[[date], bool]) -> None:
        self._works, self._next, self._limit = works, first, first + timedelta(days=LONGEST)
        self._days: list[date] = []

    def __getitem__(self, number: int) -> date:
        while len(self._days) <= number:
            self._walk()
        return self._days[number]

    def number(self, day: date) -> int:
        """Return the number of the first working day that is not before ``day``."""
        while not self._days or self._days[-1] < day:
            self._walk()
        return bisect_left(self._days, day)

    def _walk(self) -> None:
        while not self._works(self._next):
            self._next += _ONE_DAY
            if self._next > self._limit:
                break
        if self._next > self._limit:
            raise Invalid(code="schedule_long")
        self._days.append(self._next)
        self._next += _ONE_DAY


def schedule(works: Sequence[Work], *, starts_on: date, is_working: Callable[[date], bool], today: date | None = None) -> Schedule:
    """Return when each of ``works`` comes.

    Args:
        works: The tasks, in any order; what they come after is among them.
        starts_on: Nothing begins before it.
        is_working: Whether the office works on a day.
        today: When the work has begun: what is done counts as it was done, what is not begun cannot begin before today. None: as planned.

    Raises:
        Refused: Tasks wait for each other in a circle; the sentence names them.
        Invalid: The last task would come more than `LONGEST` days after the first day.
    """
    if not works:
        return Schedule()
    days = _Days(starts_on, is_working)
    order = in_order(works)
    now = days.number(today) if today and today > starts_on else None
    starts, ends, lengths, moved = _forward(order, days, now)
    last = max(ends.values())
    late_ends = _backward(order, ends, lengths, last)
    timed = {}
    for work in order:
        number = work.number
        length, early, late = lengths[number], starts[number], late_ends[number]
        timed[number] = Timed(
            number=number,
            days=length,
            starts_on=_first(days, early, length),
            ends_on=days[max(ends[number] - 1, 0)],
            late_starts_on=_first(days, late - length, length),
            late_ends_on=days[max(late - 1, 0)],
            slack=max(0, late - ends[number]),
            moved=number in moved,
        )
    return Schedule(tasks=timed, ends_on=max(one.ends_on for one in timed.values()))


def in_order(works: Sequence[Work]) -> list[Work]:
    """Return the tasks so that each comes behind what it waits for.

    Raises:
        Refused: They wait for each other in a circle.
    """
    by_number = {one.number: one for one in works}
    waits = {one.number: sum(number in by_number for number, _lag in one.after) for one in works}
    followers: dict[int, list[int]] = {}
    for one in works:
        for number, _lag in one.after:
            followers.setdefault(number, []).append(one.number)
    ready = [one.number for one in works if not waits[one.number]]
    order = []
    for number in ready:
        order.append(by_number[number])
        for follower in followers.get(number, ()):
            waits[follower] -= 1
            if not waits[follower]:
                ready.append(follower)
    if len(order) < len(works):
        raise Refused(reasons=[reason("schedule_cycle", tasks=_circle(by_number, {one for one, left in waits.items() if left}))])
    return order


def _circle(works: Mapping[int, Work], left: set[int]) -> str:
    """Return the tasks of one circle in the order in which they wait for each other, the first named again at the end."""
    number, path = min(left), list[int]()
    while number not in path:
        path.append(number)
        number = next(one for one, _lag in works[number].after if one in left)
    circle = [number, *reversed(path[path.index(number) :])]
    names = [f"#{one} {works[one].name}".strip() for one in circle]
    # A circle of hundreds is told by its beginning.
    return " → ".join([*names[:7], "…", names[-1]] if len(names) > 9 else names)


def _forward(order: Iterable[Work], days: _Days, now: int | None) -> tuple[dict[int, int], dict[int, int], dict[int, int], set[int]]:
    """Return start, finish and length of each task, counted in working days, and which cannot keep their fixed dates."""
    starts: dict[int, int] = {}
    ends: dict[int, int] = {}
    lengths: dict[int, int] = {}
    moved: set[int] = set()
    for work in order:
        length, wanted = work.days, 0
        if work.starts_on:
            wanted = days.number(work.starts_on)
            if work.ends_on:
                length = max(1, days.number(work.ends_on + _ONE_DAY) - wanted) if work.days else 0
            if not length:
                wanted += 1  # a milestone of a day is reached at its end
        start = wanted
        for number, lag in work.after:
            if number in ends:
                start = max(start, ends[number] + lag)
        if now is not None:
            start, length = _as_it_goes(work, days, now, start, length)
        if start > wanted and work.starts_on and work.state != "done":
            moved.add(work.number)
        starts[work.number], ends[work.number], lengths[work.number] = start, start + length, length
    return starts, ends, lengths, moved


def _as_it_goes(work: Work, days: _Days, now: int, start: int, length: int) -> tuple[int, int]:
    """Return start and length once the work has begun: up to the day on which it was done, or not before what is still possible."""
    if work.state == "done" and work.done_on:
        end = days.number(work.done_on + _ONE_DAY)
        return max(0, end - length), min(end, length)
    if work.state == "todo":
        return max(start, now + (0 if length else 1)), length
    return max(start, now + 1 - length), length


def _backward(order: Sequence[Work], ends: Mapping[int, int], lengths: Mapping[int, int], last: int) -> dict[int, int]:
    late: dict[int, int] = dict.fromkeys(ends, last)
    for work in reversed(order):
        start = late[work.number] - lengths[work.number]
        for number, lag in work.after:
            if number in late and start - lag < late[number]:
                late[number] = start - lag
    return late


def _first(days: _Days, start: int, length: int) -> date:
    return days[max(start if length else start - 1, 0)]
