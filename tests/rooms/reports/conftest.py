"""A case that went through a rejection, and its case file as bytes; a case whose people used the tools of every room."""

from __future__ import annotations

import io
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
import time_machine
from pytest_django import Settings

from runut.documents.services import file_upload
from runut.documents.uploads import store_stream
from runut.planning import services as plans
from runut.planning.services.board import move_card
from runut.planning.services.flows import begin_flow, file_flow
from runut.planning.services.screens import add_screens, file_screens
from runut.planning.services.tasks import TaskText, add_task, begin_on, file_schedule
from runut.reports import queries
from runut.reviews.queries import material_hashes
from runut.reviews.services import confirm_reading, enter_attendee
from runut.testing.queries import unused_links
from runut.testing.services import Draft, Tried, Written, add_finding, answer, ask, execute, sign_run, start_run, write_scenario
from runut.testing.services.usability import token_of
from tests.builders import Story, begin
from tests.cast import cast
from tests.rooms.planning.gallery import png, staged
from tests.rooms.reviews.test_presentations import plan
from tests.signing import key_folder, signed

AT = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)


@pytest.fixture
def printed(monkeypatch: pytest.MonkeyPatch) -> None:
    """The SOP's printed form, set once and for all: `tests/formats/test_pdf.py` prints."""
    monkeypatch.setattr(queries, "print_pdf", lambda procedure: b"%PDF-1.7 " + procedure.identity.name.encode())


@pytest.fixture
def story(db: None, printed: None) -> Story:
    found = begin(cast(AT), to=3)
    upload = store_stream(io.BytesIO(b"%PDF-1.4\n" + bytes(range(256)) * 40))
    who = found.cast.standing(found.cast.developer_one)
    file_upload(
        case_id=found.case_id,
        key="",
        title="Hasil survei",
        upload=upload,
        filename="Survei akhir.PDF",
        note="tahap 1",
        who=who,
        at=found.at,
    )
    found.to(5).reject("Jadwal terlalu singkat", "Perpanjang jadwal", "Lengkapi mockup")
    return found.to(6)


@pytest.fixture
def signed_story(db: None, printed: None, settings: Settings, tmp_path: Path) -> Story:
    """A case at its end, its report signed by both heads."""
    key_folder(settings, tmp_path)
    return signed(begin(cast(AT)))


def packed(case_id: int) -> bytes:
    """The case file of a case."""
    return b"".join(queries.case_file(case_id=case_id).blocks())


@pytest.fixture
def rich(db: None, tmp_path: Path, settings: Settings) -> Iterator[Story]:
    settings.FILES_FOLDER, settings.GIT_FOLDER = tmp_path / "files", tmp_path / "git"
    story = begin(cast(AT), to=3)
    with time_machine.travel(AT, tick=False):
        _plan(story)
        enter_attendee(case_id=story.case_id, presentation_id=plan(story.to(4)), name="Rina Contoh", position="Pendamping", **team(story))
        reader = story.to(5).cast.standing(story.cast.technical_one)
        confirm_reading(case_id=story.case_id, seen=material_hashes(story.page()), who=reader, at=story.at)
        story.reject("Rencana belum matang", "Perpanjang jadwal")
        story.to(6)
        _work(story)
        yield story


def team(story: Story) -> dict[str, Any]:
    return {"who": story.cast.standing(story.cast.developer_one), "at": story.at}


def _plan(story: Story) -> None:
    case: dict[str, Any] = {"case_id": story.case_id, **team(story)}
    feature = plans.add_feature(text=plans.FeatureText(name="Ambil nomor antrean", priority="must", criteria="Nomor tampil"), **case)
    begin_on(day=story.cast.today, **case)
    add_task(text=TaskText(name="Halaman <depan>", days=3, feature=feature), **case)
    add_task(text=TaskText(name="Uji beban", days=2, after=((1, 0),)), **case)
    file_schedule(name="Jadwal", **case)
    plans.file_features(name="Daftar fitur", **case)
    add_screens(files=[(staged(png()), "Masuk.png")], **case)
    file_screens(**case)
    file_flow(flow_id=begin_flow(name="Pendaftaran", **case), **case)


def _work(story: Story) -> None:
    case: dict[str, Any] = {"case_id": story.case_id, **team(story)}
    move_card(number=1, state="done", version=1, **case)
    add_finding(written=Written(title="Sandi bawaan", place="/masuk", severity="high"), **case)
    write_scenario(draft=Draft(title="Masuk", feature="F1", steps=[{"action": "Isi sandi", "expected": "Halaman depan"}]), **case)
    start_run(build="v1.0", place="Aula", only_open=False, **case)
    unit: dict[str, Any] = {"case_id": story.case_id, "who": story.cast.standing(story.cast.user), "at": story.at}
    execute(run=1, scenario=1, tried=Tried(outcome="pass", note="", failed=frozenset()), **unit)
    sign_run(number=1, verdict="accepted", conclusion="", **unit)
    asked = ask(build="v1.0", links=2, **case)
    for link, liked in zip(unused_links(case_id=story.case_id, number=asked.number), (4, 5), strict=True):
        answer(token=token_of(link), items=[liked, 2] * 5, note="", at=story.at)
