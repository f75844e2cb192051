"""Somebody who can write into the database changes what happened; `runut check` names the first wrong case and event."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from tests.ops.installation import POSTGRESQL, Installation

pytestmark = pytest.mark.processes
OPEN = (
    ["ALTER TABLE cases_event DISABLE TRIGGER USER"]
    if POSTGRESQL
    else ["DROP TRIGGER cases_event_no_update", "DROP TRIGGER cases_event_no_delete"]
)


def _write(office: Installation, *statements: str) -> None:
    office.python(
        f"import django; django.setup()\nfrom django.db import connection as c\nfor one in {statements!r}: c.cursor().execute(one)"
    )


@pytest.mark.parametrize(
    ("harm", "told"),
    [
        (
            "UPDATE cases_event SET content = replace(content, 'Putri', 'Petra') WHERE number = 3",
            "event 3: Event 3 does not match its own hash",
        ),
        ("UPDATE cases_event SET content = '{' WHERE number = 4", "event 4: Event 4 does not match its own hash"),
        ("DELETE FROM cases_event WHERE number = 4", "event 4: Event 4 is missing or out of order"),
        ("UPDATE cases_event SET number = 900 WHERE number = 4", "event 4: Event 4 is missing or out of order"),
        ("DELETE FROM cases_event WHERE number = (SELECT events FROM cases_case)", "was published"),
        ("UPDATE cases_case SET remarks = remarks + 1", "Replaying the events gives"),
        ("UPDATE cases_workitem SET extended = 9 WHERE state = 'open'", "Replaying the events gives"),
    ],
)
def test_a_change_of_evidence_is_named(case_office: Installation, harm: str, told: str) -> None:
    _write(case_office, *OPEN, harm)
    found = case_office.runut("check", code=3)
    assert "NOT CLEAN: 1 faults" in found.stdout
    assert told in found.stdout


def test_it_says_nothing_wrong_while_people_work(office: Installation, tmp_path: Path) -> None:
    journal = tmp_path / "journal"
    with office.working(journal) as done:
        for steps in (1, 10, 25):
            while done() < steps:
                time.sleep(0.05)
            assert "Clean" in office.runut("check").stdout
