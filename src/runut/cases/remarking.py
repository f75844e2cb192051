"""Rows of remarks as a step leaves them: raised, closed, reopened."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

from runut.base import sql
from runut.core.ledger import Fact, timestamp


def raising(case_id: int, facts: Sequence[Fact], *, user_id: int, at: datetime) -> Iterator[sql.Statement]:
    """Return the statement that writes the remarks which ``facts`` raise; none where they raise none."""
    moment = sql.put_moment(at)
    rows = [
        (case_id, one["number"], fact.activity, fact.round, one["text"], user_id, moment, "", "", *_told(one))
        for fact in facts
        if fact.kind == "complete"
        for one in fact.data.get("remarks", ())
    ]
    if rows:
        columns = ["case_id", "number", "activity", "round", "text", "raised_by_id", "raised_at", "answer", "change"]
        yield sql.inserting("cases_remark", [*columns, "weight", "about", "drafted_by"], rows)


def judge_answers(case_id: int, facts: Sequence[Fact], *, by: str, at: datetime) -> None:
    """Write what ``facts`` say of answers to earlier remarks. Queries: 1 to 2 for each."""
    for fact in facts:
        if fact.kind == "complete":
            for number in fact.data.get("closed", ()):
                closed = [sql.put_moment(at), case_id, number]
                sql.write("UPDATE cases_remark SET closed_at = %s WHERE case_id = %s AND number = %s", closed)
            for one in fact.data.get("reopened", ()):
                _reopen(case_id, int(one["number"]), str(one["reason"]), by)


def _told(one: Mapping[str, Any]) -> tuple[object, ...]:
    about = one.get("about")
    return one.get("weight", ""), json.dumps(about) if about else None, one.get("by", "")


def _reopen(case_id: int, number: int, why: str, by: str) -> None:
    """Put the answer of a remark among its earlier ones, so that it waits for the next."""
    ((answer, change, answered_by, answered, earlier),) = sql.read(
        "SELECT r.answer, r.change, u.name, r.answered_at, r.earlier FROM cases_remark r JOIN people_user u ON u.id = r.answered_by_id"
        " WHERE r.case_id = %s AND r.number = %s",
        [case_id, number],
    )
    answered_at = sql.get_moment(answered)
    assert answered_at is not None
    told = {"answer": answer, "change": change, "by": answered_by, "at": timestamp(answered_at), "why": why, "reopened_by": by}
    kept = [*(sql.get_json(earlier) or ()), told]
    sql.write(
        "UPDATE cases_remark SET answer = '', change = '', answered_by_id = NULL, answered_at = NULL, closed_at = NULL, earlier = %s"
        " WHERE case_id = %s AND number = %s",
        [json.dumps(kept), case_id, number],
    )
