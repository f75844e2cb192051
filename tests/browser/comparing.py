"""Installing by the guide and comparing with what was presented, on a phone, up to the report: part of the journey of a whole case."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from tests.browser import acts
from tests.browser.office import PHONE
from tests.browser.walk import Walk


def compare_and_report(walk: Walk, page: Page, case: str) -> None:
    """Leave the run sheet, the comparison and the report of the round filed."""
    desk = page.viewport_size
    page.set_viewport_size({"width": PHONE["width"], "height": PHONE["height"]})
    page.goto(f"/cases/{case}/installation/")
    walk.look(page, "installation overview")
    _carry_out(walk, page)
    page.goto(f"/cases/{case}/comparison/")
    walk.look(page, "comparison")
    page.locator(f"a[href='/cases/{case}/comparison/add/']").click()
    walk.look(page, "more than promised")
    acts.fill(page, {"text": "Mode gelap", "installed": "Ada di menu tampilan"})
    page.locator("main form button[type=submit]").click()
    page.locator(".btn-primary").first.click()
    walk.look(page, "line")
    _judge(page)
    page.locator("button[name=file]").click()
    expect(page.locator("#flash .notice-success")).to_be_visible()
    walk.look(page, "comparison filed")
    if desk:
        page.set_viewport_size(desk)
    page.goto(f"/cases/{case}/installation/installation_report/")
    expect(page.locator("[name=installed_by]")).not_to_have_value("")
    walk.look(page, "report that writes itself")
    page.fill("[name=server]", "srv-1")
    page.fill("[name=build]", "v1.1")
    page.fill("[name=conclusion]", "Sesuai, dengan satu tambahan")
    page.locator("main form .form-actions button[type=submit]").click()
    expect(page.locator("#wanted-installation_report")).to_have_class("is-filed")


def _carry_out(walk: Walk, page: Page) -> None:
    """Write one step by hand: this guide has none that could be taken."""
    page.locator("main a[href$='/run-sheet/']").click()
    page.locator("main a[href$='/run-sheet/new/']").click()
    walk.look(page, "step")
    page.fill("[name=text]", "Salin berkas ke peladen")
    page.check("[name=result][value=done]")
    page.fill("[name=minutes]", "15")
    page.locator("main form button[type=submit]").click()
    walk.look(page, "run sheet")
    page.locator("button[name=file]").click()
    expect(page.locator("#flash .notice-success")).to_be_visible()


def _judge(page: Page) -> None:
    """Say of every line that it matches; the first is shown by a picture. Each leads on to the next."""
    page.check("[name=verdict][value=matches]")
    page.set_input_files("[name=upload]", {"name": "layar.png", "mimeType": "image/png", "buffer": acts.png()})
    for _line in range(40):
        heading = page.get_by_role("heading", level=1).inner_text()
        page.locator("main form button[type=submit]").click()
        expect(page.get_by_role("heading", level=1)).not_to_have_text(heading)
        if page.url.endswith("/comparison/"):
            return
        page.check("[name=verdict][value=matches]")
    raise AssertionError("the lines do not come to an end")
