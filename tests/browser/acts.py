"""What people do on the pages of a case, by the names of fields and the keys of the SOP, whatever the language."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Callable, Mapping
from datetime import date, timedelta
from typing import Any

from playwright.sync_api import FilePayload, Page, expect

TODAY = date.today()  # noqa: DTZ011 - as a person at the machine writes it
SOON = (TODAY + timedelta(days=120)).isoformat()


def pdf(text: str) -> bytes:
    """Return a PDF of one page that says ``text``."""
    stream = f"BT /F1 18 Tf 40 780 Td ({text}) Tj ET".encode()
    parts = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    body, offsets = b"%PDF-1.4\n", []
    for number, part in enumerate(parts, 1):
        offsets.append(len(body))
        body += b"%d 0 obj\n%s\nendobj\n" % (number, part)
    table = b"".join(b"%010d 00000 n \n" % one for one in offsets)
    head = b"xref\n0 %d\n0000000000 65535 f \n" % (len(parts) + 1)
    return body + head + table + b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(parts) + 1, len(body))


def png(width: int = 320, height: int = 200) -> bytes:
    """Return a picture of one colour."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    rows = (b"\x00" + b"\x2b\x6c\xb0" * width) * height
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


def text(key: str) -> FilePayload:
    """Return a small text file about a deliverable."""
    return {"name": f"{key.replace('_', '-')}.txt", "mimeType": "text/plain", "buffer": f"Isi {key} (contoh)\n".encode()}


FILES: Mapping[str, list[FilePayload]] = {
    "analysis_report": [{"name": "laporan-analisis.pdf", "mimeType": "application/pdf", "buffer": pdf("Laporan hasil analisis")}],
    "mockups": [
        {"name": "halaman-masuk.png", "mimeType": "image/png", "buffer": png()},
        {"name": "daftar-antrean.png", "mimeType": "image/png", "buffer": png(240, 160)},
    ],
    "business_flow": [{"name": "alur.pdf", "mimeType": "application/pdf", "buffer": pdf("Alur bisnis")}],
    "application": [text("aplikasi-1.0"), text("sbom")],
}
_UPLOAD = "/documents/upload"
TOOLS: Mapping[str, str] = {"analysis_document": _UPLOAD, "test_documentation": _UPLOAD, "business_flow": _UPLOAD, "schedule": "/schedule"}
"""What a page of its own fulfils, on which something simpler in its place is offered: a file, or a small form."""
FORMS: Mapping[str, Mapping[str, Any]] = {
    "development_mandate": {"background": "Antrean panjang", "goal": "Antre singkat", "scope": "Loket", "users": "Warga dan petugas"},
    "project_board": {"name": "OpenProject", "address": "https://papan.contoh.example/antrean", "keeper": "Subbag"},
    "source_repository": {"address": "https://git.contoh.example/biro/antrean.git", "branch": "main"},
    "regulations": {"regulations-0-title": "Perpres 95 Tahun 2018 tentang SPBE"},
    "schedule": {
        "starts_on": TODAY.isoformat(),
        "ends_on": SOON,
        "milestones-0-name": "Rancangan",
        "milestones-0-ends_on": SOON,
    },
    "plan_presentation": {
        "held_on": TODAY.isoformat(),
        "began_at": "09:00",
        "place": "Aula",
        "minutes": "Rencana dibahas",
        "attendees-0-name": "Tono Contoh",
    },
    "result_presentation": {
        "held_on": TODAY.isoformat(),
        "place": "Aula",
        "minutes": "Hasil diperagakan",
        "shown": ["uat", "user_guide", "system_requirements"],
        "attendees-0-name": "Tono Contoh",
    },
    "installation_report": {
        "installed_on": TODAY.isoformat(),
        "server": "srv-1",
        "build": "v1.0",
        "installed_by": "Tini",
        "conclusion": "Sesuai yang dipresentasikan",
        "items-0-presented": "Nomor antrean",
        "items-0-result": "matches",
    },
    "final_report": {"background": "Permohonan", "work": "Dua putaran", "result": "Terpasang", "recommendations": "Pelatihan"},
}


def request(page: Page, title: str) -> str:
    """Enter a request from the first page and return the address of its case."""
    page.goto("/")
    page.locator("main a[href='/cases/new/']").first.click()
    page.fill("[name=title]", title)
    page.fill("[name=purpose]", "Mengurangi antrean di loket")
    page.locator("main form button[type=submit]").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(title)
    return page.url.removesuffix("/").rsplit("/", 1)[1]


def take_up(page: Page, title: str) -> None:
    """Go from "my work" to a case that waits there."""
    page.goto("/")
    page.locator(".worklist").get_by_role("link", name=title, exact=True).click()
    expect(page.locator("#turn")).to_have_class("sheet turn is-mine")


