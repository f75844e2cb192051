"""A procedure file: every fault at once, each with its place; and whatever is whole comes back from its file."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from runut.core.building import build
from runut.core.checking import successors
from runut.core.errors import ProcedureInvalid
from runut.core.procedure import END, Activity, Approval, Deliverable, HeldBy, Identity, Part, Participation, Procedure, TimeLimit, Unit
from runut.formats.toml import dump, load
from tests.core.cast import SHIPPED, shipped
from tests.core.procedures import procedures, tables, whole


def problems(act: Callable[[], object]) -> list[tuple[str, str]]:
    with pytest.raises(ProcedureInvalid) as caught:
        act()
    return [(one.place, one.reason.code) for one in caught.value.problems]


def sentences(act: Callable[[], object]) -> list[str]:
    with pytest.raises(ProcedureInvalid) as caught:
        act()
    return [one.reason.english() for one in caught.value.problems]


def small(**changes: Any) -> dict[str, Any]:
    """A whole procedure of one activity, whose row is changed."""
    row = {"number": 1, "text": "Buat", "performers": ["a", "b"]} | changes
    performers = [{"key": "a", "name": "A"}, {"key": "b", "name": "B"}]
    return {"procedure": {"name": "Kecil"}, "performer": performers, "activity": [row]}


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


def row(number: int, **changes: Any) -> dict[str, Any]:
    return {"number": number, "text": str(number), "performers": ["a"]} | changes


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


def test_a_file_without_anything_says_what_it_needs() -> None:
    assert problems(lambda: load("")) == [
        ("file", "procedure_key_missing"),
        ("procedure", "procedure_key_missing"),
        ("file", "procedure_no_activity"),
    ]


@pytest.mark.parametrize(
    "hostile",
    [
        "x = " + "[" * 100_000,
        "x = " + "{a=" * 5_000,
        "a." * 5_000 + "b = 1",
        "[" + "a." * 5_000 + "b]",
        f"x = {'9' * 5_000}",
        f"[[activity]]\nnumber = 0x{'f' * 20_000}",
        f"[[activity]]\nnumber = 1\ndecision = {{ yes = 0x{'f' * 20_000}, no = -0x{'f' * 20_000} }}",
        f"[[activity]]\ntime = {{ amount = 0x{'f' * 20_000}, unit = 'day' }}",
        "procedure = 1",
        "performer = 1\nactivity = {}",
        "performer = [[1]]\nactivity = [1]",
        "[procedure]\nname = nan\nday = inf\ncreated_on = 25:00:00",
        "\x00",
        "\ufeff[procedure]",
        "[procedure]\nname = '''",
        "[procedure]\r\nname = 'x'\r\n",
        "[procedure]\nname = 'x'\n[procedure]\nname = 'y'",
    ],
)
def test_a_hostile_file_only_ever_gets_sentences(hostile: str) -> None:
    for sentence in sentences(lambda: load(hostile)):
        assert len(sentence) < 30_000


def test_a_file_that_is_no_toml_says_where() -> None:
    assert sentences(lambda: load("a = = b")) == ["The file is not readable TOML: Invalid value (at line 1, column 5)"]
    assert "recursion" in sentences(lambda: load("x = " + "[" * 100_000))[0]


def test_the_shipped_file_comes_back_from_what_is_written_of_it() -> None:
    assert load(dump(shipped())) == shipped()
    written = tomllib.loads(dump(shipped()))
    assert list(written) == ["procedure", "performer", "activity"]
    assert "day" not in written["procedure"]
    assert "number" not in written["procedure"]
    source = tomllib.loads(SHIPPED.read_text(encoding="utf-8"))
    assert written["activity"] == source["activity"]
    assert written["procedure"] == {key: value for key, value in source["procedure"].items() if key != "day"}


def test_what_is_written_leaves_out_what_is_not_stated() -> None:
    written = tomllib.loads(dump(build(small())))
    assert written["procedure"] == {"name": "Kecil"}
    assert written["performer"][0] == {"key": "a", "name": "A", "held_by": "office"}
    assert written["activity"] == [
        {"number": 1, "text": "Buat", "performers": [{"key": "a", "part": "acts"}, {"key": "b", "part": "attends"}]}
    ]


def test_what_is_written_has_the_form_of_the_shipped_file() -> None:
    lines = dump(shipped()).splitlines()
    assert lines[:3] == [
        "[procedure]",
        'name = "Pengembangan Aplikasi"',
        'organisation = ["Pemerintah Provinsi Kalimantan Barat", "Sekretariat Daerah"]',
    ]
    assert 'time = { amount = 3, unit = "day" }' in lines
    assert 'decision = { approved = 2, rejected = "end" }' in lines
    assert '    { key = "mockups", name = "Mockup" },' in lines
    assert all(len(line) <= 121 for line in lines if line.endswith("]"))
    assert lines[-1] == 'outputs = [{ key = "final_report", name = "Laporan Akhir" }]' or lines[-1].startswith("note = ")


def test_a_list_that_just_fits_stays_on_its_line() -> None:
    for length, lines in ((110 - 4, 1), (111 - 4, 3)):
        data = small()
        data["procedure"]["warnings"] = ["x" * length]
        written = dump(build(data)).split("[[performer]]")[0].strip().splitlines()[2:]
        assert len(written) == lines


def test_what_is_stated_is_written() -> None:
    head = {"name": "x", "number": "7/SOP", "day": "calendar", "approved_by": {"position": "Kepala"}, "created_on": date(2021, 4, 12)}
    data = small(time={"amount": [1, 3], "unit": "week"}, note="Catatan")
    data["procedure"] = head
    written = tomllib.loads(dump(build(data)))
    assert written["procedure"] == head
    assert written["activity"][0]["time"] == {"amount": [1, 3], "unit": "week"}
    assert written["activity"][0]["note"] == "Catatan"
    assert build(data).identity.approved_by == Approval(position="Kepala")


@given(procedures)
def test_every_whole_procedure_comes_back_from_its_file(procedure: Procedure) -> None:
    assert load(dump(procedure)) == procedure
    assert dump(load(dump(procedure))) == dump(procedure)


def _tomlable() -> st.SearchStrategy[Any]:
    plain = (
        st.booleans()
        | st.integers(-(10**12), 10**12)
        | st.floats()
        | st.text(max_size=8)
        | st.dates()
        | st.datetimes(timezones=st.none() | st.just(UTC))
        | st.sampled_from(["end", "working", "acts", "day", "a", "b", "office"])
    )
    return st.recursive(
        plain, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=6), inner, max_size=3), max_leaves=6
    )


@given(data=tables(), junk=_tomlable(), where=st.lists(st.integers(0, 30), min_size=1, max_size=6))
def test_whatever_is_put_in_a_file_only_sentences_come_out(data: dict[str, Any], junk: Any, where: list[int]) -> None:
    spot: Any = data
    for step in where[:-1]:
        keys = sorted(spot) if isinstance(spot, dict) else range(len(spot))
        if not keys:
            break
        following = spot[keys[step % len(keys)]]
        if not isinstance(following, dict | list) or not following:
            break
        spot = following
    if isinstance(spot, dict):
        spot[(sorted(spot) or ["x"])[where[-1] % max(len(spot), 1)]] = junk
    elif spot:
        spot[where[-1] % len(spot)] = junk
    with suppress(ProcedureInvalid):
        build(data)


@given(st.text(max_size=200) | st.text("[]{}=.,\"'#\n 0123456789abcxyz-:T", max_size=120))
def test_whatever_is_read_only_sentences_come_out(text: str) -> None:
    with pytest.raises(ProcedureInvalid):
        load(text)


def test_the_generator_makes_procedures_of_every_shape() -> None:
    data = small(performers=[{"key": "a", "part": "decides"}], decision={"approved": "end", "rejected": 1})
    assert whole(data).activity(1).decision == {"approved": END, "rejected": 1}


# -- the values themselves


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
