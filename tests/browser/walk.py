"""A case on its way through the SOP, each step by the person whose turn it is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from playwright.sync_api import Page, expect

from tests.browser import acts
from tests.browser.eyes import faults


@dataclass(slots=True, kw_only=True)
class Walk:
    """Walks the case ``title``; ``at_the_desk_of`` gives everybody's window. With ``looking`` each form is judged when it is met first."""

    at_the_desk_of: Callable[[str], Page]
    title: str
    looking: bool = False
    looked_at: set[str] = field(default_factory=set)
    faults: list[str] = field(default_factory=list)

    def begin(self, account: str = "pengguna.1") -> str:
        """Let a unit ask for the application and file its analysis; return the case's number in addresses."""
        user = self.at_the_desk_of(account)
        case = acts.request(user, self.title)
        user.locator("#wanted-analysis_report a.btn").click()
        self.look(user, "upload")
        acts.upload(user, acts.FILES["analysis_report"])
        expect(user.locator("#wanted-analysis_report")).to_have_class("is-filed")
        return case

    def turn(self, account: str, activity: int) -> Page:
        """Return the window of whose turn it is, on the case's page."""
        page = self.at_the_desk_of(account)
        acts.take_up(page, self.title)
        acts.stands_at(page, activity)
        return page

    def step(self, account: str, activity: int, act: Callable[[Page], None] = acts.record, again: tuple[str, ...] = ()) -> Page:
        """Supply what is missing, then act."""
        page = self.turn(account, activity)
        acts.supply(page, again=again, look=self.look)
        act(page)
        return page

    def look(self, page: Page, name: str) -> None:
        """Judge a page, the first time that one of its kind is met."""
        if self.looking and name not in self.looked_at:
            self.looked_at.add(name)
            self.faults += faults(page, name=name, both=True)