def supply(page: Page, *, again: tuple[str, ...] = (), look: Callable[[Page, str], None] = lambda page, key: None) -> None:
    """File everything that the page says is missing; ``again``: what is filed again as it is; ``look`` sees each form before it is used."""
    here = page.url.split("#")[0]
    for _round in range(20):
        missing = page.locator("#turn .checklist > li.is-missing")
        if missing.count() == 0:
            return
        key = (missing.first.get_attribute("id") or "").removeprefix("wanted-")
        if key in again:
            _file_again(page, key, back=here)
            continue
        missing.first.locator("a.btn").click()
        if key in TOOLS:
            page.locator(f"main a[href$='{TOOLS[key]}/{key}/']").first.click()
        look(page, key if key in FORMS or key == "experts" else "upload")
        if key == "experts":
            name_team(page, "Dewi", "Dodi")
        elif key in FORMS:
            fill(page, FORMS[key])
            page.locator("main form .form-actions button[type=submit]").click()
        else:
            upload(page, FILES.get(key, [text(key)]))
            expect(page.locator("#flash .notice-success")).to_be_visible()
            page.goto(here)
        expect(page.locator(f"#wanted-{key}")).to_have_class("is-filed")
    raise AssertionError("the list of what is missing does not become shorter")


def fill(page: Page, values: Mapping[str, Any]) -> None:
    """Fill in a form of the product."""
    for name, value in values.items():
        for each in value if isinstance(value, list) else [value]:
            found = page.locator(f"main form [name='{name}']")
            kind = found.first.evaluate("field => field.type")
            if kind == "checkbox":
                found.and_(page.locator(f"[value='{each}']")).check()
            elif kind == "select-one":
                found.select_option(each)
            else:
                found.fill(each)


def upload(page: Page, files: list[FilePayload]) -> None:
    """Choose files on the upload page and send them."""
    page.locator("input[type=file]").set_input_files(files)
    page.locator("form[data-upload] button[type=submit]").click()


def name_team(page: Page, *names: str) -> None:
    """Search people, put them on the list, and name the team."""
    for number, name in enumerate(names, 1):
        page.fill("#team-q", name)
        page.locator("button[name=search]").click()
        page.locator("button[name=add]").click()
        expect(page.locator(".members > li")).to_have_count(number)
        page.locator(".members > li").last.locator("[name=role]").fill("Pemrogram")
    page.locator("button[name=save]").click()


def record(page: Page) -> None:
    """Record the turn with a note."""
    page.fill("#act-note", "Sudah diperiksa")
    _press(page)


def approve(page: Page) -> None:
    """Decide for it."""
    page.check("#outcome-approved")
    _press(page)


def reject(page: Page, why: str, *remarks: str) -> None:
    """Decide against it, with remarks."""
    page.check("#outcome-rejected")
    page.fill("#act-reason", why)
    for number, remark in enumerate(remarks, 1):
        if number > 1:
            page.locator("button[name=add][value=remark]").click()
        page.fill(f"#act-remark-{number}", remark)
    _press(page)


def answer(page: Page) -> int:
    """Answer every open remark; return how many there were."""
    forms = page.locator("#remarks .remark-form")
    count = forms.count()
    for place in range(count):
        forms.nth(place).locator("[name$=-text]").fill("Sudah diperbaiki")
        forms.nth(place).locator("[name$=-change]").fill("Jadwal, halaman 2")
    page.locator("#remarks button[type=submit]").click()
    expect(page.locator("#remarks")).to_have_count(0)
    return count


def sign(page: Page, look: Callable[[Page, str], None]) -> None:
    """Sign the final report and record the turn with it, then go back to the case."""
    page.locator("#act a[href$='/signatures/#sign']").click()
    look(page, "signing")
    page.fill("#sign-note", "Diterima")
    page.locator("#sign button[type=submit]").click()
    expect(page.locator("#flash .notice-success")).to_be_visible()
    expect(page.locator(".answer").last).to_contain_text("DEMONSTRASI")
    look(page, "signatures")
    page.locator(".tabs a").first.click()


def stands_at(page: Page, activity: int) -> None:
    """Hold that the open activity is this one; 0: the case is complete."""
    if activity:
        expect(page.locator("#turn-title .work-number")).to_have_text(str(activity))
    else:
        expect(page.locator(".notice-success").last).to_be_visible()
        expect(page.locator("#turn")).to_have_count(0)


def _press(page: Page) -> None:
    page.locator("#act .form-actions button[type=submit]").click()
    expect(page.locator("#flash .notice-success")).to_be_visible()


def _file_again(page: Page, key: str, *, back: str) -> None:
    page.locator(f"#wanted-{key} .wanted-filed a").first.click()
    links = page.locator(f"#{key} .paper-title a")
    addresses = [one.get_attribute("href") or "" for one in links.all()]
    for address in addresses[:1]:
        page.goto(address)
        page.locator("form[action$='/refile/'] button").click()
        expect(page.locator("#flash .notice-success")).to_be_visible()
    page.goto(back)
    expect(page.locator(f"#wanted-{key}")).to_have_class("is-filed")
