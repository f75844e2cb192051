"""The pages of the SOP and of the calendar, for each who may and who may not."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.contrib.auth import get_user_model
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from runut.core.workdays import Calendar
from runut.people.queries import Standing
from runut.procedures import adoption, queries, services
from runut.procedures.adoption import Moved
from runut.procedures.drafting import editing
from runut.procedures.drafting.content import Content
from runut.procedures.services.versions import SHIPPED
from runut.procedures.values import Day, Decree
from tests.cast import Cast, cast
from tests.clients import client_of
from tests.rooms.procedures.writing import draft_of, next_version, row_field, write

AT = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)
GOVERNOR = Decree(
    decree="Keputusan Gubernur 100/2026", decided_on=date(2026, 11, 2), covers_from=date(2026, 11, 30), covers_to=date(2026, 11, 30)
)
DAY = Day(day=date(2026, 11, 30), kind="holiday", name="Hari <b>daerah</b>")
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _now() -> Iterator[None]:
    with time_machine.travel(AT + timedelta(hours=2), tick=False):
        yield


@pytest.fixture
def office() -> Cast:
    made = cast(AT)
    services.install_shipped(at=AT)
    return made


@pytest.fixture
def who(office: Cast) -> Standing:
    return office.standing(office.administrator)


@pytest.fixture
def draft(who: Standing) -> int:
    return services.draft_edition(decree=GOVERNOR, days=[DAY], who=who, at=AT)


def _address(name: str) -> str:
    return reverse(f"procedures:{name}", args=[SHIPPED] if name in {"current", "versions"} else [])


def _page(response: Any) -> str:
    assert isinstance(response, HttpResponse)
    return response.content.decode()


def _decree_form(days: list[Day], **changed: str) -> dict[str, str]:
    sent = {
        "decree": GOVERNOR.decree,
        "decided_on": "2026-11-02",
        "covers_from": "2026-11-30",
        "covers_to": "2026-11-30",
        "note": "",
        "lines_sent": str(len(days)),
    }
    for index, one in enumerate(days):
        sent |= {f"day_{index}": one.day.isoformat(), f"kind_{index}": one.kind, f"name_{index}": one.name}
    return {**sent, **changed}


READ = ("list", "current", "versions", "calendar", "editions", "holidays_ics", "holidays_csv")
ADMINISTRATORS = ("decree",)


@pytest.mark.parametrize("name", READ)
def test_everybody_who_works_here_reads(office: Cast, name: str) -> None:
    for user_id in (office.user, office.outsider, office.technical_one, office.auditor, office.administrator):
        assert client_of(user_id).get(_address(name)).status_code == 200


@pytest.mark.parametrize("name", [*READ, *ADMINISTRATORS, "drafts", "new"])
def test_who_is_not_signed_in_is_asked_to(office: Cast, name: str) -> None:
    response = Client().get(_address(name))
    assert response.status_code == 302
    assert "next=" in response.headers["Location"]


@pytest.mark.parametrize("name", ["user", "technical_one", "registrar", "division_head", "bureau_head", "auditor"])
def test_only_administrators_change_the_calendar(office: Cast, draft: int, name: str) -> None:
    client = client_of(getattr(office, name))
    before = queries.edition(draft)
    for page in ("edit", "adopt", "remove"):
        assert client.get(reverse(f"procedures:{page}", args=[draft])).status_code == 403
        assert client.post(reverse(f"procedures:{page}", args=[draft]), {"seen": before.fingerprint}).status_code == 403
    assert client.get(reverse("procedures:decree")).status_code == 403
    assert client.post(reverse("procedures:propose"), {"year": 2027}).status_code == 403
    assert queries.edition(draft) == before
    assert len(queries.edition_list().rows) == 1


@pytest.mark.parametrize(
    ("name", "status"), [("administrator", 302), ("bureau_head", 302), ("division_head", 403), ("user", 403), ("auditor", 403)]
)
def test_administrators_and_the_head_of_the_bureau_confirm_the_sop_as_read(office: Cast, name: str, status: int) -> None:
    client = client_of(getattr(office, name))
    shown = "Pastikan sesuai pembacaan" in _page(client.get(reverse("procedures:current", args=[SHIPPED])))
    assert shown == (status == 302)
    assert client.post(reverse("procedures:confirm", args=[queries.version_in_force(on=office.today)[0]])).status_code == status


def test_the_sop_is_shown_as_the_official_form(office: Cast) -> None:
    page = _page(client_of(office.user).get(reverse("procedures:current", args=[SHIPPED])))
    for text in ("Mutu baku", "Persyaratan", "Keluaran", "Keterangan", "12 Mei 2021", "Adrninistrasi", "Mejakukan", "3 hari kerja"):
        assert text in page
    assert "kegiatan 1, 2, 8, 9, 10 merupakan hasil pembacaan" in page
    assert "Alternatif: Kepala Bidang sendiri" in page
    assert "Perlu dipastikan.</td>" not in page


def test_the_pages_speak_english_too(office: Cast) -> None:
    get_user_model().objects.filter(pk=office.administrator).update(language="en")
    client = client_of(office.administrator)
    assert "Quality standard" in _page(client.get(reverse("procedures:current", args=[SHIPPED])))
    assert "Confirm as read" in _page(client.get(reverse("procedures:current", args=[SHIPPED])))
    assert "working days" in _page(client.get(reverse("procedures:calendar")))


def test_confirming_as_read_takes_the_mark_away(office: Cast) -> None:
    client = client_of(office.bureau_head)
    response = client.post(reverse("procedures:confirm", args=[queries.version_in_force(on=office.today)[0]]), follow=True)
    page = _page(response)
    assert "Pelaksana telah dipastikan." in page
    assert "perlu dipastikan" not in page


def test_what_the_office_changes_is_a_new_version_with_its_difference_in_words(office: Cast) -> None:
    made = next_version(queries.version_in_force(on=office.today)[0], office, {"3.time": {"amount": 7, "unit": "day"}}, at=AT)
    client = client_of(office.user)
    page = _page(client.get(reverse("procedures:difference", args=[made])))
    assert "5 hari kerja" in page
    assert "7 hari kerja" in page
    assert "Disahkan" in _page(client.get(reverse("procedures:version", args=[made])))
    assert "Hasil rapat" in _page(client.get(reverse("procedures:versions", args=[SHIPPED])))


def _three(office: Cast) -> list[int]:
    """Versions 1, 2 with a row more and another text, and 3 that says what 2 says but for one time."""
    first = queries.version_in_force(on=office.today)[0]

    def more(content: Content) -> Content:
        made = editing.add_row(content, content["rows"][2]["id"])
        made["rows"][3]["text"] = "Memeriksa kelengkapan"
        return made

    second = next_version(first, office, {"6.text": "Proses Pengembangan aplikasi oleh Tim Ahli"}, at=AT, then=more)
    return [first, second, next_version(second, office, {"4.time": {"amount": 2, "unit": "day"}}, at=AT)]


def test_two_versions_stand_side_by_side_with_their_drawings(office: Cast) -> None:
    _first, second, _third = _three(office)
    page = _page(client_of(office.user).get(reverse("procedures:difference", args=[second])))
    assert "Versi 1 dan versi 2 berdampingan" in page
    assert "1 baru" in page and "1 berubah" in page and "9 kegiatan sama" in page
    assert "Tim <del>Pengembang</del>" in page and "Tim <ins>Ahli</ins>" in page
    assert "Kegiatan 6, kini 7" in page and "tidak ada pada “Versi 1”" in page
    drawings = page.split('<svg class="sopmap-drawing"')
    assert "is-changed" in drawings[1] and "is-added" not in drawings[1]
    assert "is-added" in drawings[2] and 'id="sopmap-new-title"' in drawings[2]
    get_user_model().objects.filter(pk=office.user).update(language="en")
    page = _page(client_of(office.user).get(reverse("procedures:difference", args=[second])))
    assert "Version 1 and version 2 side by side" in page
    assert "Activity 6, now 7" in page and "9 activities the same" in page and "not in “Version 1”" in page


def test_any_two_versions_are_chosen_by_the_form(office: Cast) -> None:
    first, second, third = _three(office)
    client = client_of(office.user)
    asked = client.get(reverse("procedures:difference", args=[second]), {"with": third, "new": first})
    assert asked.headers["Location"] == reverse("procedures:difference", args=[first]) + f"?with={third}"
    page = _page(client.get(asked.headers["Location"]))
    assert "Versi 3 dan versi 1 berdampingan" in page and "1 dihapus" in page
    assert f'<option value="{third}" selected>' in page and f'<option value="{first}" selected>' in page


def test_the_same_version_twice_says_that_they_say_the_same(office: Cast) -> None:
    first = queries.version_in_force(on=office.today)[0]
    client = client_of(office.user)
    assert "Isinya sama" in _page(client.get(reverse("procedures:difference", args=[first]), {"with": first}))
    assert "berdampingan" not in _page(client.get(reverse("procedures:difference", args=[first])))


def test_only_versions_of_one_sop_are_compared(office: Cast) -> None:
    first = queries.version_in_force(on=office.today)[0]
    alien = services.install_text(key="surat-masuk", text=queries.version_text(first).replace("Pengembangan Aplikasi", "Surat"), at=AT)
    client = client_of(office.user)
    assert client.get(reverse("procedures:difference", args=[first]), {"with": alien}).status_code == 404
    for nonsense in ("99999", "9" * 30, "-1", "x", "²"):
        status = client.get(reverse("procedures:difference", args=[first]), {"new": nonsense}).status_code
        assert status == (404 if nonsense == "99999" else 200)


def test_who_approves_a_draft_sees_both_texts_side_by_side(office: Cast) -> None:
    who = office.standing(office.registrar)
    draft_id = draft_of(queries.version_in_force(on=office.today)[0], who=who, at=AT)
    write(draft_id, {row_field(draft_id, 3, "time"): {"amount": 9, "unit": "day"}}, who=who, at=AT)
    counter = queries.draft_row(draft_id).counter
    services.submit_draft(draft_id=draft_id, seen=counter, note="Hasil rapat", office_id=office.offices["bureau_head"], who=who, at=AT)
    page = _page(client_of(office.bureau_head).get(reverse("procedures:draft", args=[draft_id])))
    assert "<del>5</del> hari kerja" in page and "<ins>9</ins> hari kerja" in page and "Konsep ini" in page


@pytest.mark.parametrize(("name", "shown"), [("user", True), ("registrar", True), ("auditor", False), ("administrator", False)])
def test_who_may_begin_a_case_is_led_to_it(office: Cast, name: str, shown: bool) -> None:
    client = client_of(getattr(office, name))
    begin = f"{reverse('cases:new')}?procedure={SHIPPED}"
    for page in ("list", "current"):
        assert (f'href="{begin}"' in _page(client.get(_address(page)))) is shown
    asked = _page(client.get(begin))
    assert ('name="title"' in asked) is shown


def test_no_case_begins_with_a_version_that_is_replaced(office: Cast) -> None:
    first, second, _third = _three(office)
    client = client_of(office.registrar)
    for version_id in (first, second):
        assert reverse("cases:new") not in _page(client.get(reverse("procedures:version", args=[version_id]))).partition("<main")[2]


def test_the_file_of_a_version_is_its_text_byte_for_byte(office: Cast) -> None:
    version_id, _procedure = queries.version_in_force(on=office.today)
    response = client_of(office.user).get(reverse("procedures:file", args=[version_id]))
    assert isinstance(response, HttpResponse)
    assert response.content.decode() == queries.version_text(version_id)
    assert response.headers["Content-Disposition"] == 'attachment; filename="pengembangan-aplikasi-v1.toml"'


def test_what_is_not_there_is_not_found(office: Cast) -> None:
    client = client_of(office.administrator)
    for name in ("version", "file", "difference", "edition", "edit", "adopt", "remove"):
        assert client.get(reverse(f"procedures:{name}", args=[99999])).status_code == 404
    current = queries.version_in_force(on=office.today)[0]
    assert client.get(reverse("procedures:difference", args=[current]) + "?with=99999").status_code == 404
    assert client.get(reverse("procedures:difference", args=[current]) + "?with=²").status_code == 200


@pytest.mark.parametrize("year", ["abcd", "99999", "0000", "²²²²", "", "1999"])
def test_a_year_that_makes_no_sense_is_this_year(office: Cast, year: str) -> None:
    response = client_of(office.user).get(reverse("procedures:calendar"), {"year": year})
    assert response.status_code == 200
    assert f"Kalender {datetime.now(UTC).year}" in _page(response)


def test_a_year_is_proposed_corrected_seen_and_adopted(office: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    client = client_of(office.administrator)
    response = client.post(reverse("procedures:propose"), {"year": "2027"})
    edition_id = int(response.headers["Location"].rstrip("/").rpartition("/")[2])
    edition = queries.edition(edition_id)
    assert "Isi nomor dan tanggal" in _page(client.get(reverse("procedures:adopt", args=[edition_id])))

    lines = _decree_form(
        [*edition.days[:-1], Day(day=date(2027, 12, 31), kind="joint_leave", name="Cuti bersama")],
        decree="SKB contoh 2027",
        covers_from="2027-01-01",
        covers_to="2027-12-31",
        seen=edition.fingerprint,
    )
    assert client.post(reverse("procedures:edit", args=[edition_id]), lines).status_code == 302

    def preview(calendar: Calendar) -> Iterator[Moved]:
        due = datetime(2027, 1, 5, 9, 0, tzinfo=UTC)
        yield Moved(case_id=7, name="PA-2026-0001 Contoh", activity=3, since=AT, before=due, after=due + timedelta(days=1))

    monkeypatch.setattr(adoption, "_LISTENERS", [(preview, lambda who, at, why: None)])
    page = _page(client.get(reverse("procedures:adopt", args=[edition_id])))
    assert "PA-2026-0001 Contoh" in page
    assert "5 Januari 2027, 16.00 WIB" in page
    assert "6 Januari 2027, 16.00 WIB" in page
    assert "Isra Mikraj" in page
    assert "1 tenggat berjalan bergeser." in page

    seen = queries.edition(edition_id).fingerprint
    assert client.post(reverse("procedures:adopt", args=[edition_id]), {"seen": "another"}).status_code == 409
    assert client.post(reverse("procedures:adopt", args=[edition_id]), {"seen": seen}).status_code == 302
    calendar = queries.calendar()
    assert not calendar.works(date(2027, 12, 31))
    assert calendar.rule(date(2027, 12, 24)).decree == "SKB contoh 2027"
    for name in ("edit", "adopt", "remove"):
        assert client.get(reverse(f"procedures:{name}", args=[edition_id])).status_code == 409
    page = _page(client.get(reverse("procedures:calendar"), {"year": "2027"}))
    assert "SKB contoh 2027" in page


def test_a_proposal_takes_no_date_over_that_nobody_typed(office: Cast) -> None:
    client = client_of(office.administrator)
    edition_id = int(client.post(reverse("procedures:propose"), {"year": "2027"}).headers["Location"].rstrip("/").rpartition("/")[2])
    edition = queries.edition(edition_id)
    sent = _decree_form(list(edition.days), decided_on="", covers_from="2027-01-01", covers_to="2027-12-31", seen=edition.fingerprint)
    refused = client.post(reverse("procedures:edit", args=[edition_id]), {**sent, "decree": "SKB contoh 2027"})
    assert refused.status_code == 422
    assert "Tanggal keputusan belum diisi." in _page(refused)
    kept = client.post(reverse("procedures:edit", args=[edition_id]), {**sent, "decree": edition.row.decree, "note": "Menunggu SKB"})
    assert kept.status_code == 302
    assert queries.edition(edition_id).row.note == "Menunggu SKB"


def test_a_year_that_was_proposed_or_makes_no_sense_is_refused_on_the_page(office: Cast) -> None:
    client = client_of(office.administrator)
    client.post(reverse("procedures:propose"), {"year": "2027"})
    again = client.post(reverse("procedures:propose"), {"year": "2027"})
    assert again.status_code == 409
    assert "2027" in _page(again)
    for year in ("1990", "x", "", "99999999999999999999"):
        assert client.post(reverse("procedures:propose"), {"year": year}).status_code == 422
    assert client.get(reverse("procedures:propose")).status_code == 405


def test_a_governors_decision_is_typed_in(office: Cast) -> None:
    client = client_of(office.administrator)
    response = client.post(reverse("procedures:decree"), _decree_form([DAY]))
    assert response.status_code == 302
    page = _page(client.get(response.headers["Location"]))
    assert "Hari &lt;b&gt;daerah&lt;/b&gt;" in page
    assert "<b>daerah" not in page


@pytest.mark.parametrize(
    ("changed", "status"),
    [
        ({"name_0": ""}, 422),
        ({"day_0": "2026-13-45"}, 422),
        ({"day_0": "2026-12-01"}, 422),
        ({"kind_0": "party"}, 422),
        ({"name_0": "x" * 161}, 422),
        ({"decree": ""}, 422),
        ({"decree": "x" * 161}, 422),
        ({"covers_to": "2026-11-01"}, 422),
        ({"decided_on": "2126-11-01"}, 422),
    ],
)
def test_a_decree_that_cannot_be_comes_back_with_what_was_typed(office: Cast, changed: dict[str, str], status: int) -> None:
    response = client_of(office.administrator).post(
        reverse("procedures:decree"), _decree_form([DAY], **{"note": "Diketik tadi", **changed})
    )
    assert response.status_code == status
    assert "Diketik tadi" in _page(response)
    assert not queries.edition_list().rows


@pytest.mark.parametrize("lines", ["-1", "x", "", "999999999", "²"])
def test_nonsense_in_the_number_of_lines_breaks_nothing(office: Cast, lines: str) -> None:
    response = client_of(office.administrator).post(reverse("procedures:decree"), _decree_form([DAY], lines_sent=lines))
    assert response.status_code in {302, 422}


def test_two_who_edit_one_draft_do_not_overwrite_each_other(office: Cast, draft: int, who: Standing) -> None:
    seen = queries.edition(draft).fingerprint
    services.edit_edition(edition_id=draft, seen=seen, decree=GOVERNOR, days=[], who=who, at=AT)
    response = client_of(office.administrator).post(reverse("procedures:edit", args=[draft]), _decree_form([DAY], seen=seen))
    assert response.status_code == 409
    assert "Hari &lt;b&gt;daerah" in _page(response)
    assert queries.edition(draft).days == ()


def test_a_draft_is_thrown_away_after_a_question(office: Cast, draft: int) -> None:
    client = client_of(office.administrator)
    assert GOVERNOR.decree in _page(client.get(reverse("procedures:remove", args=[draft])))
    assert client.post(reverse("procedures:remove", args=[draft])).status_code == 302
    assert not queries.edition_list().rows


def test_the_lists_cost_the_same_for_one_row_and_for_thirty(office: Cast, who: Standing, django_assert_max_num_queries: Any) -> None:
    client = client_of(office.administrator)

    def cost(name: str) -> int:
        with django_assert_max_num_queries(40) as asked:
            assert client.get(_address(name)).status_code == 200
        return len(asked)

    services.draft_edition(decree=GOVERNOR, days=[DAY], who=who, at=AT)
    # What a process learns once is not what a list costs.
    queries.calendar()
    queries.version_in_force(on=office.today)
    one = cost("versions"), cost("editions")
    for number in range(30):
        told = Decree(decree=f"D {number}", decided_on=AT.date(), covers_from=DAY.day, covers_to=DAY.day)
        services.draft_edition(decree=told, days=[DAY], who=who, at=AT)
        days = {"amount": number + 6, "unit": "day"}
        next_version(queries.version_in_force(on=AT.date())[0], office, {"3.time": days}, at=AT)
    assert (cost("versions"), cost("editions")) == one
    assert 'rel="next"' in _page(client.get(reverse("procedures:versions", args=[SHIPPED])))
    assert 'rel="next"' in _page(client.get(reverse("procedures:editions")))


def test_holidays_go_out_as_files(office: Cast, draft: int, who: Standing) -> None:
    services.adopt_edition(edition_id=draft, who=who, at=AT)
    client = client_of(office.user)
    calendar = client.get(reverse("procedures:holidays_ics"), {"year": "2026"})
    assert calendar.headers["Content-Type"] == "text/calendar; charset=utf-8"
    assert "DTSTART;VALUE=DATE:20261130" in calendar.getvalue().decode()
    table = client.get(reverse("procedures:holidays_csv"))
    assert table.headers["Content-Disposition"] == 'attachment; filename="hari-libur.csv"'
    assert "2026-11-30" in table.getvalue().decode()


@pytest.mark.parametrize(
    ("ending", "begins"), [("pdf", b"%PDF-1.7"), ("docx", b"PK"), ("xlsx", b"PK"), ("svg", b"<svg "), ("bpmn", b"<?xml"), ("json", b"{")]
)
def test_a_version_is_printed_in_the_official_form(office: Cast, ending: str, begins: bytes) -> None:
    version_id = queries.version_in_force(on=AT.date())[0]
    found = client_of(office.user).get(reverse("procedures:printed", args=[version_id, ending]))
    assert found.status_code == 200
    assert found.content.startswith(begins)
    assert found["Content-Disposition"] == f'attachment; filename="pengembangan-aplikasi-v1.{ending}"'


def test_a_form_that_nobody_prints_is_not_there(office: Cast) -> None:
    version_id = queries.version_in_force(on=AT.date())[0]
    assert client_of(office.user).get(reverse("procedures:printed", args=[version_id, "odt"])).status_code == 404
    assert client_of(office.user).get(reverse("procedures:printed", args=[999_999, "svg"])).status_code == 404


def test_the_form_speaks_the_reader_s_language(office: Cast) -> None:
    version_id = queries.version_in_force(on=AT.date())[0]
    client = client_of(office.user)
    address = reverse("procedures:printed", args=[version_id, "svg"])
    assert ">Ya </tspan>" in client.get(address).content.decode()
    get_user_model().objects.filter(pk=office.user).update(language="en")
    assert ">Yes </tspan>" in client.get(address).content.decode()
