"""What activity 3 leaves, drawn up on its own pages: mockups with comments on their spots, business flows drawn by hand."""

from __future__ import annotations

from functools import cache
from secrets import token_hex

from playwright.sync_api import Page, expect

from tests.browser import acts
from tests.browser.eyes import faults, fits, usable
from tests.browser.office import PHONE, Door
from tests.browser.walk import Walk

SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'


def planned(door: Door, title: str) -> tuple[Walk, str]:
    """Return the walk of a new case that stands at activity 3, and its number in addresses."""
    walk = Walk(at_the_desk_of=cache(door), title=f"{title} {token_hex(2)}")
    case = walk.begin()
    walk.step("subbag", 1)
    walk.step("kabid", 1, acts.approve)
    walk.step("subbag", 2)
    return walk, case


def sent(page: Page, name: str, kind: str, content: bytes) -> None:
    """Choose one file in the form that stands on the page, and send it."""
    page.locator("input[type=file]").set_input_files({"name": name, "mimeType": kind, "buffer": content})
    page.locator("form[data-upload] button[type=submit]").click()


def test_screens_are_shown_commented_on_a_spot_and_come_again(door: Door) -> None:
    walk, case = planned(door, "Mockup Layar")
    team = walk.turn("pengembang.1", 3)
    team.locator("#wanted-mockups a.btn").first.click()
    refused = door("pengembang.1", watched=False)
    refused.goto(team.url)
    sent(refused, "masuk.svg", "image/svg+xml", SVG)
    expect(refused.locator(".refusal-error")).to_contain_text("SVG")
    acts.upload(team, acts.FILES["mockups"])
    expect(team.locator(".gallery > li")).to_have_count(2)
    expect(team.locator(".gallery img").first).to_have_js_property(
        "naturalWidth", 320
    )  # the small picture has come, and is not the grey one
    assert faults(team, name="mockups") == []
    team.locator(".gallery button[value=down]").first.click()
    expect(team.locator(".gallery h2 a").first).to_have_text("daftar-antrean")

    reviewer = walk.at_the_desk_of("teknis.1")
    reviewer.goto(f"/cases/{case}/mockups/mockups/")
    reviewer.get_by_role("link", name="halaman-masuk").click()
    picture = reviewer.locator(".screen-stage img")
    box = picture.bounding_box()
    assert box
    reviewer.mouse.click(box["x"] + box["width"] * 0.25, box["y"] + box["height"] * 0.5)
    expect(reviewer.locator("#id_text")).to_be_focused()
    assert abs(float(reviewer.input_value("#id_x")) - 25) < 1
    assert abs(float(reviewer.input_value("#id_y")) - 50) < 1
    expect(reviewer.locator(".spot-new")).to_be_visible()
    reviewer.keyboard.type("Tombol ini terlalu kecil")
    reviewer.locator("#comment button[type=submit]").click()
    expect(reviewer.locator(".screen-spots a")).to_have_count(1)
    expect(reviewer.locator("#comment-1")).to_contain_text("Tombol ini terlalu kecil")
    spot = reviewer.locator(".screen-spots a .spot").bounding_box()
    assert spot
    assert abs(spot["x"] + spot["width"] / 2 - box["x"] - box["width"] * 0.25) < 3
    assert faults(reviewer, name="screen") == []

    team.goto(reviewer.url)
    sent(team, "masuk-2.png", "image/png", acts.png(300, 180))
    expect(team.locator(".page-title .lead")).to_contain_text("2")
    team.locator("#comment-1 summary").click()
    team.fill("#reply-1", "Sudah diperbesar")
    team.locator("#comment-1 button[value=resolve]").click()
    expect(team.locator("#comment-1 .tone-done")).to_be_visible()
    team.select_option("#beside", "1")
    team.locator(".toolbar button[type=submit]").click()
    expect(team.locator(".screen-figure img")).to_have_count(2)
    assert faults(team, name="two versions") == []


