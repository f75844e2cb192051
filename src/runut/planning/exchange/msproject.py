"""MS Project's XML, read piece by piece and written: tasks, what they wait for, who does them. Source: the MSPDI schema, 2007 and later."""

from __future__ import annotations

import io
import math
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final
from xml.etree.ElementTree import Element, ParseError, SubElement, tostring

from defusedxml import DefusedXmlException  # type: ignore[import-untyped]
from defusedxml.ElementTree import iterparse  # type: ignore[import-untyped]

from runut.base.sheets import LARGEST, MOST_ROWS, Table
from runut.core.errors import Invalid
from runut.planning.exchange.tasks import COLUMNS

NAMESPACE: Final = "http://schemas.microsoft.com/project"
_NS: Final = f"{{{NAMESPACE}}}"
_DURATION: Final = re.compile(r"PT(\d{1,7})H(\d{1,2})M(\d{1,2})S")
_MINUTES: Final = 480
_FINISH_START: Final = "1"
_NOT_BEFORE: Final = frozenset({"2", "4"})
"""Constraint types that say when a task begins: must start on, start no earlier than."""


@dataclass(slots=True)
class Left:
    """What a file says that a schedule here cannot: counted, to be told."""

    summaries: int = 0
    links: int = 0
    leads: int = 0


@dataclass(slots=True)
class _Read:
    minutes: int = _MINUTES
    tasks: list[dict[str, Any]] = field(default_factory=list)
    names: dict[str, str] = field(default_factory=dict)
    experts: dict[str, str] = field(default_factory=dict)


