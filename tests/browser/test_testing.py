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


def prepared(door: Door) -> str:
    """Return the address of the tests of a case at activity 1, where they can be prepared already; each journey here has its own kind of them."""
    if "tested" not in door.office.kept:
        door.office.kept["tested"] = Walk(at_the_desk_of=cache(door), title=f"Uji Aplikasi {token_hex(2)}").begin()
    return f"/cases/{door.office.kept['tested']}/testing/"


def test_a_report_is_imported_judged_and_told(door: Door) -> None:
    here = prepared(door)
    page = door("teknis.1")
    found: list[str] = []
    page.goto(f"{here}imports/new/")
    found += faults(page, both=True)
    report = json.dumps(own.TRIVY).encode()
    page.set_input_files("input[type=file]", files=[FilePayload(name="trivy.json", mimeType="application/json", buffer=report)])
    acts.fill(page, {"build": "v1.0", "tester": "Tim Keamanan", "scope": "Semua halaman", "tested_on": acts.TODAY.isoformat()})
    page.locator("form[data-upload] button[type=submit]").click()
    expect(page.locator("#results tbody tr")).to_have_count(3)
    found += faults(page, both=True)

    page.goto(f"{here}findings/new/")
    acts.fill(page, {"title": "Sandi bawaan", "place": "/masuk", "evidence": "admin/admin"})
    page.locator("#cvss3 > summary").click()
    for metric, value in {"AV": "N", "AC": "L", "PR": "N", "UI": "N", "S": "U", "C": "H", "I": "H", "A": "H"}.items():
        page.select_option(f"[name=cvss3-{metric}]", value)
    page.locator("[name=compute][value='3.1']").click()
    expect(page.locator("[name=vector]")).to_have_value("CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H")
    found += faults(page, both=True)
    page.locator("main form .form-actions button[type=submit]").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Sandi bawaan")
    page.select_option("[name=state]", "fixed")
    page.fill("[name=why]", "Sandi bawaan dihapus, masuk dengan admin/admin ditolak")
    found += faults(page, both=True)
    page.locator("main form .form-actions button[type=submit]").click()
    expect(page.locator(".test-lines li")).to_have_count(1)
    page.goto(here)
    expect(page.locator(".refusal-warning")).to_be_visible()
    assert found == []


def test_the_requesting_unit_tests_on_a_phone_and_signs(door: Door) -> None:
    here = prepared(door)
    desk = door("teknis.1")
    found: list[str] = []
    desk.goto(f"{here}uat/scenarios/new/")
    acts.fill(desk, {"title": "Masuk", "feature": "F1", "steps-0-action": "Isi sandi", "steps-0-expected": "Halaman depan tampil"})
    found += faults(desk, both=True)
    desk.locator("main form .form-actions button[type=submit]").first.click()
    desk.goto(f"{here}uat/import/")
    found += faults(desk, both=True)
    table = b"Judul,Fitur,Langkah,Hasil\nAmbil nomor,F2,Tekan Ambil,Nomor tampil\n"
    desk.set_input_files("input[type=file]", files=[FilePayload(name="skenario.csv", mimeType="text/csv", buffer=table)])
    desk.locator("main form[enctype] button[type=submit]").click()
    found += faults(desk, name="preview")
    desk.locator("main section form button[type=submit]").click()
    expect(desk.locator("tbody tr")).to_have_count(2)
    found += faults(desk, both=True)
    desk.goto(f"{here}uat/scenarios/1/")
    expect(desk.locator("[name=steps-0-action]")).to_have_value("Isi sandi")
    desk.goto(f"{here}uat/runs/new/")
    found += faults(desk, both=True)
    acts.fill(desk, {"build": "v1.0", "place": "Ruang rapat"})
    desk.locator("main form .form-actions button[type=submit]").click()
    expect(desk.locator("#sign ~ .refusal, .refusal-warning").first).to_be_visible()  # not their part

    phone = door("pengguna.1", viewport=PHONE, is_mobile=True, has_touch=True)
    phone.goto(f"{here}uat/runs/1/")
    phone.locator(".page-actions a.btn-primary").tap()
    found += faults(phone, both=True)
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
    found += faults(phone, both=True)
    phone.locator("main form .form-actions button[type=submit]").tap()
    phone.locator(".page-actions a", has_text=re.compile("Berita acara|Minutes|Notula")).tap()
    expect(phone.locator("main")).to_contain_text("Perbaiki nomor antrean")
    found += faults(phone, both=True)
    assert found == []


ANSWERS = ((3, 1), (4, 2), (5, 1), (4, 1), (4, 1))
"""What five people say to the items with odd and with even numbers."""


