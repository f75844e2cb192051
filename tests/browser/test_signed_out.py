"""What everybody meets first."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.cast import PASSWORD, cast

WCAG = {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}}


@pytest.fixture(autouse=True)
def _office(transactional_db: None) -> None:
    cast(datetime.now(UTC), password=PASSWORD)


def test_whoever_is_not_signed_in_comes_to_the_sign_in_page(page: Page) -> None:
    page.goto("/")
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    expect(page.locator("input[type=password]")).to_be_visible()
    assert page.evaluate("document.documentElement.lang") == "id"


def test_the_sign_in_page_can_be_used_by_everybody(page: Page) -> None:
    page.goto("/")
    found = Axe().run(page, options=WCAG)
    assert found.violations_count == 0, found.generate_report()


def test_nothing_runs_off_the_screen(page: Page) -> None:
    page.goto("/")
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
