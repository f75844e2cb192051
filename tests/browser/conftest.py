"""A real browser in front of a real server; `tools/browser.py` finds the browser and names it in RUNUT_CHROMIUM."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator

import pytest
from django.contrib.auth import get_user_model
from django.test import Client
from playwright.sync_api import Browser, Page, sync_playwright
from pytest_django.live_server_helper import LiveServer

from tests.browser.office import DESK, PHONE, Door, Office, Watch, running

# Chromium's own traffic (updates, safe browsing) has no business in a test.
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--no-first-run"]
Seat = Callable[[int, str], Page]
"""Opens a window in which the person with this number is signed in, in that language."""


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


@pytest.fixture
def seat(chromium: Browser, live_server: LiveServer) -> Iterator[Seat]:
    """Windows of people of the test's own office, which this process serves: made by builders in no time, and worked on beside the browser."""
    watch = Watch(host=live_server.url)
    found = Door(browser=chromium, office=Office(url=live_server.url, environment={}), watch=watch)

    def opened(user_id: int, language: str) -> Page:
        user = get_user_model().objects.get(pk=user_id)
        get_user_model().objects.filter(pk=user_id).update(language=language)
        client = Client()
        client.force_login(user)
        page = found()
        page.context.add_cookies([{"name": name, "value": one.value, "url": live_server.url} for name, one in client.cookies.items()])
        return page

    yield opened
    for window in found.windows:
        window.close()
    assert watch.faults == []


@pytest.fixture(params=[DESK, PHONE], ids=["desk", "phone"])
def size(request: pytest.FixtureRequest) -> dict[str, int]:
    """The size of a window on a desk, and on a phone."""
    found: dict[str, int] = request.param
    return found
