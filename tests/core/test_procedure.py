"""A procedure and its values: who makes and supplies what, who certifies."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from runut.core.building import build
from runut.core.procedure import END, Deliverable, Part
from tests.core.building import problems, small
from tests.core.cast import shipped


def test_a_procedure_finds_its_rows_and_lanes() -> None:
    found = shipped()
    assert found.activity(10).number == 10
    for number in (0, 11, -1):
        with pytest.raises(KeyError, match=rf"^{number}$"):
            found.activity(number)
    assert found.performer("user").name == "Pengguna"
    with pytest.raises(KeyError, match=r"^'nobody'$"):
        found.performer("nobody")


def test_it_knows_who_makes_and_who_supplies() -> None:
    found = shipped()
    maker = found.maker("schedule")
    assert maker is not None
    assert maker.number == 3
    assert found.maker("analysis_report") is None
    assert found.supplier("schedule", at=found.activity(5)).key == "development_team"
    assert found.supplier("installation_report", at=found.activity(9)).key == "technical_team"
    assert found.supplier("experts", at=found.activity(2)).key == "system_development"
    assert found.deadline_keys() == {"schedule"}
    assert (found.next_number(1), found.next_number(10)) == (2, END)


def test_an_output_that_is_a_requirement_too_is_listed_once() -> None:
    paper = Deliverable(key="x", name="X")
    both = replace(shipped().activity(2), requirements=(paper,), outputs=(paper, Deliverable(key="y", name="Y")))
    assert [one.key for one in both.deliverables] == ["x", "y"]


def test_everybody_but_who_attends_certifies() -> None:
    assert [one.value for one in Part if one.certifies] == ["acts", "decides", "receives"]


def test_a_date_with_a_time_is_no_date() -> None:
    data = small()
    data["procedure"] = {"name": "x", "effective_on": datetime(2021, 5, 12, tzinfo=UTC)}
    assert problems(lambda: build(data)) == [("procedure", "procedure_type")]
