"""My work, the register and the deadlines: who gets them, what they find, and what they cost."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from runut.base import counts
from runut.cases import services
from runut.people import services as people
from runut.people.queries import holdings
from tests.builders import Story, another, begin
from tests.cast import Cast
from tests.clients import client_of
from tests.doors.cases.asking import AT, address, text_of

pytestmark = pytest.mark.django_db
PLACES = ("my_work", "deadlines", "deadlines_ics", "register", "register_csv", "register_xlsx", "new")
PEOPLE = ("administrator", "auditor", "user", "technical_one", "registrar", "developer_one", "division_head", "bureau_head", "outsider")


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


@pytest.mark.parametrize("name", PLACES)
def test_nobody_sees_a_list_without_signing_in(story: Story, name: str) -> None:
    assert Client().get(reverse(f"cases:{name}")).status_code == 302


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
