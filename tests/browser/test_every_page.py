"""Every kind of page: usable by everybody in light and dark, within a phone's screen, and light to load."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.urls import get_resolver
from playwright.sync_api import Page, expect

from tests.browser.eyes import faults
from tests.browser.office import Door, Office
from tests.browser.pages import LOOKED_AT, NOT_PAGES, WORKED_AT
from tests.doors.addresses import TABLE

LATER = 30_000
"""Bytes that a page may weigh when style, script, font and icons of the site are there already."""
TITLES = {
    "done": "Serah Terima Pekerjaan (contoh)",
    "refused": "Absensi Pertemuan Kelompok Tani (contoh)",
    "cancelled": "Survei Kepuasan Pemohon (contoh)",
    "held": "Peminjaman Ruang Rapat (contoh)",
    "slipped": "Izin Usaha Mikro (contoh)",
}
LISTS = {
    "screen": ("mockups/mockups/", "screens"),
    "meeting": ("presentations/", "presentations"),
}
"""The page of the finished case that lists such things, and what stands in the addresses of theirs."""


SHARE = 10
"""Pages in one test: few enough that two workers end at about the same time."""
SHARES = [(account, first) for account, addresses in LOOKED_AT.items() for first in range(0, len(addresses), SHARE)]


@pytest.mark.parametrize(("account", "first"), SHARES, ids=[f"{account or 'nobody'}-{first}" for account, first in SHARES])
def test_every_page_can_be_used_by_everybody(door: Door, account: str, first: int) -> None:
    names = _names(door)
    page = door(account)
    found: list[str] = []
    page.goto("/account/login/" if not account else "/deadlines/")
    weight = _weighed(page)
    for address in LOOKED_AT[account][first : first + SHARE]:
        page.goto("/" + address.format(**names))
        expect(page.get_by_role("heading", level=1)).to_have_count(1)
        found += faults(page, name=f"/{address}", opened=True, both=True)
        if (bytes_ := weight()) > LATER:
            found.append(f"/{address}: weighs {bytes_} bytes")
    assert not found, "\n".join(found)


def test_every_address_that_shows_a_page_is_looked_at() -> None:
    shown = {
        pattern.replace("^", "")
        for pattern, (gets, _) in TABLE.items()
        if "200" in gets.split() and not any(one in pattern for one in NOT_PAGES)
    }
    seen = {_pattern(address) for addresses in LOOKED_AT.values() for address in addresses}
    assert sorted(shown - seen - WORKED_AT) == [], "These pages are new: name them in LOOKED_AT, or let a journey look at them."


def _pattern(address: str) -> str:
    """Return the pattern of an address, as `TABLE` writes it."""
    path = re.sub(r"\{\w+\}", "1", address.partition("?")[0])
    matched = get_resolver().resolve("/" + path) if path != "nowhere/" else None
    return matched.route if matched else path


def _weighed(page: Page) -> Callable[[], int]:
    """Return what tells how many bytes have come since it was asked last, frames left out."""
    came: list[int] = []

    def finished(request: Any) -> None:
        # A picture that somebody filed weighs what it weighs, small too; the page around it is ours.
        if request.frame == page.main_frame and not request.url.endswith(("/preview/", "/small.webp")):
            came.append(max(0, request.sizes()["responseBodySize"]))  # below zero: it was at hand already

    page.on("requestfinished", finished)

    def since() -> int:
        total = sum(came)
        came.clear()
        return total

    return since


def _names(door: Door) -> dict[str, str]:
    """Return what fills the addresses; an invitation, a token and a proposed year are made once for each office."""
    office: Office = door.office
    if "names" not in office.kept:
        page = door("administrator")
        found = {}
        for name, title in TITLES.items():
            page.goto(f"/cases/?q={title.split()[0]}")
            found[name] = _number(page.get_by_role("link", name=title, exact=True).first.get_attribute("href"))
        for name, (address, path) in LISTS.items():
            page.goto(f"/cases/{found['done']}/{address}")
            links = page.locator(f"main a[href*='/{path}/']").evaluate_all("them => them.map(one => one.getAttribute('href'))")
            found[name] = next(match[1] for link in links if (match := re.fullmatch(rf"/cases/\d+/{path}/(\d+)/", link)))
        page.goto(f"/cases/{found['done']}/documents/")
        found["document"] = _number(page.locator(".paper-title a").first.get_attribute("href"))
        page.goto("/people/?q=Putri")
        found["person"] = _number(page.locator("tbody th a").first.get_attribute("href"))
        page.goto("/procedures/")
        found["procedure"] = (page.locator("main a[href^='/procedures/']").first.get_attribute("href") or "").split("/")[2]
        office.kept["names"] = found | {"invitation": _invite(page), "edition": _propose(page)}
        _make_token(page)
    names: dict[str, str] = office.kept["names"]
    return names


def _number(href: str | None) -> str:
    number: str = re.findall(r"\d+", href or "")[0]
    return number


def _invite(page: Page) -> str:
    page.goto("/people/invitations/new/")
    page.fill("[name=email]", "tamu@contoh.example")
    page.fill("[name=name]", "Tamu Contoh")
    page.locator("main form button[type=submit]").click()
    return page.locator(".copy-value").inner_text().rstrip("/").rsplit("/", 1)[1]


def _propose(page: Page) -> str:
    page.goto("/calendar/editions/")
    page.fill("[name=year]", "2031")
    page.locator("form.propose button").click()
    page.wait_for_url("**/calendar/editions/*/**")
    return _number(page.url.partition("/editions/")[2])


def _make_token(page: Page) -> None:
    page.goto("/account/tokens/")
    page.fill("[name=name]", "Uji")
    page.locator("main [name=scopes]").first.check()
    page.locator("main .sheet form button[type=submit]").click()
    expect(page.locator(".copy-value")).to_be_visible()
