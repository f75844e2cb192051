"""The plan of a case in its own tools, on a desk and on a phone: features written, imported, put in order by drag and by button, and filed."""

from __future__ import annotations

from functools import cache
from secrets import token_hex

from playwright.sync_api import Page, expect

from tests.browser import acts
from tests.browser.eyes import faults
from tests.browser.office import DESK, Door
from tests.browser.walk import Walk

FEATURES = (
    "Fitur;Prioritas;Kriteria penerimaan\nMasuk dengan NIP;wajib;Petugas melihat daftarnya\nMencari surat;sebaiknya;\nRekap bulanan;bisa;\n"
)


def planning(door: Door, size: dict[str, int]) -> tuple[Walk, Page, str]:
    """Return a new case at activity 3 in the window of its developer, and its address."""

    def window(account: str) -> Page:
        return door(account, viewport=size)

    walk = Walk(at_the_desk_of=cache(window), title=f"Arsip Digital {token_hex(2)}")
    walk.begin()
    walk.step("subbag", 1)
    walk.step("kabid", 1, acts.approve)
    walk.step("subbag", 2)
    page = walk.turn("pengembang.1", 3)
    return walk, page, page.url.split("#")[0]


def names(page: Page) -> list[str]:
    return page.locator("table.features tbody th a").all_inner_texts()


def test_a_feature_list_is_imported_put_in_order_and_filed(door: Door, size: dict[str, int]) -> None:
    _walk, page, case = planning(door, size)
    found: list[str] = []
    page.locator("#wanted-analysis_document a.btn").click()
    found += faults(page, name="an empty feature list")
    features = page.url
    page.goto(features + "import/")
    page.locator("input[type=file]").set_input_files(
        {"name": "fitur.csv", "mimeType": "text/csv", "buffer": b"Fitur;Prioritas\n;wajib\nA;segera\n"}
    )
    page.get_by_role("button", name="Lihat isinya").click()
    expect(page.locator("#faults")).to_be_visible()
    found += faults(page, name="an import with faults")
    page.locator("input[type=file]").set_input_files({"name": "fitur.csv", "mimeType": "text/csv", "buffer": FEATURES.encode()})
    page.get_by_role("button", name="Lihat isinya").click()
    expect(page.locator("#preview")).to_be_visible()
    found += faults(page, name="an import to look at")
    page.get_by_role("button", name="Impor", exact=True).click()
    expect(page).to_have_url(features)
    assert names(page) == ["Masuk dengan NIP", "Mencari surat", "Rekap bulanan"]
    found += faults(page, name="a feature list")

    page.goto(features + "new/")
    page.fill("[name=name]", "Unduh")
    page.get_by_label("bisa").check()
    found += faults(page, name="a new feature")
    page.get_by_role("button", name="Simpan", exact=True).click()
    page.locator("button[name=up][value='4']").click()
    page.wait_for_url("**#F4")
    assert names(page) == ["Masuk dengan NIP", "Mencari surat", "Unduh", "Rekap bulanan"]
    if size == DESK:
        with page.expect_response(lambda answer: answer.request.method == "POST"):
            page.locator("#F4 .grip").drag_to(page.locator("#F1 .grip"), target_position={"x": 4, "y": 1})
        page.reload()
        assert "Unduh" in names(page)[:2]
    page.locator("button[name=remove][value='3']").click()
    page.locator("#removed summary").click()
    page.locator("button[name=restore][value='3']").click()
    assert "Rekap bulanan" in names(page)
    page.locator("button[name=file]").click()
    expect(page.locator("#flash .notice-success")).to_be_visible()
    page.goto(case)
    expect(page.locator("#wanted-analysis_document")).to_have_class("is-filed")
    assert not found, "\n".join(found)


TASKS = "Nomor;Pekerjaan;Hari kerja;Menunggu\n1;Rancang;3;\n2;Bangun;5;1\n3;Uji;2;2\n4;Siap;0;3\n"


