"""One case from its request to its final report, each step by the right person, with a rejection at 5 and at 9."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from secrets import token_hex

from playwright.sync_api import Page, expect

from tests.browser import acts
from tests.browser.office import Door

TITLE = f"Antrean Loket Terpadu {token_hex(2)}"


def test_a_case_goes_through_the_whole_sop_by_hand(door: Door) -> None:
    at_the_desk_of = cache(door)

    def turn(account: str, activity: int) -> Page:
        page = at_the_desk_of(account)
        acts.take_up(page, TITLE)
        acts.stands_at(page, activity)
        return page

    def step(account: str, activity: int, act: Callable[[Page], None] = acts.record, again: tuple[str, ...] = ()) -> Page:
        page = turn(account, activity)
        acts.supply(page, again=again)
        act(page)
        return page

    user = at_the_desk_of("pengguna.1")
    number = acts.request(user, TITLE)
    user.locator("#wanted-analysis_report a.btn").click()
    acts.upload(user, acts.FILES["analysis_report"])
    expect(user.locator("#wanted-analysis_report")).to_have_class("is-filed")

    step("subbag", 1)
    step("kabid", 1, acts.approve)
    expect(at_the_desk_of("kabid").locator(".case-number")).to_contain_text("PA-")
    step("subbag", 2)
    step("pengembang.1", 3)
    step("pengembang.2", 4)

    acts.reject(turn("teknis.1", 5), "Belum dapat dilaksanakan", "Jadwal pengujian terlalu singkat", "Alur penolakan belum ada")
    developer = turn("pengembang.1", 3)
    assert acts.answer(developer) == 2
    step("pengembang.1", 3, again=("mockups", "business_flow"))
    step("pengembang.1", 4)
    step("teknis.1", 5, acts.approve)

    step("pengembang.2", 6)
    step("pengembang.1", 7)
    step("teknis.2", 8)
    acts.reject(turn("teknis.2", 9), "Berbeda dari yang dipresentasikan", "Rekap bulanan belum ada")
    developer = turn("pengembang.2", 6)
    assert acts.answer(developer) == 1
    step("pengembang.2", 6, again=("analysis_documentation", "installation_guide", "user_guide"))
    step("pengembang.1", 7)
    step("teknis.1", 8)
    step("teknis.1", 9, acts.approve)

    step("pengembang.1", 10)
    step("subbag", 10)
    step("kabid", 10)
    acts.stands_at(step("karo", 10), 0)

    user.goto(f"/cases/{number}/responses/")
    expect(user.locator(".response")).to_have_count(5)
    checked = door.office.runut("check")
    assert checked.returncode == 0, checked.stdout + checked.stderr
