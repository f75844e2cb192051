"""Every component in a real browser: usable by everybody in both themes and languages, and each script doing what it says."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.eyes import fits, usable
from tests.browser.office import Door


@pytest.fixture
def guide(door: Door, size: dict[str, int]) -> Page:
    """The style guide, opened by the administrator."""
    page = door("administrator", viewport=size)
    page.goto("/styleguide/")
    return page


def test_everybody_can_use_every_component(guide: Page) -> None:
    for fold in guide.locator("details:not([data-menu])").all():
        fold.evaluate("fold => fold.open = true")
    assert usable(guide) == []
    assert fits(guide)


def test_theme_and_language_are_chosen_on_the_page(guide: Page) -> None:
    switches = guide.locator("section[aria-labelledby=guide-switches]")
    try:
        for theme, language in (("dark", "en"), ("light", "id")):
            switches.locator(f"button[value={theme}]").click()
            switches.locator(f"button[value={language}]").click()
            expect(guide.locator("html")).to_have_attribute("data-theme", theme)
            expect(guide.locator("html")).to_have_attribute("lang", language)
            assert fits(guide)
    finally:  # the account is everybody's
        switches.locator("button[value=id]").click()
        switches.locator("button[value=auto]").click()


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
    expect(guide).to_have_url(re.compile(r"/people/$"))


def test_a_link_asks_in_a_dialog_and_cancel_closes_it(guide: Page) -> None:
    guide.locator("[data-confirm]").click()
    dialog = guide.locator("#guide-dialog")
    expect(dialog).to_be_visible()
    dialog.locator("[data-dialog-close]").click()
    expect(dialog).to_be_hidden()


def test_what_one_copies_is_on_the_clipboard(guide: Page) -> None:
    guide.context.grant_permissions(["clipboard-read", "clipboard-write"])
    button = guide.locator("button[data-copy]")
    button.click()
    expect(button).to_contain_text("Tersalin")
    assert guide.evaluate("navigator.clipboard.readText()") == button.get_attribute("data-copy")


def test_a_form_with_errors_takes_the_focus(guide: Page) -> None:
    expect(guide.locator("[data-focus]")).to_be_focused()


def test_chosen_files_are_listed_and_their_progress_is_shown(door: Door, size: dict[str, int]) -> None:
    other = door("administrator", viewport=size, watched=False)  # the line breaks
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
def test_an_htmx_request_that_fails_is_said_in_the_flash_place(door: Door, address: str) -> None:
    other = door("administrator", watched=False)
    other.goto("/styleguide/")
    other.evaluate("address => { htmx.ajax('GET', address, { target: '#content', swap: 'innerHTML' }) }", address)
    expect(other.locator("#flash .notice, #flash .refusal")).to_be_visible()
    expect(other.get_by_role("heading", level=1)).to_be_visible()


def test_touch_targets_are_large_enough_on_the_phone(guide: Page) -> None:
    if (guide.viewport_size or {"width": 0})["width"] > 600:
        pytest.skip("a mouse is exact")
    small = guide.eval_on_selector_all(
        "main .btn, main input:not([type=hidden]):not([type=checkbox]):not([type=radio]), main select, main .tabs a, summary",
        "all => all.filter(one => one.offsetParent && one.getBoundingClientRect().height < 43.5).map(one => one.outerHTML.slice(0, 90))",
    )
    assert small == []
