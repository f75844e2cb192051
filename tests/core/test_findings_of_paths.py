"""What the check finds about where the rows lead, and what is there along the ways."""

from __future__ import annotations

from typing import Any

import pytest

from tests.core.small_sop import BRANCH, PAPER, row, sop, told


@pytest.mark.parametrize(
    "changes",
    [
        {"rows": {2: BRANCH | {"note": "Dikembalikan paling banyak 2 (dua) kali"}}},
        {"rows": {2: BRANCH | {"text": "Memeriksa; perbaikan maksimal tiga kali"}}},
        {"head": {"warnings": ["Perbaikan tidak lebih dari 3 putaran"]}, "rows": {2: BRANCH}},
        {"rows": {2: BRANCH | {"note": "at most two rounds"}}},
    ],
)
def test_a_loop_whose_limit_is_written_down_is_no_finding(changes: dict[str, Any]) -> None:
    assert [code for _, code, _ in told(sop(**changes)) if code == "loop_unlimited"] == []


def test_a_row_that_leads_back_or_ends_is_told_like_an_outcome() -> None:
    decides = {"performers": [{"key": "a", "part": "decides"}], "decision": {"approved": 3, "rejected": 2}}
    back = told(sop(rows={1: decides, 2: {"then": 1}}))
    assert ("activity 2, then", "loop_unlimited", "This leads back to activity 1, and nothing says how often that may happen.") in back
    ended = [(place, code) for place, code, _ in told(sop(rows={1: decides, 2: {"then": "end"}}))]
    assert ("activity 2, then", "end_early") in ended


def test_a_jump_back_that_never_returns_is_no_loop() -> None:
    data = sop(rows={1: {"performers": [{"key": "a", "part": "decides"}], "decision": {"approved": 3, "rejected": "end"}}})
    data["activity"][2] |= {"performers": [{"key": "a", "part": "decides"}], "decision": {"approved": 2, "rejected": "end"}}
    data["activity"][1] |= {"performers": [{"key": "b", "part": "decides"}], "decision": {"approved": "end", "rejected": "end"}}
    assert "loop_unlimited" not in {code for _, code, _ in told(data)}


def test_what_an_activity_needs_counts_as_there_afterwards() -> None:
    stamp = {"key": "stamp", "name": "Stempel dinas"}
    data = sop(rows={1: {"requirements": [PAPER["letter"], stamp]}, 2: {"requirements": [PAPER["draft"], stamp]}})
    assert [(place, code) for place, code, _ in told(data)] == [("activity 1, requirements", "input_unsourced")]


def test_what_the_identity_block_names_has_a_source() -> None:
    needs = {"requirements": [PAPER["draft"], {"key": "computer", "name": "komputer"}, {"key": "asn", "name": "ASN terlatih"}]}
    assert told(sop(rows={2: needs})) == []


def test_an_activity_that_changes_what_it_needs_is_not_its_own_source() -> None:
    stamp = {"key": "stamp", "name": "Stempel dinas"}
    data = sop(rows={2: {"requirements": [PAPER["draft"], stamp], "outputs": [stamp, {"key": "note", "name": "Paraf"}]}})
    assert ("activity 2, requirements", "requirement_unsourced") in [(place, code) for place, code, _ in told(data)]


def test_an_activity_that_leads_to_itself_is_a_loop() -> None:
    found = told(sop(rows={2: BRANCH | {"decision": {"approved": 3, "rejected": 2}}}))
    assert ("activity 2, decision", "loop_unlimited", "This leads back to activity 2, and nothing says how often that may happen.") in found


def test_of_several_ends_the_last_one_is_the_end() -> None:
    ends = {number: BRANCH | {"decision": {"approved": number + 1, "rejected": "end"}} for number in (1, 2)}
    said = "The case can end here, beside the end after activity 3; the form knows one “Selesai”."
    assert [sentence for _, code, sentence in told(sop(rows=ends)) if code == "end_early"] == [said, said]


def test_all_activities_that_leave_a_paper_too_late_are_named() -> None:
    copy = {"key": "copy", "name": "Salinan"}
    late = sop(rows={1: {"requirements": [PAPER["letter"], copy]}, 2: {"outputs": [{"key": "note", "name": "Paraf"}, copy]}})
    late["activity"][2]["outputs"] = [PAPER["reply"], copy]
    assert ("requirement_late", "“Salinan” is left only by activity 2, 3, which comes after this one.") in [one[1:] for one in told(late)]


def test_the_way_on_which_a_paper_is_missing_goes_round_who_leaves_it() -> None:
    data = sop(rows={1: BRANCH | {"decision": {"approved": 2, "rejected": 3}}, 2: {"then": 4}})
    data["activity"][2] |= {"requirements": [PAPER["draft"]]}
    data["activity"].append(row(4, "reply", "") | {"requirements": [PAPER["reply"], {"key": "note", "name": "Paraf"}]})
    assert ("activity 4, requirements", "requirement_some_paths", "“Paraf” is left by activity 2, but not on the way 1, 3, 4.") in told(
        data
    )
