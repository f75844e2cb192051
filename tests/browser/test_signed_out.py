"""What everybody meets first."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.browser.eyes import fits, usable
from tests.browser.office import Door


def test_whoever_is_not_signed_in_comes_to_the_sign_in_page(door: Door, size: dict[str, int]) -> None:
    page = door(viewport=size)
    page.goto("/")
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    expect(page.locator("input[type=password]")).to_be_visible()
    expect(page.locator("html")).to_have_attribute("lang", "id")
    assert usable(page) == []
    assert fits(page)


def test_a_wrong_password_is_said_and_the_address_stays(door: Door) -> None:
    page = door()
    page.goto("/account/login/")
    page.fill("input[name=login]", "tidak.ada@contoh.example")
    page.fill("input[name=password]", "bukan kata sandinya")
    page.press("input[name=password]", "Enter")
    expect(page.locator(".error-summary, .refusal, .notice-error").first).to_be_visible()
    expect(page.locator("input[name=login]")).to_have_value("tidak.ada@contoh.example")
    assert usable(page) == []


def test_a_first_visit_weighs_less_than_two_hundred_kilobytes(door: Door) -> None:
    page = door()
    weights: list[int] = []
    page.on("requestfinished", lambda request: weights.append(request.sizes()["responseBodySize"]))
    page.goto("/account/login/", wait_until="networkidle")
    assert 0 < sum(weights) < 200_000, weights
