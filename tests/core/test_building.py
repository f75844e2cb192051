"""The faults of a procedure file: all at once, each with its place and a sentence."""

from __future__ import annotations

import tomllib
from typing import Any

import pytest

from runut.core.building import build
from runut.core.errors import ProcedureInvalid
from runut.core.procedure import TimeLimit, Unit
from runut.formats.toml import load
from tests.core.building import problems, sentences, small

WRONG = """
colour = "red"
[procedure]
number = 12
day = "lunar"
created_on = 2021-04-12T08:00:00
legal_basis = ["x", 3]
motto = "maju"
approved_by = { name = "Bima", stamp = true }
[[performer]]
key = "A lane"
name = ""
[[performer]]
key = "b"
name = "B"
held_by = "ghost"
[[performer]]
key = "b"
name = "B"
[[activity]]
number = 2
performers = ["z", { key = "b", part = "sings" }, 7]
requirements = [{ key = "x", name = "X" }, { key = "x" }]
time = { amount = [3, 1], unit = "year", speed = 1 }
outputs = "none"
decision = { Yes = 1, no = 9 }
[[activity]]
number = 2
text = "Sendiri"
performers = []
time = { as = "" }
"""


def test_a_wrong_file_gets_all_its_faults_at_once_each_with_its_place() -> None:
    assert problems(lambda: load(WRONG)) == [
        ("file", "procedure_key_unknown"),
        ("procedure", "procedure_key_unknown"),
        ("procedure, approved_by", "procedure_key_unknown"),
        ("procedure, approved_by", "procedure_key_missing"),
        ("procedure", "procedure_key_missing"),
        ("procedure", "procedure_type"),
        ("procedure", "procedure_type"),
        ("procedure", "procedure_type"),
        ("procedure", "procedure_type"),
        ("performer 1", "key_form"),
        ("performer 1", "procedure_key_missing"),
        ("performer 2", "held_by_unknown"),
        ("performer 3", "performer_twice"),
        ("activity 1", "procedure_numbers"),
        ("activity 1", "procedure_key_missing"),
        ("activity 1, performers", "part_unknown"),
        ("activity 1, performers", "procedure_type"),
        ("activity 1, requirements", "deliverable_twice"),
        ("activity 1, requirements", "procedure_key_missing"),
        ("activity 1, time", "procedure_key_unknown"),
        ("activity 1, time", "time_unit"),
        ("activity 1, time", "time_amount"),
        ("activity 1, outputs", "procedure_type"),
        ("activity 1, decision", "key_form"),
        ("activity 2, performers", "procedure_key_missing"),
        ("activity 2, time", "procedure_key_missing"),
        ("activity 1, performers", "performer_unknown"),
        ("activity 1, performers", "decider_missing"),
        ("activity 1, decision", "target_unknown"),
        ("activity 1", "activity_endless"),
        ("activity 2", "activity_unreachable"),
    ]


def test_a_fault_is_a_sentence_with_what_stands_there_and_what_should() -> None:
    found = sentences(lambda: load(WRONG))
    assert "Activities are numbered 1, 2, 3 ... in order; here stands 2 where 1 was due." in found
    assert "The outcome “no” leads to activity 9, which does not exist." in found
    assert "“created_on” must be a date." in found
    assert "“legal_basis” must be a list of texts." in found
    assert "“day” must be working or calendar." in found
    assert "“performers” must be a list of keys or tables." in found
    assert "“outputs” must be a list." in found


