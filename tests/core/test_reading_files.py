"""What a procedure file may leave out and say shortly, and where its rows lead."""

from __future__ import annotations

import tomllib
from datetime import date
from typing import Any

import pytest

from runut.core.building import build
from runut.core.checking import successors
from runut.core.procedure import END, Activity, Approval, HeldBy, Identity, Part, Participation
from runut.formats.toml import dump, load
from tests.core.building import problems, row, sentences, small
from tests.core.cast import shipped


def test_every_field_of_the_identity_block_is_kept() -> None:
    lists = ("organisation", "legal_basis", "qualifications", "related", "equipment", "warnings", "records")
    stated: dict[str, Any] = {key: [f"{key} satu", f"{key} dua"] for key in lists}
    stated |= {"name": "Nama", "number": "7/SOP", "approved_by": {"position": "Kepala", "name": "Bima"}}
    stated |= {f"{key}_on": date(2021, 4, day) for day, key in enumerate(("created", "revised", "effective"), 1)}
    data = small() | {"procedure": stated}
    found = build(data).identity
    assert found == Identity(
        name="Nama",
        number="7/SOP",
        created_on=date(2021, 4, 1),
        revised_on=date(2021, 4, 2),
        effective_on=date(2021, 4, 3),
        approved_by=Approval(position="Kepala", name="Bima"),
        **{key: (f"{key} satu", f"{key} dua") for key in lists},
    )
    assert tomllib.loads(dump(build(data)))["procedure"] == stated


def test_what_may_be_left_out_is_left_out() -> None:
    found = build(small())
    assert found.activity(1) == Activity(
        number=1,
        text="Buat",
        performers=(Participation(key="a", part=Part.ACTS), Participation(key="b", part=Part.ATTENDS)),
    )
    assert [one.held_by for one in found.performers] == [HeldBy.OFFICE, HeldBy.OFFICE]
    assert found.day == "working"
    assert found.identity.approved_by is None


def test_a_table_without_part_is_read_like_a_bare_key() -> None:
    found = build(small(performers=[{"key": "a"}, {"key": "b"}])).activity(1)
    assert [one.part for one in found.performers] == [Part.ACTS, Part.ATTENDS]


def test_an_empty_list_of_outputs_or_an_empty_decision_is_none() -> None:
    found = build(small(outputs=[], requirements=[], decision={})).activity(1)
    assert (found.outputs, found.requirements, found.decision) == ((), (), {})


def test_line_breaks_and_tabs_may_stand_in_a_text() -> None:
    assert build(small(text="satu\n\tdua", note="a\nb")).activity(1).text == "satu\n\tdua"


@pytest.mark.parametrize(
    "character", ["\x00", "\x08", "\x0b", "\r", "\x1f", "\x7f", "\x85", "\x9f", "\u202e", "\u2066", "\ud800", "\ufffe", "\uffff"]
)
def test_no_text_holds_what_no_page_can_show(character: str) -> None:
    assert problems(lambda: build(small(note=character))) == [("activity 1", "text_control")]
    listed = small()
    listed["procedure"] = {"name": "x", "warnings": ["fine", character]}
    assert problems(lambda: build(listed)) == [("procedure", "text_control")]
    assert sentences(lambda: build(listed)) == ["“warnings” holds a control character, which no page can show."]


def test_attending_performers_may_follow_the_one_who_decides() -> None:
    row = {"performers": [{"key": "a", "part": "decides"}, {"key": "b", "part": "attends"}]}
    assert build(small(**row, decision={"yes": "end", "no": "end"})).activity(1).turns == (Participation(key="a", part=Part.DECIDES),)


def test_a_time_limit_follows_only_what_an_earlier_activity_leaves() -> None:
    data = small(outputs=[{"key": "plan", "name": "Rencana"}], time={"as": "plan"})
    assert problems(lambda: build(data)) == [("activity 1, time", "time_as_unknown")]
    data["activity"][0].pop("time")
    data["activity"].append({"number": 2, "text": "Ikuti", "performers": ["a"], "time": {"as": "plan"}})
    assert build(data).deadline_keys() == {"plan"}


def test_every_path_is_followed() -> None:
    rows = shipped().activities
    assert successors(rows, 1) == {2, END}
    assert successors(rows, 2) == {3}
    assert successors(rows, 5) == {6, 3}
    assert successors(rows, 10) == {END}


def test_a_row_leads_where_it_says_and_else_to_the_next() -> None:
    choice = {"performers": [{"key": "a", "part": "decides"}], "decision": {"yes": 2, "no": 3}}
    data = small() | {"activity": [row(1, **choice), row(2, then="end"), row(3, then=4), row(4, then="end")]}
    found = build(data)
    assert [one.then for one in found.activities] == [None, END, None, None]
    assert [found.next_number(number) for number in (2, 3, 4)] == [END, 4, END]
    assert tomllib.loads(dump(found))["activity"][1]["then"] == "end"
    assert load(dump(found)) == found


@pytest.mark.parametrize(
    ("then", "code"),
    [(9, "then_unknown"), (-1, "then_unknown"), ("later", "procedure_type"), (True, "procedure_type"), (10**10, "procedure_type")],
)
def test_a_row_cannot_lead_nowhere(then: object, code: str) -> None:
    assert ("activity 1, then", code) in problems(lambda: build(small(then=then)))


def test_a_loop_without_exit_is_told_for_each_of_its_activities() -> None:
    data = small()
    decides = [{"key": "a", "part": "decides"}]
    data["activity"] = [
        {"number": 1, "text": "1", "performers": decides, "decision": {"yes": 2, "no": "end"}},
        {"number": 2, "text": "2", "performers": ["a"]},
        {"number": 3, "text": "3", "performers": decides, "decision": {"yes": 2, "no": 3}},
        {"number": 4, "text": "4", "performers": ["a"]},
    ]
    assert problems(lambda: build(data)) == [
        ("activity 2", "activity_endless"),
        ("activity 3", "activity_endless"),
        ("activity 4", "activity_unreachable"),
    ]
