"""Every component in a real browser: usable by everybody in both themes and languages, and each script doing what it says."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.contrib.auth import get_user_model
from django.test import Client
from playwright.sync_api import BrowserContext, Page, expect
from pytest_django.live_server_helper import LiveServer

from tests.cast import Cast, cast

WCAG = {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}}


@pytest.fixture
def office(transactional_db: None) -> Cast:
    return cast(datetime.now(UTC))


@pytest.fixture
def guide(office: Cast, context: BrowserContext, live_server: LiveServer, page: Page, settings: object) -> Page:
    """The style guide, opened by the administrator."""
    client = Client()
    client.force_login(get_user_model().objects.get(pk=office.administrator))
    (session,) = client.cookies.values()
    context.add_cookies([{"name": session.key, "value": session.value, "url": live_server.url}])
    page.goto("/styleguide/")
    return page


@pytest.mark.parametrize("language", ["id", "en"])
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_everybody_can_use_every_component(guide: Page, theme: str, language: str) -> None:
    switches = guide.locator("section[aria-labelledby=guide-switches]")
    switches.locator(f"button[value={theme}]").click()
    switches.locator(f"button[value={language}]").click()
    expect(guide.locator("html")).to_have_attribute("data-theme", theme)
    expect(guide.locator("html")).to_have_attribute("lang", language)
    for fold in guide.locator("details:not([data-menu])").all():
        fold.evaluate("fold => fold.open = true")
    found = Axe().run(guide, options=WCAG)
    assert found.violations_count == 0, found.generate_report()
    assert guide.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


def test_the_page_works_through_its_skip_link(guide: Page) -> None:
    guide.goto("/people/")  # nothing there takes the focus
    guide.keyboard.press("Tab")
    expect(guide.locator(".skip-link")).to_be_focused()
    guide.keyboard.press("Enter")
    expect(guide.locator("#content")).to_be_focused()


def test_only_one_form_of_the_flowchart_is_there(guide: Page) -> None:
    wide = (guide.viewport_size or {"width": 0})["width"] > 600
    first = guide.locator(".sopmap").first
    expect(first.locator("svg.sopmap-drawing")).to_be_visible(visible=wide)
    expect(first.locator("ol.sopmap-list")).to_be_visible(visible=not wide)


def test_a_menu_closes_by_escape_and_gives_the_focus_back(guide: Page) -> None:
    summary = guide.locator(".menu-person > summary")
    summary.click()
    expect(guide.locator(".menu-person")).to_have_attribute("open", "")
    guide.keyboard.press("Escape")
    expect(guide.locator(".menu-person")).not_to_have_attribute("open", "")
    expect(summary).to_be_focused()


def test_the_shortcuts_open_by_a_question_mark_but_not_while_typing(guide: Page) -> None:
    box = guide.locator("#site-search")
    box.press("?")
    expect(guide.locator("#shortcuts")).to_be_hidden()
    box.blur()
    guide.keyboard.press("?")
    expect(guide.locator("#shortcuts")).to_be_visible()
    guide.keyboard.press("Escape")
    guide.keyboard.press("/")
    expect(box).to_be_focused()


def test_g_and_a_letter_go_to_a_place(guide: Page) -> None:
    guide.evaluate("document.activeElement.blur()")
    guide.keyboard.press("g")
    guide.keyboard.press("p")
    guide.wait_for_url("**/people/")


def test_a_link_asks_in_a_dialog_and_cancel_closes_it(guide: Page) -> None:
    guide.locator("[data-confirm]").click()
    dialog = guide.locator("#guide-dialog")
    expect(dialog).to_be_visible()
    dialog.locator("[data-dialog-close]").click()
    expect(dialog).to_be_hidden()


def test_what_one_copies_is_on_the_clipboard(guide: Page, context: BrowserContext) -> None:
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    button = guide.locator("button[data-copy]")
    button.click()
    expect(button).to_contain_text("Tersalin")
    assert guide.evaluate("navigator.clipboard.readText()") == button.get_attribute("data-copy")


def test_a_form_with_errors_takes_the_focus(guide: Page) -> None:
    expect(guide.locator("[data-focus]")).to_be_focused()


def test_chosen_files_are_listed_and_their_progress_is_shown(guide: Page, context: BrowserContext) -> None:
    other = context.new_page()  # the page of the other tests takes the broken line for a fault
    other.goto("/styleguide/")
    form = other.locator("form[data-upload]")
    files = [{"name": f"berkas-{n}.txt", "mimeType": "text/plain", "buffer": b"isi" * 1000} for n in (1, 2)]
    form.locator("input[type=file]").set_input_files(files)  # type: ignore[arg-type]
    expect(form.locator(".upload-files li")).to_have_count(2)
    expect(form.locator(".upload-name").first).to_have_text("berkas-1.txt")
    other.route("**/styleguide/", lambda route: route.abort() if route.request.method == "POST" else route.continue_())
    form.evaluate("form => form.requestSubmit()")
    expect(form.locator(".upload-files progress")).to_have_count(2)
    expect(form.locator(".upload-files li").first).to_have_class("is-failed")
    expect(form.locator("button")).to_be_enabled()


def test_files_can_be_dropped(guide: Page) -> None:
    area = guide.locator("form[data-upload] .upload")
    area.evaluate(
        """area => {
            const data = new DataTransfer();
            data.items.add(new File(["isi"], "jatuh.txt", { type: "text/plain" }));
            area.dispatchEvent(new DragEvent("drop", { dataTransfer: data, bubbles: true, cancelable: true }));
        }"""
    )
    expect(guide.locator(".upload-name")).to_have_text("jatuh.txt")


@pytest.mark.parametrize("address", ["/styleguide/nowhere/", "/theme/", "/people/999999/"])
def test_an_htmx_request_that_fails_is_said_in_the_flash_place(guide: Page, context: BrowserContext, address: str) -> None:
    other = context.new_page()  # the page of the other tests takes every refusal for a fault
    other.goto("/styleguide/")
    other.evaluate("address => { htmx.ajax('GET', address, { target: '#content', swap: 'innerHTML' }) }", address)
    expect(other.locator("#flash .notice, #flash .refusal")).to_be_visible()
    expect(other.get_by_role("heading", level=1)).to_be_visible()


def test_a_first_visit_weighs_less_than_two_hundred_kilobytes(office: Cast, context: BrowserContext) -> None:
    weights: list[int] = []
    page = context.new_page()
    page.on("requestfinished", lambda request: weights.append(request.sizes()["responseBodySize"]))
    page.goto("/account/login/", wait_until="networkidle")
    assert 0 < sum(weights) < 200_000, weights


def test_touch_targets_are_large_enough_on_the_phone(guide: Page) -> None:
    if (guide.viewport_size or {"width": 0})["width"] > 600:
        pytest.skip("a mouse is exact")
    small = guide.eval_on_selector_all(
        "main .btn, main input:not([type=hidden]):not([type=checkbox]):not([type=radio]), main select, main .tabs a, summary",
        "all => all.filter(one => one.offsetParent && one.getBoundingClientRect().height < 43.5).map(one => one.outerHTML.slice(0, 90))",
    )
    assert small == []
