"""A new user's first SOP: their own Word file read, asked about, checked, drawn, submitted, approved, in force, and a case of it under way.

In an office of its own: with a second SOP in force, requests have one more question to answer.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Any

import pytest
from playwright.sync_api import Browser, FilePayload, Page, expect

from tests.browser import acts
from tests.browser.eyes import beyond_the_phone, faults
from tests.browser.office import DESK, PHONE, Door, Office, Watch, running
from tests.formats.sops.as_docx import Style, docx
from tests.formats.sops.sheet import BOX, CAPSULE, DIAMOND, Line, Sheet

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def written(name: str) -> FilePayload:
    """An office's own SOP in Word: shapes drawn over the table; who performs activity 2 was forgotten, and where its Tidak leads."""
    sheet = Sheet(
        name=name,
        opening=["PEMERINTAH PROVINSI CONTOH", "BIRO PENGADAAN BARANG DAN JASA"],
        identity=[("Nomor SOP", "000.5/12/SOP/2026"), ("Disahkan oleh", "Kepala Biro"), ("Nama SOP", name)],
        lanes=["Pengguna", "Subbag Pengembangan Sistem", "Kepala Biro"],
        lines=[
            Line(text="Menerima dan mencatat permohonan", marks={1: CAPSULE}, time="15 menit", left="Permohonan tercatat"),
            Line(text="Memeriksa kelengkapan permohonan", needs="Permohonan tercatat", time="1 hari", left="Permohonan lengkap"),
            Line(text="Menyetujui peminjaman", marks={2: DIAMOND}, needs="Permohonan lengkap", time="1 hari", left="Persetujuan"),
            Line(text="Menyerahkan kendaraan", marks={1: BOX, 0: BOX}, needs="Persetujuan", time="1 jam", left="Berita acara"),
        ],
    )
    return {"name": "sop.docx", "mimeType": WORD, "buffer": docx(sheet, Style(marks="drawn"))}


