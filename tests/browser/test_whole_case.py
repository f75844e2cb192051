"""One case from its request to its final report, each step by the right person, with a rejection at 5 and at 9."""

from __future__ import annotations

from functools import cache
from secrets import token_hex

from playwright.sync_api import expect

from tests.browser import acts
from tests.browser.comparing import compare_and_report
from tests.browser.office import PHONE, Door
from tests.browser.reporting import ask_as_stranger, look_at_withdrawing, write_report
from tests.browser.walk import Walk


def test_a_case_goes_through_the_whole_sop_by_hand(door: Door) -> None:
    walk = Walk(at_the_desk_of=cache(door), title=f"Antrean Loket Terpadu {token_hex(2)}", looking=True)
    number = walk.begin()
    walk.step("subbag", 1)
    kabid = walk.step("kabid", 1, acts.approve)
    expect(kabid.locator(".case-number")).to_contain_text("PA-")
    walk.step("subbag", 2)
    walk.step("pengembang.1", 3)
    walk.step("pengembang.2", 4)

    acts.reject(walk.turn("teknis.1", 5), "Belum dapat dilaksanakan", "Jadwal pengujian terlalu singkat", "Alur penolakan belum ada")
    assert acts.answer(walk.turn("pengembang.1", 3)) == 2
    team = walk.at_the_desk_of("pengembang.1")
    team.locator(f".tabs a[href='/cases/{number}/plan/']").click()
    expect(team.locator("[aria-labelledby=changes] tbody tr")).not_to_have_count(0)
    expect(team.locator("[aria-labelledby=remarks] li")).to_have_count(2)
    walk.look(team, "plan")
    walk.step("pengembang.1", 3, again=("mockups", "business_flow"))
    walk.step("pengembang.1", 4)
    walk.step("teknis.1", 5, acts.approve)

    walk.step("pengembang.2", 6)
    walk.step("pengembang.1", 7)
    walk.step("teknis.2", 8)
    acts.reject(walk.turn("teknis.2", 9), "Berbeda dari yang dipresentasikan", "Rekap bulanan belum ada")
    assert acts.answer(walk.turn("pengembang.2", 6)) == 1
    walk.step("pengembang.2", 6, again=("analysis_documentation", "installation_guide", "user_guide"))
    walk.step("pengembang.1", 7)
    compare_and_report(walk, walk.turn("teknis.1", 8), number)
    walk.step("teknis.1", 8)
    walk.step("teknis.1", 9, acts.approve)

    write_report(walk, walk.turn("pengembang.1", 10))
    walk.step("pengembang.1", 10)
    walk.step("subbag", 10)
    for head in ("kabid", "karo"):
        walk.step(head, 10, lambda page: acts.sign(page, walk.look))
    acts.stands_at(walk.at_the_desk_of("karo"), 0)
    look_at_withdrawing(walk, walk.at_the_desk_of("administrator"), number)
    stranger = door(viewport=PHONE, is_mobile=True, has_touch=True)
    ask_as_stranger(walk, walk.at_the_desk_of("karo"), stranger, number)

    user = walk.at_the_desk_of("pengguna.1")
    user.goto(f"/cases/{number}/responses/")
    expect(user.locator(".response")).to_have_count(5)
    checked = door.office.runut("check")
    assert checked.returncode == 0, checked.stdout + checked.stderr
    assert walk.looked_at >= {"upload", "experts", *acts.FORMS}
    assert not walk.faults, "\n".join(walk.faults)
