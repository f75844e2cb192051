"""Who reads the pages of SOPs and of the calendar, who changes what, and what lists cost."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from runut.people.queries import Standing
from runut.procedures import queries, services
from runut.procedures.services.versions import SHIPPED
from runut.procedures.values import Decree
from tests.cast import Cast
from tests.clients import client_of
from tests.doors.procedures.asking import AT, DAY, GOVERNOR, address_of, page_of
from tests.rooms.procedures.writing import next_version

pytestmark = pytest.mark.django_db
READ = ("list", "current", "versions", "calendar", "editions", "holidays_ics", "holidays_csv")
ADMINISTRATORS = ("decree",)


@pytest.mark.parametrize("name", READ)
def test_everybody_who_works_here_reads(office: Cast, name: str) -> None:
    for user_id in (office.user, office.outsider, office.technical_one, office.auditor, office.administrator):
        assert client_of(user_id).get(address_of(name)).status_code == 200


@pytest.mark.parametrize("name", [*READ, *ADMINISTRATORS, "drafts", "new"])
def test_who_is_not_signed_in_is_asked_to(office: Cast, name: str) -> None:
    response = Client().get(address_of(name))
    assert response.status_code == 302
    assert "next=" in response.headers["Location"]


@pytest.mark.parametrize("name", ["user", "technical_one", "registrar", "division_head", "bureau_head", "auditor"])
def test_only_administrators_change_the_calendar(office: Cast, edition: int, name: str) -> None:
    client = client_of(getattr(office, name))
    before = queries.edition(edition)
    for page in ("edit", "adopt", "remove"):
        assert client.get(reverse(f"procedures:{page}", args=[edition])).status_code == 403
        assert client.post(reverse(f"procedures:{page}", args=[edition]), {"seen": before.fingerprint}).status_code == 403
    assert client.get(reverse("procedures:decree")).status_code == 403
    assert client.post(reverse("procedures:propose"), {"year": 2027}).status_code == 403
    assert queries.edition(edition) == before
    assert len(queries.edition_list().rows) == 1


@pytest.mark.parametrize(
    ("name", "status"), [("administrator", 302), ("bureau_head", 302), ("division_head", 403), ("user", 403), ("auditor", 403)]
)
def test_administrators_and_the_head_of_the_bureau_confirm_the_sop_as_read(office: Cast, name: str, status: int) -> None:
    client = client_of(getattr(office, name))
    shown = "Pastikan sesuai pembacaan" in page_of(client.get(reverse("procedures:current", args=[SHIPPED])))
    assert shown == (status == 302)
    assert client.post(reverse("procedures:confirm", args=[queries.version_in_force(on=office.today)[0]])).status_code == status


def test_what_is_not_there_is_not_found(office: Cast) -> None:
    client = client_of(office.administrator)
    for name in ("version", "file", "difference", "edition", "edit", "adopt", "remove"):
        assert client.get(reverse(f"procedures:{name}", args=[99999])).status_code == 404
    current = queries.version_in_force(on=office.today)[0]
    assert client.get(reverse("procedures:difference", args=[current]) + "?with=99999").status_code == 404
    assert client.get(reverse("procedures:difference", args=[current]) + "?with=²").status_code == 200


def test_the_lists_cost_the_same_for_one_row_and_for_thirty(office: Cast, who: Standing, django_assert_max_num_queries: Any) -> None:
    client = client_of(office.administrator)

    def cost(name: str) -> int:
        with django_assert_max_num_queries(40) as asked:
            assert client.get(address_of(name)).status_code == 200
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
    assert 'rel="next"' in page_of(client.get(reverse("procedures:versions", args=[SHIPPED])))
    assert 'rel="next"' in page_of(client.get(reverse("procedures:editions")))
