"""Business flows: a draft that two cannot overwrite, versions that are papers, and files that are opened without trust."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from pytest_django import Settings

from runut.core.errors import Invalid, NotFound, NotPermitted, Refused, RunutError
from runut.documents.queries import papers_of
from runut.documents.services import file_upload
from runut.formats.bpmn.diagram import tidy
from runut.planning.queries.flows import KEY, flow, flow_bytes, flows
from runut.planning.services.flows import EMPTY, begin_flow, bpmn_of, file_flow, save_flow
from tests.builders import Story, another, begin
from tests.cast import cast
from tests.formats.test_bpmn_diagram import FLOW
from tests.rooms.planning.gallery import PDF, staged

AT = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _files(tmp_path: Path, settings: Settings) -> None:
    settings.FILES_FOLDER = tmp_path / "files"


@pytest.fixture
def story(db: None) -> Story:
    """A case at activity 3 with two developers in its team."""
    return begin(cast(AT), to=3)


def team(story: Story, by: int | None = None) -> dict[str, Any]:
    return {"case_id": story.case_id, "who": story.cast.standing(by or story.cast.developer_one), "at": story.at}


def refusal(error: type[RunutError], code: str) -> Any:
    return pytest.raises(error, check=lambda raised: raised.code == code)


def test_a_diagram_begins_as_a_draft_and_is_filed_as_a_paper(story: Story) -> None:
    made = begin_flow(name="Pendaftaran", data=FLOW, **team(story))
    (one,), others = flows(story.case_id)
    assert (one.name, one.revision, one.versions, one.filed, others) == ("Pendaftaran", 1, (), False, [])
    file_flow(flow_id=made, **team(story))
    (one,), _others = flows(story.case_id)
    assert one.filed
    assert [(each.number, each.filename, each.media_type) for each in one.versions] == [(1, "Pendaftaran.bpmn", "application/xml")]
    assert flow_bytes(one, one.versions[0]) == flow_bytes(one) == tidy(FLOW)


def test_a_later_draft_is_the_next_version_and_the_first_stays_readable(story: Story) -> None:
    made = begin_flow(name="Pendaftaran", **team(story))
    file_flow(flow_id=made, **team(story))
    assert save_flow(flow_id=made, data=FLOW, revision=1, **team(story)) == 2
    assert not flow(case_id=story.case_id, flow_id=made).filed
    file_flow(flow_id=made, **team(story))
    one = flow(case_id=story.case_id, flow_id=made)
    assert [each.number for each in one.versions] == [2, 1]
    assert flow_bytes(one, one.versions[1]) == tidy(EMPTY)
    assert [paper.title for paper in papers_of(story.case_id) if paper.key == KEY] == ["Pendaftaran"]


def test_two_who_draw_at_once_overwrite_nothing(story: Story) -> None:
    made = begin_flow(name="Pendaftaran", **team(story))
    save_flow(flow_id=made, data=FLOW, revision=1, **team(story, story.cast.developer_two))
    with refusal(Refused, "flow_newer"):
        save_flow(flow_id=made, data=EMPTY, revision=1, **team(story))
    one = flow(case_id=story.case_id, flow_id=made)
    assert (one.revision, one.saved_by, flow_bytes(one)) == (2, "Dodi Contoh", tidy(FLOW))


def test_a_file_takes_the_place_of_whatever_the_draft_is(story: Story) -> None:
    made = begin_flow(name="Pendaftaran", **team(story))
    save_flow(flow_id=made, data=FLOW, revision=1, **team(story))
    assert save_flow(flow_id=made, data=EMPTY, revision=0, **team(story)) == 3


def test_a_case_has_one_diagram_of_a_name(story: Story) -> None:
    begin_flow(name="Pendaftaran", **team(story))
    with refusal(Refused, "flow_name_taken"):
        begin_flow(name=" Pendaftaran ", **team(story))
    with refusal(Invalid, "text_missing"):
        begin_flow(name=" ", **team(story))
    (only,), _others = flows(story.case_id)
    assert only.name == "Pendaftaran"


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "bpmn_broken"),
        (FLOW[:900], "bpmn_broken"),
        (FLOW.replace(b"<bpmn:definitions", b'<!DOCTYPE x [<!ENTITY a "b">]><bpmn:definitions', 1), "bpmn_entities"),
        (b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>', "bpmn_broken"),
        (FLOW[: FLOW.index(b"<bpmndi:BPMNDiagram")] + b"</bpmn:definitions>", "flow_no_diagram"),
        (FLOW.replace(b'x="216"', b'x="nan"'), "flow_place"),
        (b"<a>" + b" " * 2_000_001 + b"</a>", "flow_large"),
    ],
)
def test_what_is_no_diagram_is_refused_with_a_sentence_and_nothing_is_lost(story: Story, data: bytes, code: str) -> None:
    made = begin_flow(name="Pendaftaran", data=FLOW, **team(story))
    with refusal(Invalid, code):
        begin_flow(name="Lain", data=data, **team(story))
    with refusal(Invalid, code):
        save_flow(flow_id=made, data=data, revision=1, **team(story))
    (one,), _others = flows(story.case_id)
    assert (one.revision, flow_bytes(one)) == (1, tidy(FLOW))


def test_a_file_too_large_for_a_diagram_is_not_even_read() -> None:
    upload = staged(b"x" * 2_000_001)
    upload.path.unlink()
    with refusal(Invalid, "flow_large") as refused:
        bpmn_of(upload)
    assert refused.value.reasons[0].params["limit"] == 2


def test_only_the_team_draws_and_only_while_the_plan_is_drawn_up(story: Story) -> None:
    with pytest.raises(NotPermitted):
        begin_flow(name="Alur", **team(story, story.cast.technical_one))
    with pytest.raises(NotFound):
        begin_flow(name="Alur", **team(story, story.cast.outsider))
    made = begin_flow(name="Alur", **team(story))
    story.to(5)
    with refusal(Refused, "document_sealed"):
        begin_flow(name="Lagi", **team(story))
    with refusal(Refused, "document_sealed"):
        save_flow(flow_id=made, data=FLOW, revision=1, **team(story))
    with refusal(Refused, "document_sealed"):
        file_flow(flow_id=made, **team(story))


def test_a_diagram_of_another_case_is_not_there(story: Story) -> None:
    made = begin_flow(name="Alur", **team(story))
    other = another(story.cast, title="Lain").to(3)
    with pytest.raises(NotFound):
        save_flow(flow_id=made, data=FLOW, revision=1, **team(other))
    with pytest.raises(NotFound):
        file_flow(flow_id=made, **team(other))
    with pytest.raises(NotFound):
        flow(case_id=other.case_id, flow_id=made)


def test_another_file_of_the_same_deliverable_stands_beside(story: Story) -> None:
    file_upload(key=KEY, title="Alur tertulis", upload=staged(PDF), filename="alur.pdf", **team(story))
    shown, others = flows(story.case_id)
    assert (shown, [one.title for one in others]) == ([], ["Alur tertulis"])


def test_a_diagram_named_like_a_paper_that_was_filed_becomes_its_next_version(story: Story) -> None:
    file_upload(key=KEY, title="Alur", upload=staged(PDF), filename="alur.pdf", **team(story))
    made = begin_flow(name="Alur", data=FLOW, **team(story))
    file_flow(flow_id=made, **team(story))
    one = flow(case_id=story.case_id, flow_id=made)
    assert [(each.number, each.media_type) for each in one.versions] == [(2, "application/xml")], "the PDF is no diagram"
