"""What stands against recording a turn, in the cases where a line could be drawn elsewhere; every single refusal is in test_every_refusal."""

from __future__ import annotations

from dataclasses import replace

import pytest

from runut.core import flow, guards
from runut.core.errors import NotPermitted, Refused, RunutError
from runut.core.guards import Act, Facts
from runut.core.procedure import Procedure
from runut.core.remarks import MUST, SUGGESTION, Remark
from runut.core.sentences import reason
from runut.formats.toml import load
from tests.core.cast import (
    BUREAU_HEAD,
    DEVELOPER,
    DIVISION_HEAD,
    NOBODY,
    REGISTRAR,
    TECHNICIAN,
    USER,
    Run,
    codes,
    shipped,
)
from tests.core.guarding import ANI, TEAM_TECHNICIAN, waiting


def blocked(run: Run, who: guards.Actor, **act: object) -> list[str]:
    found = guards.certifying(shipped(), run.position, Act(**act), run.facts, who)  # type: ignore[arg-type]
    return [one.code for one in found]


def small(*, last: str, outputs: str = "") -> Procedure:
    """Two activities; the second decides."""
    return load(
        f"""
        [procedure]
        name = "Kecil"
        [[performer]]
        key = "a"
        name = "A"
        [[activity]]
        number = 1
        text = "Buat"
        performers = ["a"]
        [[activity]]
        number = 2
        text = "Putuskan"
        performers = [{{ key = "a", part = "decides" }}]
        outputs = [{outputs}]
        decision = {{ {last} }}
        """
    )


@pytest.mark.parametrize("who", [USER, TECHNICIAN, DEVELOPER, DIVISION_HEAD, BUREAU_HEAD, NOBODY])
def test_only_holders_of_the_performer_take_its_turn(who: guards.Actor) -> None:
    run = Run()
    run.file("analysis_report")
    assert blocked(run, REGISTRAR) == []
    assert blocked(run, who) == ["not_your_turn"]


def test_nobody_responds_to_their_own_work() -> None:
    run = Run().walk_to(5)
    assert blocked(run, TECHNICIAN, outcome="approved") == []
    assert blocked(run, TEAM_TECHNICIAN, outcome="approved") == ["own_work"]
    with pytest.raises(NotPermitted):
        run.certify(TEAM_TECHNICIAN, "approved")


def test_the_team_itself_does_its_own_work() -> None:
    run = Run().walk_to(3)
    run.file_outputs()
    assert blocked(run, TEAM_TECHNICIAN) == []


def test_a_stranger_is_told_first_that_it_is_not_theirs() -> None:
    run = Run()
    with pytest.raises(NotPermitted) as denied:
        run.certify(NOBODY)
    assert codes(denied.value) == ["not_your_turn"]
    assert denied.value.status == 403


def test_everything_that_is_missing_is_told_at_once() -> None:
    run = Run().walk_to(3)
    run.filed.pop("project_board")
    with pytest.raises(Refused) as refused:
        run.certify()
    assert codes(refused.value) == ["requirement_missing"] * 2 + ["output_missing"] * 4
    assert refused.value.status == 409


def test_time_that_runs_backwards_is_told_with_the_rest() -> None:
    run = Run()
    run.at = run.at.replace(year=2025)
    with pytest.raises(Refused) as refused:
        run.certify()
    assert codes(refused.value) == ["time_backwards", "requirement_missing"]


def test_two_acts_can_share_a_moment() -> None:
    run = Run()
    run.at = run.position.last_at or run.at
    run.extend()
    assert run.position.item is not None
    assert run.position.item.extended == 2


def test_an_explaining_turn_needs_no_output_but_the_deciding_one_does() -> None:
    run = Run()
    run.file("analysis_report")
    assert waiting(run) == []
    run.certify()
    assert waiting(run) == ["output_missing"]
    assert blocked(run, DIVISION_HEAD, outcome="approved") == ["output_missing"]
    assert blocked(run, DIVISION_HEAD, outcome="rejected", reason="Sudah ada") == []


def test_a_decision_without_outcome_still_tells_what_is_missing() -> None:
    run = Run()
    run.file("analysis_report")
    run.certify()
    assert blocked(run, DIVISION_HEAD) == ["output_missing", "outcome_missing"]
    assert blocked(run, DIVISION_HEAD, outcome="later") == ["output_missing", "outcome_unknown"]


