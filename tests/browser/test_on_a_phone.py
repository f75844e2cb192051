"""A request, its analysis and the decision on it, by thumb on a phone of 390 pixels."""

from __future__ import annotations

from functools import cache
from secrets import token_hex

from playwright.sync_api import Page, expect

from tests.browser.eyes import faults, fits
from tests.browser.office import PHONE, Door
from tests.browser.walk import Walk


def test_a_request_is_entered_explained_and_refused_on_a_phone(door: Door) -> None:
    def window(account: str) -> Page:
        page = door(account, viewport=PHONE, is_mobile=True, has_touch=True, device_scale_factor=2)
        page.on(
            "load", lambda seen: seen.evaluate("document.documentElement.scrollWidth > innerWidth && console.error('runs off the screen')")
        )
        return page

    walk = Walk(at_the_desk_of=cache(window), title=f"Lapor Jalan Rusak {token_hex(2)}")
    walk.begin()
    subbag = walk.step("subbag", 1)
    expect(subbag.locator(".next-over, #flash .notice-success").first).to_be_in_viewport()

    kabid = walk.turn("kabid", 1)
    assert faults(kabid) == []
    kabid.check("#outcome-rejected")
    kabid.locator("#act .form-actions button[type=submit]").tap()
    expect(kabid.locator("#act .refusal-error")).to_be_in_viewport()  # why not, where the thumb is
    expect(kabid.locator("#outcome-rejected")).to_be_checked()
    kabid.fill("#act-reason", "Sudah ada aplikasi dari pusat")
    kabid.locator("#act .form-actions button[type=submit]").tap()
    expect(kabid.locator(".notice-info")).to_contain_text("Sudah ada aplikasi dari pusat")
    acts_are_gone(kabid)


def acts_are_gone(page: Page) -> None:
    """Hold that nothing can be done to a case that has ended, and that the page is whole."""
    expect(page.locator("#turn, #act, .acts")).to_have_count(0)
    assert fits(page)


def test_everything_is_reached_by_the_folded_navigation(door: Door) -> None:
    page = door("kabid", viewport=PHONE, is_mobile=True, has_touch=True)
    page.goto("/")
    for href in ("/cases/", "/deadlines/", "/procedures/", "/calendar/", "/people/", "/"):
        page.locator(".nav-fold > summary").tap()
        with page.expect_navigation(url=f"{door.office.url}{href}"):
            page.locator(f".nav-fold a[href='{href}']").tap()
        assert fits(page), href
    page.locator(".menu-bell > summary").tap()
    expect(page.locator(".menu-bell .menu-sheet")).to_be_in_viewport()
    assert fits(page)


def test_the_open_tab_stands_in_sight(door: Door) -> None:
    page = door("kabid", viewport=PHONE, is_mobile=True, has_touch=True)
    page.goto("/cases/")
    page.locator("tbody th a").first.tap()
    page.locator(".tabs a").last.click()
    expect(page.locator(".tabs [aria-current]")).to_be_in_viewport(ratio=0.9)
