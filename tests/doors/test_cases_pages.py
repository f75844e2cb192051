"""The pages of cases: what each person gets, what forms refuse and keep, and that a second press does nothing twice."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from runut.base import counts
from runut.cases import queries, services
from runut.people import services as people
from runut.people.queries import holdings
from tests.builders import Story, another, begin
from tests.cast import Cast, cast
from tests.clients import client_of
from tests.rooms.cases.test_other_version import a_check_after_activity_two
from tests.rooms.procedures.writing import next_version

AT = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)
pytestmark = pytest.mark.django_db

PARTS = ("case", "responses", "history", "events", "people", "team", "hold", "resume", "extend", "deviate", "cancel")
PLACES = ("my_work", "deadlines", "deadlines_ics", "register", "register_csv", "register_xlsx", "new")
PEOPLE = ("administrator", "auditor", "user", "technical_one", "registrar", "developer_one", "division_head", "bureau_head", "outsider")


@pytest.fixture(autouse=True)
def _now() -> Any:
    with time_machine.travel(AT.replace(hour=4), tick=False):
        yield


@pytest.fixture
def office() -> Cast:
    return cast(AT)


@pytest.fixture
def story(office: Cast) -> Story:
    return begin(office)


def text_of(response: Any) -> str:
    body = b"".join(response.streaming_content) if response.streaming else response.content
    found: str = body.decode(errors="replace")
    return found


def address(name: str, story: Story) -> str:
    return reverse(f"cases:{name}", args=[story.case_id])


def saw(story: Story, by: int) -> dict[str, Any]:
    """Return the hidden fields of the page that somebody looks at."""
    page = story.page(by)
    assert page.saw is not None
    return {"activity": page.saw.activity, "round": page.saw.round, "turn": page.saw.turn, "seen": list(page.seen)}


@pytest.mark.parametrize("person", PEOPLE)
def test_everybody_gets_the_lists(story: Story, person: str) -> None:
    client = client_of(getattr(story.cast, person))
    for name in PLACES:
        response = client.get(reverse(f"cases:{name}"))
        assert response.status_code == 200, name
        text_of(response)


def test_the_first_page_says_what_is_expected_and_what_is_followed(story: Story) -> None:
    def first_page(person: str) -> str:
        return text_of(client_of(getattr(story.cast, person)).get("/"))

    assert "Kerjakan dan catat" in first_page("registrar")
    user = first_page("user")
    assert "Yang Anda ikuti" in user and "menunggu Subbag Pengembangan Sistem" in user
    assert "Terlambat, dan sebabnya" in first_page("bureau_head")
    assert "Terlambat, dan sebabnya" in first_page("auditor")


def test_an_administrator_is_told_what_the_office_lacks(story: Story) -> None:
    client = client_of(story.cast.administrator)
    (holding,) = holdings(office_id=story.cast.offices["bureau_head"])
    people.end_holding(
        holding_id=holding.id, to_on=story.cast.today - timedelta(days=1), who=story.cast.standing(story.cast.administrator), at=AT
    )
    page = text_of(client.get("/"))
    assert "Jabatan Kepala Biro tidak dipangku siapa pun" in page
    assert "belum dikonfirmasi" in page
    assert "Yang masih kurang" not in text_of(client_of(story.cast.registrar).get("/"))


def test_an_auditor_is_told_why_they_enter_no_request(story: Story) -> None:
    page = text_of(client_of(story.cast.auditor).get(reverse("cases:new")))
    assert "Auditor membaca semuanya" in page
    assert "<textarea" not in page


@pytest.mark.parametrize("name", PLACES)
def test_nobody_sees_a_list_without_signing_in(story: Story, name: str) -> None:
    assert Client().get(reverse(f"cases:{name}")).status_code == 302


@pytest.mark.parametrize("activity", [1, 5, 0])
def test_every_part_of_a_case_is_there_in_every_activity(office: Cast, activity: int) -> None:
    story = begin(office).to(activity)
    for person in (office.administrator, office.division_head, office.user):
        client = client_of(person)
        for part in PARTS:
            response = client.get(address(part, story))
            assert response.status_code == 200, part
            text_of(response)


def test_a_case_of_another_unit_is_not_there(story: Story) -> None:
    client = client_of(story.cast.outsider)
    for part in PARTS:
        assert client.get(address(part, story)).status_code == 404, part
    for part in ("record", "answers", "hold", "extend", "team"):
        assert client.post(address(part, story), {"save": "yes"}).status_code == 404, part


def test_an_auditor_reads_and_changes_nothing(story: Story) -> None:
    client = client_of(story.cast.auditor)
    for part in ("record", "answers", "team", "hold", "resume", "extend", "deviate", "cancel"):
        assert client.post(address(part, story)).status_code == 403, part
    assert client.post(reverse("cases:new"), {"title": "X"}).status_code == 403


# --- a request


def test_a_unit_enters_a_request_and_is_told_what_comes_next(story: Story) -> None:
    client = client_of(story.cast.user)
    data = {"title": "Katalog Benih", "purpose": "Petani", "unit": story.cast.requesting_unit}
    response = client.post(reverse("cases:new"), data, follow=True)
    assert response.redirect_chain[0][1] == 302
    page = text_of(response)
    assert "Katalog Benih" in page
    assert "Selanjutnya: simpan dokumen yang diperlukan kegiatan 1" in page
    assert "Laporan Hasil analisis" in page


def test_a_request_pressed_twice_is_one_request_and_the_same_form_with_other_words_is_another(story: Story) -> None:
    client = client_of(story.cast.user)
    once = str(client.get(reverse("cases:new")).context["form"]["once"].value())
    data = {"title": "Katalog Benih", "purpose": "Petani", "unit": story.cast.requesting_unit, "once": once}
    first, second = (client.post(reverse("cases:new"), data)["Location"] for _ in range(2))
    assert first == second
    assert client.post(reverse("cases:new"), {**data, "title": "Katalog Bibit"})["Location"] != first
    other = client_of(story.cast.registrar).post(reverse("cases:new"), data)["Location"]
    assert other != first


def test_a_unit_cannot_ask_in_the_name_of_another(story: Story) -> None:
    client = client_of(story.cast.user)
    response = client.post(reverse("cases:new"), {"title": "Milik orang", "purpose": "teks saya", "unit": story.cast.other_unit})
    assert response.status_code == 422
    assert "teks saya" in text_of(response)


@pytest.mark.parametrize("data", [{}, {"title": " "}, {"title": "x" * 201}, {"title": "a\x00b"}, {"title": "a", "unit": "nonsense"}])
def test_a_request_with_nonsense_is_refused_on_its_page(story: Story, data: dict[str, str]) -> None:
    client = client_of(story.cast.registrar)
    assert client.post(reverse("cases:new"), data).status_code == 422


# --- recording a turn


def test_a_turn_is_recorded_once_however_often_the_button_is_pressed(office: Cast) -> None:
    story = begin(office, to=4)
    story.supply()
    client = client_of(office.developer_one)
    data = {**saw(story, office.developer_one), "note": "Sudah dipresentasikan"}
    done = client.post(address("record", story), data, follow=True)
    assert "Berikutnya kegiatan 5: Tim Teknis Bidang Pengelolaan LPSE" in text_of(done)
    again = client.post(address("record", story), data)
    assert again.status_code == 409
    page = text_of(again)
    assert "Orang lain lebih dahulu" in page
    assert "Sudah dipresentasikan" in page
    assert story.activity == 5


def test_what_is_missing_is_named_with_who_supplies_it(office: Cast) -> None:
    story = begin(office, to=3)
    client = client_of(office.developer_one)
    page = text_of(client.get(address("case", story)))
    assert "Kegiatan 3 memerlukan “Standar Peraturan yang terkait”" in page
    assert 'id="act"' in page
    assert "Catat dan teruskan" not in page
    refused = client.post(address("record", story), {**saw(story, office.developer_one), "note": "Selesai semua"})
    assert refused.status_code == 409
    assert "Selesai semua" in text_of(refused)


def test_who_does_not_have_the_turn_is_told_whose_it_is(office: Cast) -> None:
    story = begin(office, to=3)
    client = client_of(office.registrar)
    page = text_of(client.get(address("case", story)))
    assert "Gilirannya sendiri bukan milik Anda" in page, "they may file what activity 3 needs"
    assert "Saat ini tidak ada yang harus Anda lakukan di sini" in text_of(client_of(office.division_head).get(address("case", story)))
    refused = client.post(address("record", story), saw(story, office.registrar))
    assert refused.status_code == 403
    assert "Tim Pengembangan Sistem Informasi" in text_of(refused)


def test_a_rejection_keeps_everything_typed_until_it_is_whole(office: Cast) -> None:
    story = begin(office, to=5)
    client = client_of(office.technical_one)
    data = {**saw(story, office.technical_one), "outcome": "rejected", "remark": ["Perbaiki <b>jadwal</b>", ""], "note": "catatan kecil"}
    refused = client.post(address("record", story), data)
    assert refused.status_code == 409
    page = text_of(refused)
    assert "alasan" in page
    assert "Perbaiki &lt;b&gt;jadwal&lt;/b&gt;" in page
    assert 'value="rejected" checked' in page
    more = client.post(address("record", story), {**data, "add": "remark"})
    assert more.status_code == 200
    assert text_of(more).count('name="remark"') == 3
    assert story.activity == 5
    done = client.post(address("record", story), {**data, "reason": "Terlalu singkat"}, follow=True)
    assert "kegiatan 3, putaran 2" in text_of(done)
    assert story.activity == 3


def test_a_document_that_changed_under_the_reader_stops_the_decision(office: Cast) -> None:
    story = begin(office, to=5)
    data = saw(story, office.technical_one) | {"seen": ["0" * 64], "outcome": "approved"}
    refused = client_of(office.technical_one).post(address("record", story), data)
    assert refused.status_code == 409
    assert story.activity == 5


@pytest.mark.parametrize(
    "nonsense",
    [
        {},
        {"activity": "x"},
        {"activity": "1", "round": "1", "turn": "-1"},
        {"note": "x" * 4001},
        {"remark": ["x\x00"]},
        {"remark": ["x"] * 51},
    ],
)
def test_nonsense_in_the_form_of_a_turn_is_refused_on_the_page(story: Story, nonsense: dict[str, Any]) -> None:
    client = client_of(story.cast.registrar)
    whole = saw(story, story.cast.registrar) if "activity" not in nonsense and nonsense else {}
    assert client.post(address("record", story), whole | nonsense).status_code == 422


# --- remarks


@pytest.fixture
def sent_back(office: Cast) -> Story:
    story = begin(office, to=5)
    story.reject("Belum lengkap", "Jadwal terlalu singkat", "Alur belum ada")
    return story


def test_remarks_are_answered_together_and_half_an_answer_is_kept(sent_back: Story) -> None:
    client = client_of(sent_back.cast.developer_one)
    page = text_of(client.get(address("case", sent_back)))
    assert "Jadwal terlalu singkat" in page
    data = {
        "number": ["1", "2"],
        "remark-1-text": "Sudah",
        "remark-1-change": "Jadwal",
        "remark-2-text": "Baru separuh",
        "remark-2-change": "",
    }
    half = client.post(address("answers", sent_back), data)
    assert half.status_code == 409
    assert "Baru separuh" in text_of(half)
    assert sent_back.position.open_remarks == {2}
    done = client.post(address("answers", sent_back), {"number": "2", "remark-2-text": "Sudah", "remark-2-change": "Alur"}, follow=True)
    assert "Tidak ada lagi yang terbuka" in text_of(done)
    assert sent_back.position.open_remarks == frozenset()


def test_an_answer_that_came_second_is_told_so_and_not_lost(sent_back: Story) -> None:
    client = client_of(sent_back.cast.developer_one)
    both: dict[str, Any] = {"number": ["1", "2"]}
    for number in (1, 2):
        both |= {f"remark-{number}-text": f"Sudah {number}", f"remark-{number}-change": "Jadwal"}
    assert client.post(address("answers", sent_back), both).status_code == 302
    late = client.post(address("answers", sent_back), {"number": "2", "remark-2-text": "Jawaban kedua", "remark-2-change": "Alur"})
    assert late.status_code == 409
    assert "Catatan 2 sudah ditanggapi" in text_of(late)
    assert "Jawaban kedua" in text_of(late)


@pytest.mark.parametrize("data", [{}, {"number": ["x", "9" * 30]}, {"number": "7", "remark-7-text": "a", "remark-7-change": "b"}])
def test_answers_to_nothing_are_refused_on_the_page(sent_back: Story, data: dict[str, Any]) -> None:
    assert client_of(sent_back.cast.developer_one).post(address("answers", sent_back), data).status_code == 409


def test_only_who_has_the_turn_answers(sent_back: Story) -> None:
    data = {"number": "1", "remark-1-text": "Sudah", "remark-1-change": "Jadwal"}
    assert client_of(sent_back.cast.technical_one).post(address("answers", sent_back), data).status_code == 403


def test_responses_show_remarks_answers_and_named_versions(sent_back: Story) -> None:
    sent_back.answer(1)
    page = text_of(client_of(sent_back.cast.division_head).get(address("responses", sent_back)))
    assert "Tidak disetujui" in page
    assert "Alur belum ada" in page
    assert "Belum dijawab." in page
    assert sent_back.page(sent_back.cast.auditor).items[2].filed[0].sha256 in page


# --- beside the flow


def test_an_extension_shows_its_consequence_before_it_is_confirmed(story: Story) -> None:
    client = client_of(story.cast.division_head)
    page = text_of(client.get(address("extend", story)))
    assert "26 November 2026" in page
    assert "27 November 2026" in page
    events = queries.access_case(case_id=story.case_id, who=story.cast.standing(story.cast.auditor)).events
    data = {"events": events, "shown": "1", "days": 3, "why": "Libur panjang"}
    not_yet = client.post(address("extend", story), data)
    assert not_yet.status_code == 200
    assert "1 Desember 2026" in text_of(not_yet)
    done = client.post(address("extend", story), data | {"shown": "3"}, follow=True)
    assert "Tenggat kini 1 Desember 2026" in text_of(done)
    twice = client.post(address("extend", story), data | {"shown": "3"})
    assert twice.status_code == 409
    assert "Orang lain lebih dahulu" in text_of(twice)


def test_hold_and_resume_ask_for_a_reason_and_say_what_follows(story: Story) -> None:
    client = client_of(story.cast.registrar)
    assert client.post(address("hold", story), {"why": " "}).status_code == 409
    assert client.post(address("hold", story), {"why": "Menunggu anggaran"}).status_code == 302
    page = text_of(client.get(address("case", story)))
    assert "Menunggu anggaran" in page
    assert "Dihentikan sementara sejak" in page
    assert client.post(address("hold", story), {"why": "lagi"}).status_code == 409
    assert client.post(address("resume", story), {"why": ""}).status_code == 302
    assert story.position.status == "active"


def test_a_deviation_is_confirmed_for_the_activity_that_was_shown(story: Story) -> None:
    client = client_of(story.cast.bureau_head)
    shown = client.post(address("deviate", story), {"target": 4, "preview": "yes"})
    assert shown.status_code == 200
    assert "pindah ke kegiatan 4" in text_of(shown)
    assert client.post(address("deviate", story), {"target": 4, "why": "Sudah ada rencana", "shown": "5"}).status_code == 200
    assert story.activity == 1
    assert client.post(address("deviate", story), {"target": 4, "why": "Sudah ada rencana", "shown": "4"}).status_code == 302
    assert story.activity == 4


def test_a_case_is_cancelled_once_and_for_good(story: Story) -> None:
    client = client_of(story.cast.division_head)
    assert client.post(address("cancel", story), {"why": "Tidak jadi"}).status_code == 302
    page = text_of(client.get(address("case", story)))
    assert "Tidak jadi" in page
    second = client.post(address("cancel", story), {"why": "lagi pula"})
    assert (second.status_code, "lagi pula" in text_of(second)) == (409, True)


def test_acts_of_heads_are_refused_to_others_with_the_reason(story: Story) -> None:
    client = client_of(story.cast.registrar)
    for act, data in (("extend", {"days": 1, "shown": "1"}), ("deviate", {"target": 3, "shown": "3"}), ("cancel", {})):
        page = client.get(address(act, story))
        assert "Hanya pimpinan" in text_of(page), act
        assert client.post(address(act, story), {"why": "x", **data}).status_code == 403, act


@pytest.mark.parametrize(
    ("act", "data"), [("extend", {"days": "x"}), ("extend", {"days": 0}), ("deviate", {"target": 99}), ("hold", {"events": "x"})]
)
def test_nonsense_beside_the_flow_is_refused_on_the_page(story: Story, act: str, data: dict[str, Any]) -> None:
    assert client_of(story.cast.division_head).post(address(act, story), {"why": "y", **data}).status_code == 422


# --- the team


def test_the_team_is_found_added_and_named_without_losing_what_is_typed(office: Cast) -> None:
    story = begin(office, to=2)
    client = client_of(office.registrar)
    found = text_of(client.post(address("team", story), {"search": "yes", "person": "dewi"}))
    assert f'name="add" value="{office.developer_one}"' in found
    listed = {"user_id": [office.developer_two], "role": ["Analis"], "from_on": ["2026-11-23"]}
    added = text_of(client.post(address("team", story), {**listed, "add": office.developer_one}))
    assert 'value="Analis"' in added
    assert "Dewi Contoh" in added
    whole = {"user_id": [office.developer_two, office.developer_one], "role": ["Analis", ""], "from_on": ["2026-11-23"] * 2, "save": "yes"}
    assert client.post(address("team", story), whole).status_code == 422
    assert client.post(address("team", story), whole | {"role": ["Analis", "Ketua"]}).status_code == 302
    assert [one.role for one in queries.team(case_id=story.case_id)] == ["Analis", "Ketua"]
    gone = text_of(client.post(address("team", story), {**listed, "drop": office.developer_two}))
    assert 'name="user_id"' not in gone


@pytest.mark.parametrize(
    "data",
    [
        {},
        {"user_id": ["x"], "role": ["a"], "from_on": ["2026-11-23"]},
        {"user_id": ["999999"], "role": ["a"], "from_on": ["2026-11-23"]},
        {"user_id": ["1"], "role": ["a"], "from_on": ["kapan"]},
    ],
)
def test_a_team_of_nonsense_is_refused_on_the_page(office: Cast, data: dict[str, Any]) -> None:
    story = begin(office, to=2)
    assert client_of(office.registrar).post(address("team", story), {"save": "yes", **data}).status_code == 422


def test_the_team_is_not_named_by_others(office: Cast) -> None:
    story = begin(office, to=2)
    data = {"save": "yes", "user_id": [office.developer_one], "role": ["a"], "from_on": ["2026-11-23"]}
    assert client_of(office.technical_one).post(address("team", story), data).status_code == 403


# --- lists


def test_the_register_finds_filters_sorts_and_exports_alike(office: Cast) -> None:
    story = begin(office, title="=2+2 Antrean", to=2)
    client = client_of(office.registrar)
    here = reverse("cases:register")
    asked: dict[str, str | int] = {"q": "antr", "status": "active", "activity": 2, "unit": office.requesting_unit}
    assert "=2+2 Antrean" in text_of(client.get(here, asked))
    assert "Tidak ada yang sesuai" in text_of(client.get(here, {"status": "held"}))
    nonsensical: list[dict[str, str]] = [
        {"activity": "x", "unit": "9" * 40, "sort": "drop", "cursor": "!!", "status": "?"},
        {"q": "\x00 ' \" *"},
    ]
    for nonsense in nonsensical:
        assert client.get(here, nonsense).status_code == 200
    rows = text_of(client.get(reverse("cases:register_csv")))
    assert "'=2+2 Antrean" in rows
    assert "Nomor,Judul" in rows
    rows_only = text_of(client.get(here, headers={"HX-Request": "true"}))
    assert rows_only.lstrip().startswith('<div id="results"')
    assert story.page().case.number == "PA-2026-0001"


def test_the_xlsx_holds_text_and_no_formula(story: Story) -> None:
    from io import BytesIO

    from openpyxl import load_workbook

    services.request_case(
        title="=cmd()", purpose="", unit_id=story.cast.requesting_unit, unit="x", who=story.cast.standing(story.cast.user), at=story.at
    )
    response = client_of(story.cast.registrar).get(reverse("cases:register_xlsx"))
    sheet = load_workbook(BytesIO(response.getvalue())).active
    assert sheet is not None
    cells = [cell for row in sheet.iter_rows() for cell in row]
    assert {cell.data_type for cell in cells if cell.value == "=cmd()"} == {"s"}


def test_the_calendar_file_is_one_that_calendars_read(story: Story) -> None:
    response = client_of(story.cast.registrar).get(reverse("cases:deadlines_ics"))
    lines = response.getvalue().decode().split("\r\n")
    assert lines[0] == "BEGIN:VCALENDAR"
    assert "DTEND:20261126T090000Z" in lines
    assert all(len(line.encode()) <= 75 for line in lines)


@pytest.mark.parametrize("month", ["", "2026-11", "1999-12", "2026-13", "x-y", "99999-1", "2100-12", "2000-01"])
def test_any_month_can_be_asked_for(story: Story, month: str) -> None:
    response = client_of(story.cast.division_head).get(reverse("cases:deadlines"), {"month": month, "whose": "all"})
    assert response.status_code == 200


def test_heads_see_what_is_late_and_why_others_do_not(office: Cast) -> None:
    begin(office)
    with time_machine.travel(AT.replace(month=12, day=3), tick=False):
        head = text_of(client_of(office.division_head).get("/"))
        keeper = text_of(client_of(office.registrar).get("/"))
    assert "Terlambat, dan sebabnya" in head
    assert "Kegiatan 1 menunggu Subbag Pengembangan Sistem sejak 23 November 2026" in head
    assert "Terlambat, dan sebabnya" not in keeper
    assert "1 proyek menunggu Anda; 1 terlambat." in " ".join(keeper.split())


def test_a_count_that_stopped_says_that_there_may_be_more(office: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    begin(office)
    for number in range(2):
        another(office, title=f"Antrean {number}")

    def said(at: datetime, *, counted: int) -> str:
        monkeypatch.setattr(counts, "COUNTED", counted)
        with time_machine.travel(at, tick=False):
            return " ".join(text_of(client_of(office.registrar).get("/")).split())

    late, due = AT.replace(month=12, day=3), AT.replace(day=26)
    assert "3 proyek menunggu Anda; 3 terlambat." in said(late, counted=3)
    assert "2+ proyek menunggu Anda; 2+ terlambat." in (page := said(late, counted=2))
    assert "2+ pemberitahuan baru" in page
    assert "3 proyek menunggu Anda; 3 jatuh tempo hari ini." in said(due, counted=3)
    assert "2+ proyek menunggu Anda; 2+ jatuh tempo hari ini." in said(due, counted=2)


def test_the_history_can_be_filtered_and_its_file_proves_itself(story: Story) -> None:
    import json

    from runut.core.ledger import GENESIS, canonical, verify

    client = client_of(story.cast.auditor)
    assert "Kegiatan 1 dimulai" in text_of(client.get(address("history", story), {"kind": "schedule", "activity": "1", "order": "oldest"}))
    assert "Tidak ada yang seperti itu" in text_of(client.get(address("history", story), {"kind": "cancel", "activity": "x" * 50}))
    lines = [json.loads(line) for line in text_of(client.get(address("events", story))).splitlines()]
    assert lines[0]["event"]["previous"] == GENESIS
    head = verify([queries.event_of(canonical(one["event"]).decode(), one["hash"]) for one in lines])
    assert head in text_of(client.get(address("history", story)))


def test_pages_of_thirty_cases_ask_no_more_than_pages_of_one(story: Story) -> None:
    client = client_of(story.cast.registrar)

    def asked(path: str) -> int:
        client.get(path)
        with CaptureQueriesContext(connection) as found:
            text_of(client.get(path))
        return len(found)

    pages = ["/", "/cases/", "/deadlines/?whose=all", address("case", story), address("history", story)]
    one = {path: asked(path) for path in pages}
    for number in range(29):
        another(story.cast, title=f"Nomor {number}")
    assert {path: asked(path) for path in pages} == one
    assert max(one.values()) <= 20, one


def test_a_head_moves_a_case_to_another_version_after_seeing_what_follows(story: Story) -> None:
    made = next_version(story.page().case.version_id, story.cast, at=story.cast.at, then=a_check_after_activity_two)
    client = client_of(story.cast.division_head)
    here = address("version", story)
    page = text_of(client.get(here))
    assert "Versi 2" in page
    assert "berlanjut sebagai kegiatan" in page
    sent = {"version": str(made), "target": "", "why": "SOP diperbarui", "events": str(story.page().case.events)}
    assert client.post(here, sent).status_code == 200, "nothing is done before what follows was shown"
    assert story.page().case.version_id != made
    assert client.post(here, {**sent, "shown": f"{made}-0", "why": " "}).status_code == 409
    assert client.post(here, {**sent, "shown": f"{made}-0"}).status_code == 302
    assert story.page().case.version_id == made
    assert "dipindahkan ke versi 2" in text_of(client.get(address("history", story)))
    assert client_of(story.cast.registrar).post(here, {**sent, "shown": f"{made}-0"}).status_code == 422