@pytest.fixture(scope="module")
def demonstration(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    with running(tmp_path_factory.mktemp("first-sop")) as office:
        yield office


@pytest.fixture
def door(chromium: Browser, demonstration: Office) -> Iterator[Door]:
    watch = Watch(host=demonstration.url)
    found = Door(browser=chromium, office=demonstration, watch=watch)
    yield found
    for window in found.windows:
        window.close()
    assert watch.faults == []


@pytest.mark.parametrize(("name", "window"), [
    ("Peminjaman Kendaraan Dinas", {"viewport": DESK}),
    ("Peminjaman Alat Ukur", {"viewport": PHONE, "is_mobile": True, "has_touch": True}),
], ids=["desk", "phone"])  # fmt: skip
def test_from_a_word_file_to_a_running_case(door: Door, name: str, window: dict[str, Any]) -> None:
    found: list[str] = []

    def look(page: Page, where: str) -> None:
        if window["viewport"] == DESK:
            found.extend(faults(page, name=where))
        else:  # a phone makes its screen as wide as what runs off it
            found.extend(beyond_the_phone(page))

    desk = cache(lambda account: door(account, **window))
    writer = desk("subbag")
    _read(writer, name, look)
    _answer(writer, look)
    _submit(writer, look)
    _approve(desk("karo"), name, look)
    _begin(desk("pengguna.1"), name, look)
    _act(desk("subbag"), f"{name} pertama", look)
    assert not found, "\n".join(found)


def _read(page: Page, name: str, look: Any) -> None:
    page.goto("/procedures/")
    page.locator("a.btn-primary[href='/procedures/new/']").click()
    look(page, "a new SOP")
    page.set_input_files("input[type=file]", written(name))
    page.get_by_role("button", name="Baca berkas").click()
    page.wait_for_url(re.compile(r"/procedures/drafts/\d+/"))
    expect(page.get_by_role("heading", level=1)).to_have_text(name)
    look(page, "the draft that was read")


def _answer(page: Page, look: Any) -> None:
    """Every question by a click; between two of them a field is written, which must be in nobody's way. What is wrong stays drawn."""
    questions = page.locator(".asked-one")
    who = questions.filter(has_text="Siapa pelaksana kegiatan 2?")
    who.locator("select").select_option(label=_offered(who, "Subbag Pengembangan Sistem"))
    number = page.locator("[name='identity.number']")
    page.locator("#identity > summary").click()
    number.fill("000.5/13/SOP/2026")
    who.get_by_role("button", name=re.compile("Pakai")).click()
    expect(who).to_have_count(0)
    expect(page.locator("#told .refusal")).to_have_count(0)
    while questions.count():
        left = questions.count()
        questions.first.get_by_role("button", name=re.compile("Pakai")).click()
        expect(questions).to_have_count(left - 1)
    expect(number).to_have_value("000.5/13/SOP/2026")
    drawn = page.locator("#drawing .sopmap-drawing")
    expect(drawn).to_have_count(1)
    decision = page.locator("tr.desk-row").nth(2)
    lanes = decision.locator(".desk-part")
    lanes.nth(2).select_option("")  # nobody approves: a fault, and still a drawing, with a question mark
    expect(drawn.locator(".is-open")).not_to_have_count(0)
    expect(page.locator("#bar .tone-late")).to_be_visible()
    page.locator("#findings > summary").click()
    expect(page.locator("#findings .note-error").first).to_be_visible()
    look(page, "a draft with faults")
    lanes.nth(2).select_option("decides")
    expect(drawn.locator(".is-open")).to_have_count(0)
    expect(page.locator("#findings .note-error")).to_have_count(0)
    look(page, "a draft that is whole")
    page.locator("tr.desk-row").last.locator("textarea[name$=note]").fill("Kunci dikembalikan paling lambat pukul 16.00")


def _offered(question: Any, name: str) -> str:
    """Return the first answer that is offered with this name in it."""
    return next(str(one) for one in question.locator("option").all_inner_texts() if name in one)


def _submit(page: Page, look: Any) -> None:
    page.get_by_role("link", name="Ajukan untuk disahkan").click()
    page.wait_for_url(re.compile(r"/submit/"))
    look(page, "submitting")
    expect(page.locator("[name=office] option:checked")).to_contain_text("Kepala Biro")
    page.fill("[name=note]", "SOP pertama dari kantor")
    page.get_by_role("button", name="Ajukan").click()
    expect(page.locator("#flash .notice-success")).to_be_visible()
    look(page, "a submitted draft")
    _unsaved(page)


def _unsaved(page: Page) -> None:
    """What was being typed when the writer went on is in what is submitted."""
    expect(page.locator("main")).to_contain_text("Kunci dikembalikan paling lambat pukul 16.00")
    expect(page.locator("main")).to_contain_text("000.5/13/SOP/2026")


def _approve(page: Page, name: str, look: Any) -> None:
    page.goto("/")
    look(page, "my work with an SOP to approve")
    page.locator("[aria-labelledby=to-approve]").get_by_role("link", name=name).click()
    look(page, "the draft before who approves it")
    page.get_by_role("button", name="Sahkan").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(name)
    expect(page.locator(".lead")).to_contain_text("berlaku untuk proyek baru")
    look(page, "the version in force")
    page.goto("/")
    expect(page.locator("[aria-labelledby=to-approve]").get_by_role("link", name=name)).to_have_count(0)


def _begin(page: Page, name: str, look: Any) -> None:
    page.goto("/procedures/")
    page.get_by_role("link", name=name).first.click()
    page.get_by_role("link", name="Mulai proyek").click()
    expect(page.locator("[name=procedure] option:checked")).to_have_text(name)
    look(page, "a new case")
    page.fill("[name=title]", f"{name} pertama")
    page.fill("[name=purpose]", "Perjalanan ke kabupaten")
    page.locator("main form button[type=submit]").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(f"{name} pertama")


def _act(page: Page, title: str, look: Any) -> None:
    acts.take_up(page, title)
    acts.stands_at(page, 1)
    acts.supply(page)
    look(page, "the first activity")
    acts.record(page)
    acts.stands_at(page, 2)
