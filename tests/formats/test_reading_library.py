"""SOPs in the wordings of real ones, in every form: each row, mark, time, output and branch is read, and only the open points are asked."""

from __future__ import annotations

import re
from typing import Any

import pytest

from runut.formats.draft import Draft
from runut.formats.reading.lists import items
from runut.formats.reading.source import plain
from tests.formats.seed import reading
from tests.formats.sops.library import LIBRARY, Written
from tests.formats.sops.sheet import Line


@pytest.fixture(scope="module", params=LIBRARY, ids=[one.sheet.name for one in LIBRARY])
def written(request: pytest.FixtureRequest) -> Written:
    return request.param  # type: ignore[no-any-return]


@pytest.fixture(scope="module")
def draft(written: Written) -> Draft:
    return reading(_bytes(written.make(written.sheet)))


def _bytes(made: str | bytes) -> bytes:
    return made if isinstance(made, bytes) else made.encode()


def said(time: dict[str, Any] | None) -> str:
    """A time limit in short."""
    if not time:
        return ""
    if "as" in time:
        return f"as {time['as']}"
    amount = time["amount"]
    return f"{'-'.join(map(str, amount)) if isinstance(amount, list) else amount} {time['unit']}"


def acting(written: Written, draft: Draft) -> list[list[str]]:
    """The names of those who certify in each row."""
    names = {one["key"]: one["name"] for one in draft.data["performer"]}
    return [sorted(names[one["key"]] for one in row["performers"] if one["part"] != "attends") for row in draft.data["activity"]]


def expected(written: Written, draft: Draft) -> list[list[str]]:
    """The same, as written."""
    lanes = [one["name"] for one in draft.data["performer"]]
    if written.performers:
        return [sorted(lanes[lane] for lane in row) for row in written.performers]
    return [sorted(lanes[lane] for lane, mark in line.marks.items() if not mark.startswith("label")) for line in written.sheet.rows]


def test_every_row_is_found_with_its_text(written: Written, draft: Draft) -> None:
    assert [row["text"] for row in draft.data["activity"]] == [line.text for line in written.sheet.rows]


def test_every_lane_is_a_performer_and_every_mark_is_read(written: Written, draft: Draft) -> None:
    if written.sheet.lanes:
        assert [one["name"] for one in draft.data["performer"]] == list(written.sheet.lanes)
    assert acting(written, draft) == expected(written, draft)


def test_every_time_is_understood_as_written(written: Written, draft: Draft) -> None:
    assert [said(row.get("time")) for row in draft.data["activity"]] == list(written.times)


def test_requirements_and_outputs_are_lists(written: Written, draft: Draft) -> None:
    for row, line in zip(draft.data["activity"], written.sheet.rows, strict=True):
        for key, cell in (("requirements", line.needs), ("outputs", line.left)):
            assert [one["name"] for one in row.get(key, [])] == items(cell, commas=True)


def test_the_same_wording_has_the_same_key_everywhere(draft: Draft) -> None:
    found: dict[str, str] = {}
    for row in draft.data["activity"]:
        for one in [*row.get("requirements", []), *row.get("outputs", [])]:
            assert found.setdefault(plain(one["name"]), one["key"]) == one["key"]
    assert len(set(found.values())) == len(found)


def test_decisions_lead_where_the_sop_says(written: Written, draft: Draft) -> None:
    assert {row["number"]: row["decision"] for row in draft.data["activity"] if "decision" in row} == dict(written.decisions)


def test_only_what_is_open_is_asked(written: Written, draft: Draft) -> None:
    assert {one.place: one.asks.code for one in draft.questions} == dict(written.asked)


def test_the_draft_builds_with_its_guesses_and_with_every_answer(draft: Draft) -> None:
    rows = [row["number"] for row in draft.data["activity"]]
    assert [one.number for one in draft.procedure().activities] == rows
    for question in draft.questions:
        for choice in question.choices:
            assert draft.answered(question, choice).procedure().activities


def test_the_name_is_that_of_the_identity_block(written: Written, draft: Draft) -> None:
    assert draft.data["procedure"]["name"] == written.sheet.name


def test_the_note_keeps_what_stands_in_its_column(written: Written, draft: Draft) -> None:
    for row, line in zip(draft.data["activity"], written.sheet.rows, strict=True):
        assert line.note in row.get("note", "")


def test_a_whole_identity_block_is_read() -> None:
    head = dict(reading(_bytes(LIBRARY[0].make(LIBRARY[0].sheet))).data["procedure"])
    assert head.pop("approved_by") == {"position": "Kepala Dinas Perpustakaan dan Kearsipan", "name": "Dra. SITI AMALIA, M.M"}
    assert {key: str(head.pop(key)) for key in ("created_on", "effective_on")} == {"created_on": "2022-01-03", "effective_on": "2022-01-10"}
    assert head == {
        "name": "Penanganan Surat Masuk",
        "number": "065/014/DPK/2022",
        "organisation": ["PEMERINTAH KABUPATEN TANAH LANDAI", "DINAS PERPUSTAKAAN DAN KEARSIPAN"],
        "legal_basis": [
            "Undang-Undang Nomor 43 Tahun 2009 tentang Kearsipan",
            "Peraturan Bupati Nomor 12 Tahun 2018 tentang Tata Naskah Dinas",
        ],
        "qualifications": ["Memahami tata naskah dinas", "Mampu mengoperasikan komputer"],
        "related": ["SOP Penanganan Surat Keluar"],
        "equipment": ["Komputer", "Buku agenda"],
        "warnings": ["Apabila surat terlambat didisposisikan maka tindak lanjut terhambat."],
        "records": ["Buku agenda surat masuk"],
    }


def test_titles_of_sections_stay_as_notes() -> None:
    (written,) = (one for one in LIBRARY if any(isinstance(line, str) for line in one.sheet.lines))
    notes = [row.get("note", "") for row in reading(_bytes(written.make(written.sheet))).data["activity"]]
    assert notes[0] == "A. PERSIAPAN" and notes[2] == "B. PELAPORAN"
    assert isinstance(written.sheet.lines[1], Line) and not re.search("Jumlah", repr(notes))