def test_a_rejection_that_ends_the_case_needs_a_reason_but_no_remark() -> None:
    run = Run()
    run.file("analysis_report")
    run.certify()
    assert blocked(run, DIVISION_HEAD, outcome="rejected", reason="  ") == ["reason_missing"]


def test_a_rejection_that_sends_back_needs_both() -> None:
    run = Run().walk_to(5)
    assert blocked(run, TECHNICIAN, outcome="rejected", remarks=(" ",)) == ["reason_missing", "remark_missing"]
    assert blocked(run, TECHNICIAN, outcome="rejected", reason="x") == ["remark_missing"]
    assert blocked(run, TECHNICIAN, outcome="rejected", remarks=("x",)) == ["reason_missing"]
    assert blocked(run, TECHNICIAN, outcome="rejected", reason="x", remarks=("", "y")) == []


def test_a_rejection_needs_something_that_must_be_fixed_which_may_be_an_older_remark() -> None:
    run = Run().walk_to(5)
    run.reject("Satu")
    run.walk_to(5)
    wish, fault = Remark(text="Warna lain", weight=SUGGESTION), Remark(text="Salah", weight=MUST)
    told = {"outcome": "rejected", "reason": "x"}
    assert blocked(run, TECHNICIAN, **told, remarks=(wish,)) == ["must_fix_missing"]
    assert blocked(run, TECHNICIAN, **told, remarks=(wish, fault)) == []
    assert blocked(run, TECHNICIAN, **told, remarks=(wish, "Tanpa bobot")) == []
    assert blocked(run, TECHNICIAN, **told, reopened={1: "Belum"}) == []


def test_an_approval_takes_suggestions_along_and_nothing_that_must_be_fixed() -> None:
    run = Run().walk_to(5)
    run.reject("Satu", "Dua")
    run.walk_to(5)
    wish, fault = Remark(text="Warna lain", weight=SUGGESTION), Remark(text="Salah", weight=MUST)
    assert blocked(run, TECHNICIAN, outcome="approved", remarks=(wish, "Tanpa bobot")) == []
    assert blocked(run, TECHNICIAN, outcome="approved", remarks=(wish, fault)) == ["must_fix_stands"]
    reopened = guards.certifying(shipped(), run.position, Act(outcome="approved", reopened={2: "x", 1: "y"}), run.facts, TECHNICIAN)
    assert [(one.code, one.params) for one in reopened] == [("remark_reopened", {"number": number}) for number in (1, 2)]


def test_what_advises_against_deciding_stands_against_the_record_and_is_not_missing() -> None:
    run = Run().walk_to(5)
    advised = replace(run.facts, advised=(reason("proposal_none"),))
    told = guards.certifying(shipped(), run.position, Act(outcome="approved"), advised, TECHNICIAN)
    assert told == (reason("proposal_none"),)
    assert guards.waiting_for(shipped(), run.position, advised) == ()


def test_approving_at_the_end_needs_the_outputs_refusing_does_not() -> None:
    needs_one = small(last='approved = "end", rejected = "end"', outputs='{ key = "paper", name = "Surat" }')
    run = Run(procedure=needs_one)
    run.certify(ANI)
    assert waiting(run) == ["output_missing"]
    found = guards.certifying(needs_one, run.position, Act(outcome="approved"), Facts(), ANI)
    assert [one.code for one in found] == ["output_missing"]
    assert guards.certifying(needs_one, run.position, Act(outcome="rejected", reason="x"), Facts(), ANI) == ()


def test_without_a_hopeful_outcome_what_is_missing_is_told_all_the_same() -> None:
    gloomy = small(last='rejected = "end", again = 1', outputs='{ key = "paper", name = "Surat" }')
    run = Run(procedure=gloomy)
    run.certify(ANI)
    assert waiting(run) == ["output_missing"]


@pytest.mark.parametrize(
    ("last", "outcome", "rejection"),
    [
        ('approved = "end", rejected = 1', "approved", False),
        ('approved = "end", rejected = 1', "rejected", True),
        ('approved = "end", again = 2', "again", True),
        ('approved = "end", again = 1', "again", True),
        ('approved = "end", rejected = "end"', "rejected", True),
        ('approved = "end", postponed = "end"', "postponed", False),
    ],
)
def test_what_counts_as_a_rejection(last: str, outcome: str, rejection: bool) -> None:
    assert guards.is_rejection(small(last=last).activity(2), outcome) is rejection


