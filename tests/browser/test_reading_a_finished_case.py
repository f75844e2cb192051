"""Somebody who was never there reads a finished case: what was promised, what was found, what was reported."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.browser.office import PHONE, Door

TITLE = "Serah Terima Pekerjaan (contoh)"


def test_a_reader_follows_a_rejection_to_the_report(door: Door) -> None:
    page = door("auditor")
    page.goto("/cases/?q=Serah+Terima")
    page.get_by_role("link", name=TITLE, exact=True).click()
    page.locator(".tabs a[href$='/responses/']").click()
    rejected = page.locator(".response", has_text="Kegiatan 9, putaran 1")
    expect(rejected.locator(".remark")).to_have_count(3)
    rejected.locator(".remark a[href*='/documents/']").first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Laporan Hasil Instalasi")  # what the remark is about, as it was then
    expect(page.locator("main")).to_contain_text("tanpa nomor induk pegawai")

    page.go_back()
    case = page.url.partition("/cases/")[2].split("/")[0]
    page.goto(f"/cases/{case}/comparison/")
    mended = page.locator("#feature-8")
    expect(mended).to_contain_text("Berita acara")
    expect(mended.locator(".badge")).to_contain_text("sesuai")
    page.goto(f"/cases/{case}/documents/")
    page.get_by_role("link", name="Laporan Akhir", exact=True).click()
    expect(page.locator("main")).to_contain_text("Unit menunjuk satu orang yang memelihara daftar periksa")
    page.goto(f"/cases/{case}/documents/")
    whole = page.get_by_role("link", name="Laporan Akhir, lengkap (PDF)", exact=True).get_attribute("href")
    # Its page shows it in the browser's own viewer, which asks for what is the browser's.
    assert page.request.get(f"{whole}download/").body().startswith(b"%PDF")

    phone = door("auditor", viewport=PHONE)
    for address in ("comparison/", "run-sheet/", "testing/uat/", "presentations/", "plan/", "cards/"):
        phone.goto(f"/cases/{case}/{address}")
        assert phone.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth"), address
