"""An adopted decree moves the open deadlines of real cases, and the case says why."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, timedelta

import pytest
from django.http import HttpResponse
from django.urls import reverse

from runut.cases.models import Event, WorkItem
from runut.cases.services import request_case
from runut.procedures import adoption, queries, services
from runut.procedures.values import Day, Decree
from tests.cast import cast
from tests.clients import client_of

AT = datetime(2026, 11, 25, 2, 0, tzinfo=UTC)
FRIDAY = date(2026, 11, 27)


@pytest.mark.django_db
def test_a_decree_on_one_day_moves_a_deadline_and_its_later_opposite_moves_it_back() -> None:
    office = cast(AT)
    services.install_shipped(at=AT)
    who = office.standing(office.administrator)
    services.adopt_edition(edition_id=services.propose_edition(year=2026, who=who, at=AT), who=who, at=AT)
    user = office.standing(office.user)
    case_id = request_case(title="Aplikasi contoh", purpose="Uji", unit_id=office.requesting_unit, unit=user.unit, who=user, at=AT)
    monday, tuesday = datetime(2026, 11, 30, 9, 0, tzinfo=UTC), datetime(2026, 12, 1, 9, 0, tzinfo=UTC)
    client = client_of(who.user_id)

    for number, kind, before, after in ((1, "holiday", monday, tuesday), (2, "working", tuesday, monday)):
        decree = Decree(
            decree=f"Keputusan Gubernur {number}", decided_on=FRIDAY - timedelta(days=9 - number), covers_from=FRIDAY, covers_to=FRIDAY
        )
        edition_id = services.draft_edition(decree=decree, days=[Day(day=FRIDAY, kind=kind, name="Hari daerah")], who=who, at=AT)
        (moved,) = adoption.moved_by(queries.calendar_with(edition_id))
        assert (moved.case_id, moved.activity, moved.before, moved.after) == (case_id, 1, before, after)
        page = client.get(reverse("procedures:adopt", args=[edition_id]))
        assert isinstance(page, HttpResponse)
        assert f"Keputusan Gubernur {number})" in page.content.decode()

        services.adopt_edition(edition_id=edition_id, who=who, at=AT + timedelta(hours=number))

        assert adoption.moved_by(queries.calendar()) == []
        assert WorkItem.objects.get().due_at == after
        last = Event.objects.order_by("number").last()
        assert last is not None
        assert last.kind == "calendar"
        assert f"Keputusan Gubernur {number}" in json.loads(last.content)["data"]["edition"]
