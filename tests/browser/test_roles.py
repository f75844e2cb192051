"""What each person of the SOP comes for, on the cases of the demonstration office."""

from __future__ import annotations

import hashlib
import json
from datetime import timedelta
from pathlib import Path
from secrets import token_hex

from playwright.sync_api import Page, expect

from tests.browser import acts, responding
from tests.browser.eyes import faults
from tests.browser.office import Door, sign_in

PASSWORD = "rangkong-sungai-teduh-71"


def test_the_user_asks_for_an_application_and_follows_it(door: Door) -> None:
    page, title = door("pengguna.1"), f"Reservasi Aula {token_hex(2)}"
    case = acts.request(page, title)
    expect(page.locator(".whynot")).to_contain_text("Laporan Hasil analisis")  # what is missing, and that they can supply it
    page.locator("#wanted-analysis_report a.btn").click()
    acts.upload(page, acts.FILES["analysis_report"])
    expect(page.locator("#wanted-analysis_report")).to_have_class("is-filed")
    expect(page.locator(".whynot .refusal-title")).to_have_text("Saat ini tidak ada yang harus Anda lakukan di sini:")
    expect(page.locator(".whynot")).to_contain_text("Subbag Pengembangan Sistem")  # whose turn it is
    expect(page.locator(".next")).to_be_visible()
    assert faults(page) == []

    page.goto("/")
    followed = page.locator(".followed li", has_text=title)
    expect(followed).to_contain_text("menunggu Subbag Pengembangan Sistem")
    expect(followed.locator("time")).to_be_visible()
    assert faults(page) == []
    page.goto(f"/cases/{case}/cancel/")
    expect(page.locator(".refusal")).to_contain_text("Kepala Bidang Pengelolaan LPSE, Kepala Biro")


def test_the_technical_team_reads_the_plan_and_sends_it_back(door: Door) -> None:
    page, title = door("teknis.1"), responding.CASE
    acts.take_up(page, title)
    acts.stands_at(page, 5)
    responding.a_remark_is_drafted_without_script(door)
    responding.members_draft_read_and_give_their_views(door)
    assert faults(page) == []
    page.locator("#wanted-mockups .wanted-filed a").first.click()
    page.locator("#mockups .paper-title a").first.click()
    expect(page.locator("code").first).to_be_visible()  # the hash that the decision will name
    acts.take_up(page, title)

    page.check("#outcome-rejected")
    page.fill("#act-reason", "Alurnya belum dapat diikuti")
    page.locator("#act .form-actions button[type=submit]").click()
    expect(page.locator("#act .refusal-error")).to_be_visible()  # a rejection names at least one thing
    expect(page.locator("#act-reason")).to_have_value("Alurnya belum dapat diikuti")
    assert faults(page) == []
    acts.reject(page, "Alurnya belum dapat diikuti", "Alur pembatalan belum ada", "Jadwal uji terlalu singkat")
    expect(page.locator("#flash")).to_contain_text("putaran 2")
    page.locator(".tabs a[href$='/responses/']").click()
    expect(page.locator(".response").first.locator(".remark")).to_have_count(2)
    assert faults(page) == []


def test_the_keeper_of_the_register_staffs_a_case_and_stops_its_clock(door: Door) -> None:
    page, title = door("subbag"), "Pelaporan Panen (contoh)"
    acts.take_up(page, title)
    acts.supply(page)
    page.locator(".acts a[href$='/hold/']").click()
    expect(page.locator(".consequence")).to_be_visible()  # what follows, before it is confirmed
    assert faults(page) == []
    page.locator("button[name=confirm]").click()
    expect(page.locator(".field-error, .refusal-error").first).to_be_visible()  # it needs a reason
    page.fill("[name=why]", "Menunggu perangkat")
    page.locator("button[name=confirm]").click()
    expect(page.locator(".notice-warning")).to_contain_text("Menunggu perangkat")
    page.locator(".acts a[href$='/resume/']").click()
    page.fill("[name=why]", "Perangkat sudah datang")
    page.locator("button[name=confirm]").click()
    acts.record(page)
    acts.stands_at(page, 3)

    page.goto("/cases/")
    page.select_option("#toolbar-activity", "3")
    expect(page.locator("#results tbody tr", has_text=title)).to_be_visible()
    with page.expect_download() as got:
        page.locator(".register-export a[href*='csv']").click()
    assert title in Path(got.value.path()).read_text(encoding="utf-8-sig")


def test_the_development_team_answers_remarks_and_files_anew(door: Door) -> None:
    page, title = door("pengembang.1"), "Katalog Benih dan Bibit (contoh)"
    page.goto("/")
    expect(page.locator(".work", has_text=title)).to_contain_text("catatan harus dijawab")
    acts.take_up(page, title)
    acts.stands_at(page, 6)
    assert faults(page) == []
    page.locator("#remarks [name$=-text]").first.fill("Pesan kesalahan ditulis ulang")
    page.locator("#remarks button[type=submit]").click()
    expect(page.locator("#remarks .field-error, #remarks .refusal-error").first).to_be_visible()  # what changed, and where
    expect(page.locator("#remarks [name$=-text]").first).to_have_value("Pesan kesalahan ditulis ulang")
    assert faults(page) == []
    assert acts.answer(page) == 3
    acts.supply(page, again=("analysis_documentation", "development_documentation", "installation_guide"))
    acts.record(page)
    acts.stands_at(page, 7)