def test_a_questionnaire_is_answered_once_by_each_without_an_account(door: Door) -> None:
    here = prepared(door)
    desk = door("teknis.1")
    found: list[str] = []
    desk.goto(f"{here}usability/")
    acts.fill(desk, {"build": "v1.0", "links": str(len(ANSWERS))})
    desk.locator("main form .form-actions button[type=submit]").click()
    expect(desk.locator(".sus-links li")).to_have_count(5)
    found += faults(desk, both=True)
    links = re.findall(r"/questionnaire/[^\s<\"]+", desk.locator(".sus-links").inner_html())
    links = list(dict.fromkeys(links))

    stranger = door("", viewport=PHONE, is_mobile=True, has_touch=True)
    stranger.goto(links[0])
    found += faults(stranger, both=True)
    stranger.locator("main form .form-actions button[type=submit]").tap()
    expect(stranger.locator(".field-error").first).to_be_visible()
    answer(stranger, links[0], ANSWERS[0])
    found += faults(stranger, both=True)
    stranger.goto(links[0])
    expect(stranger.locator(".refusal")).to_be_visible()
    desk.reload()
    expect(desk.locator(".sus-score strong")).to_have_text("75,0")
    expect(desk.locator(".sus-links li")).to_have_count(4)
    expect(desk.locator(".notice-warning")).to_contain_text("5")  # so few answers say little
    expect(desk.locator("[aria-labelledby=result] dl")).to_contain_text("perlu dua jawaban")
    found += faults(desk, both=True)

    for link, said in zip(links[1:], ANSWERS[1:], strict=True):
        answer(stranger, link, said)
    desk.reload()
    expect(desk.locator(".notice-warning")).to_have_count(0)
    expect(desk.locator(".sus-score strong")).to_have_text("85,0")
    expect(desk.locator("[aria-labelledby=result] dl")).to_contain_text("72,0 – 98,0")
    assert found == []


def answer(page: Page, link: str, said: tuple[int, int]) -> None:
    """Answer one questionnaire."""
    page.goto(link)
    for number in range(1, 11):
        page.check(f"#id_item_{number}_{said[(number + 1) % 2] - 1}")
    page.fill("[name=note]", "Mudah dipakai")
    page.locator("main form .form-actions button[type=submit]").tap()
    expect(page.locator("main form")).to_have_count(0)


def test_tasks_are_tried_on_a_phone_and_told_with_success_interval_and_time(door: Door) -> None:
    here = prepared(door)
    page = door("teknis.1", viewport=PHONE, is_mobile=True, has_touch=True)
    found: list[str] = []
    page.goto(f"{here}usability/tasks/")
    for text in ("Cari surat masuk", "Teruskan surat itu"):
        page.fill("[name=text]", text)
        page.locator("main form button[type=submit]").tap()
        expect(page.locator("tbody tr", has_text=text)).to_contain_text("tidak dicoba")
    page.locator(".page-actions a.btn-primary").tap()
    session = {"build": "v1.0", "participant": "P1", "t1-outcome": "unaided", "t2-outcome": "failed", "t2-seconds": "120"}
    acts.fill(page, session)
    page.locator("main form .form-actions button[type=submit]").tap()
    expect(page.locator("#id_t1-seconds")).to_have_attribute("aria-invalid", "true")  # how long it took is missing
    expect(page.locator("#id_t2-seconds")).to_have_value("120")
    found += faults(page, both=True)
    for person in (
        {"t1-seconds": "40"},
        {"participant": "P2", "t1-outcome": "unaided", "t1-seconds": "90", "t2-outcome": "unaided", "t2-seconds": "60"},
    ):
        acts.fill(page, person)
        page.locator("main form .form-actions button[type=submit]").tap()
        expect(page.locator("#flash .notice-success")).to_be_visible()
        if "participant" not in person:
            page.goto(f"{here}usability/tasks/session/")
    # Of two who all did it the true rate may be 29% already; 40 and 90 seconds have the geometric mean 60.
    first, second, whole = (row.locator("td").all_inner_texts() for row in page.locator("tbody tr").all())
    assert [one.split() for one in first] == [["2/2"], ["0"], ["0"], ["100%", "29–100%"], ["60", "dtk"]]
    assert [one.split() for one in second] == [["1/2"], ["0"], ["1"], ["50%", "9–91%"], ["60", "dtk"]]
    assert [one.split() for one in whole] == [["3/4"], ["0"], ["1"], ["75%", "29–97%"], ["60", "dtk"]]
    assert fits(page)
    found += faults(page, both=True)
    assert found == []


def test_the_checklist_of_the_law_takes_no_answer_without_its_proof(door: Door) -> None:
    here = prepared(door)
    page = door("teknis.1")
    found: list[str] = []
    page.goto(f"{here}security/")
    expect(page.locator("progress")).to_have_attribute("value", "0")
    page.locator("tbody th a").first.click()
    acts.fill(page, {"i1a-answer": "fulfilled", "i1b-answer": "not_applicable", "i1c-answer": "not_yet"})
    page.locator("main form .form-actions button[type=submit]").click()
    expect(page.locator(".refusal-error li")).to_have_count(2)  # evidence for the one, a reason for the other
    expect(page.locator("[name=i1a-answer]")).to_have_value("fulfilled")
    found += faults(page, both=True)
    page.select_option("[name=i1a-evidence]", label="laporan-analisis")
    page.fill("[name=i1b-reason]", "Masuk lewat akun dinas")
    page.locator("main form .form-actions button[type=submit]").click()
    expect(page.locator("#flash .notice-success")).to_contain_text("3")
    expect(page.locator("progress")).to_have_attribute("value", "2")  # what is not yet so does not count as done
    row = page.locator("tbody tr").first
    assert row.locator("td").all_inner_texts() == ["3/7", "1", "1", "1"]
    row.locator("a").click()
    expect(page.locator("[name=i1b-reason]")).to_have_value("Masuk lewat akun dinas")
    page.locator(".security-item").first.locator(".hint a").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("laporan-analisis")  # the paper that proves it
    assert found == []