@pytest.mark.parametrize(
    ("changes", "place", "sentence"),
    [
        ({"note": 3}, "activity 1", "“note” must be text."),
        ({"number": True}, "activity 1", "“number” must be a whole number."),
        ({"number": 1.0}, "activity 1", "“number” must be a whole number."),
        ({"number": 10**9 + 1}, "activity 1", "“number” must be a whole number."),
        ({"time": 3}, "activity 1, time", "“time” must be a table."),
        ({"outputs": ["x"]}, "activity 1, outputs", "“outputs” must be a list of tables."),
        ({"decision": {"yes": [1], "no": "end"}}, "activity 1, decision", "“yes” must be the number of an activity, or “end”."),
        ({"decision": {"yes": True, "no": "end"}}, "activity 1, decision", "“yes” must be the number of an activity, or “end”."),
        ({"decision": {"yes": 10**10, "no": "end"}}, "activity 1, decision", "“yes” must be the number of an activity, or “end”."),
        (
            {"time": {"as": "x", "unit": "day"}},
            "activity 1, time",
            "A time limit either has an amount and a unit, or follows a deliverable, not both.",
        ),
        ({"time": {"amount": 1}}, "activity 1, time", "“unit” is missing."),
        ({"text": "a\x07b"}, "activity 1", "“text” holds a control character, which no page can show."),
        ({"text": ""}, "activity 1", "“text” is missing."),
        (
            {"decision": {"Ya": "end", "no": "end"}},
            "activity 1, decision",
            "“Ya” is not a key; use small letters, digits and underscores, beginning with a letter.",
        ),
        ({"performers": ["a", {"part": "attends"}]}, "activity 1, performers", "“key” is missing."),
        ({"performers": []}, "activity 1, performers", "“performers” is missing."),
        (
            {"outputs": [{"key": "a" * 65, "name": "x"}]},
            "activity 1, outputs",
            f"“{'a' * 65}” is not a key; use small letters, digits and underscores, beginning with a letter.",
        ),
    ],
)
def test_each_value_of_a_wrong_type_says_what_it_must_be(changes: dict[str, Any], place: str, sentence: str) -> None:
    with pytest.raises(ProcedureInvalid) as caught:
        build(small(**changes))
    assert (place, sentence) in [(one.place, one.reason.english()) for one in caught.value.problems]


@pytest.mark.parametrize(
    "time",
    [
        {"amount": amount, "unit": unit}
        for unit, most in {"minute": 100_000, "hour": 2_000, "day": 1_000, "week": 200, "month": 60}.items()
        for amount in (most + 1, [1, most + 1])
    ],
)
def test_a_limit_that_would_leave_every_calendar_is_not_believed(time: dict[str, Any]) -> None:
    assert problems(lambda: build(small(time=time))) == [("activity 1, time", "time_long")]
    most = time["amount"][1] - 1 if isinstance(time["amount"], list) else time["amount"] - 1
    found = build(small(time={**time, "amount": most})).activity(1).time
    assert found == TimeLimit(unit=Unit(time["unit"]), low=most, high=most)


@pytest.mark.parametrize("amount", [0, -1, [2, 1], [0, 1], [1], [1, 2, 3], [1.0, 2], [True, True], 1.5, float("nan"), None, "3", {}])
def test_an_amount_that_is_none_is_refused(amount: object) -> None:
    assert problems(lambda: build(small(time={"amount": amount, "unit": "day"}))) == [("activity 1, time", "time_amount")]


WRONG_TYPES = """
[procedure]
name = 1
number = 1
organisation = 1
created_on = 1
revised_on = 1
effective_on = 1
approved_by = 1
legal_basis = 1
qualifications = 1
related = 1
equipment = 1
warnings = 1
records = 1
day = 1
[[performer]]
key = 1
name = 1
held_by = 1
lane = 1
[[activity]]
number = "1"
text = 1
performers = [{ key = 1, part = 1, role = 1 }]
requirements = 1
time = { amount = 1, unit = 1 }
outputs = [{ key = 1, name = 1, form = 1 }]
note = 1
decision = 1
colour = 1
"""


