"""Two texts of an SOP side by side: which rows belong together, and which words changed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from runut.core.procedure import Activity, Deliverable, Performer, Procedure, TimeLimit
from runut.procedures.differing import Piece, Sides, in_pieces, side_by_side
from runut.procedures.revision import differences
from tests.core.cast import shipped
from tests.core.procedures import procedures
from tests.core.test_moving import changed, with_a_row_after

TEXTS = st.lists(st.sampled_from(["tim", "teknis", "dua", "hari", "(1)", "é", " ", ".", "\n"]), max_size=14).map("".join)


def _marked(pieces: Iterable[Piece]) -> list[str]:
    return [one.text for one in pieces if one.marked]


def _states(sides: Sides) -> list[str]:
    return [f"{row.before or ''}>{row.after or ''} {row.state}" for row in sides.rows if row.state != "same"]


def test_a_row_between_two_others_changes_no_other_row() -> None:
    sides = side_by_side(shipped(), with_a_row_after(3))
    assert _states(sides) == [">4 added"]
    assert sides.counts == {"same": 10, "added": 1}
    assert (sides.old, sides.new) == ({}, {4: "added"})
    assert [one.what for one in differences(shipped(), with_a_row_after(3))] == ["activity"]
    assert _states(side_by_side(with_a_row_after(3), shipped())) == ["4> removed"]


def test_the_words_that_changed_are_marked() -> None:
    with translation.override("id"):
        sides = side_by_side(shipped(), changed(3, time=TimeLimit(low=7, high=7)))
    (row,) = [row for row in sides.rows if row.state == "changed"]
    text, time = row.lines
    assert text.same and not time.same
    assert (_marked(time.before), _marked(time.after)) == (["5"], ["7"])


def test_a_row_that_leads_elsewhere_has_changed_and_one_whose_target_moved_has_not() -> None:
    old = with_a_row_after(3)
    assert _states(side_by_side(shipped(), old)) == [">4 added"]
    to_the_new = replace(
        old, activities=tuple(replace(one, decision={"approved": 7, "rejected": 4}) if one.number == 6 else one for one in old.activities)
    )
    assert _states(side_by_side(shipped(), to_the_new)) == [">4 added", "5>6 changed"]
    skips = changed(2, then=8)
    without = replace(skips, activities=skips.activities[:7])
    assert "2>2 changed" in _states(side_by_side(skips, replace(without, activities=tuple(_without_then(without)))))


def _without_then(procedure: Procedure) -> Iterable[Activity]:
    return (replace(one, then=None) for one in procedure.activities)


def test_what_differs_in_its_key_alone_shows_its_keys() -> None:
    other = changed(10, outputs=(Deliverable(key="closing_report", name=shipped().activity(10).outputs[0].name),))
    (row,) = [row for row in side_by_side(shipped(), other).rows if row.state == "changed"]
    assert "".join(_marked(row.lines[1].before)) == "final_report"
    assert "".join(_marked(row.lines[1].after)) == "closing_report"


def test_the_whole_and_its_lanes_stand_first() -> None:
    old = shipped()
    new = replace(
        old,
        identity=replace(old.identity, name="Pengembangan Sistem"),
        performers=(*old.performers[:-1], replace(old.performers[-1], name="Kepala Biro PBJ"), Performer(key="x", name="Baru")),
    )
    lines = side_by_side(old, new).whole
    assert [(_marked(one.before), _marked(one.after), one.lane) for one in lines] == [
        (["Aplikasi"], ["Sistem"], ""),
        ([], [" PBJ"], "Kepala Biro"),
        ([], ["Baru"], "Baru"),
    ]


def test_columns_in_another_order_are_told() -> None:
    old = shipped()
    (line,) = side_by_side(old, replace(old, performers=(*old.performers[1:], old.performers[0]))).whole
    assert line.before[0].text.startswith("Pengguna; ")


@pytest.mark.parametrize("sop", [shipped(), with_a_row_after(3)])
def test_the_same_text_differs_in_nothing(sop: Procedure) -> None:
    sides = side_by_side(sop, sop)
    assert sides.same and differences(sop, sop) == [] and not sides.old


@given(procedures, procedures)
def test_same_says_exactly_whether_they_differ(one: Procedure, other: Procedure) -> None:
    assert side_by_side(one, other).same == (one == other)


@given(TEXTS, TEXTS)
def test_the_pieces_are_the_texts_and_what_is_not_marked_is_the_same(before: str, after: str) -> None:
    left, right = in_pieces(before, after)
    assert "".join(one.text for one in left) == before
    assert "".join(one.text for one in right) == after
    assert "".join(one.text for one in left if not one.marked) == "".join(one.text for one in right if not one.marked)
    assert before != after or not _marked([*left, *right])


def test_a_very_long_text_is_marked_whole_and_at_once() -> None:
    left, right = in_pieces("kata " * 50_000, "kata " * 49_999)
    assert [one.marked for one in (*left, *right)] == [True, True]
