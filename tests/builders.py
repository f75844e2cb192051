"""Cases that have come some way: `Story` walks one through the SOP as people would, through the services alone.

story = begin(cast(AT), to=5)             # the technical team is to respond to the plan
story.reject("Terlalu singkat", "Perbaiki jadwal")
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from runut.cases import queries, services
from runut.cases.queries import CasePage
from runut.cases.services import Member
from runut.core.guards import Act
from runut.core.position import Position
from runut.core.procedure import Part
from runut.documents.services import file_form
from runut.procedures.services import install_shipped
from tests.cast import Cast
from tests.remembering import remembered

ENDS_ON = date(2027, 2, 26)
BY_DECISION = {"plan_response", "result_response"}
_STEP = timedelta(minutes=1)


@dataclass
class Story:
    """One case among the cast; ``at`` moves on a minute with each step."""

    cast: Cast
    case_id: int
    at: datetime

    def page(self, by: int | None = None) -> CasePage:
        """Return the case's page as somebody sees it; the administrator, if nobody is named."""
        who = self.cast.standing(by or self.cast.administrator)
        return queries.access_page(case_id=self.case_id, who=who, at=self.at)

    @property
    def position(self) -> Position:
        """Where the case stands."""
        return self.page().position

    @property
    def activity(self) -> int:
        """The number of the open activity; 0 once it has ended."""
        item = self.position.item
        return item.activity if item else 0

    def file(self, key: str, *, by: int | None = None, ends_on: date | None = None, text: str = "") -> None:
        """File a small form for a deliverable, by whoever has the turn; a new text makes a new version."""
        self.at += _STEP
        content = {"text": text or f"{key} {self.at:%H:%M:%S}"}
        who = self.cast.standing(by or self.performer())
        file_form(case_id=self.case_id, key=key, name=key, form="note", content=content, ends_on=ends_on, who=who, at=self.at)

    def certify(self, outcome: str = "", *, by: int | None = None, why: str = "", remarks: tuple[str, ...] = ()) -> Position:
        """Record the turn as whoever has it."""
        self.at += _STEP
        who = self.cast.standing(by or self.performer())
        act = Act(outcome=outcome, reason=why, remarks=remarks)
        return services.certify(case_id=self.case_id, act=act, who=who, at=self.at)

    def reject(self, why: str, *remarks: str) -> Position:
        """Decide against, as whoever has the turn."""
        return self.certify("rejected", why=why, remarks=remarks)

    def answer(self, number: int) -> Position:
        """Answer a remark as whoever has the turn."""
        self.at += _STEP
        who = self.cast.standing(self.performer())
        return services.answer_remark(case_id=self.case_id, number=number, text="Sudah", change="Jadwal", who=who, at=self.at)

    def name_team(self, *user_ids: int, until: date | None = None) -> None:
        """Name the development team, as the register's keeper."""
        self.at += _STEP
        chosen = user_ids or (self.cast.developer_one, self.cast.developer_two)
        today = self.cast.today
        members = [Member(user_id=one, name=self.cast.standing(one).name, role="Pengembang", from_on=today, to_on=until) for one in chosen]
        services.name_team(case_id=self.case_id, members=members, who=self.cast.standing(self.cast.registrar), at=self.at)

    def performer(self) -> int:
        """Return the user whose turn it is."""
        position, procedure = self.position, self.page().procedure
        by_key = {
            "user": self.cast.user,
            "technical_team": self.cast.technical_one,
            "system_development": self.cast.registrar,
            "development_team": self.cast.developer_one,
            "division_head": self.cast.division_head,
            "bureau_head": self.cast.bureau_head,
        }
        return by_key[position.performer(procedure).key]

    def supply(self) -> None:
        """File everything that the open activity still lacks, and answer what is to be answered."""
        for number in sorted(self.position.open_remarks):
            self.answer(number)
        for item in self.page().items:
            if item.state in {"filed", "by_decision"} or item.key in BY_DECISION:
                continue
            if item.key == "experts":
                self.name_team()
            else:
                self.file(item.key, ends_on=ENDS_ON if item.key == "schedule" else None)

    def step(self) -> None:
        """Bring the open turn to its good end."""
        self.supply()
        page = self.page()
        self.certify("approved" if page.position.turn(page.procedure).part is Part.DECIDES else "")

    def to(self, activity: int) -> Story:
        """Walk until the case stands at ``activity``; 0: until it is complete."""
        while self.activity != activity:
            self.step()
        return self


def begin(cast: Cast, *, to: int = 1, title: str = "Sistem Antrean", purpose: str = "Mengurangi antrean di loket") -> Story:
    """Return a new case of the requesting unit with the SOP as shipped, walked ``to`` an activity; 0: until it is complete."""

    def walked() -> Story:
        install_shipped(at=cast.at)
        return another(cast, title=title, purpose=purpose).to(to)

    return remembered(("begin", repr(cast), to, title, purpose), walked)


def another(cast: Cast, *, title: str, purpose: str = "") -> Story:
    """Return one more case of the requesting unit."""
    who = cast.standing(cast.user)
    case_id = services.request_case(
        title=title, purpose=purpose, unit_id=cast.requesting_unit, unit="Dinas Pelayanan Contoh", who=who, at=cast.at
    )
    return Story(cast=cast, case_id=case_id, at=cast.at)
