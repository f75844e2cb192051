"""What a page owes everybody who looks at it: WCAG 2.2 AA by axe, in light and in dark, and nothing beyond the edge of a phone."""

from __future__ import annotations

from typing import Any, Final, Literal

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from tests.browser.office import PHONE

WCAG: Final = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
_AXE: Final = Axe()


def faults(page: Page, *, name: str = "", opened: bool = False) -> list[str]:
    """Return everything that is wrong with the page to look at, each with the page's name; ``opened`` as for `usable`."""
    found = usable(page, opened=opened) + beyond_the_phone(page)
    return [f"{name or page.url}: {one}" for one in found]


def usable(page: Page, *, dark: bool = True, opened: bool = False) -> list[str]:
    """Return what axe finds on the page as it stands; in the dark only contrast can differ, so only that is asked again.

    ``opened`` says that it was opened by its address; what a press brings may still be on its way, and some frames pass first.
    """
    if not opened:
        _paint(page, "light")
    found = _findings(page, {"runOnly": {"type": "tag", "values": WCAG}})
    if dark:
        _paint(page, "dark")
        found += [f"dark: {one}" for one in _findings(page, {"runOnly": {"type": "rule", "values": ["color-contrast"]}})]
        page.emulate_media(color_scheme="light")
    return found


def fits(page: Page) -> bool:
    """Whether nothing runs off the screen to the right."""
    return bool(page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"))


def beyond_the_phone(page: Page) -> list[str]:
    """Return the elements that stand beyond the edge of a phone's screen, each cut short; a long page becomes narrow only in the next frames."""
    before = page.viewport_size
    page.set_viewport_size({"width": PHONE["width"], "height": PHONE["height"]})
    found: list[str] = page.evaluate(
        """async () => {
            for (let left = 3; left > 0; left -= 1) await new Promise(requestAnimationFrame);
            if (document.documentElement.scrollWidth <= window.innerWidth) return [];
            const beyond = one => one.getBoundingClientRect().right > window.innerWidth + 1 && !one.closest(".table-scroll, .tabs");
            return ["runs off the phone's screen", ...[...document.querySelectorAll("main *")].filter(beyond).map(one => one.outerHTML.slice(0, 120))];
        }"""
    )
    if before:
        page.set_viewport_size(before)
    return found[:4]


def _paint(page: Page, scheme: Literal["light", "dark"]) -> None:
    """Turn the light on or off and wait until it is so: colours change by transitions, which end between two frames."""
    page.emulate_media(color_scheme=scheme)
    page.evaluate(
        """async scheme => {
            const light = matchMedia(`(prefers-color-scheme: ${scheme})`), frame = () => new Promise(requestAnimationFrame);
            while (!light.matches || document.getAnimations().some(one => one.playState === "running")) await frame();
            for (let left = 3; left > 0; left -= 1) await frame();
        }""",
        scheme,
    )


def _findings(page: Page, options: dict[str, Any]) -> list[str]:
    violations = _AXE.run(page, options=options).response["violations"]
    return [f"{one['id']}: {each['html'][:160]} ({each['failureSummary']})" for one in violations for each in one["nodes"]]
