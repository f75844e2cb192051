"""A real browser in front of a real server; `tools/browser.py` finds the browser and names it in RUNUT_CHROMIUM."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, sync_playwright

from tests.browser.office import DESK, PHONE, Door, Office, Watch, running

# Chromium's own traffic (updates, safe browsing) has no business in a test.
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--no-first-run"]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if "browser" in item.path.parts:
            item.add_marker("browser")


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    # Playwright keeps a loop in this thread, which Django takes for asynchronous code.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=os.environ.get("RUNUT_CHROMIUM") or None, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def demonstration(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """The demonstration office as `runut run` makes it, served as an office serves it; tests share it and each brings cases of its own."""
    with running(tmp_path_factory.mktemp("office")) as office:
        yield office


@pytest.fixture
def door(chromium: Browser, demonstration: Office) -> Iterator[Door]:
    """Windows of people of the demonstration office; the test fails when one of their pages does what it must not."""
    watch = Watch(host=demonstration.url)
    found = Door(browser=chromium, office=demonstration, watch=watch)
    yield found
    for window in found.windows:
        window.close()
    assert watch.faults == []


@pytest.fixture(params=[DESK, PHONE], ids=["desk", "phone"])
def size(request: pytest.FixtureRequest) -> dict[str, int]:
    """The size of a window on a desk, and on a phone."""
    found: dict[str, int] = request.param
    return found