def test_an_outcome_that_leads_forward_is_none() -> None:
    assert not guards.is_rejection(shipped().activity(5), "approved")
    assert guards.is_rejection(shipped().activity(5), "rejected")


def test_the_page_must_have_shown_the_versions_that_stand_now() -> None:
    run = Run().walk_to(5)
    shown = frozenset(one[0].sha256 for one in run.filed.values())
    assert blocked(run, TECHNICIAN, outcome="approved", seen=shown) == []
    newer = shown - {run.filed["mockups"][0].sha256}
    assert blocked(run, TECHNICIAN, outcome="approved", seen=newer) == ["document_seen_changed"]
    assert blocked(run, TECHNICIAN, outcome="approved", seen=frozenset()) == ["document_seen_changed"] * 4
    assert blocked(run, TECHNICIAN, outcome="approved", seen=None) == []


def test_a_later_round_needs_its_own_outputs_but_rework_keeps_what_was_made() -> None:
    run = Run().walk_to(5)
    run.reject("Ulangi")
    run.answer(1)
    assert waiting(run) == []  # activity 3, sent back: the plan of round 1 still counts
    run.certify()
    assert waiting(run) == ["output_stale"]  # activity 4, round 2: its presentation must be new
    run.file("plan_presentation")
    assert waiting(run) == []


def test_an_output_that_was_changed_after_it_was_filed_is_not_whole_where_it_is_made() -> None:
    run = Run().walk_to(3)
    run.file_outputs()
    changed = replace(run.facts, unfiled=frozenset({"mockups"}))
    assert [one.code for one in guards.waiting_for(shipped(), run.position, changed)] == ["output_unfiled"]
    run.certify()
    assert run.position.item is not None and run.position.item.activity == 4
    asked = guards.waiting_for(shipped(), run.position, replace(run.facts, unfiled=frozenset({"mockups"})))
    assert "output_unfiled" not in [one.code for one in asked]  # activity 4 only needs it: what was filed in 3 is what counts


def test_an_output_filed_at_the_moment_the_round_began_is_of_that_round() -> None:
    run = Run().walk_to(5)
    run.reject("Ulangi")
    run.answer(1)
    run.at -= run.at - (run.position.last_at or run.at)
    run.certify()
    run.at = run.position.last_at or run.at
    run.file("plan_presentation")
    assert waiting(run) == []


def test_remarks_of_the_last_decision_wait_for_the_performer_whose_turn_it_is() -> None:
    run = Run().walk_to(9)
    run.reject("Satu", "Dua")
    found = guards.waiting_for(shipped(), run.position, run.facts)
    assert [one.english() for one in found] == [
        "Remark 1 is not answered yet. Tim Pengembangan Sistem Informasi answers it and names what changed.",
        "Remark 2 is not answered yet. Tim Pengembangan Sistem Informasi answers it and names what changed.",
    ]


def test_what_an_activity_needs_is_supplied_by_whoever_leaves_it() -> None:
    run = Run().walk_to(2)
    run.deviate(8)
    told = {one.params["supplier"] for one in guards.waiting_for(shipped(), run.position, run.facts) if one.code == "requirement_missing"}
    assert told == {"Tim Pengembangan Sistem Informasi"}  # and not by the technical team, whose turn it is


KEEPERS = "Subbag Pengembangan Sistem, Kepala Bidang Pengelolaan LPSE, Kepala Biro"


def test_denials_hide_what_else_is_wrong() -> None:
    run = Run()
    with pytest.raises(NotPermitted) as denied:
        run.extend(0, who=USER, why="")
    assert codes(denied.value) == ["heads_only"]
    with pytest.raises(NotPermitted) as denied:
        run.deviate(99, who=USER)
    assert codes(denied.value) == ["heads_only"]
    with pytest.raises(NotPermitted) as denied:
        run.hold(who=DEVELOPER, why="")
    assert [one.params for one in denied.value.reasons] == [{"performers": KEEPERS}]


def test_only_whose_turn_it_is_answers_a_remark() -> None:
    run = Run().walk_to(5)
    run.reject("Satu")
    with pytest.raises(RunutError) as denied:
        flow.answer(run.position, number=9, text="", change="", procedure=shipped(), actor=TECHNICIAN, at=run.at)
    assert isinstance(denied.value, NotPermitted)
    assert codes(denied.value) == ["not_your_turn"]
