"""The installation guide is carried out step by step by somebody who did not write it; what it does not say is counted."""

from __future__ import annotations

import io
import tarfile
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.test import Client
from django.urls import reverse

from runut.acceptance import guide, services
from runut.acceptance.queries import RunSheet, filed_run_sheet, run_sheet
from runut.acceptance.services import Carried, Shown
from runut.core.errors import Invalid, NotFound, NotPermitted, Refused
from runut.documents.services import file_upload
from runut.documents.store import store
from tests.builders import Story
from tests.rooms.acceptance.presented import filed

TEXT = """# Petunjuk instalasi

Pendahuluan.

## Persiapan

1. Pasang paket:

   ```sh
   # bukan judul
   apt install python3
   ```
   Hasil yang diharapkan: versi 3.11
2. Buat pengguna `antrean`

- bukan langkah

## Basis data

1. Jalankan migrasi
   1. bagian pertama
"""


def put_guide(story: Story, content: bytes = TEXT.encode(), filename: str = "petunjuk.md") -> None:
    staged = store().stage()
    staged.write(content)
    who = story.cast.standing(story.cast.developer_one)
    file_upload(
        case_id=story.case_id, key="installation_guide", title="Petunjuk", upload=staged.finish(), filename=filename, who=who, at=story.at
    )


@pytest.fixture
def guided(story: Story) -> Story:
    """A case at activity 8 whose guide is Markdown."""
    put_guide(story.to(6))
    return story.to(8)


def asked(story: Story, by: int | None = None) -> dict[str, Any]:
    return {"case_id": story.case_id, "who": story.cast.standing(by or story.cast.technical_one), "at": story.at}


def sheet(story: Story) -> RunSheet:
    return run_sheet(case_id=story.case_id, item_id=story.page().item_id or 0)


def carry(story: Story, number: int, result: str = "done", *, version: int = 1, **more: Any) -> None:
    step = next(one for one in sheet(story).steps if one.number == number)
    said = {"observed": "" if result == "done" else "Tidak disebut", "minutes": 5, **more}
    carried = Carried(text=step.text, expected=step.expected, result=result, **said)
    services.change_step(**asked(story), number=number, carried=carried, version=version, shown=Shown())


def test_numbered_lists_under_their_headings_are_the_steps() -> None:
    found = guide.steps(TEXT)
    assert [one.text for one in found] == [
        "Persiapan: Pasang paket:\n# bukan judul\napt install python3",
        "Persiapan: Buat pengguna “antrean”",
        "Basis data: Jalankan migrasi\n1. bagian pertama",
    ]
    assert [one.expected for one in found] == ["versi 3.11", "", ""]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("", []),
        ("Satu paragraf saja.", []),
        ("# Judul\n\n## Salin berkas\n\nKe /srv.\n\n## Kosong\n", ["Salin berkas: Ke /srv."]),
        ("1. a\n" * 400, ["a"] * 300),
        ("\0\x07# A\r\n\r\nb\x1b[31m", ["A: b[31m"]),
    ],
)
def test_other_guides_give_their_sections_or_nothing(text: str, found: list[str]) -> None:
    assert [one.text for one in guide.steps(text)] == found


def test_a_folder_is_read_in_the_order_of_its_names_and_within_bounds(monkeypatch: pytest.MonkeyPatch) -> None:
    made = io.BytesIO()
    with tarfile.open(fileobj=made, mode="w") as packed:
        for name, content in (("docs/2.md", b"1. dua"), ("docs/1.md", b"1. satu\n"), ("docs/gambar.png", b"1. tiga")):
            info = tarfile.TarInfo(name)
            info.size = len(content)
            packed.addfile(info, io.BytesIO(content))
    assert [one.text for one in guide.steps(guide.text_of(io.BytesIO(made.getvalue()), "docs.tar"))] == ["satu", "dua"]
    assert guide.text_of(io.BytesIO(b"bukan tar"), "docs.tar") == ""
    monkeypatch.setattr(guide, "MOST_BYTES", 4)
    assert guide.text_of(io.BytesIO(b"1. panjang sekali"), "a.md") == "1. p"


def test_the_guide_is_carried_out_filed_and_what_it_does_not_say_is_counted(guided: Story) -> None:
    assert services.take_guide(**asked(guided)) == 3
    carry(guided, 1)
    carry(guided, 2, "differs", observed="Nama lain")
    services.add_step(**asked(guided), carried=Carried(text="Buka port 8000", result="silent", observed="Harus dibuka"), shown=Shown())
    with pytest.raises(Refused) as refused:
        services.file_run_sheet(**asked(guided))
    assert refused.value.code == "run_sheet_open"
    carry(guided, 3)
    services.file_run_sheet(**asked(guided))
    found = filed_run_sheet(case_id=guided.case_id)
    assert found is not None
    said = found[1]
    assert (dict(said.counts), said.minutes, len(said.silent)) == ({"done": 2, "differs": 1, "silent": 1}, 15, 1)
    assert said.people == (guided.cast.standing(guided.cast.technical_one).name,)
    assert said.guide is not None and said.guide["title"] == "Petunjuk"
    assert said.content() == sheet(guided).content()


