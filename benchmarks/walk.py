"""A case driven through the shipped SOP by the real services; only certifying is timed, filing and answering are not."""

from __future__ import annotations

import json
from datetime import datetime, timedelta
from typing import Any

from benchmarks.figures import Times
from runut.base import sql
from runut.cases import services as cases
from runut.cases.queries import remarks
from runut.core.guards import Act
from runut.core.position import Position
from runut.documents import services as documents
from runut.people.queries import Standing
from tests.cast import Cast

TEAM_ACTIVITIES = frozenset({3, 4, 6, 7})


class Walker:
    """One case and the people who walk it."""

    def __init__(self, office: Cast, *, at: datetime) -> None:
        self.office, self.at = office, at
        self.times: dict[str, Times] = {}
        self.who = {
            name: office.standing(getattr(office, name))
            for name in ("user", "registrar", "technical_one", "developer_one", "division_head", "bureau_head")
        }
        self.case_id = cases.request_case(
            title="Aplikasi ukur", purpose="", unit_id=office.requesting_unit, unit="Dinas", who=self.who["user"], at=at
        )

    def later(self) -> datetime:
        """Let a minute pass."""
        self.at += timedelta(minutes=1)
        return self.at

    def file(self, who: str, *keys: str) -> None:
        """File each key as a small form."""
        for key in keys:
            ends_on = (self.at + timedelta(days=60)).date() if key == "schedule" else None
            documents.file_form(
                case_id=self.case_id,
                key=key,
                name=key,
                form="note",
                content={"key": key, "at": self.at.isoformat()},
                ends_on=ends_on,
                who=self.who[who],
                at=self.later(),
            )

    def certify(self, who: str, *, timed: str = "", outcome: str = "") -> Position:
        """Record the turn; a rejection sends back with two remarks."""
        rejected = outcome == "rejected"
        act = Act(outcome=outcome, reason="belum lengkap" if rejected else "", remarks=("satu", "dua") if rejected else ())
        person: Standing = self.who[who]
        at = self.later()
        with self.times.setdefault(timed, Times()).one():
            return cases.certify(case_id=self.case_id, act=act, who=person, at=at)

    def recorded(self, turns: int) -> list[dict[str, Any]]:
        """Return what was recorded of the last ``turns``, the earliest first: outcome, reason, remarks, documents by hash."""
        rows = sql.read(
            "SELECT content FROM cases_event WHERE case_id = %s AND kind IN ('certify', 'complete') ORDER BY number DESC LIMIT %s",
            [self.case_id, turns],
        )
        return [{"outcome": "approved", **json.loads(content)["data"]} for (content,) in reversed(rows)]

    def to_plan(self) -> None:
        """Walk from the request to activity 3."""
        self.file("user", "analysis_report")
        self.file("registrar", "development_mandate")
        self.certify("registrar")
        self.certify("division_head", outcome="approved")
        self.to_team()
        self.certify("registrar")

    def to_team(self) -> None:
        """File all that activity 2 needs."""
        self.file("registrar", "project_board", "source_repository")
        member = cases.Member(user_id=self.office.developer_one, name="contoh", role="pengembang", from_on=self.office.today)
        cases.name_team(case_id=self.case_id, members=[member], who=self.who["registrar"], at=self.later())

    def plan_round(self, *, outcome: str, timed: str) -> None:
        """Walk 3, 4 and 5 once; certifying in all three is timed under ``timed``."""
        self.answer()
        self.file("developer_one", "regulations", "schedule", "mockups", "business_flow", "analysis_document")
        self.certify("developer_one", timed=timed)
        self.file("developer_one", "plan_presentation")
        self.certify("developer_one", timed=timed)
        self.certify("technical_one", timed=timed, outcome=outcome)

    def answer(self) -> None:
        """Answer every remark that waits."""
        for remark in remarks(case_id=self.case_id, only_open=True):
            cases.answer_remark(
                case_id=self.case_id,
                number=remark.number,
                text="diperbaiki",
                change="jadwal",
                who=self.who["developer_one"],
                at=self.later(),
            )
