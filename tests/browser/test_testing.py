"""The tests of an application: a scanner's report and a finding, the requesting unit's phone, and a questionnaire without an account."""

from __future__ import annotations

import json
import re
from functools import cache
from secrets import token_hex

from playwright.sync_api import FilePayload, Page, expect

from tests.browser import acts
from tests.browser.eyes import faults, fits
from tests.browser.office import PHONE, Door
from tests.browser.walk import Walk
from tests.formats.scans import own


def begin(door: Door) -> tuple[str, Walk]:
    """Bring a case of its own to activity 1, where its tests can be prepared already; return its address."""
    walk = Walk(at_the_desk_of=cache(door), title=f"Uji Aplikasi {token_hex(2)}")
    return f"/cases/{walk.begin()}/testing/", walk


def test_a_report_is_imported_judged_and_told(door: Door) -> None:
    here, _walk = begin(door)
    page = door("teknis.1")
    found: list[str] = []
    page.goto(f"{here}imports/new/")
    found += faults(page)
    report = json.dumps(own.TRIVY).encode()
    page.set_input_files("input[type=file]", files=[FilePayload(name="trivy.json", mimeType="application/json", buffer=report)])
    acts.fill(page, {"build": "v1.0", "tester": "Tim Keamanan", "scope": "Semua halaman", "tested_on": acts.TODAY.isoformat()})
    page.locator("form[data-upload] button[type=submit]").click()
    expect(page.locator("#results tbody tr")).to_have_count(3)
    found += faults(page)

    page.goto(f"{here}findings/new/")
    acts.fill(page, {"title": "Sandi bawaan", "place": "/masuk", "evidence": "admin/admin"})
    page.locator("#calculator > summary").click()
    for metric, value in {"AV": "N", "AC": "L", "PR": "N", "UI": "N", "S": "U", "C": "H", "I": "H", "A": "H"}.items():
        page.select_option(f"[name=m_{metric}]", value)
    page.locator("[name=compute]").click()
    expect(page.locator("[name=vector]")).to_have_value("CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H")
    found += faults(page)
    page.locator("main form .form-actions button[type=submit]").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Sandi bawaan")
    page.select_option("[name=state]", "fixed")
    page.fill("[name=why]", "Sandi bawaan dihapus, masuk dengan admin/admin ditolak")
    found += faults(page)
    page.locator("main form .form-actions button[type=submit]").click()
    expect(page.locator(".test-lines li")).to_have_count(1)
    page.goto(here)
    expect(page.locator(".refusal-warning")).to_be_visible()
    assert found == []


def test_the_requesting_unit_tests_on_a_phone_and_signs(door: Door) -> None:
    here, _walk = begin(door)
    desk = door("teknis.1")
    found: list[str] = []
    desk.goto(f"{here}uat/scenarios/new/")
    acts.fill(desk, {"title": "Masuk", "feature": "F1", "steps-0-action": "Isi sandi", "steps-0-expected": "Halaman depan tampil"})
    found += faults(desk)
    desk.locator("main form .form-actions button[type=submit]").first.click()
    desk.goto(f"{here}uat/import/")
    found += faults(desk)
    table = b"Judul,Fitur,Langkah,Hasil\nAmbil nomor,F2,Tekan Ambil,Nomor tampil\n"
    desk.set_input_files("input[type=file]", files=[FilePayload(name="skenario.csv", mimeType="text/csv", buffer=table)])
    desk.locator("main form[enctype] button[type=submit]").click()
    found += faults(desk, name="preview")
    desk.locator("main section form button[type=submit]").click()
    expect(desk.locator("tbody tr")).to_have_count(2)
    found += faults(desk)
    desk.goto(f"{here}uat/scenarios/1/")
    expect(desk.locator("[name=steps-0-action]")).to_have_value("Isi sandi")
    desk.goto(f"{here}uat/runs/new/")
    found += faults(desk)
    acts.fill(desk, {"build": "v1.0", "place": "Ruang rapat"})
    desk.locator("main form .form-actions button[type=submit]").click()
    expect(desk.locator("#sign ~ .refusal, .refusal-warning").first).to_be_visible()  # not their part

    phone = door("pengguna.1", viewport=PHONE, is_mobile=True, has_touch=True)
    phone.goto(f"{here}uat/runs/1/")
    phone.locator(".page-actions a.btn-primary").tap()
    found += faults(phone)
    phone.check("#id_outcome_0")
    phone.locator("main form .form-actions button[type=submit]").tap()
    expect(phone.get_by_role("heading", level=1)).to_contain_text("Ambil nomor")
    phone.check("#id_outcome_1")
    phone.locator("main form .form-actions button[type=submit]").tap()
    expect(phone.locator(".refusal-error")).to_be_visible()  # what happened is missing
    phone.fill("[name=note]", "Nomor tidak tampil")
    phone.check("#failed-1")
    phone.set_input_files("input[type=file]", files=[FilePayload(name="layar.png", mimeType="image/png", buffer=acts.png())])
    phone.locator("main form .form-actions button[type=submit]").tap()
    expect(phone.locator(".uat-lines > li")).to_have_count(2)
    assert fits(phone)
    phone.check("#id_verdict_1")
    phone.fill("[name=conclusion]", "Perbaiki nomor antrean")
    found += faults(phone)
    phone.locator("main form .form-actions button[type=submit]").tap()
    phone.locator(".page-actions a", has_text=re.compile("Berita acara|Minutes|Notula")).tap()
    expect(phone.locator("main")).to_contain_text("Perbaiki nomor antrean")
    found += faults(phone)
    assert found == []


def test_a_questionnaire_is_answered_once_without_an_account(door: Door) -> None:
    here, _walk = begin(door)
    desk = door("teknis.1")
    found: list[str] = []
    desk.goto(f"{here}usability/")
    acts.fill(desk, {"build": "v1.0", "links": "2"})
    desk.locator("main form .form-actions button[type=submit]").click()
    expect(desk.locator(".sus-links li")).to_have_count(2)
    found += faults(desk)
    link = re.search(r"/questionnaire/[^\s<\"]+", desk.locator(".sus-links li").first.inner_html())
    assert link

    def answer(page: Page) -> None:
        page.goto(link.group())
        for number in range(1, 11):
            page.check(f"#id_item_{number}_{3 if number % 2 else 1}")
        page.fill("[name=note]", "Mudah dipakai")

    stranger = door("", viewport=PHONE, is_mobile=True, has_touch=True)
    stranger.goto(link.group())
    found += faults(stranger)
    stranger.locator("main form .form-actions button[type=submit]").tap()
    expect(stranger.locator(".field-error").first).to_be_visible()
    answer(stranger)
    stranger.locator("main form .form-actions button[type=submit]").tap()
    expect(stranger.locator("main form")).to_have_count(0)
    found += faults(stranger)
    stranger.goto(link.group())
    expect(stranger.locator(".refusal")).to_be_visible()
    desk.reload()
    expect(desk.locator(".sus-score")).to_contain_text("75")
    expect(desk.locator(".sus-links li")).to_have_count(1)
    found += faults(desk)
    assert found == []
