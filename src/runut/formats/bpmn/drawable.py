"""A procedure as the flowchart can draw each turn of it: the flowchart has one symbol for a performer in a row, BPMN one task for each turn."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from runut.core.procedure import END, Activity, Part, Participation, Procedure
from runut.formats.flowchart import Cell


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawable:
    """The procedure to draw, without those who attend, and the cell of each turn, by the number of its row and its place there from 1."""

    procedure: Procedure
    cells: Mapping[tuple[int, int], Cell]

    def first(self, number: int) -> Cell:
        """Return the cell in which the work on a row begins."""
        return self.cells[number, 1]


def drawable(procedure: Procedure) -> Drawable:
    """Return ``procedure`` with each row in which somebody takes several turns split into rows that have them once."""
    columns = {one.key: place for place, one in enumerate(procedure.performers)}
    rows: list[tuple[Activity, Sequence[Participation]]] = []
    begins: dict[int | str, int | str] = {END: END}
    cells: dict[tuple[int, int], Cell] = {}
    for activity in procedure.activities:
        begins[activity.number] = len(rows) + 1
        turn = 0
        for group in _groups(activity.turns):
            for one in group:
                turn += 1
                cells[activity.number, turn] = Cell(row=len(rows), column=columns[one.key])
            rows.append((activity, group))
    drawn = tuple(_row(number, activity, group, begins) for number, (activity, group) in enumerate(rows, 1))
    return Drawable(procedure=replace(procedure, activities=drawn), cells=cells)


def _groups(turns: Sequence[Participation]) -> list[list[Participation]]:
    groups: list[list[Participation]] = [[]]
    for one in turns:
        if any(one.key == other.key for other in groups[-1]):
            groups.append([])
        groups[-1].append(one)
    return groups


def _row(number: int, activity: Activity, group: Sequence[Participation], begins: Mapping[int | str, int | str]) -> Activity:
    ends = group[-1] is activity.turns[-1]
    parts = tuple(one if one.part is Part.DECIDES else replace(one, part=Part.ACTS) for one in group)
    return Activity(
        number=number,
        text="",
        performers=parts,
        decision={outcome: begins[target] for outcome, target in activity.decision.items()} if ends else {},
        then=begins[activity.then] if ends and activity.then else None,
    )
