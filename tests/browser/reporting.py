"""Writing the final report on a phone, and asking as a stranger whether the signed copy is genuine: part of the journey of a whole case."""

from __future__ import annotations

from playwright.sync_api import FilePayload, Page, Route, expect

from tests.browser import acts
from tests.browser.office import DESK, PHONE
from tests.browser.walk import Walk


def write_report(walk: Walk, page: Page) -> None:
    """Write the chapters, see the whole report while writing, and file it."""
    page.set_viewport_size({"width": PHONE["width"], "height": PHONE["height"]})
    page.locator("#wanted-final_report a.btn").click()
    walk.look(page, "final_report")
    acts.fill(page, acts.FORMS["final_report"])
    _preview(page)
    page.set_viewport_size({"width": DESK["width"], "height": DESK["height"]})
    page.locator("main form .form-actions button[type=submit]").click()
    expect(page.locator("#wanted-final_report")).to_have_class("is-filed")


def _preview(page: Page) -> None:
    """Open the preview in its window beside; what came is held back from the browser's own viewer, which is not ours to watch."""
    came: list[tuple[int, str, bytes]] = []

    def held_back(route: Route) -> None:
        answer = route.fetch()
        came.append((answer.status, answer.headers["content-type"], answer.body()[:5]))
        route.fulfill(content_type="text/plain", body="PDF")

    page.context.route("**/final-report/**", held_back)
    with page.context.expect_page() as beside:
        page.locator("button[name=preview][value='1']").click()
    expect(beside.value.locator("body")).to_have_text("PDF")
    beside.value.close()
    page.context.unroute("**/final-report/**")
    assert came == [(200, "application/pdf", b"%PDF-")]


def look_at_withdrawing(walk: Walk, administrator: Page, case: str) -> None:
    """See how a certificate would be taken out of use; the keys of this office go on signing."""
    administrator.goto(f"/cases/{case}/signatures/")
    administrator.locator("main a[href$='/withdraw/']").first.click()
    expect(administrator.locator("[name=since]")).not_to_have_value("")
    walk.look(administrator, "withdrawing")


def ask_as_stranger(walk: Walk, head: Page, stranger: Page, case: str) -> None:
    """Take the signed report from a head's page, and compare it on the public page that its code leads to."""
    head.goto(f"/cases/{case}/signatures/")
    copy = head.request.get(head.locator("aside a[href*='/download/']").get_attribute("href") or "").body()
    stranger.goto(head.locator("aside a[href^='/verify/']").get_attribute("href") or "")
    for name, content in (("laporan.pdf", copy), ("ubahan.pdf", copy.replace(b"%PDF-1.7", b"%PDF-1.6", 1))):
        stranger.set_input_files("[name=file]", FilePayload(name=name, mimeType="application/pdf", buffer=content))
        stranger.locator("main form button[type=submit]").tap()
        expect(stranger.locator("#answer-title")).to_have_text("Asli" if content is copy else "Tidak asli")
        if content is copy:
            expect(stranger.locator(".answer-papers li")).to_have_count(2)
            walk.look(stranger, "verified")