def test_who_wrote_the_guide_does_not_carry_it_out(guided: Story) -> None:
    with pytest.raises(NotPermitted):
        services.take_guide(**asked(guided, guided.cast.developer_one))
    # Somebody of the technical team who was in the development team while the guide was written.
    guided.name_team(guided.cast.developer_two, guided.cast.technical_two)
    guided.name_team(guided.cast.developer_one)
    guided.at += timedelta(days=1)
    with pytest.raises(NotPermitted) as refused:
        services.take_guide(**asked(guided, guided.cast.technical_two))
    assert refused.value.code == "guide_own_work"
    for other in (guided.cast.user, guided.cast.auditor, guided.cast.division_head):
        with pytest.raises(NotPermitted):
            services.take_guide(**asked(guided, other))
    with pytest.raises(NotFound):
        services.take_guide(**asked(guided, guided.cast.outsider))
    assert sheet(guided).steps == ()


@pytest.mark.parametrize(
    ("carried", "code"),
    [
        (Carried(text=" "), "text_missing"),
        (Carried(text="x" * 4001), "text_too_long"),
        (Carried(text="a\0"), "text_characters"),
        (Carried(text="a", result="perfect"), "step_result"),
        (Carried(text="a", result="silent", observed=" "), "step_observed"),
        (Carried(text="a", result="differs"), "step_observed"),
        (Carried(text="a", minutes=-1), "step_minutes"),
        (Carried(text="a", minutes=10_000), "step_minutes"),
    ],
)
def test_nonsense_is_refused_in_a_sentence(carried: Carried, code: str) -> None:
    with pytest.raises(Invalid) as refused:
        carried.checked()
    assert refused.value.code == code


def test_of_two_who_record_one_step_the_second_is_told(guided: Story) -> None:
    services.take_guide(**asked(guided))
    carry(guided, 1)
    with pytest.raises(Refused) as refused:
        carry(guided, 1, "differs", observed="Lain")
    assert refused.value.code == "plan_changed"
    assert sheet(guided).steps[0].result == "done"


def test_steps_are_moved_and_taken_out_and_taken_from_the_guide_only_once(guided: Story) -> None:
    services.take_guide(**asked(guided))
    services.move_step(**asked(guided), number=3, step=-1)
    services.remove_step(**asked(guided), number=1)
    assert [one.number for one in sheet(guided).steps] == [3, 2]
    with pytest.raises(Refused) as refused:
        services.take_guide(**asked(guided))
    assert refused.value.code == "run_sheet_begun"
    with pytest.raises(NotFound):
        services.remove_step(**asked(guided), number=1)
    with pytest.raises(NotFound):
        services.move_step(**asked(guided), number=9, step=1)


def test_a_step_that_was_taken_out_is_put_back_at_the_end_as_it_was(guided: Story, client: Client) -> None:
    services.take_guide(**asked(guided))
    before = {one.number: one.text for one in sheet(guided).steps}
    services.remove_step(**asked(guided), number=1)
    client.force_login(get_user_model().objects.get(pk=guided.cast.technical_one))
    address = reverse("acceptance:run_sheet", args=[guided.case_id])
    assert 'name="restore" value="1"' in client.get(address).content.decode()
    assert client.post(address, {"restore": "1"}).headers["Location"].endswith("#step-1")
    assert [one.number for one in sheet(guided).steps] == [2, 3, 1]
    assert {one.number: one.text for one in sheet(guided).steps} == before
    with pytest.raises(NotFound):
        services.restore_step(**asked(guided), number=1)


def test_a_guide_that_is_no_text_is_carried_out_by_hand(story: Story) -> None:
    story.to(8)  # the guide is a form
    with pytest.raises(Refused) as refused:
        services.take_guide(**asked(story))
    assert refused.value.code == "guide_unreadable"
    with pytest.raises(Refused) as refused:
        services.file_run_sheet(**asked(story))
    assert refused.value.code == "run_sheet_none"
    assert services.add_step(**asked(story), carried=Carried(text="Salin berkas", result="done"), shown=Shown()) == 1


def test_a_step_that_is_recorded_after_filing_holds_the_activity(guided: Story) -> None:
    services.take_guide(**asked(guided))
    for number in (1, 2, 3):
        carry(guided, number)
    services.file_run_sheet(**asked(guided))
    filed(guided, "installation_report", "note", {"text": "laporan"})
    assert guided.page().missing == ()
    carry(guided, 1, version=2, minutes=9)
    assert [one.code for one in guided.page().missing] == ["output_unfiled"]


def test_the_page_takes_carries_out_and_files_without_javascript(guided: Story, client: Client) -> None:
    client.force_login(get_user_model().objects.get(pk=guided.cast.technical_one))
    address = reverse("acceptance:run_sheet", args=[guided.case_id])
    client.post(address, {"take": "yes"})
    for number in (1, 2, 3):
        page = reverse("acceptance:step", args=[guided.case_id, number])
        answer = client.post(page, {"text": f"Langkah {number}", "result": "done", "observed": "", "minutes": "3", "version": "1"})
        assert answer.status_code == 302
    assert answer.headers["Location"] == address
    assert client.post(page, {"text": "Lain", "result": "", "version": "1", "minutes": "banyak"}).status_code == 422
    assert client.post(page, {"text": "Lain", "result": "done", "version": "1"}).status_code == 409
    assert client.post(address, {"file": "yes"}).status_code == 302
    assert client.post(address, {"nothing": "yes"}).status_code == 422
    found = filed_run_sheet(case_id=guided.case_id)
    assert found is not None
    read = client.get(reverse("documents:version", args=[found[0].id])).content.decode()
    assert "Langkah 3" in read and "Petunjuk, versi 1" in read
    client.force_login(get_user_model().objects.get(pk=guided.cast.developer_one))
    assert client.post(address, {"file": "yes"}).status_code == 403
