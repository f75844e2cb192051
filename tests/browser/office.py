"""A demonstration office behind the product's own server, in a process and a folder of its own, and people who sign in there."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Page

PASSWORD = "kuda-laut-di-teluk-biru"
DESK = {"width": 1440, "height": 900}
PHONE = {"width": 390, "height": 844}
PATIENCE = 60
"""Seconds that a loaded machine may take for one thing."""
START = 180
"""Seconds that it may take until the server answers; the first start gathers and compresses what pages load."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Office:
    """The running office; ``kept`` remembers who has signed in, because guesses of passwords are counted."""

    url: str
    environment: dict[str, str]
    kept: dict[str, Any] = field(default_factory=dict)

    def runut(self, *command: str) -> subprocess.CompletedProcess[str]:
        """Run one of the product's commands on this office."""
        return _runut(self.environment, *command)


@dataclass
class Watch:
    """Everything that must not happen on any page: an error in a script, a breach of the policy, a call to another host."""

    host: str
    faults: list[str] = field(default_factory=list)

    def over(self, context: BrowserContext) -> None:
        """Look at every page of a window."""
        context.on("console", lambda message: self._said(message.type, message.text))
        context.on("weberror", lambda error: self.faults.append(str(error.error)))
        context.on("request", lambda request: self._asked(request.url))
        context.on("response", self._answered)

    def _said(self, kind: str, text: str) -> None:
        # The browser also reports every refusal of a page here; `_answered` judges those by their kind.
        if kind == "error" and not text.startswith("Failed to load resource"):
            self.faults.append(text)

    def _asked(self, url: str) -> None:
        if not url.startswith((self.host, "data:", "blob:", "about:", "chrome-extension://")):
            self.faults.append(f"asked {url}")

    def _answered(self, answer: Any) -> None:
        refused = answer.status >= 400 and answer.request.resource_type != "document"
        if answer.status >= 500 or refused:
            self.faults.append(f"{answer.status} {answer.url}")


@dataclass(slots=True)
class Door:
    """Opens windows of the office for its people; call it with an account's name, or "" for nobody."""

    browser: Browser
    office: Office
    watch: Watch
    windows: list[BrowserContext] = field(default_factory=list)

    def __call__(self, account: str = "", *, watched: bool = True, **window: Any) -> Page:
        """Return a page of a new window in which ``account`` has signed in through the sign-in page.

        Args:
            account: The account's name before the @.
            watched: False for a window in which something is to be refused or to break.
            **window: What Playwright's `new_context` takes.
        """
        context = self.browser.new_context(
            base_url=self.office.url,
            viewport=window.pop("viewport", DESK),
            locale="id-ID",
            reduced_motion="reduce",  # a colour that is still on its way has the contrast of neither
            storage_state=self.office.kept.get(account),
            **window,
        )
        context.set_default_timeout(PATIENCE * 1000)
        self.windows.append(context)
        if watched:
            self.watch.over(context)
        page = context.new_page()
        if account and account not in self.office.kept:
            sign_in(page, account)
            self.office.kept[account] = context.storage_state()
        return page


def sign_in(page: Page, account: str, password: str = PASSWORD) -> None:
    """Sign in as a person does."""
    page.goto("/account/login/")
    page.fill("input[name=login]", account if "@" in account else f"{account}@contoh.example")
    page.fill("input[name=password]", password)
    with page.expect_navigation(url=lambda url: "/login/" not in url):
        page.press("input[name=password]", "Enter")


@contextmanager
def running(folder: Path) -> Iterator[Office]:
    """Make the demonstration office in ``folder`` and serve it until the block ends."""
    port = _free_port()
    url = f"http://localhost:{port}"
    inherited = {name: value for name, value in os.environ.items() if not name.startswith(("RUNUT_", "DJANGO_", "PYTEST_"))}
    environment = {**inherited, "RUNUT_VAR": str(folder), "RUNUT_ADDRESS": url, "RUNUT_DEMO_PASSWORD": PASSWORD, "RUNUT_LOG_LEVEL": "ERROR"}
    made = _runut(environment, "demo")
    assert made.returncode == 0, made.stderr
    with (folder / "server.log").open("w") as log:
        command = [sys.executable, "-m", "runut.cli", "serve", "--port", str(port)]
        server = subprocess.Popen(command, env=environment, stdout=log, stderr=log)
        try:
            _wait(server, url, folder / "server.log")
            yield Office(url=url, environment=environment)
        finally:
            server.terminate()
            server.wait(PATIENCE)


def _runut(environment: dict[str, str], *command: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, "-m", "runut.cli", *command], env=environment, capture_output=True, text=True, timeout=300)


def _free_port() -> int:
    with socket.socket() as tried:
        tried.bind(("127.0.0.1", 0))
        return int(tried.getsockname()[1])


def _wait(server: subprocess.Popen[bytes], url: str, log: Path) -> None:
    for _try in range(START * 5):
        try:
            with urllib.request.urlopen(f"{url}/healthz", timeout=PATIENCE):
                return
        except urllib.error.HTTPError:
            return
        except OSError:
            try:
                server.wait(0.2)
            except subprocess.TimeoutExpired:
                continue
            break
    raise AssertionError(f"The server did not come up:\n{log.read_text()}")
