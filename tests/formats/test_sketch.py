"""A flowchart of an SOP with faults: all of it that is there, and a question mark where somebody or something is missing."""

from __future__ import annotations

import copy
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from runut.core.building import build
from runut.core.procedure import Procedure
from runut.formats import toml
from runut.formats.flowchart import UNKNOWN, Kind, Plan, draw, plan, sketch
from tests.core.cast import shipped

WRONG: list[Any] = [None, "", 0, 99, -1, "?", "nobody", [], {}, [{}], {"key": "nobody"}, {"approved": 99}, {"": 1}, "decides", True, 1.5]


def _shipped() -> dict[str, Any]:
    return toml.plain(shipped())


def _sketch(data: dict[str, Any]) -> Procedure:
    found = sketch(data)
    assert found
    return found


def _ends(found: Plan) -> list[int]:
    return [one.cell.row + 1 for one in found.symbols if one.kind is Kind.OPEN]


def test_a_whole_sop_is_drawn_as_it_is() -> None:
    assert sketch(_shipped()) == build(_shipped())


def test_a_row_without_performer_stands_in_a_column_with_a_question_mark() -> None:
    data = _shipped()
    data["activity"][2]["performers"] = []
    found = _sketch(data)
    assert [one.name for one in found.performers][-1] == UNKNOWN
    assert [one.key for one in found.activity(3).performers] == [UNKNOWN]
    assert "belum ditentukan siapa" in draw(found)
    assert "nobody named yet" in draw(found, language="en")


def test_a_decision_with_one_branch_has_a_second_one_that_is_open() -> None:
    data = _shipped()
    data["activity"][4]["decision"] = {"approved": 6}
    found = plan(_sketch(data))
    assert _ends(found) == [5]
    assert "5: tujuannya belum dipilih" in draw(_sketch(data))


def test_who_decides_without_any_outcome_has_a_diamond_that_leads_nowhere_yet() -> None:
    data = _shipped()
    data["activity"][5]["performers"] = [{"key": "division_head", "part": "decides"}]
    found = plan(_sketch(data))
    assert _ends(found) == [6]
    assert [one.kind for one in found.symbols if one.cell.row == 5] == [Kind.DECISION, Kind.OPEN]


def test_outcomes_of_nobody_stand_at_whoever_acts_last() -> None:
    data = _shipped()
    for one in data["activity"][4]["performers"]:
        one["part"] = "acts"
    assert Kind.DECISION in {one.kind for one in plan(_sketch(data)).symbols if one.cell.row == 4}


def test_a_target_that_is_not_there_is_a_question_mark_and_the_end_beside_it_stays() -> None:
    data = _shipped()
    data["activity"][0]["decision"] = {"approved": 99, "refused": "end"}
    data["activity"][2]["then"] = 42
    found = plan(_sketch(data))
    assert _ends(found) == [1, 3]
    assert [one.cell.row for one in found.symbols if one.kind is Kind.END] == [0]


def test_an_activity_that_nothing_reaches_is_drawn_all_the_same() -> None:
    data = _shipped()
    data["activity"][5]["then"] = 9
    found = plan(_sketch(data))
    assert found.rows == 10 and not _ends(found)


def test_of_two_who_decide_the_last_has_the_diamond() -> None:
    data = _shipped()
    data["activity"][4]["performers"] = [
        {"key": "division_head", "part": "decides"}, {"key": "technical_team", "part": "decides"}, {"key": "user", "part": "acts"},
    ]  # fmt: skip
    found = _sketch(data).activity(5)
    assert [(one.key, one.part.value) for one in found.performers] == [
        ("division_head", "acts"), ("user", "acts"), ("technical_team", "decides"),
    ]  # fmt: skip


def test_without_performers_at_all_there_is_one_column_of_question_marks() -> None:
    data = _shipped() | {"performer": []}
    found = _sketch(data)
    assert [one.key for one in found.performers] == [UNKNOWN]
    assert _ends(plan(found)) == []
    assert draw(found)


def test_a_performer_without_a_name_has_a_question_mark_for_one() -> None:
    data = _shipped()
    data["performer"][1]["name"] = ""
    assert [one.name for one in _sketch(data).performers][1] == UNKNOWN


def test_without_activities_there_is_nothing_to_draw() -> None:
    assert sketch(_shipped() | {"activity": []}) is None
    assert sketch({}) is None


@given(st.data())
def test_whatever_is_wrong_the_rest_is_drawn(choose: st.DataObject) -> None:
    data = copy.deepcopy(_shipped())
    for _ in range(choose.draw(st.integers(1, 6))):
        table = choose.draw(st.sampled_from([*data["activity"], *data["performer"], data["procedure"]]))
        table[choose.draw(st.sampled_from(sorted(table)))] = choose.draw(st.sampled_from(WRONG))
    found = _sketch(data)
    assert len(found.activities) == 10
    assert draw(found).endswith("</svg>")
