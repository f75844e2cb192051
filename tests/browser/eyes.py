"""What a page owes everybody who looks at it: WCAG 2.2 AA by axe, in light and in dark, and nothing beyond the edge of a phone."""

from __future__ import annotations

from typing import Any, Final, Literal

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page

from tests.browser.languages import beside, foreign
from tests.browser.office import PHONE

WCAG: Final = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
_ALL: Final = {"type": "tag", "values": WCAG}
_CONTRAST: Final = {"type": "rule", "values": ["color-contrast"]}
_COLOURLESS: Final = {"color-contrast": {"enabled": False}}


def faults(page: Page, *, name: str = "", opened: bool = False, both: bool = False) -> list[str]:
    """Return everything that is wrong with the page to look at, each with the page's name; ``opened`` as for `usable`, ``both``: in the other language too.

    Light is looked at as wide as the window is and dark on a phone's screen: a page is laid out anew once for both.
    """
    before = page.viewport_size
    found = usable(page, dark=False, opened=opened)
    page.set_viewport_size({"width": PHONE["width"], "height": PHONE["height"]})
    found += _dark(page) + _beyond(page)
    _back(page, before)
    if both:
        found += foreign(page) + _in_the_other_language(page)
    return [f"{name or page.url}: {one}" for one in found]


def _in_the_other_language(page: Page) -> list[str]:
    """Return what is wrong with the page when it speaks the other language: colours are the same in both, so they are not looked at again."""
    window = beside(page)
    if window is None:
        return []
    found = _findings(window, _ALL, _COLOURLESS) + _beyond(window) + foreign(window)
    spoken = window.evaluate("document.documentElement.lang")
    if spoken == page.evaluate("document.documentElement.lang"):
        found.append("does not change its language")
    return [f"in {spoken!r}: {one}" for one in found]


def usable(page: Page, *, dark: bool = True, opened: bool = False) -> list[str]:
    """Return what axe finds on the page as it stands; in the dark only contrast can differ, so only that is asked again.

    ``opened`` says that it was opened by its address; what a press brings may still be on its way, and some frames pass first.
    """
    if not opened:
        _paint(page, "light")
    found = _findings(page, _ALL)
    if dark:
        found += _dark(page)
        _back(page, page.viewport_size)
    return found


def fits(page: Page) -> bool:
    """Whether nothing runs off the screen to the right."""
    return bool(page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"))


def beyond_the_phone(page: Page) -> list[str]:
    """Return the elements that stand beyond the edge of a phone's screen, each cut short."""
    before = page.viewport_size
    page.set_viewport_size({"width": PHONE["width"], "height": PHONE["height"]})
    _paint(page, "light")
    found = _beyond(page)
    _back(page, before)
    return found


def _beyond(page: Page) -> list[str]:
    found: list[str] = page.evaluate(
        """() => {
            if (document.documentElement.scrollWidth <= window.innerWidth) return [];
            const beyond = one => one.getBoundingClientRect().right > window.innerWidth + 1 && !one.closest(".table-scroll, .tabs");
            return ["runs off the phone's screen", ...[...document.querySelectorAll("main *")].filter(beyond).map(one => one.outerHTML.slice(0, 120))];
        }"""
    )
    return found[:4]


def _dark(page: Page) -> list[str]:
    _paint(page, "dark")
    return [f"dark: {one}" for one in _findings(page, _CONTRAST)]


def _back(page: Page, size: Any) -> None:
    page.emulate_media(color_scheme="light")
    if size:
        page.set_viewport_size(size)


def _paint(page: Page, scheme: Literal["light", "dark"]) -> None:
    """Turn the light on or off and wait until it is so: colours change by transitions and width by the next frames, which end between two frames."""
    page.emulate_media(color_scheme=scheme)
    page.evaluate(
        """async scheme => {
            const light = matchMedia(`(prefers-color-scheme: ${scheme})`), frame = () => new Promise(requestAnimationFrame);
            while (!light.matches || document.getAnimations().some(one => one.playState === "running")) await frame();
            for (let left = 3; left > 0; left -= 1) await frame();
        }""",
        scheme,
    )


def _findings(page: Page, run: dict[str, Any], rules: dict[str, Any] | None = None) -> list[str]:
    """Ask axe, which is told to describe nothing but what fails: describing all that passes takes as long as looking."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE_SCRIPT)
    found: list[str] = page.evaluate(
        """async ([runOnly, rules]) => (await axe.run(document, {runOnly, rules, resultTypes: ["violations"]})).violations.flatMap(
            one => one.nodes.map(each => `${one.id}: ${each.html.slice(0, 160)} (${each.failureSummary})`))""",
        [run, rules or {}],
    )
    return found
