"""The database refuses to change what happened, and the check finds whoever got past it."""

from __future__ import annotations

import pytest
from django.db import Error, connection, transaction

from runut.cases.checking import check_cases
from tests.builders import Story, begin
from tests.cast import Cast


def run(statement: str, *parameters: str | int) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement, list(parameters))


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE cases_event SET content = '{}'",
        "UPDATE cases_event SET hash = 'x' WHERE number = 1",
        "DELETE FROM cases_event WHERE number = 1",
    ],
)
def test_the_database_refuses_to_change_events(story: Story, statement: str) -> None:
    with pytest.raises(Error, match="append-only"):
        run(statement)
    assert [one.fault for one in check_cases()] == [None]


def test_one_case_has_one_open_work_item(story: Story) -> None:
    with pytest.raises(Error):
        run(
            "INSERT INTO cases_workitem (case_id, activity, round, state, turn, rework, scheduled_at, holds, extended, outcome)"
            " SELECT case_id, 2, 1, 'open', 0, rework, scheduled_at, holds, 0, '' FROM cases_workitem"
        )


@pytest.mark.parametrize(
    ("tampering", "field"),
    [
        ("UPDATE cases_case SET status = 'held'", "status"),
        ("UPDATE cases_workitem SET turn = 1", "item"),
        ("UPDATE cases_workitem SET due_at = scheduled_at", "item"),
        ("UPDATE cases_case SET remarks = 9", "remarks"),
    ],
)
def test_the_check_finds_a_row_that_says_something_else(story: Story, tampering: str, field: str) -> None:
    run(tampering)
    (found,) = check_cases()
    assert found.fault is not None
    assert (found.fault.code, found.fault.params["field"]) == ("replay_differs", field)


def test_the_check_names_the_event_that_was_tampered_with(story: Story, monkeypatch: pytest.MonkeyPatch) -> None:
    from runut.cases import checking
    from runut.cases.queries.history import events
    from runut.core.ledger import Event

    def tampered(*, case_id: int) -> list[Event]:
        from dataclasses import replace

        one, two, *rest = events(case_id=case_id)
        return [one, replace(two, data={**two.data, "due_at": None}), *rest]

    monkeypatch.setattr(checking, "events", tampered)
    (found,) = check_cases()
    assert found.fault is not None
    assert (found.fault.code, found.number) == ("chain_hash", 2)


def test_a_cut_off_tail_shows_by_the_head(office: Cast) -> None:
    story = begin(office, to=2)
    run("UPDATE cases_case SET head = %s WHERE id = %s", "0" * 64, story.case_id)
    (found,) = check_cases()
    assert found.fault is not None
    assert found.fault.code == "chain_head"