def test_a_file_of_wrong_types_says_of_each_value_where_it_stands_and_what_it_must_be() -> None:
    text, listed, day, table = "text", "a list", "a date", "a table"
    head: dict[str, str] = {"name": text, "number": text, "organisation": listed, "approved_by": table, "day": text}
    head |= dict.fromkeys(("created_on", "revised_on", "effective_on"), day)
    head |= dict.fromkeys(("legal_basis", "qualifications", "related", "equipment", "warnings", "records"), listed)
    expected = {("procedure", f"“{key}” must be {kind}.") for key, kind in head.items()}
    expected |= {("performer 1", f"“{key}” must be text.") for key in ("key", "name", "held_by")}
    expected |= {("performer 1", "“lane” is not a word of the procedure file.")}
    expected |= {
        ("activity 1", "“number” must be a whole number."),
        ("activity 1", "“text” must be text."),
        ("activity 1", "“note” must be text."),
        ("activity 1", "“colour” is not a word of the procedure file."),
        ("activity 1, performers", "“key” must be text."),
        ("activity 1, performers", "“part” must be text."),
        ("activity 1, performers", "“role” is not a word of the procedure file."),
        ("activity 1, requirements", "“requirements” must be a list."),
        ("activity 1, time", "“unit” must be text."),
        ("activity 1, outputs", "“key” must be text."),
        ("activity 1, outputs", "“name” must be text."),
        ("activity 1, outputs", "“form” is not a word of the procedure file."),
        ("activity 1, decision", "“decision” must be a table."),
    }
    with pytest.raises(ProcedureInvalid) as caught:
        load(WRONG_TYPES)
    assert sorted((one.place, one.reason.english()) for one in caught.value.problems) == sorted(expected)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("performer = 1", ("file", "“performer” must be a list.")),
        ("performer = [1]", ("file", "“performer” must be a list of tables.")),
        ("activity = 1", ("file", "“activity” must be a list.")),
        ("activity = [1]", ("file", "“activity” must be a list of tables.")),
        ("procedure = 1", ("file", "“procedure” must be a table.")),
        ("colour = 1", ("file", "“colour” is not a word of the procedure file.")),
        ("[procedure]\napproved_by = { position = 1 }", ("procedure, approved_by", "“position” must be text.")),
        ("[procedure]\napproved_by = { name = 1 }", ("procedure, approved_by", "“name” must be text.")),
        ("[procedure]\napproved_by = { stamp = 1 }", ("procedure, approved_by", "“stamp” is not a word of the procedure file.")),
        ("[procedure]\nday = 'lunar'", ("procedure", "“day” must be working or calendar.")),
        ("= 1", ("file", "The file is not readable TOML: Invalid statement (at line 1, column 1)")),
    ],
)
def test_a_fault_of_the_file_has_its_place(text: str, expected: tuple[str, str]) -> None:
    with pytest.raises(ProcedureInvalid) as caught:
        load(text)
    assert expected in [(one.place, one.reason.english()) for one in caught.value.problems]


def test_a_nesting_too_deep_to_say_so_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    def too_deep(_: str) -> dict[str, Any]:
        raise RecursionError

    monkeypatch.setattr(tomllib, "loads", too_deep)
    assert sentences(lambda: load("x")) == ["The file is not readable TOML: nested too deeply"]


def test_a_missing_number_is_missing_and_the_largest_is_only_out_of_order() -> None:
    data = small()
    del data["activity"][0]["number"]
    assert problems(lambda: build(data)) == [("activity 1", "procedure_key_missing")]
    assert problems(lambda: build(small(number=10**9))) == [("activity 1", "procedure_numbers")]
    decides = {"performers": [{"key": "a", "part": "decides"}]}
    assert problems(lambda: build(small(**decides, decision={"yes": 10**9, "no": "end"}))) == [("activity 1, decision", "target_unknown")]


def test_the_places_of_faults_between_rows() -> None:
    several = [{"key": "a", "part": "decides"}, {"key": "b", "part": "decides"}]
    late = [{"key": "a", "part": "decides"}, {"key": "b", "part": "receives"}]
    branch = {"yes": "end", "no": "end"}
    who, which = "activity 1, performers", "activity 1, decision"
    assert problems(lambda: build(small(performers=several, decision=branch))) == [(who, "deciders_many")]
    assert problems(lambda: build(small(performers=late, decision=branch))) == [(who, "decider_not_last")]
    assert problems(lambda: build(small(performers=late[:1]))) == [("activity 1", "decision_missing")]
    assert problems(lambda: build(small(performers=late[:1], decision={"yes": "end"}))) == [(which, "decision_outcomes")]
    assert problems(lambda: build(small(performers=[{"key": "a", "part": "attends"}]))) == [(who, "performer_none")]
