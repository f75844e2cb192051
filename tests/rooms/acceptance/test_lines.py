"""Each approved feature and each claim of the presentation is a line; who judges it, what is carried over, and that filing freezes it."""

from __future__ import annotations

from typing import Any

import pytest

from runut.acceptance import services
from runut.acceptance.claims import Claim, Paper, claims
from runut.acceptance.queries import filed_comparison
from runut.acceptance.services import Shown
from runut.acceptance.words import presented
from runut.cases.things import address, things
from runut.core.errors import Invalid, NotFound, NotPermitted, Refused
from runut.documents.queries import form_content, newest_form, papers_of
from runut.documents.store import store
from tests.builders import Story
from tests.rooms.acceptance.presented import file_comparison, filed, judge, judge_all, lines, present, to_comparison


def keys(story: Story) -> set[str]:
    return {one.key for one in lines(story).lines}


def missing(story: Story) -> set[str]:
    return {one.code for one in story.page().missing}


def report(story: Story) -> None:
    filed(story, "installation_report", "note", {"text": f"laporan {story.at}"})


def test_every_approved_feature_and_every_claim_of_the_presentation_is_a_line(story: Story) -> None:
    found = keys(to_comparison(story))
    assert {"feature-1", "feature-2", "test-uat", "test-findings", "test-sus", "shown-system_requirements"} <= found
    assert {"document-application", "document-user_guide", "document-test_documentation"} <= found
    assert len([one for one in found if one.startswith("promise-")]) == 1
    assert not {"shown-uat", "shown-penetration_test", "shown-user_guide", "test-automated", "document-result_presentation"} & found
    assert not any(one.verdict for one in lines(story).lines)


def test_features_that_were_written_after_the_approval_are_no_claims(story: Story) -> None:
    story.to(3)
    filed(story, "analysis_document", "features", {"features": [{"number": 1, "name": "Masuk"}]})
    story.to(5).reject("Kurang", "Tambah fitur")
    filed(story, "analysis_document", "features", {"features": [{"number": 2, "name": "Rekap"}]})
    present(story.to(6))
    assert {one for one in keys(story) if one.startswith("feature-")} == {"feature-2"}


def test_files_in_place_of_the_tools_are_claims_too(story: Story) -> None:
    found = keys(story.to(8))
    assert {"document-analysis_document", "document-result_presentation", "document-test_documentation"} <= found


def test_a_line_takes_its_verdict_from_the_technical_team_alone(story: Story) -> None:
    to_comparison(story)
    with pytest.raises(NotPermitted):
        judge(story, "feature-1", by=story.cast.developer_one)
    for other in (story.cast.user, story.cast.auditor):
        with pytest.raises(NotPermitted):
            judge(story, "feature-1", by=other)
    with pytest.raises(NotFound):
        judge(story, "feature-1", by=story.cast.outsider)
    assert lines(story).judged == 0
    judge(story, "feature-1", "differs", installed="Tombol lain")
    line = lines(story).find("feature-1")
    assert line is not None
    assert (line.verdict, line.installed, line.version) == ("differs", "Tombol lain", 1)
    assert line.by == story.cast.standing(story.cast.technical_one).name


@pytest.mark.parametrize(
    ("key", "verdict", "more", "code"),
    [
        ("feature-1", "perfect", {}, "comparison_verdict"),
        ("feature-1", "", {}, "comparison_verdict"),
        ("feature-1", "differs", {"installed": "  "}, "comparison_installed"),
        ("feature-1", "matches", {"installed": "x" * 4001}, "text_too_long"),
        ("feature-1", "matches", {"installed": "a\0b"}, "text_characters"),
        ("feature-99", "matches", {}, "not_found"),
        ("'; --", "matches", {}, "not_found"),
        ("feature-1", "matches", {"shown": Shown(version_id=10**9)}, "evidence_foreign"),
        ("feature-1", "matches", {"version": 7}, "plan_changed"),
    ],
)
def test_nonsense_is_refused_in_a_sentence_and_nothing_is_kept(
    key: str, verdict: str, more: dict[str, Any], code: str, story: Story
) -> None:
    to_comparison(story)
    with pytest.raises((Invalid, NotFound, Refused)) as refused:
        judge(story, key, verdict, **more)
    assert refused.value.code == code
    assert lines(story).judged == 0


def test_of_two_who_judge_one_line_the_second_is_told(story: Story) -> None:
    to_comparison(story)
    judge(story, "feature-1")
    with pytest.raises(Refused) as refused:
        judge(story, "feature-1", "missing", by=story.cast.technical_two)
    assert refused.value.code == "plan_changed"
    line = lines(story).find("feature-1")
    assert line is not None and line.verdict == "matches"
    judge(story, "feature-1", "missing", by=story.cast.technical_two, version=line.version)
    assert lines(story).counts == {"missing": 1}


def test_a_picture_is_kept_as_a_paper_of_the_case(story: Story) -> None:
    to_comparison(story)
    staged = store().stage()
    staged.write(b"\x89PNG\r\n\x1a\n gambar")
    judge(story, "feature-1", shown=Shown(upload=staged.finish(), filename="layar.png"))
    line = lines(story).find("feature-1")
    assert line is not None and line.evidence is not None
    assert line.evidence.sha256 in {one.current.sha256 for one in papers_of(story.case_id) if not one.key}


