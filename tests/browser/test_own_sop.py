"""An office brings its own SOP: pasted, its questions answered, submitted, approved by the bureau's head, and there from its day."""

from __future__ import annotations

import re

from playwright.sync_api import Page, expect

from tests.browser.eyes import faults
from tests.browser.office import Door

# In force only in 2099: every other test of this office enters its requests for the one SOP that it knows.
TEXT = """Nama SOP\tPeminjaman Kendaraan Dinas
Tanggal Efektif\t2 Januari 2099
Disahkan oleh\tKepala Biro

No\tKegiatan\tPengguna\tSubbag Pengembangan Sistem\tKepala Biro\tKelengkapan\tWaktu\tOutput\tKeterangan
1\tMengajukan permohonan\tMulai\t\t\tSurat permohonan\t15 menit\tPermohonan\t
2\tMemeriksa permohonan. Jika lengkap diteruskan, jika tidak lengkap dikembalikan kepada pengguna\t\tv\t\tPermohonan\t1 jam\tPermohonan yang diperiksa\t
3\tMenyetujui peminjaman\t\t\tv\tPermohonan yang diperiksa\t1 hari\tPersetujuan\t
"""


def test_an_sop_is_pasted_answered_submitted_and_approved(door: Door) -> None:
    found: list[str] = []
    page = door("administrator")
    page.goto("/procedures/")
    page.locator("main a[href='/procedures/new/'], .page-head a[href='/procedures/new/'], a.btn[href='/procedures/new/']").first.click()
    found += faults(page, name="/procedures/new/")
    page.locator("textarea").first.fill(TEXT)
    page.get_by_role("button", name="Baca teks").click()
    page.wait_for_url(re.compile(r"/procedures/drafts/\d+/"))
    draft = page.url
    found += faults(page, name="the editor with questions")
    if page.locator("button[name=all]").count():
        page.locator("button[name=all]").first.click()
        expect(page.locator("button[name=all]")).to_have_count(0)
    for part in ("history/", "discard/", "simulation/", "submit/"):
        page.goto(draft.partition("#")[0] + part)
        found += faults(page, name=f"a draft's {part}")
    page.locator("textarea[name=note]").fill("SOP baru dari kantor")
    page.locator("main form button[type=submit]").first.click()
    expect(page).to_have_url(draft.partition("#")[0])
    page.goto("/procedures/drafts/")
    found += faults(page, name="/procedures/drafts/")
    head = door("karo")
    head.goto(draft.partition("#")[0])
    found += faults(head, name="a draft to be approved")
    assert not found, "\n".join(found)
    head.get_by_role("button", name="Sahkan").click()
    head.goto("/procedures/?q=Kendaraan")
    head.get_by_role("link", name="Peminjaman Kendaraan Dinas").first.click()
    expect(head.get_by_role("heading", level=1)).to_have_text("Peminjaman Kendaraan Dinas")
    assert _next_version_beside_the_first(page, head) == []


def _next_version_beside_the_first(page: Page, head: Page) -> list[str]:
    """Change a text, have it approved, and look at both versions side by side."""
    page.goto(head.url)
    page.get_by_role("button", name="Ubah", exact=True).click()
    page.wait_for_url(re.compile(r"/procedures/drafts/\d+/"))
    draft = page.url.partition("#")[0]
    page.locator("textarea[name^='row.'][name$='.text']").first.fill("Mengajukan permohonan tertulis")
    page.get_by_role("link", name="Ajukan untuk disahkan").click()  # what was typed is saved first
    page.wait_for_url(draft + "submit/")
    page.locator("textarea[name=note]").fill("Permohonan harus tertulis")
    page.locator("main form button[type=submit]").first.click()
    expect(page).to_have_url(draft)
    head.goto(draft)
    expect(head.locator(".compare ins").first).to_have_text("tertulis")
    found = faults(head, name="a draft beside its version")
    head.get_by_role("button", name="Sahkan").click()
    head.wait_for_url(re.compile(r"/procedures/versions/\d+/"))
    head.goto(head.url.partition("#")[0] + "differences/")
    expect(head.locator("#sopmap-new-title")).to_have_count(1)
    return found + faults(head, name="two versions side by side")