def read_project(name: str, data: bytes) -> tuple[Table, Left]:
    """Return the tasks of a file as the table that `runut.planning.exchange.tasks` reads, and what was left out.

    Raises:
        Invalid: It breaks off, is no XML, defines entities, is not of MS Project, or is larger than a schedule.
    """
    if len(data) > LARGEST:
        raise Invalid(code="table_large", name=name, limit=LARGEST // 1_000_000)
    read = _Read()
    try:
        first = True
        for event, element in iterparse(io.BytesIO(data), events=("start", "end")):
            if first and element.tag != f"{_NS}Project":
                raise Invalid(code="project_foreign", name=name)
            first = False
            if event == "end":
                _take(read, element)
    except (ParseError, DefusedXmlException, ValueError, UnicodeError) as error:
        raise Invalid(code="project_unreadable", name=name) from error
    return _table(read)


def _take(read: _Read, element: Element) -> None:
    tag = element.tag.removeprefix(_NS)
    if tag == "MinutesPerDay":
        read.minutes = max(1, int(element.text or _MINUTES))
    elif tag == "Task":
        if len(read.tasks) > MOST_ROWS:
            raise Invalid(code="table_rows_many", most=MOST_ROWS)
        if _text(element, "IsNull") != "1":
            read.tasks.append(_task(element))
        element.clear()
    elif tag == "Resource":
        read.names[_text(element, "UID")] = _text(element, "Name")
        element.clear()
    elif tag == "Assignment":
        read.experts.setdefault(_text(element, "TaskUID"), _text(element, "ResourceUID"))
        element.clear()


def _task(element: Element) -> dict[str, Any]:
    links = [(_text(one, "PredecessorUID"), _text(one, "Type") or _FINISH_START, _text(one, "LinkLag") or "0") for one in element]
    return {
        "uid": _text(element, "UID"),
        "name": _text(element, "Name"),
        "duration": _text(element, "Duration"),
        "milestone": _text(element, "Milestone") == "1",
        "summary": _text(element, "Summary") == "1",
        "constraint": _text(element, "ConstraintType"),
        "day": _text(element, "ConstraintDate")[:10],
        "note": _text(element, "Notes"),
        "links": [one for one in links if one[0]],
    }


def _text(element: Element, name: str) -> str:
    return (element.findtext(f"{_NS}{name}") or "").strip()


def _table(read: _Read) -> tuple[Table, Left]:
    left = Left()
    kept = [one for one in read.tasks if not one["summary"] and one["uid"] != "0"]
    left.summaries = sum(one["summary"] and one["uid"] != "0" for one in read.tasks)
    numbers = {one["uid"]: place for place, one in enumerate(kept, 1)}
    table: Table = [[names[0] for names in COLUMNS.values()]]
    for place, one in enumerate(kept, 1):
        match = _DURATION.fullmatch(one["duration"])
        minutes = int(match[1]) * 60 + int(match[2]) if match else read.minutes
        days = 0 if one["milestone"] else max(1, math.ceil(minutes / read.minutes))
        begins = one["day"] if one["constraint"] in _NOT_BEFORE else ""
        expert = read.names.get(read.experts.get(one["uid"], ""), "")
        waits = ", ".join(_waits(one["links"], numbers, read.minutes, left))
        table.append([str(place), one["name"], str(days), begins, "", waits, expert, "", one["note"]])
    return table, left


def _waits(links: Iterable[tuple[str, str, str]], numbers: Mapping[str, int], minutes: int, left: Left) -> Iterable[str]:
    for uid, kind, lag in links:
        if uid not in numbers or kind != _FINISH_START:
            left.links += 1
            continue
        tenths = int(lag) if re.fullmatch(r"-?\d{1,9}", lag) else 0
        left.leads += tenths < 0
        days = math.ceil(max(0, tenths) / 10 / minutes)
        yield f"{numbers[uid]}+{days}" if days else str(numbers[uid])


@dataclass(frozen=True, slots=True, kw_only=True)
class ProjectTask:
    """A task to be written, with the days on which it comes."""

    number: int
    name: str
    note: str
    days: int
    starts_on: date
    ends_on: date
    not_before: date | None
    after: Sequence[tuple[int, int]]
    expert: str
    done: bool


def project_xml(title: str, tasks: Iterable[ProjectTask], *, starts_on: date, week: Iterable[int]) -> Iterator[bytes]:
    """Yield the schedule as MS Project's XML, task by task; the calendar has the office's week."""
    yield f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<Project xmlns="{NAMESPACE}">'.encode()
    head = Element("Project")
    _add(head, SaveVersion="14", Name=_clean(title), Title=_clean(title), ScheduleFromStart="1", StartDate=f"{starts_on}T08:00:00")
    _add(
        head, CalendarUID="1", MinutesPerDay=str(_MINUTES), MinutesPerWeek=str(_MINUTES * 5), DaysPerMonth="20", DefaultStartTime="08:00:00"
    )
    _calendar(head, frozenset(week))
    yield from _inside(head)
    yield b"<Tasks>"
    people: dict[str, int] = {}
    assigned: list[tuple[int, int]] = []
    for place, one in enumerate(tasks, 1):
        yield _bytes(_task_element(place, one))
        if one.expert:
            assigned.append((one.number, people.setdefault(one.expert, len(people) + 1)))
    yield b"</Tasks>"
    tail = Element("Project")
    resources = SubElement(tail, "Resources")
    for name, uid in people.items():
        _add(SubElement(resources, "Resource"), UID=str(uid), ID=str(uid), Name=_clean(name), Type="1")
    assignments = SubElement(tail, "Assignments")
    for place, (number, uid) in enumerate(assigned, 1):
        _add(SubElement(assignments, "Assignment"), UID=str(place), TaskUID=str(number), ResourceUID=str(uid), Units="1")
    yield from _inside(tail)
    yield b"</Project>"


def _inside(root: Element) -> Iterator[bytes]:
    return map(_bytes, root)


def _bytes(element: Element) -> bytes:
    written: str = tostring(element, encoding="unicode")
    return written.encode()


def _task_element(place: int, one: ProjectTask) -> Element:
    element = Element("Task")
    milestone = not one.days
    _add(element, UID=str(one.number), ID=str(place), Name=_clean(one.name), Type="0", IsNull="0", WBS=str(place), OutlineLevel="1")
    _add(element, Start=f"{one.starts_on}T{'17' if milestone else '08'}:00:00", Finish=f"{one.ends_on}T17:00:00")
    _add(element, Duration=f"PT{one.days * 8}H0M0S", DurationFormat="7", Milestone=str(int(milestone)), Summary="0", Manual="0")
    _add(element, PercentComplete="100" if one.done else "0", ConstraintType="4" if one.not_before else "0")
    if one.not_before:
        _add(element, ConstraintDate=f"{one.not_before}T08:00:00")
    if one.note:
        _add(element, Notes=_clean(one.note))
    for number, lag in one.after:
        link = SubElement(element, "PredecessorLink")
        _add(link, PredecessorUID=str(number), Type=_FINISH_START, CrossProject="0", LinkLag=str(lag * _MINUTES * 10), LagFormat="7")
    return element


def _calendar(root: Element, week: frozenset[int]) -> None:
    calendar = SubElement(SubElement(root, "Calendars"), "Calendar")
    _add(calendar, UID="1", Name="Standard", IsBaseCalendar="1")
    days = SubElement(calendar, "WeekDays")
    for weekday in (6, 0, 1, 2, 3, 4, 5):  # the schema counts from Sunday
        day = SubElement(days, "WeekDay")
        _add(day, DayType=str((weekday + 1) % 7 + 1), DayWorking=str(int(weekday in week)))
        if weekday in week:
            times = SubElement(day, "WorkingTimes")
            for start, end in (("08:00:00", "12:00:00"), ("13:00:00", "17:00:00")):
                _add(SubElement(times, "WorkingTime"), FromTime=start, ToTime=end)


def _add(element: Element, **values: str) -> None:
    for name, value in values.items():
        SubElement(element, name).text = value


def _clean(text: str) -> str:
    """Return the text without what XML cannot hold."""
    return "".join(one for one in text if one in "\t\n\r" or " " <= one <= "\ud7ff" or "\ue000" <= one <= "\ufffd" or one > "\uffff")
