"""Remarks tied to features, tasks, spots of screens and elements of diagrams: chosen, led to, and told what became of them a round later."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.urls import reverse

from runut.cases.checking import check_cases
from runut.cases.queries import remarks
from runut.cases.things import Since, address, since, thing, things
from runut.core.errors import Invalid, Refused
from runut.documents.queries import papers_of
from runut.documents.services import remove_document
from runut.formats.bpmn.diagram import read_diagram
from runut.formats.bpmn.picture import draw
from runut.planning.queries.plan import plan_of
from runut.planning.services import FeatureText, add_feature, change_feature, file_features, remove_feature
from runut.planning.services.flows import begin_flow, file_flow, save_flow
from runut.planning.services.screens import add_screens, add_version
from runut.planning.services.tasks import TaskText, add_task, begin_on, change_task, file_schedule
from runut.reviews.services import draft_remark
from tests.builders import Story
from tests.clients import client_of
from tests.formats.test_bpmn_diagram import FLOW
from tests.rooms.planning.gallery import PDF, png, staged


def team(story: Story) -> dict[str, Any]:
    story.at += timedelta(minutes=1)
    return {"case_id": story.case_id, "who": story.cast.standing(story.cast.developer_one), "at": story.at}


def draft(story: Story, thing: str, place: str = "", text: str = "Perbaiki") -> int:
    story.at += timedelta(minutes=1)
    who = story.cast.standing(story.cast.technical_one)
    return draft_remark(case_id=story.case_id, text=text, must=True, thing=thing, place=place, who=who, at=story.at)


def opened(story: Story, who: str, address: str) -> str:
    client = client_of(getattr(story.cast, who))
    answer = client.get(address)
    assert answer.status_code == 200, address
    return answer.content.decode()


def key_of(story: Story, kind: str, label: str) -> str:
    those = next(those for one, those in things(story.case_id) if one.key == kind)
    return f"{kind}:{next(one.key for one in those if label in one.label)}"


@pytest.fixture
def drawn_up(story: Story) -> Story:
    """A case whose plan was drawn up with every tool, and waits for the response."""
    for name in ("Ambil nomor", "Cetak laporan"):
        add_feature(text=FeatureText(name=name, purpose="Warga", criteria="Nomor tercetak"), **team(story))
    file_features(name="Dokumen analisis", **team(story))
    add_task(text=TaskText(name="Rancang basis data", days=3), **team(story))
    add_task(text=TaskText(name="Bangun antrean", days=5, after=((1, 0),)), **team(story))
    begin_on(day=date(2026, 12, 1), **team(story))
    file_schedule(name="Jadwal", **team(story))
    add_screens(files=[(staged(png(1)), "Masuk.png"), (staged(PDF), "Panduan.pdf")], **team(story))
    file_flow(flow_id=begin_flow(name="Pendaftaran", data=FLOW, **team(story)), **team(story))
    return story.to(5)


def test_everything_of_the_plan_can_be_chosen_by_its_name(drawn_up: Story) -> None:
    found = {kind.key: [one.label for one in those] for kind, those in things(drawn_up.case_id)}
    assert found["feature"] == ["F1 Ambil nomor", "F2 Cetak laporan"]
    assert found["task"] == ["#1 Rancang basis data", "#2 Bangun antrean"]
    assert found["screen"] == ["Masuk, versi 1", "Panduan, versi 1"]
    assert "Pendaftaran: Lengkap?" in found["flow"] and "Pendaftaran: tidak" in found["flow"]
    assert not [one for one in found["flow"] if one.endswith(": ")], "what has no name is not offered"
    screens = dict(next([(one.label, one.key) for one in those] for kind, those in things(drawn_up.case_id) if kind.key == "screen"))
    kind = next(kind for kind, _those in things(drawn_up.case_id) if kind.key == "screen")
    assert "/preview/" in kind.picture(drawn_up.case_id, screens["Masuk, versi 1"])
    assert not kind.picture(drawn_up.case_id, screens["Panduan, versi 1"]), "a PDF has pages, no spots"


def test_a_remark_leads_to_the_exact_place(drawn_up: Story) -> None:
    screen, element = key_of(drawn_up, "screen", "Masuk"), key_of(drawn_up, "flow", "Lengkap?")
    for named, place in (("feature:2", ""), ("task:2", ""), (screen, "31.5 % / 42 %"), (element, "")):
        draft(drawn_up, named, place)
    drawn_up.certify("rejected", why="Belum matang")
    told = [one.about for one in remarks(case_id=drawn_up.case_id)]
    assert [one["kind"] for one in told] == ["feature", "task", "screen", "flow"]
    assert told[2]["place"] == "31.5 % / 42 %" and len(told[2]["sha256"]) == 64
    ways = [address(drawn_up.case_id, one) for one in told]
    assert ways[0].endswith("/features/analysis_document/#F2") and ways[1].endswith("/tasks/schedule/?from=2#T2")
    assert ways[2].endswith("?version=1&spot=31.5,42#shown") and "element=G#" in ways[3]
    assert 'id="F2"' in opened(drawn_up, "user", ways[0]) and 'id="T2"' in opened(drawn_up, "user", ways[1])
    assert '<svg x="31.5%" y="42.0%"><circle class="spot is-marked-edge"' in opened(drawn_up, "user", ways[2])
    page = opened(drawn_up, "user", ways[3])
    assert "&amp;element=G" in page and '<tr class="is-marked"><th scope="row">Lengkap?' in page
    for way in (reverse("cases:case", args=[drawn_up.case_id]), reverse("cases:responses", args=[drawn_up.case_id])):
        assert ways[2].replace("&", "&amp;") in opened(drawn_up, "developer_one", way)
    assert all(one.fault is None for one in check_cases())


def test_the_next_round_is_told_what_changed_at_that_place(drawn_up: Story) -> None:
    screen, element = key_of(drawn_up, "screen", "Masuk"), key_of(drawn_up, "flow", "Lengkap?")
    named = ["feature:1", "feature:2", "task:2", screen, element, key_of(drawn_up, "flow", "Warga datang")]
    for one in named:
        draft(drawn_up, one)
    drawn_up.certify("rejected", why="Belum matang")
    change_feature(number=1, text=FeatureText(name="Ambil nomor", purpose="Warga", criteria="Dalam 3 detik"), version=1, **team(drawn_up))
    remove_feature(number=2, **team(drawn_up))
    file_features(name="Dokumen analisis", **team(drawn_up))
    change_task(number=1, text=TaskText(name="Rancang basis data", days=5), version=1, **team(drawn_up))
    file_schedule(name="Jadwal", **team(drawn_up))
    add_version(document_id=int(screen.partition(":")[2].partition(".")[0]), upload=staged(png(9)), filename="b.png", **team(drawn_up))
    flow = int(element.partition(":")[2].partition(".")[0])
    save_flow(flow_id=flow, data=FLOW.replace(b'"Lengkap?"', b'"Syarat lengkap?"'), revision=0, **team(drawn_up))
    file_flow(flow_id=flow, **team(drawn_up))
    drawn_up.supply()

    raised = [(one.about, one.raised_at) for one in remarks(case_id=drawn_up.case_id)]
    feature, removed, task, picture, gateway, start = since(drawn_up.case_id, raised)
    assert feature is not None and feature.lines == (("Kriteria penerimaan", "Nomor tercetak", "Dalam 3 detik"),)
    assert removed is not None and (removed.state, removed.now) == ("gone", "")
    assert task is not None and task.lines == (
        ("Dari", "4 Desember 2026", "8 Desember 2026"),
        ("Sampai dengan", "10 Desember 2026", "14 Desember 2026"),
    ), "it comes later because what it waits for takes longer"
    assert picture is not None and picture.state == "changed" and picture.now.endswith("?version=2&beside=1#shown")
    assert gateway is not None and gateway.lines == (("Nama", "Lengkap?", "Syarat lengkap?"),)
    assert start is not None and start.state == "same"
    told = [became for _remark, became in plan_of(drawn_up.page()).remarks]
    assert [one and one.state for one in told] == ["changed", "gone", "changed", "changed", "changed", "same"]
    page = opened(drawn_up.to(5), "technical_one", reverse("reviews:response", args=[drawn_up.case_id]))
    assert "<del>Nomor tercetak</del>" in page and "<ins>Dalam 3 detik</ins>" in page


def test_what_was_taken_out_is_shown_as_it_was_and_said_to_be_gone(drawn_up: Story) -> None:
    screen, element = key_of(drawn_up, "screen", "Masuk"), key_of(drawn_up, "flow", "Lengkap?")
    draft(drawn_up, screen, "31.5 % / 42 %")
    draft(drawn_up, element)
    drawn_up.certify("rejected", why="Belum matang")
    raised = [(one.about, one.raised_at) for one in remarks(case_id=drawn_up.case_id)]
    for one in papers_of(drawn_up.case_id):
        if one.key in {"mockups", "business_flow"}:
            remove_document(document_id=one.id, why="Tidak dipakai", who=team(drawn_up)["who"], at=drawn_up.at)
    for became, (tied, _at) in zip(since(drawn_up.case_id, raised), raised, strict=True):
        assert became is not None and (became.state, became.now) == ("gone", "")
        assert became.then == address(drawn_up.case_id, tied)
        for who in ("technical_one", "developer_one"):
            page = opened(drawn_up, who, became.then)
            assert "Ini dikeluarkan pada" in page and "diperlihatkan sebagaimana disimpan" in page
            assert "?about=" not in page


def test_a_thing_of_a_plan_that_was_filed_as_a_file_tells_nothing_of_then(story: Story) -> None:
    add_feature(text=FeatureText(name="Ambil nomor"), **team(story))
    assert since(story.case_id, [({"kind": "feature", "key": "1"}, story.at)]) == [None]
    assert since(story.case_id, [({"kind": "screen", "key": "7.1"}, story.at)]) == [Since(state="gone")]
    assert since(story.case_id, [({}, story.at), ({"kind": "other"}, story.at)]) == [None, None]


@pytest.mark.parametrize("place", ["101 % / 4 %", "12 %", "-1 % / 2 %", "1 % / 2 % / 3 %"])
def test_a_spot_that_lies_outside_is_refused(drawn_up: Story, place: str) -> None:
    with pytest.raises(Invalid) as refused:
        draft(drawn_up, key_of(drawn_up, "screen", "Masuk"), place)
    assert refused.value.code == "screen_spot"


@pytest.mark.parametrize("named", ["feature:9", "task:x", "screen:1.9", "flow:1.1.None", "other:1"])
def test_what_is_not_there_is_refused(drawn_up: Story, named: str) -> None:
    assert thing(drawn_up.case_id, named) is None
    with pytest.raises(Refused) as refused:
        draft(drawn_up, named)
    assert refused.value.code == "thing_unknown"


def test_an_element_is_framed_in_the_drawing_and_nothing_else_is() -> None:
    diagram = read_diagram(FLOW)
    frame = 'stroke-dasharray="8 4"'
    assert draw(diagram, title="Alur", marked="T").count(frame) == draw(diagram, title="Alur", marked="F2").count(frame) == 1
    assert frame not in draw(diagram, title="Alur", marked='"><script>') + draw(diagram, title="Alur")
