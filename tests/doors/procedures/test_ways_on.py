"""Every page of a new SOP leads on to the next: to who approves it, to who must be appointed first, and to its first case."""

from __future__ import annotations

import html
import re
from datetime import date
from typing import Any

import pytest
from django.urls import reverse

from runut.procedures import queries, services
from tests.cast import Cast
from tests.clients import client_of
from tests.doors.procedures.asking import AT
from tests.rooms.procedures.writing import write

pytestmark = pytest.mark.django_db


def _page(user_id: int, address: str) -> str:
    client = client_of(user_id)
    return client.get(address).content.decode()


def _text(page: str) -> str:
    return html.unescape(re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page)))


def _submit(draft: int, office: Cast, **to: Any) -> None:
    write(draft, {"identity.number": "12/2026"}, who=office.standing(office.registrar), at=AT)
    services.submit_draft(draft_id=draft, seen=2, note="Baru", who=office.standing(office.registrar), at=AT, **to)


def test_an_sop_to_approve_stands_in_the_work_of_who_holds_the_office_and_of_nobody_else(office: Cast, draft: int) -> None:
    _submit(draft, office, office_id=office.offices["bureau_head"])
    address = reverse("procedures:draft", args=[draft])
    head = _page(office.bureau_head, "/")
    assert f'href="{address}"' in head
    assert "SOP yang menunggu pengesahan Anda" in _text(head)
    assert "Tidak ada yang menunggu Anda" not in _text(head)
    for other in (office.registrar, office.division_head, office.auditor):
        assert f'href="{address}"' not in _page(other, "/")
    services.approve_draft(draft_id=draft, seen=2, who=office.standing(office.bureau_head), at=AT)
    assert "SOP yang menunggu pengesahan Anda" not in _text(_page(office.bureau_head, "/"))


def test_a_draft_that_waits_for_an_office_without_a_holder_says_so_and_leads_there(office: Cast, draft: int) -> None:
    _submit(draft, office, office_id=None, new_office="Kepala Sekolah")
    address = reverse("procedures:draft", args=[draft])
    page = _page(office.registrar, address)
    assert "Jabatan “Kepala Sekolah” belum ada pemangkunya" in _text(page)
    assert re.search(r'href="/people/offices/\d+/"', page)
    assert "Administrator mengangkat pemangkunya di sini" in _text(page)
    assert "Angkat pemangkunya" in _text(_page(office.administrator, address))


def test_a_draft_that_waits_for_somebody_says_nothing_of_the_kind(office: Cast, draft: int) -> None:
    _submit(draft, office, office_id=office.offices["bureau_head"])
    assert "belum ada pemangkunya, sehingga" not in _text(_page(office.registrar, reverse("procedures:draft", args=[draft])))


def test_the_version_in_force_leads_to_a_case_of_it(office: Cast, draft: int) -> None:
    version, _ = queries.version_in_force(on=office.today)
    key = queries.version(version, on=office.today).key
    begins = f'href="{reverse("cases:new")}?procedure={key}"'
    address = reverse("procedures:version", args=[version])
    assert begins in _page(office.user, address)
    assert begins in _page(office.registrar, address)
    assert begins not in _page(office.auditor, address)
    write(draft, {"identity.effective_on": date(2099, 1, 2).isoformat()}, who=office.standing(office.registrar), at=AT)
    services.submit_draft(
        draft_id=draft, seen=2, note="Nanti", office_id=office.offices["bureau_head"], who=office.standing(office.registrar), at=AT
    )
    later = services.approve_draft(draft_id=draft, seen=2, who=office.standing(office.bureau_head), at=AT)
    assert begins not in _page(office.registrar, reverse("procedures:version", args=[later]))
