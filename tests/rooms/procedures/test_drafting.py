"""The content of a draft as plain values: there and back, rows and columns moved, fields merged, keys proposed."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterator
from importlib.resources import files
from typing import Any

import pytest
from hypothesis import assume, given

from runut.core.building import build
from runut.core.procedure import END
from runut.core.sentences import reason
from runut.formats.draft import Question
from runut.procedures.drafting import editing, questions
from runut.procedures.drafting.content import Content, clean_line, empty, number_of, of_file, to_file
from runut.procedures.drafting.fields import Clash, merge, read, write
from runut.procedures.drafting.keys import named, slug
from tests.core.procedures import tables
from tests.formats.procedures import tables as every_shape

SHIPPED = tomllib.loads(files("runut.procedures").joinpath("shipped/pengembangan-aplikasi.toml").read_text("utf-8"))


@pytest.fixture
def content() -> Content:
    return of_file(SHIPPED)


def _ids(content: Content) -> list[int]:
    return [one["id"] for one in content["rows"]]


def _decision(content: Content, number: int) -> dict[str, int | str]:
    found: dict[str, int | str] = to_file(content)["activity"][number - 1].get("decision", {})
    return found


# there and back


def test_the_shipped_sop_comes_back_as_it_was(content: Content) -> None:
    assert build(to_file(content)) == build(SHIPPED)
    assert to_file(json.loads(json.dumps(content))) == to_file(content)


@given(tables())
def test_any_sop_comes_back_as_it_was_cleaned(data: dict[str, Any]) -> None:
    once = to_file(of_file(data))
    assert to_file(of_file(once)) == once
    assert json.loads(json.dumps(of_file(data))) == of_file(data)


def _words(data: Any) -> Iterator[str]:
    """Give every text and name of plain data, however deep."""
    for key, one in data.items() if isinstance(data, dict) else enumerate(data):
        if key in {"text", "name"}:
            yield one
        elif isinstance(one, dict | list):
            yield from _words(one)


@given(every_shape(activities=8))
def test_a_procedure_of_any_shape_comes_back(data: dict[str, Any]) -> None:
    # The editor strips what is typed, so a text or a name of nothing but blanks becomes one that is missing.
    assume(all(clean_line(one) for one in _words(data)))
    assert [build(to_file(of_file(data))).next_number(one["number"]) for one in data["activity"]] == [
        build(data).next_number(one["number"]) for one in data["activity"]
    ]


def test_a_table_that_is_not_finished_keeps_what_it_has() -> None:
    content = of_file(
        {"activity": [{"text": " a\r\nb ", "performers": ["x", "nobody"], "decision": {"approved": 9}, "time": {"amount": 1}}]}
    )
    assert to_file(content)["activity"] == [
        {"number": 1, "text": "a\nb", "performers": [], "time": {"amount": 1}, "decision": {"approved": 0}},
    ]
    assert to_file(of_file({})) == {"procedure": {}, "performer": [], "activity": []}
    assert to_file(empty("Surat"))["procedure"] == {"name": "Surat"}


# rows and columns


def test_arrows_follow_a_row_that_moves(content: Content) -> None:
    third = _ids(content)[2]
    assert _decision(editing.move_row(content, third, -1), 5) == {"approved": 6, "rejected": 2}
    assert _decision(editing.move_row(content, third, 99), 4) == {"approved": 5, "rejected": 10}


def test_what_led_to_a_removed_row_leads_to_the_one_after_it(content: Content) -> None:
    assert _decision(editing.remove_row(content, _ids(content)[2]), 4) == {"approved": 5, "rejected": 3}
    last = editing.remove_row(content, _ids(content)[-1])
    assert _decision(last, 9) == {"approved": END, "rejected": 6}
    alone = empty()
    assert editing.remove_row(alone, alone["rows"][0]["id"]) == alone


def test_a_row_that_leads_elsewhere_goes_on_doing_so(content: Content) -> None:
    third, seventh = _ids(content)[2], _ids(content)[6]
    write(content, f"row.{third}.then", seventh, {})
    assert read(content, f"row.{third}.then") == seventh
    moved = editing.move_row(content, seventh, 1)
    assert to_file(moved)["activity"][2]["then"] == 8
    assert "then" not in to_file(moved)["activity"][3]
    assert to_file(editing.remove_row(content, seventh))["activity"][2]["then"] == 7
    first, second = to_file(editing.split_row(content, third))["activity"][2:4]
    assert ("then" in first, second["then"]) == (False, 8)
    write(content, f"row.{third}.then", END, {})
    assert to_file(content)["activity"][2]["then"] == END
    write(content, f"row.{third}.then", 0, {})
    assert "then" not in to_file(content)["activity"][2]


def test_a_row_below_begins_with_who_acts_above(content: Content) -> None:
    made = editing.add_row(content, _ids(content)[3])
    assert to_file(made)["activity"][4]["performers"] == [{"key": "development_team", "part": "acts"}]
    assert _decision(made, 6) == {"approved": 7, "rejected": 3}
    assert len(_ids(editing.add_row(content))) == 11


def test_a_split_row_gives_its_decision_and_outputs_to_the_second(content: Content) -> None:
    first, second = to_file(editing.split_row(content, _ids(content)[0]))["activity"][:2]
    assert [one["part"] for one in first["performers"]] == ["acts"]
    assert [one["part"] for one in second["performers"]] == ["decides"]
    assert "decision" not in first
    assert second["decision"] == {"approved": 3, "rejected": END}
    assert [one["key"] for one in second["outputs"]] == ["development_mandate"]
    alone, rest = to_file(editing.split_row(content, _ids(content)[4]))["activity"][4:6]
    assert alone["text"].endswith("aplikasi.")
    assert rest["text"].startswith("Jika")
    assert ([one["part"] for one in alone["performers"]], [one["part"] for one in rest["performers"]]) == (["acts"], ["decides"])


def test_turns_and_columns_change_places(content: Content) -> None:
    row, heads = content["rows"][9], [one["column"] for one in content["rows"][9]["parts"]]
    made = editing.earlier_turn(content, row["id"], heads[1])
    assert [one["column"] for one in made["rows"][9]["parts"]] == [heads[1], heads[0], *heads[2:]]
    first = content["columns"][0]["id"]
    assert [one["id"] for one in editing.move_column(content, first, 1)["columns"]][1] == first
    fewer = editing.remove_column(content, first)
    assert len(fewer["columns"]) == 5
    assert all(one["column"] != first for row in fewer["rows"] for one in row["parts"])
    assert [one["key"] for one in editing.add_column(editing.add_column(content))["columns"]][-2:] == ["performer", "performer_2"]


def test_what_is_done_to_a_row_that_is_gone_changes_nothing(content: Content) -> None:
    for act in editing.ROW_ACTS.values():
        if act is not editing.add_row:
            assert act(content, 999) == content
    assert editing.earlier_turn(content, 999, 1) == content


def test_a_deliverable_gets_another_key_wherever_it_stands(content: Content) -> None:
    made = to_file(editing.rename_deliverable(content, "schedule", "jadwal"))
    assert made["activity"][5]["time"] == {"as": "jadwal"}
    assert "schedule" not in {one["key"] for row in made["activity"] for one in (*row.get("requirements", ()), *row.get("outputs", ()))}
    same = to_file(editing.rename_deliverable(content, "mockups", "schedule"))["activity"][2]["outputs"]
    assert [one["key"] for one in same] == ["schedule", "business_flow", "analysis_document"]


# fields


def test_two_who_change_different_fields_are_both_kept(content: Content) -> None:
    row = _ids(content)[2]
    theirs = of_file(SHIPPED)
    write(theirs, f"row.{row}.note", "Milik mereka", {})
    found = merge(content, theirs, {f"row.{row}.time": {"amount": 7, "unit": "day"}, f"row.{row}.note": content["rows"][2]["note"]}, {})
    assert found.clashes == ()
    assert found.changed == (f"row.{row}.time",)
    assert found.content["rows"][2]["note"] == "Milik mereka"
    assert found.content["rows"][2]["time"] == {"amount": 7, "unit": "day"}


def test_two_who_change_the_same_field_are_told_and_both_texts_are_kept(content: Content) -> None:
    field = f"row.{_ids(content)[2]}.text"
    theirs = of_file(SHIPPED)
    write(theirs, field, "Mereka", {})
    found = merge(content, theirs, {field: "Saya"}, {})
    assert found.clashes == (Clash(field=field, theirs="Mereka", mine="Saya"),)
    assert found.content["rows"][2]["text"] == "Mereka"
    assert found.aside
    assert found.aside["rows"][2]["text"] == "Saya"
    assert merge(content, theirs, {field: "Mereka"}, {}).clashes == ()


def test_what_was_typed_into_a_removed_row_is_told(content: Content) -> None:
    row = _ids(content)[2]
    found = merge(content, editing.remove_row(content, row), {f"row.{row}.text": "Saya", f"row.{row}.part.1": "acts"}, {})
    assert [(one.field, one.gone) for one in found.clashes] == [(f"row.{row}.text", True), (f"row.{row}.part.1", True)]


def test_who_decides_comes_last_and_who_attends_after_them(content: Content) -> None:
    row, columns = content["rows"][0], [one["id"] for one in content["columns"]]
    for column, part in ((columns[0], "attends"), (columns[5], "receives"), (columns[1], "acts")):
        write(content, f"row.{row['id']}.part.{column}", part, {})
    assert [one["part"] for one in row["parts"]] == ["acts", "receives", "acts", "decides", "attends"]
    write(content, f"row.{row['id']}.part.{columns[1]}", "", {})
    assert read(content, f"row.{row['id']}.part.{columns[1]}") == ""


def test_another_office_behind_a_performer_gives_it_its_key(content: Content) -> None:
    column = content["columns"][0]
    field = f"column.{column['id']}.held"
    assert read(content, field) == "unit"
    write(content, field, "office:kepala_seksi", {})
    assert (column["key"], column["held_by"]) == ("kepala_seksi", "office")
    write(content, field, "office:bureau_head", {})
    assert column["key"] == "kepala_seksi", "another performer has this office"
    column["name"] = "Kepala Seksi Arsip"
    write(content, field, "office:", {})
    assert column["key"] == "kepala_seksi_arsip"


# keys


def test_keys_come_from_the_sop_then_from_known_wordings_then_from_the_words(content: Content) -> None:
    before = content["rows"][2]["requirements"]
    known = {"surat tugas": "assignment"}
    found = named(content, before, ["Laporan  akhir", "Surat Tugas", "Berita acara!", "Berita acara!"], known)
    assert [one["key"] for one in found] == ["final_report", "assignment", "berita_acara"]


def test_a_line_that_is_only_reworded_keeps_its_key(content: Content) -> None:
    before = content["rows"][2]["outputs"]
    found = named(content, before, ["Jadwal Pengembangan Aplikasi", "Mock-up layar", "Alur Bisnis Baru", "Notula"], {})
    assert [one["key"] for one in found] == ["schedule", "mockups", "business_flow", "notula"]


def test_a_key_is_always_one(content: Content) -> None:
    assert slug("123 Surat", fallback="deliverable") == "deliverable_123_surat"
    assert slug("Ü" * 3) == "uuu"
    assert slug("日本") == "deliverable"
    assert slug("a", taken={"a", "a_2"}) == "a_3"
    assert len(slug("kata " * 40)) <= 64


# questions


def _asked(content: Content, place: str, **more: Any) -> list[questions.Kept]:
    question = Question(place=place, asks=reason("ask_performer", activity=4), because=reason("because_cell_empty"), **more)
    return json.loads(json.dumps(questions.keep([question], content)))  # type: ignore[no-any-return]


def test_a_question_follows_its_row(content: Content) -> None:
    kept = _asked(content, "activity 4, performers", guess=[{"key": "user", "part": "acts"}])
    moved = editing.move_row(content, _ids(content)[3], -2)
    found = questions.opened(kept[0], moved)
    assert found
    assert (found.place, found.asks.params["activity"]) == ("activity 2, performers", 2)
    assert questions.still_open(kept, editing.remove_row(content, _ids(content)[3])) == []


def test_changing_the_field_answers_the_question(content: Content) -> None:
    row = _ids(content)[3]
    kept = _asked(content, "activity 4, performers")
    assert questions.field_of(kept[0]) == f"row.{row}.part"
    assert questions.still_open(kept, content, [f"row.{row}.text", f"row.{row}.parts"]) == kept
    assert questions.still_open(kept, content, [f"row.{row}.part.3"]) == []


def test_an_answer_stands_at_its_place_and_everything_keeps_its_id(content: Content) -> None:
    kept = _asked(content, "activity 9, decision, rejected", choices=(3, "end"))
    made = questions.answered(content, kept[0], 3)
    assert _decision(made, 9) == {"approved": 10, "rejected": 3}
    assert _ids(made) == _ids(content)
    assert made["next"] == content["next"]
    day = _asked(content, "procedure, effective_on", guess=None)
    assert questions.answered(content, day[0], None)["identity"].get("effective_on") is None
    assert number_of(content, 999) == 0