def test_the_division_head_decides_and_unblocks(door: Door) -> None:
    page = door("kabid")
    page.goto("/")
    late = page.locator("aside .stuck li", has_text="Penyusutan Arsip (contoh)")
    expect(late).to_contain_text("menunggu Kepala Bidang Pengelolaan LPSE")  # what is late, and why
    assert faults(page) == []
    acts.take_up(page, "Penyusutan Arsip (contoh)")
    acts.approve(page)
    expect(page.locator(".case-number")).to_contain_text("PA-")

    page.goto("/cases/?q=Arsip+Surat")
    page.get_by_role("link", name="Arsip Surat Dinas (contoh)", exact=True).click()
    page.locator(".acts a[href$='/extend/']").click()
    page.fill("[name=days]", "3")
    page.locator("button[name=preview]").click()
    expect(page.locator("#consequence .moves")).to_be_visible()  # from when, to when
    assert faults(page) == []
    page.fill("[name=why]", "Pengujian perlu waktu")
    page.locator("button[name=confirm]").click()
    expect(page.locator("#flash .notice-success")).to_be_visible()
    page.locator(".tabs a[href$='/history/']").click()
    expect(page.locator(".timeline li").first).to_contain_text("Pengujian perlu waktu")


def test_the_bureau_head_sees_everything_and_receives_the_report(door: Door) -> None:
    page, title = door("karo"), "Pengaduan Layanan (contoh)"
    page.goto("/")
    expect(page.locator("aside .stuck li").first).to_be_visible()
    page.goto("/cases/?q=Pengaduan")
    page.get_by_role("link", name=title, exact=True).click()
    expect(page.locator(".whynot")).to_contain_text("Kepala Bidang Pengelolaan LPSE")  # first the head of the division
    division = door("kabid")
    acts.take_up(division, title)
    acts.record(division)
    acts.take_up(page, title)
    page.locator("#wanted-final_report .wanted-filed a").first.click()
    acts.take_up(page, title)
    acts.record(page)
    acts.stands_at(page, 0)
    assert faults(page) == []


def test_the_administrator_invites_appoints_and_adopts_a_calendar(door: Door) -> None:
    page, name = door("administrator"), f"Nurul Contoh {token_hex(2)}"
    email = f"nurul.{token_hex(2)}@contoh.example"
    page.goto("/people/invitations/new/")
    page.fill("[name=email]", "bukan alamat")
    page.fill("[name=name]", name)
    page.locator("main form button[type=submit]").click()
    expect(page.locator(".field-error").first).to_be_visible()
    expect(page.locator("[name=name]")).to_have_value(name)
    assert faults(page) == []
    page.fill("[name=email]", email)
    page.locator("main form button[type=submit]").click()
    link = page.locator(".copy-value").inner_text()
    _join(door(), link, email)

    page.goto("/people/offices/")
    page.locator("tbody tr", has_text="Tim Teknis").locator("a[href$='/appoint/']").click()
    page.locator("[name=person], [name=user_id], select").first.select_option(label=f"{name}")
    page.locator("main form button[type=submit]").click()
    expect(page.locator("tbody th", has_text=name)).to_be_visible()
    _adopt(page, year=2028)


def _join(guest: Page, link: str, email: str) -> None:
    guest.goto(link)
    for password, again in (("terlalu", "terlalu"), (PASSWORD, "lain"), (PASSWORD, PASSWORD)):
        guest.fill("[name=password]", password)
        guest.fill("[name=again]", again)
        guest.locator("main form button[type=submit]").click()
        if again != PASSWORD:
            expect(guest.locator(".field-error").first).to_be_visible()
    sign_in(guest, email, PASSWORD)
    expect(guest.locator(".menu-person")).to_be_visible()


def _adopt(page: Page, *, year: int) -> None:
    page.goto("/calendar/editions/")
    page.fill("[name=year]", str(year))
    page.locator("form.propose button").click()
    page.wait_for_url("**/calendar/editions/*/**")
    number = page.url.partition("/editions/")[2].split("/")[0]
    page.goto(f"/calendar/editions/{number}/adopt/")
    page.locator("main a.btn-primary[href$='/edit/']").click()  # number and date of the decree are missing
    page.fill("[name=decree]", f"SKB {token_hex(2)} Tahun {year - 1}")
    page.fill("[name=decided_on]", (acts.TODAY - timedelta(days=1)).isoformat())
    page.locator("main form button[type=submit]").last.click()
    page.goto(f"/calendar/editions/{number}/adopt/")
    assert faults(page) == []
    page.locator("main form button[type=submit]").click()
    page.goto(f"/calendar/?year={year}")
    expect(page.get_by_role("heading", level=1)).to_contain_text(str(year))


def test_the_auditor_reads_everything_changes_nothing_and_verifies_the_chain(door: Door) -> None:
    page = door("auditor")
    page.goto("/cases/?q=Serah+Terima")
    page.get_by_role("link", name="Serah Terima Pekerjaan (contoh)", exact=True).click()
    expect(page.locator(".acts")).to_have_count(0)
    page.locator(".tabs a[href$='/history/']").click()
    head = page.locator(".evidence .copy-value").inner_text()
    with page.expect_download() as got:
        page.locator(".evidence a[href$='events.jsonl']").click()
    assert _verified(Path(got.value.path())) == head
    page.goto("/cases/new/")
    expect(page.locator(".refusal")).to_contain_text("Auditor")
    expect(page.locator("main form")).to_have_count(0)
    page.goto("/people/history/")
    expect(page.locator(".timeline li").first).to_be_visible()


def _verified(file: Path) -> str:
    """Return the head of the chain in a file of events, verified as the page explains: by hand, with nothing of ours."""
    previous = "0" * 64
    for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1):
        entry = json.loads(line)
        event = entry["event"]
        assert (event["number"], event["previous"]) == (number, previous)
        text = json.dumps(event, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        previous = hashlib.sha256(text.encode()).hexdigest()
        assert previous == entry["hash"]
    return previous