def test_what_nobody_promised_is_added_and_taken_out_again(story: Story) -> None:
    to_comparison(story)
    asked: dict[str, Any] = {"case_id": story.case_id, "who": story.cast.standing(story.cast.technical_one), "at": story.at}
    first = services.add_more(text="Ekspor Excel", installed="Ada di menu", shown=Shown(), **asked)
    second = services.add_more(text="Mode gelap", installed="", shown=Shown(), **asked)
    services.remove_more(key=first, **asked)
    assert [one.key for one in lines(story).lines if one.claim.kind == "more"] == [second]
    with pytest.raises(Invalid):
        judge(story, second, "matches", version=1)
    with pytest.raises(NotFound):
        services.remove_more(key="feature-1", **asked)


def test_it_is_filed_whole_or_not_at_all(story: Story) -> None:
    to_comparison(story)
    judge(story, "feature-1")
    with pytest.raises(Refused) as refused:
        file_comparison(story)
    assert refused.value.code == "comparison_open"
    judge_all(story, feature_2="missing")
    file_comparison(story)
    version = newest_form(case_id=story.case_id, key="", form="comparison")
    assert version is not None
    content = form_content(version)
    assert content["counts"] == {"matches": len(keys(story)) - 1, "missing": 1}
    (line,) = [one for one in content["lines"] if one["key"] == "feature-2"]
    assert (line["verdict"], line["params"]["name"], line["carried"]) == ("missing", "Daftar antrean", False)


def test_nothing_to_compare_is_not_filed() -> None:
    assert claims(approved=(), presented=(), names={}) == []


def test_what_was_changed_after_it_was_filed_holds_the_activity(story: Story) -> None:
    to_comparison(story)
    judge_all(story)
    file_comparison(story)
    report(story)
    assert "output_unfiled" not in missing(story)
    judge(story, "feature-1", "missing", version=1)
    assert "output_unfiled" in missing(story)
    file_comparison(story)
    assert "output_unfiled" not in missing(story)


def test_only_what_differed_is_run_again_unless_the_claim_changed(story: Story) -> None:
    to_comparison(story)
    judge_all(story, feature_2="differs")
    extra: dict[str, Any] = {"case_id": story.case_id, "who": story.cast.standing(story.cast.technical_one), "at": story.at}
    services.add_more(text="Mode gelap", installed="", shown=Shown(), **extra)
    file_comparison(story)
    report(story)
    story.certify()
    story.reject("Belum sesuai", "Perbaiki F2")
    story.file("application")
    present(story)
    found = lines(story)
    again = {one.key: (one.before, one.changed) for one in found.lines if not one.verdict}
    assert again["feature-2"] == ("differs", False)
    assert again["document-application"] == ("matches", True)  # filed anew in this round
    assert "feature-1" not in again and "test-uat" not in again
    first, mine = found.find("feature-1"), found.find("more-1")
    assert first is not None and first.carried and first.version == 0
    assert mine is not None and mine.carried
    services.remove_more(key="more-1", **{**extra, "at": story.at})
    assert lines(story).find("more-1") is None
    judge_all(story)
    file_comparison(story)
    filed_now = filed_comparison(case_id=story.case_id)
    assert filed_now is not None
    assert filed_now[1].carried > 0 and not any(one.again for one in filed_now[1].lines)


def test_after_the_round_nothing_changes_any_more(story: Story) -> None:
    to_comparison(story)
    judge_all(story)
    file_comparison(story)
    report(story)
    story.certify()
    assert story.activity == 9
    with pytest.raises(Refused):
        judge(story, "feature-1", "missing", version=1)
    with pytest.raises(Refused):
        file_comparison(story)


def test_a_remark_can_be_tied_to_a_filed_line(story: Story) -> None:
    to_comparison(story)
    assert "line" not in {kind.key for kind, _those in things(story.case_id)}
    judge_all(story, feature_2="missing")
    file_comparison(story)
    (those,) = [those for kind, those in things(story.case_id) if kind.key == "line"]
    labels = {one.key: one.label for one in those}
    assert labels["feature-2"].startswith("F2 Daftar antrean: ")
    assert address(story.case_id, {"kind": "line", "key": "feature-2"}).endswith(f"/cases/{story.case_id}/comparison/#feature-2")


def test_a_promise_with_a_day_that_is_none_is_read_as_it_was_typed() -> None:
    said = presented(Claim(key="promise-1", kind="promise", params={"what": "Ekspor", "who": "", "by_on": "segera"}))
    assert said == "Ekspor\nsegera"


def test_the_same_document_twice_is_one_claim() -> None:
    one = Paper(key="application", name="Arsip", version=1, sha256="a" * 64)
    two = Paper(key="application", name="Suku", version=1, sha256="b" * 64)
    (claim,) = claims(approved=(), presented=(one, two), names={"application": "Aplikasi"})
    assert [each["name"] for each in claim.params["papers"]] == ["Arsip", "Suku"]
