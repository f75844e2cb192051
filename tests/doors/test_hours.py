"""Other hours of the office: what they would move is shown first, moved when confirmed, and each case and the history say why."""

from __future__ import annotations

import re
from datetime import UTC, datetime, time
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.test import Client
from django.urls import reverse

from runut.cases import queries as cases
from runut.cases import services as course
from runut.core.errors import NotPermitted
from runut.people import queries as people
from runut.procedures import queries as procedures
from runut.procedures import services
from runut.procedures.services import change_hours
from tests.builders import Story, another, begin
from tests.cast import cast

AT = datetime(2026, 11, 26, 2, 0, tzinfo=UTC)  # a Thursday: three working days end on Tuesday
WHY = "Surat Edaran Gubernur 12/2026"
pytestmark = pytest.mark.django_db


@pytest.fixture
def story() -> Story:
    return begin(cast(AT))


def client(story: Story, who: str = "administrator") -> Client:
    made = Client(headers={"accept-language": "id"})
    made.force_login(get_user_model().objects.get(pk=getattr(story.cast, who)))
    return made


def typed(**changes: Any) -> dict[str, Any]:
    kept = {"opens_at": "07:30", "closes_at": "16:00", "work_week": "5", "time_zone": "Asia/Pontianak", "why": WHY}
    return {**kept, **changes}


def seen(answer: Any) -> str:
    found = re.search('name="seen" value="([^"]+)"', answer.content.decode())
    return found[1] if found else ""


def due(story: Story) -> str:
    return f"{procedures.calendar().local(story.position.item.due_at):%a %d %b %H:%M}"  # type: ignore[union-attr,arg-type]


def test_a_look_moves_nothing_and_says_what_would_move(story: Story) -> None:
    answer = client(story).post(reverse("procedures:hours"), typed(work_week="6"))
    page = answer.content.decode()
    assert answer.status_code == 200 and "1 tenggat berjalan bergeser" in page
    assert "1 Desember 2026, 16.00" in page and "30 November 2026, 16.00" in page
    assert (due(story), people.organisation().work_week) == ("Tue 01 Dec 16:00", 5)


@pytest.mark.parametrize(
    ("changes", "after"),
    [
        ({"work_week": "6"}, "Mon 30 Nov 16:00"),
        ({"closes_at": "15:30"}, "Tue 01 Dec 15:30"),
        ({"count_start_day": "on"}, "Mon 30 Nov 16:00"),
        ({"time_zone": "Asia/Jayapura"}, "Tue 01 Dec 16:00"),
    ],
)
def test_what_was_shown_moves_every_open_deadline_and_says_why(story: Story, changes: dict[str, str], after: str) -> None:
    held = another(story.cast, title="Arsip")
    course.hold(case_id=held.case_id, why="Banjir", who=story.cast.standing(story.cast.registrar), at=held.at)
    browser, before = client(story), story.page().due_at
    shown = browser.post(reverse("procedures:hours"), typed(**changes))
    answer = browser.post(reverse("procedures:hours"), typed(**changes, seen=seen(shown), confirm="yes"))
    assert (answer.status_code, answer.headers["Location"]) == (302, reverse("people:organisation"))
    assert (due(story), story.page().due_at != before) == (after, True)
    (event,) = cases.history(case_id=story.case_id, kinds=["calendar"]).rows
    assert event.data["reason"] == WHY
    assert cases.history(case_id=held.case_id, kinds=["calendar"]).rows == []
    told = browser.get(reverse("cases:history", args=[story.case_id])).content.decode()
    assert "Perubahan jam kantor atau minggu kerja menggeser tenggat" in told and WHY in told
    assert "Jam kantor dan minggu kerja diubah" in (page := browser.get(reverse("people:history")).content.decode()) and WHY in page


def test_nothing_is_done_that_was_not_shown(story: Story) -> None:
    browser = client(story)
    shown = browser.post(reverse("procedures:hours"), typed(work_week="6"))
    other = browser.post(reverse("procedures:hours"), typed(work_week="6", closes_at="15:00", seen=seen(shown), confirm="yes"))
    assert other.status_code == 200 and "30 November 2026, 15.00" in other.content.decode()
    assert people.organisation().work_week == 5
    assert browser.post(reverse("procedures:hours"), typed(work_week="6", confirm="yes")).status_code == 200
    assert due(story) == "Tue 01 Dec 16:00"


def test_hours_that_somebody_else_changed_meanwhile_stay_theirs(story: Story) -> None:
    browser = client(story)
    shown = browser.post(reverse("procedures:hours"), typed(work_week="6"))
    now = people.organisation().hours
    theirs = people.Hours(opens_at=time(8), closes_at=time(15), work_week=5, count_start_day=False, time_zone=now.time_zone)
    who = story.cast.standing(story.cast.administrator)
    change_hours(hours=theirs, seen=now.stamp, why="SE 1", who=who, at=AT)
    answer = browser.post(reverse("procedures:hours"), typed(work_week="6", seen=seen(shown), confirm="yes"))
    assert answer.status_code == 409 and "Orang lain baru saja mengubah" in answer.content.decode()
    assert people.organisation().hours == theirs


def test_the_same_hours_change_nothing(story: Story) -> None:
    page = client(story).post(reverse("procedures:hours"), typed())
    assert "tidak ada yang berubah" in page.content.decode() and not seen(page)


@pytest.mark.parametrize(
    "wrong", [{"closes_at": "07:30"}, {"opens_at": "pagi"}, {"work_week": "7"}, {"time_zone": "Asia/Atlantis"}, {"why": " "}]
)
def test_hours_that_cannot_be_are_refused(story: Story, wrong: dict[str, str]) -> None:
    now = people.organisation().hours
    answer = client(story).post(reverse("procedures:hours"), typed(**wrong))
    assert answer.status_code == 422 and not seen(answer)
    assert people.organisation().hours == now


def test_only_an_administrator_sets_them(story: Story) -> None:
    for who in ("bureau_head", "auditor", "user"):
        assert client(story, who).post(reverse("procedures:hours"), typed(work_week="6")).status_code == 403
        with pytest.raises(NotPermitted):
            services.change_hours(
                hours=people.organisation().hours, seen="", why=WHY, who=story.cast.standing(getattr(story.cast, who)), at=AT
            )


def test_the_letterhead_is_changed_remembered_and_printed(story: Story) -> None:
    browser = client(story)
    said = {"name": "Biro Baru Contoh", "region": "Provinsi Contoh", "address": "Jalan Contoh 1", "telephone": "0000", "email": ""}
    assert browser.post(reverse("people:organisation_edit"), said | {"email": "bukan"}).status_code == 422
    assert browser.post(reverse("people:organisation_edit"), said | {"name": ""}).status_code == 422
    assert browser.post(reverse("people:organisation_edit"), said).status_code == 302
    page = browser.get(reverse("cases:case", args=[story.case_id])).content.decode()
    assert '<p class="letterhead-name">Biro Baru Contoh</p><p>Jalan Contoh 1 · 0000</p>' in page
    history = browser.get(reverse("people:history")).content.decode()
    assert "Kop surat diubah" in history and "→ Biro Baru Contoh" in history and "Alamat: – → Jalan Contoh 1" in history
