"""The list of a server is brought back on paper or stick, and held against the release: at a desk and on a phone."""

from __future__ import annotations

import hashlib
import io
import subprocess
import tarfile
from pathlib import Path

from playwright.sync_api import FilePayload, expect

from tests.browser import acts
from tests.browser.eyes import faults
from tests.browser.office import PHONE, Door

TITLE = "Izin Usaha Mikro (contoh)"


def test_one_changed_file_on_the_server_is_shown_to_whoever_decides(door: Door, tmp_path: Path) -> None:
    files = {"app.py": b"print('izin')\n", "static/gaya.css": b"body{}\n"}
    packed = io.BytesIO()
    with tarfile.open(fileobj=packed, mode="w:gz") as tar:
        for name, content in files.items():
            info = tarfile.TarInfo(f"izin-1.0/{name}")
            info.size = len(content)
            tar.addfile(info, io.BytesIO(content))
            place = tmp_path / "srv" / name
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(content)
    team = door("pengembang.1")
    team.goto("/cases/?q=Izin+Usaha")
    team.get_by_role("link", name=TITLE, exact=True).click()
    case = team.url.partition("/cases/")[2].split("/")[0]
    team.goto(f"/cases/{case}/documents/upload/application/")
    acts.upload(team, [{"name": "izin-1.0.tar.gz", "mimeType": "application/gzip", "buffer": packed.getvalue()}])
    team.wait_for_url(f"**/cases/{case}/")

    page = door("teknis.1")
    page.goto(f"/cases/{case}/build/")
    assert faults(page, both=True) == []
    with page.expect_download() as got:
        page.locator("a[href$='/build/script/']").click()
    (tmp_path / "srv/app.py").write_bytes(b"print('lain')\n")
    listed = subprocess.run(["sh", got.value.path(), tmp_path / "srv"], capture_output=True, check=True).stdout
    brought: FilePayload = {"name": "daftar.txt", "mimeType": "text/plain", "buffer": listed}
    page.set_input_files("[name=upload]", brought)
    page.locator("main form button[type=submit]").click()
    expect(page.locator(".field-error").first).to_be_visible()  # where the list was made is missing
    page.fill("[name=server]", "srv-izin:/srv/izin")
    page.set_input_files("[name=upload]", brought)
    page.locator("main form button[type=submit]").click()
    expect(page.locator(".notice-error")).to_contain_text("Berkas yang berbeda: 1")
    expect(page.locator(".hashes li").filter(has_text="app.py")).to_be_visible()
    assert faults(page, both=True) == []

    phone = door("karo", viewport=PHONE)
    phone.goto(f"/cases/{case}/build/")
    expect(phone.locator(".notice-error")).to_be_visible()
    assert faults(phone, both=True) == []
    assert phone.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
    assert hashlib.sha256(packed.getvalue()).hexdigest()[:12] in page.content()
