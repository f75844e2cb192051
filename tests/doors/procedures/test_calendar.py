"""The pages of the calendar: a year proposed, corrected, seen and adopted; decrees typed in; holidays as files."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

import pytest
from django.urls import reverse

from runut.core.workdays import Calendar
from runut.people.queries import Standing
from runut.procedures import adoption, queries, services
from runut.procedures.adoption import Moved
from runut.procedures.values import Day
from tests.cast import Cast
from tests.clients import client_of
from tests.doors.procedures.asking import AT, DAY, GOVERNOR, page_of

pytestmark = pytest.mark.django_db


def decree_form(days: list[Day], **changed: str) -> dict[str, str]:
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


@pytest.mark.parametrize("year", ["abcd", "99999", "0000", "²²²²", "", "1999"])
def test_a_year_that_makes_no_sense_is_this_year(office: Cast, year: str) -> None:
    response = client_of(office.user).get(reverse("procedures:calendar"), {"year": year})
    assert response.status_code == 200
    assert f"Kalender {datetime.now(UTC).year}" in page_of(response)


def test_a_year_is_proposed_corrected_seen_and_adopted(office: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    client = client_of(office.administrator)
    response = client.post(reverse("procedures:propose"), {"year": "2027"})
    edition_id = int(response.headers["Location"].rstrip("/").rpartition("/")[2])
    edition = queries.edition(edition_id)
    assert "Isi nomor dan tanggal" in page_of(client.get(reverse("procedures:adopt", args=[edition_id])))

    lines = decree_form(
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
    page = page_of(client.get(reverse("procedures:adopt", args=[edition_id])))
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
    page = page_of(client.get(reverse("procedures:calendar"), {"year": "2027"}))
    assert "SKB contoh 2027" in page


def test_a_proposal_takes_no_date_over_that_nobody_typed(office: Cast) -> None:
    client = client_of(office.administrator)
    edition_id = int(client.post(reverse("procedures:propose"), {"year": "2027"}).headers["Location"].rstrip("/").rpartition("/")[2])
    edition = queries.edition(edition_id)
    sent = decree_form(list(edition.days), decided_on="", covers_from="2027-01-01", covers_to="2027-12-31", seen=edition.fingerprint)
    refused = client.post(reverse("procedures:edit", args=[edition_id]), {**sent, "decree": "SKB contoh 2027"})
    assert refused.status_code == 422
    assert "Tanggal keputusan belum diisi." in page_of(refused)
    kept = client.post(reverse("procedures:edit", args=[edition_id]), {**sent, "decree": edition.row.decree, "note": "Menunggu SKB"})
    assert kept.status_code == 302
    assert queries.edition(edition_id).row.note == "Menunggu SKB"


def test_a_year_that_was_proposed_or_makes_no_sense_is_refused_on_the_page(office: Cast) -> None:
    client = client_of(office.administrator)
    client.post(reverse("procedures:propose"), {"year": "2027"})
    again = client.post(reverse("procedures:propose"), {"year": "2027"})
    assert again.status_code == 409
    assert "2027" in page_of(again)
    for year in ("1990", "x", "", "99999999999999999999"):
        assert client.post(reverse("procedures:propose"), {"year": year}).status_code == 422
    assert client.get(reverse("procedures:propose")).status_code == 405


def test_a_governors_decision_is_typed_in(office: Cast) -> None:
    client = client_of(office.administrator)
    response = client.post(reverse("procedures:decree"), decree_form([DAY]))
    assert response.status_code == 302
    page = page_of(client.get(response.headers["Location"]))
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
    response = client_of(office.administrator).post(reverse("procedures:decree"), decree_form([DAY], **{"note": "Diketik tadi", **changed}))
    assert response.status_code == status
    assert "Diketik tadi" in page_of(response)
    assert not queries.edition_list().rows


@pytest.mark.parametrize("lines", ["-1", "x", "", "999999999", "²"])
def test_nonsense_in_the_number_of_lines_breaks_nothing(office: Cast, lines: str) -> None:
    response = client_of(office.administrator).post(reverse("procedures:decree"), decree_form([DAY], lines_sent=lines))
    assert response.status_code in {302, 422}


def test_two_who_edit_one_draft_do_not_overwrite_each_other(office: Cast, edition: int, who: Standing) -> None:
    seen = queries.edition(edition).fingerprint
    services.edit_edition(edition_id=edition, seen=seen, decree=GOVERNOR, days=[], who=who, at=AT)
    response = client_of(office.administrator).post(reverse("procedures:edit", args=[edition]), decree_form([DAY], seen=seen))
    assert response.status_code == 409
    assert "Hari &lt;b&gt;daerah" in page_of(response)
    assert queries.edition(edition).days == ()


def test_a_draft_is_thrown_away_after_a_question(office: Cast, edition: int) -> None:
    client = client_of(office.administrator)
    assert GOVERNOR.decree in page_of(client.get(reverse("procedures:remove", args=[edition])))
    assert client.post(reverse("procedures:remove", args=[edition])).status_code == 302
    assert not queries.edition_list().rows


def test_holidays_go_out_as_files(office: Cast, edition: int, who: Standing) -> None:
    services.adopt_edition(edition_id=edition, who=who, at=AT)
    client = client_of(office.user)
    calendar = client.get(reverse("procedures:holidays_ics"), {"year": "2026"})
    assert calendar.headers["Content-Type"] == "text/calendar; charset=utf-8"
    assert "DTSTART;VALUE=DATE:20261130" in calendar.getvalue().decode()
    table = client.get(reverse("procedures:holidays_csv"))
    assert table.headers["Content-Disposition"] == 'attachment; filename="hari-libur.csv"'
    assert "2026-11-30" in table.getvalue().decode()