def test_a_schedule_is_imported_filed_and_its_cards_are_moved(door: Door, size: dict[str, int]) -> None:
    _walk, page, case = planning(door, size)
    found: list[str] = []
    page.locator("#wanted-schedule a.btn").click()
    found += faults(page, name="an empty schedule")
    schedule = page.url
    page.goto(schedule + "import/")
    page.locator("input[type=file]").set_input_files({"name": "jadwal.csv", "mimeType": "text/csv", "buffer": TASKS.encode()})
    page.get_by_role("button", name="Lihat isinya").click()
    expect(page.locator("#preview")).to_be_visible()
    page.get_by_role("button", name="Impor", exact=True).click()
    expect(page.locator("table.tasks tbody tr")).to_have_count(4)
    expect(page.locator("#gantt .bar-wrapper")).to_have_count(4)
    expect(page.locator("tr.is-critical .badge").first).to_contain_text("kritis")
    found += faults(page, name="a schedule")
    page.goto(schedule + "1/")
    found += faults(page, name="a task")
    page.fill("[name=after]", "3")
    page.get_by_role("button", name="Simpan", exact=True).click()
    expect(page.locator(".refusal-error")).to_contain_text("#1 Rancang")
    page.goto(schedule)
    page.locator("button[name=file]").click()
    expect(page.locator("#flash .notice-success")).to_be_visible()
    page.goto(case)
    expect(page.locator("#wanted-schedule")).to_have_class("is-filed")

    page.get_by_role("link", name="Papan", exact=True).first.click()
    found += faults(page, name="a board")
    page.locator("#T1 button[value$=':doing']").click()
    expect(page.locator("[data-lane=doing] .task-card")).to_have_count(1)
    if size == DESK:
        with page.expect_navigation():  # the board comes anew, with other buttons and counts
            page.locator("#T2 .card-meta").drag_to(page.locator("[data-lane=doing]"))
        expect(page.locator("[data-lane=doing] .task-card")).to_have_count(2)
    page.locator("#T3 > a").click()
    page.select_option("#state", "done")
    page.get_by_role("button", name="Pindahkan", exact=True).click()
    page.fill("#text", "Sudah diuji bersama unit")
    page.get_by_role("button", name="Kirim komentar").click()
    expect(page.locator(".said")).to_contain_text("Sudah diuji bersama unit")
    found += faults(page, name="a card")
    page.goto(case)
    expect(page.locator(".progress-text")).to_contain_text("20%")
    assert not found, "\n".join(found)


def test_a_plan_of_a_thousand_tasks_is_walked_in_its_chart(door: Door, size: dict[str, int]) -> None:
    _walk, page, case = planning(door, size)
    schedule = f"{case}tasks/schedule/"
    page.goto(schedule + "import/")
    lines = [f"{number};Langkah {number};{1 + number % 4};{number - 7 if number > 7 else ''}" for number in range(1, 1001)]
    big = "\n".join(["Nomor;Pekerjaan;Hari kerja;Menunggu", *lines])
    page.locator("input[type=file]").set_input_files({"name": "jadwal.csv", "mimeType": "text/csv", "buffer": big.encode()})
    page.get_by_role("button", name="Lihat isinya").click()
    page.get_by_role("button", name="Impor", exact=True).click()
    chart, told = page.get_by_role("listbox"), page.locator("[data-told]")
    expect(chart.get_by_role("option").first).to_contain_text("#1 Langkah 1")

    page.fill("#gantt-find", "930")
    page.press("#gantt-find", "Enter")
    expect(told).to_contain_text("#930 Langkah 930")
    expect(page.locator("#gantt-929")).to_be_in_viewport()
    expect(page.locator(".bar-wrapper[data-id=r929]")).to_be_in_viewport()
    assert page.locator(".bar-wrapper").count() < 80, "only what is in sight is drawn"
    told.get_by_role("button", name="#923").click()
    expect(told).to_contain_text("#923 Langkah 923")
    expect(chart).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(told).to_contain_text("#924 Langkah 924")
    page.select_option("#gantt-scale", "day")
    page.locator("[data-act=today]").click()
    expect(page.locator(".gantt-today")).to_be_in_viewport()
    chart.focus()
    page.keyboard.press("End")
    expect(page.locator("[aria-selected=true]")).to_have_id("gantt-999")
    assert faults(page, name="the chart of a big plan") == []
    with page.expect_navigation():
        page.keyboard.press("Enter")
    expect(page.locator("[name=name]")).to_have_value("Langkah 1000")

    plain = door("pengembang.1", viewport=size, java_script_enabled=False)
    plain.goto(schedule)
    expect(plain.locator("#gantt")).to_be_hidden()
    plain.locator("a[rel=next]").click()
    expect(plain.locator("table.tasks tbody tr").first).to_contain_text("Langkah 101")
