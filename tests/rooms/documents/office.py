"""A case at activity 1 among the cast, and short ways to do what a test is not about."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime

from runut.cases.services import Member, certify, name_team, request_case
from runut.core.guards import Act
from runut.core.position import Position
from runut.documents.services import file_upload
from runut.documents.store import Staged, store
from runut.procedures.services import install_shipped
from tests.cast import Cast, cast

MONDAY = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)


def staged(content: bytes) -> Staged:
    one = store().stage()
    one.write(content)
    return one.finish()


@dataclass(frozen=True, slots=True, kw_only=True)
class Office:
    """The cast, one case, and short ways to do what a test is not about."""

    cast: Cast
    case_id: int
    at: datetime

    def upload(
        self,
        key: str,
        content: bytes,
        *,
        by: int,
        title: str = "",
        ends_on: date | None = None,
        filename: str = "surat.pdf",
        at: datetime | None = None,
    ) -> int:
        return file_upload(
            case_id=self.case_id,
            key=key,
            title=title or key,
            upload=staged(content),
            filename=filename,
            ends_on=ends_on,
            who=self.cast.standing(by),
            at=at or self.at,
        )

    def certify(self, by: int, outcome: str = "", *, why: str = "", remarks: tuple[str, ...] = (), at: datetime | None = None) -> Position:
        act = Act(outcome=outcome, reason=why, remarks=remarks)
        return certify(case_id=self.case_id, act=act, who=self.cast.standing(by), at=at or self.at)

    def to_planning(self) -> Office:
        """Bring the case to activity 3, with a team of two developers."""
        people = self.cast
        self.upload("analysis_report", b"laporan", by=people.registrar)
        self.upload("development_mandate", b"mandat", by=people.registrar)
        self.certify(people.registrar)
        self.certify(people.division_head, "approved")
        for key in ("project_board", "source_repository"):
            self.upload(key, key.encode(), by=people.registrar)
        members = [
            Member(user_id=one, name=people.standing(one).name, role="Pengembang", from_on=people.today)
            for one in (people.developer_one, people.developer_two)
        ]
        name_team(case_id=self.case_id, members=members, who=people.standing(people.registrar), at=self.at)
        self.certify(people.registrar)
        return self

    def to_response(self) -> Office:
        """Bring the case to activity 5, where the technical team responds to the plan."""
        people = self.cast
        self.to_planning()
        self.upload("regulations", b"peraturan", by=people.developer_one)
        self.upload("schedule", b"jadwal", by=people.developer_one, ends_on=date(2027, 2, 26))
        for key in ("mockups", "business_flow", "analysis_document"):
            self.upload(key, key.encode(), by=people.developer_one)
        self.certify(people.developer_one)
        self.upload("plan_presentation", b"catatan", by=people.developer_one)
        self.certify(people.developer_one)
        return self


def make_office(*, password: str | None = None) -> Office:
    people = cast(MONDAY, password=password)
    install_shipped(at=MONDAY)
    case_id = request_case(
        title="Sistem Antrean",
        purpose="",
        unit_id=people.requesting_unit,
        unit="Dinas Pelayanan Contoh",
        who=people.standing(people.user),
        at=MONDAY,
    )
    return Office(cast=people, case_id=case_id, at=MONDAY)
