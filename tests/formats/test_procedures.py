"""The invented procedures are whole, and of every shape that matters."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, Phase, find, given, settings

from runut.core.procedure import END, Part, Procedure
from runut.formats.toml import dump, load
from tests.formats.procedures import grown, procedures

Shape = Callable[[Procedure], bool]
SHAPES: dict[str, Shape] = {
    "one row": lambda one: len(one.activities) == 1,
    "many rows": lambda one: len(one.activities) > 8,
    "a column without row": lambda one: bool({p.key for p in one.performers} - {p.key for a in one.activities for p in a.performers}),
    "several turns in a row": lambda one: any(len(a.turns) > 1 for a in one.activities),
    "somebody twice in a row": lambda one: any(len({p.key for p in a.turns}) < len(a.turns) for a in one.activities),
    "a guest before the turns": lambda one: any(a.performers[0].part is Part.ATTENDS for a in one.activities),
    "a loop onto itself": lambda one: any(a.number in a.decision.values() for a in one.activities),
    "a loop over rows": lambda one: any(t != END and int(t) < a.number - 1 for a in one.activities for t in a.decision.values()),
    "a jump ahead": lambda one: any(t != END and int(t) > a.number + 1 for a in one.activities for t in a.decision.values()),
    "a decision that never leads to the next row": lambda one: any(
        a.decision and one.next_number(a.number) not in a.decision.values() for a in one.activities
    ),
    "two outcomes to one target": lambda one: any(len(set(a.decision.values())) < len(a.decision) for a in one.activities),
    "a row that leads back": lambda one: any(a.then not in (None, END) and int(a.then or 0) <= a.number for a in one.activities),
    "a row that ends early": lambda one: any(a.then == END for a in one.activities),
    "an early end": lambda one: any(END in a.decision.values() for a in one.activities[:-1]),
    "a time that follows": lambda one: bool(one.deadline_keys()),
    "a line break": lambda one: any("\n" in a.text for a in one.activities),
}


@pytest.mark.parametrize("shape", SHAPES)
def test_every_shape_is_among_them(shape: str) -> None:
    first = settings(max_examples=500, database=None, derandomize=True, phases=[Phase.generate], suppress_health_check=list(HealthCheck))
    assert SHAPES[shape](find(procedures(), SHAPES[shape], settings=first))


@given(procedures(activities=20, performers=9))
def test_they_come_back_from_their_file(procedure: Procedure) -> None:
    assert load(dump(procedure)) == procedure


def test_a_grown_one_has_its_size_and_is_always_the_same() -> None:
    assert len(grown(200).activities) == 200
    assert grown(40) == grown(40)
    assert grown(40) != grown(40, seed=2)
