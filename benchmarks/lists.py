"""First pages of the lists at one thousand, a hundred thousand and a million cases, beside the bare SQL of the same page."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

from django.db import connection

from benchmarks.figures import Times, hold, table
from runut.base import sql
from runut.cases.queries import Filters, bell, case_list, followed, my_work
from runut.people.queries import Standing
from runut.procedures.services import install_shipped
from tests.cast import Cast, cast

SIZES = (1_000, 100_000, 1_000_000)
REPEATS = 30


def run(folder: Path) -> None:
    """Grow the register and time each list at each size."""
    at = datetime.now(UTC)
    office = cast(at)
    install_shipped(at=at)
    who, unit = office.standing(office.technical_one), office.standing(office.user)
    found: dict[str, list[float]] = {}
    filled = 0
    for size in SIZES:
        _fill(office, filled, size, at=at)
        filled = size
        for name, work in _works(who, unit, at).items():
            found.setdefault(name, []).append(_best(work))
    rows = [[name, *times, times[-1] / times[-2]] for name, times in found.items()]
    for name, (_, fewer, most) in found.items():
        if name.startswith("search"):
            hold(f"{name}, ms at a million", own=most, beside=50, ratio=most / 50, target="<= 50 ms", met=most <= 50)
        elif "bare SQL" not in name:
            hold(
                f"{name}, ms at a million", own=most, beside=fewer, ratio=most / fewer, target="<= 1.3 of 100,000", met=most <= 1.3 * fewer
            )
    heads = ["first page, ms (best)", *(f"{size:,} cases" for size in SIZES), "million / hundred thousand"]
    table(f"Lists, {connection.vendor}", heads, rows)


def _works(who: Standing, unit: Standing, at: datetime) -> dict[str, Callable[[], object]]:
    tomorrow = at + timedelta(days=1)
    waiting = (
        "SELECT id, title, due_at FROM cases_case WHERE status = 'active' AND turn_key = 'technical_team' ORDER BY due_order, id LIMIT 31"
    )
    late = "SELECT id, title, due_at FROM cases_case WHERE status = 'active' AND due_order < %s ORDER BY due_order, id LIMIT 31"
    return {
        "my work": lambda: my_work(who=who, at=at),
        "my work, bare SQL": lambda: sql.read(waiting, []),
        "the bell": lambda: bell(who=who, at=at, until=tomorrow),
        "register, newest": lambda: case_list(filters=Filters(), who=who, at=at),
        "register, active by deadline": lambda: case_list(filters=Filters(status="active"), who=who, at=at),
        "register, late": lambda: case_list(filters=Filters(late=True), who=who, at=at),
        "register, late, bare SQL": lambda: sql.read(late, [sql.put_moment(at)]),
        "register of one unit, active by deadline": lambda: case_list(filters=Filters(status="active"), who=unit, at=at),
        "register of one unit, newest": lambda: case_list(filters=Filters(), who=unit, at=at),
        "register of one unit, by title": lambda: case_list(filters=Filters(sort="title"), who=unit, at=at),
        "register of one unit, asked by an office": lambda: case_list(filters=Filters(unit_id=unit.unit_id), who=who, at=at),
        "followed by one unit": lambda: followed(who=unit, at=at),
        "search, a word of every case": lambda: case_list(filters=Filters(text="aplikasi"), who=who, at=at),
        "search of one unit, a word of every case": lambda: case_list(filters=Filters(text="aplikasi"), who=unit, at=at),
        "search, one number": lambda: case_list(filters=Filters(text="PA-2026-000777"), who=who, at=at),
        "activity 5 by deadline": lambda: case_list(filters=Filters(status="active", activity=5), who=who, at=at),
    }


def _best(work: Callable[[], object]) -> float:
    times = Times()
    work()
    for _ in range(REPEATS):
        with times.one():
            work()
    return times.best


def _fill(office: Cast, have: int, size: int, *, at: datetime) -> None:
    """Add rows as a busy decade would have left them: seven of ten ended, the others spread over activities, performers and deadlines."""
    start = time.perf_counter()
    version_id = install_shipped(at=at)
    postgresql = connection.vendor == "postgresql"
    base = f"'{(at - timedelta(days=30)):%Y-%m-%d %H:%M:%S}'"
    due = (
        f"(timestamptz {base} + ((i * 7919) % 90000) * interval '1 minute')"
        if postgresql
        else f"datetime({base}, '+' || ((i * 7919) % 90000) || ' minutes')"
    )
    opened = (
        f"(timestamptz {base} - ((i * 31) % 5000000) * interval '1 minute')"
        if postgresql
        else f"datetime({base}, '-' || ((i * 31) % 5000000) || ' minutes')"
    )
    far = "timestamptz '9999-01-01 00:00:00+00'" if postgresql else "'9999-01-01 00:00:00'"
    false_ = "false" if postgresql else "0"
    empty = "'{}'::jsonb" if postgresql else "'{}'"
    nothing = "'[]'::jsonb" if postgresql else "'[]'"
    numbers = f"WITH RECURSIVE n(i) AS (SELECT {have + 1} UNION ALL SELECT i + 1 FROM n WHERE i < {size})"
    active = "i % 10 < 3"
    key = "CASE i % 5 WHEN 0 THEN 'technical_team' WHEN 1 THEN 'system_development' WHEN 2 THEN 'division_head' ELSE '@team' END"
    unit = f"CASE WHEN i % 500 = 0 THEN {office.requesting_unit} ELSE {office.other_unit} END"
    statements = [
        "INSERT INTO cases_case (id, uid, number, title, purpose, unit_id, version_id, requested_by_id, is_rehearsal, opened_at, ended_at,"
        " ending_reason, status, activity, round, turn_key, due_at, due_order, rounds, remarks, open_remarks, changed_at, events, head)"
        f" {numbers} SELECT i, 'uid-' || i, 'PA-2026-' || substr('000000' || i, -7), 'Aplikasi layanan ' || (i % 977), '', {unit}, {version_id},"
        f" {office.user}, {false_}, {opened}, CASE WHEN {active} THEN NULL ELSE {due} END, '',"
        f" CASE WHEN {active} THEN 'active' ELSE 'completed' END, CASE WHEN {active} THEN i % 10 + 3 END, 1, CASE WHEN {active} THEN {key} ELSE '' END,"
        f" CASE WHEN {active} THEN {due} END, CASE WHEN {active} THEN {due} ELSE {far} END, {empty}, 0, 0, {opened}, 1, '' FROM n",
        "INSERT INTO cases_workitem (case_id, activity, round, state, turn, rework, scheduled_at, holds, extended, outcome)"
        f" SELECT id, activity, 1, 'open', 0, {false_}, opened_at, {nothing}, 0, '' FROM cases_case WHERE id > {have} AND status = 'active'",
    ]
    if postgresql:
        statements[0] = statements[0].replace("substr('000000' || i, -7)", "right('000000' || i, 7)")
        words = "to_tsvector('simple', lower(replace(number, '-', ' ')) || ' ' || lower(title))"
        statements.append(f"INSERT INTO cases_search (case_id, words) SELECT id, {words} FROM cases_case WHERE id > {have}")
    else:
        words = "lower(number) || ' ' || lower(title)"
        statements.append(f"INSERT INTO cases_search (rowid, words) SELECT id, {words} FROM cases_case WHERE id > {have}")
    for statement in [*statements, "ANALYZE"]:
        with connection.cursor() as cursor:
            cursor.execute(statement)
    print(f"{size:,} cases after {time.perf_counter() - start:.0f} s")