def test_a_comment_is_written_on_a_phone_by_its_numbers_without_javascript(door: Door) -> None:
    walk, case = planned(door, "Mockup Ponsel")
    team = walk.turn("pengembang.1", 3)
    team.goto(f"/cases/{case}/mockups/mockups/")
    acts.upload(team, acts.FILES["mockups"])
    expect(team.locator(".gallery > li")).to_have_count(2)

    phone = door("teknis.1", viewport=PHONE, is_mobile=True, has_touch=True, java_script_enabled=False)
    phone.goto(f"/cases/{case}/mockups/mockups/")
    with phone.expect_navigation():
        phone.locator(".gallery h2 a").first.tap()
    assert fits(phone)
    phone.fill("#id_text", "Lambang daerah belum ada")
    phone.fill("#id_x", "10")
    phone.locator("#comment button[type=submit]").tap()
    expect(phone.locator(".refusal-error li")).to_have_count(1)  # a spot needs both numbers
    expect(phone.locator("#id_text")).to_have_value("Lambang daerah belum ada")
    phone.fill("#id_y", "20")
    phone.locator("#comment button[type=submit]").tap()
    expect(phone.locator(".screen-spots a")).to_have_count(1)


def test_a_business_flow_is_drawn_by_hand_saved_by_itself_and_filed(door: Door) -> None:
    walk, _case = planned(door, "Alur Digambar")
    team = walk.turn("pengembang.1", 3)
    team.locator("#wanted-business_flow a.btn").first.click()
    assert faults(team, name="flows") == []
    team.fill("#id_name", "Pendaftaran")
    team.locator("button[name=draw]").click()
    expect(team.locator("[data-draw].is-live")).to_be_visible()
    expect(team.locator(".bjs-powered-by")).to_be_visible()  # its licence asks that its mark stays in sight
    late = door("pengembang.2", watched=False)
    late.goto(team.url)
    expect(late.locator("[data-draw].is-live")).to_be_visible()

    append(team, "StartEvent_1", "bpmn-icon-task")
    team.keyboard.type("Ambil nomor antrean")
    team.locator(".flow-canvas").click(position={"x": 400, "y": 20})
    expect(team.locator(".flow-saved")).to_have_text("Tersimpan.")
    team.locator(".djs-shape[data-element-id^=Activity]").click()
    team.locator(".djs-context-pad .bpmn-icon-screw-wrench").click()  # a menu of its own, with styles of its own
    expect(team.locator(".djs-popup")).to_be_visible()
    team.locator(".djs-popup [data-id=replace-with-user-task]").click()
    expect(team.locator(".flow-saved")).to_have_text("Tersimpan.")
    assert usable(team, dark=False) == []

    append(late, "StartEvent_1", "bpmn-icon-end-event-none")
    expect(late.locator(".refusal-error")).to_contain_text("Dewi Contoh")

    team.locator(".page-actions a").click()
    expect(team.locator("tbody tr")).to_have_count(2)
    expect(team.locator("tbody")).to_contain_text("Ambil nomor antrean")
    expect(team.locator("tbody")).to_contain_text("Tugas orang")
    expect(team.locator(".flow-figure.is-live .bjs-powered-by")).to_be_in_viewport()
    team.locator("form[action$='/file/'] button").click()
    expect(team.locator(".page-title .tone-done")).to_be_visible()
    assert faults(team, name="flow") == []


def test_regulations_are_entered_once_and_chosen_with_a_warning(door: Door) -> None:
    walk, case = planned(door, "Peraturan Dipilih")
    keeper = walk.at_the_desk_of("subbag")
    number = token_hex(3)
    keeper.goto("/regulations/new/")
    keeper.select_option("#id_kind", "pp")
    keeper.fill("#id_number", number)
    keeper.fill("#id_year", "2012")
    keeper.fill("#id_title", "Penyelenggaraan Sistem (contoh)")
    keeper.check("#id_replaced")
    keeper.fill("#id_replaced_by", "PP 71/2019")
    keeper.locator("main form button[type=submit]").click()
    expect(keeper.get_by_role("heading", level=1)).to_have_text(f"PP {number}/2012")
    assert faults(keeper, name="regulation") == []
    keeper.locator(".page-actions a").first.click()
    assert faults(keeper, name="change a regulation") == []

    team = walk.turn("pengembang.1", 3)
    team.goto(f"/cases/{case}/regulations/regulations/")
    team.fill("#find_q", number)
    team.locator("button[name=find]").click()
    team.get_by_label(f"PP {number}/2012").check()
    assert faults(team, name="choose regulations") == []
    team.locator("main form .form-actions button[type=submit]").click()
    expect(team.locator("#flash")).to_contain_text("PP 71/2019")
    expect(team.locator("#wanted-regulations")).to_have_class("is-filed")


def append(page: Page, shape: str, icon: str) -> None:
    """Let the drawing tool put another shape behind one."""
    page.locator(f".djs-shape[data-element-id={shape}]").click()
    page.locator(f".djs-context-pad .{icon}").click()
