"""The register is read in parts, each in the order of its index; what it shows is what reading all of it would show."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.db.models import Q
from django.test.utils import CaptureQueriesContext
from django.utils.timezone import localdate

from runut.cases import queries
from runut.cases.models import ENDED, FAR, STATUSES, Case, TeamMember
from runut.cases.queries import SORTS, Filters
from runut.cases.queries.access import waits_for
from tests.builders import begin
from tests.cast import Cast

CASES = 70
FILTERS = {
    "all": Filters(),
    "active": Filters(status="active"),
    "held": Filters(status="held"),
    "completed": Filters(status="completed"),
    "cancelled": Filters(status="cancelled"),
    "late": Filters(late=True),
    "activity": Filters(activity=3),
    "active activity": Filters(status="active", activity=3),
    "late activity": Filters(late=True, activity=3),
}
COLUMNS = {"due": "due_order", "opened": "opened_at", "title": "title"}


@pytest.fixture
def register(office: Cast) -> Cast:
    """Seventy cases of three units in every status, of which many share a title, a day and a deadline; the user's team works on some."""
    first = Case.objects.get(pk=begin(office).case_id)
    units = [office.requesting_unit, office.bureau, office.other_unit]
    rows = []
    for number in range(CASES):
        status = STATUSES[number * 7 % 11 % 5]
        ended = status in ENDED
        due = FAR if ended or number % 4 == 0 else office.at + timedelta(days=number % 5 - 2)
        rows.append(
            Case(
                uid=f"uid {number}",
                title=f"Aplikasi {number % 6}",
                unit_id=units[number % 3],
                version_id=first.version_id,
                requested_by_id=office.user,
                opened_at=office.at - timedelta(days=number % 9),
                ended_at=office.at if ended else None,
                status=status,
                activity=None if ended else number % 4 + 1,
                turn_key="" if ended else ["@unit", "@team", "technical_team"][number % 5 % 3],
                due_at=None if due is FAR else due,
                due_order=due,
                changed_at=office.at,
            )
        )
    made = Case.objects.bulk_create(rows)
    day = office.today
    TeamMember.objects.bulk_create(
        TeamMember(case=case, user_id=office.user, role="x", from_on=day, to_on=None if number % 10 else day)
        for number, case in enumerate(made)
        if number % 5 < 2
    )
    return office


def naive(office: Cast, person: str, filters: Filters) -> list[int]:
    """Read every case and say in plain words which belong to the list, in its order."""
    who = office.standing(getattr(office, person))
    teams = set(TeamMember.objects.filter(user_id=who.user_id).values_list("case_id", flat=True))
    wanted: list[Callable[[Case], Any]] = [
        lambda case: who.sees_all or case.unit_id == who.unit_id or case.pk in teams,
        lambda case: not filters.late or (case.status == "active" and case.due_order < office.at),
        lambda case: not filters.status or case.status == filters.status,
        lambda case: not filters.activity or case.activity == filters.activity,
        lambda case: not filters.unit_id or case.unit_id == filters.unit_id,
    ]
    column, backwards = COLUMNS[filters.sorted_by.lstrip("-")], filters.sorted_by.startswith("-")
    rows = [case for case in Case.objects.all() if all(want(case) for want in wanted)]
    # SQLite and PostgreSQL agree with Python on the order of these titles.
    return [case.pk for case in sorted(rows, key=lambda case: (getattr(case, column), case.pk), reverse=backwards)]


def walked(office: Cast, person: str, filters: Filters) -> tuple[list[int], list[int]]:
    """Return what the pages show from the first to the last, and from the last back to the first."""
    who = office.standing(getattr(office, person))
    there, back, cursor = list[int](), list[int](), ""
    while True:
        page = queries.case_list(filters=filters, who=who, at=office.at, cursor=cursor, size=20)
        there += [row.id for row in page.rows]
        if not page.next_cursor:
            break
        cursor = page.next_cursor
    back = [row.id for row in page.rows]
    while page.previous_cursor:
        page = queries.case_list(filters=filters, who=who, at=office.at, cursor=page.previous_cursor, size=20)
        back = [row.id for row in page.rows] + back
    return there, back


@pytest.mark.parametrize("sort", SORTS)
@pytest.mark.parametrize("person", ["user", "outsider", "technical_one"])
def test_the_pages_show_what_reading_everything_shows(register: Cast, person: str, sort: str) -> None:
    for name, filters in FILTERS.items():
        for unit_id in (None, register.requesting_unit):
            asked = replace(filters, sort=sort, unit_id=unit_id)
            expected = naive(register, person, asked)
            assert walked(register, person, asked) == (expected, expected), (name, unit_id)


@pytest.mark.parametrize("person", ["user", "outsider", "developer_one"])
def test_what_is_followed_is_what_reading_everything_finds(register: Cast, person: str) -> None:
    who = register.standing(getattr(register, person))
    theirs = Q(status="active") & waits_for(who, localdate(register.at))
    rows = Case.objects.filter(queries.visible(who), ~theirs, status__in=["active", "held"]).order_by("due_order", "id")
    found = queries.followed(who=who, at=register.at, most=9)
    assert [one.id for one in found] == list(rows.values_list("pk", flat=True)[:9])


def test_whoever_sees_all_follows_nothing(register: Cast) -> None:
    assert queries.followed(who=register.standing(register.technical_one), at=register.at) == []


@pytest.mark.skipif(connection.vendor != "sqlite", reason="the words of this plan are SQLite's")
@pytest.mark.parametrize("sort", SORTS)
@pytest.mark.parametrize("filters", [Filters(), Filters(status="held"), Filters(activity=3)], ids=["all", "held", "activity"])
def test_only_a_page_of_each_part_is_read_and_only_they_are_sorted(register: Cast, filters: Filters, sort: str) -> None:
    who = register.standing(register.outsider)
    with CaptureQueriesContext(connection) as found:
        queries.case_list(filters=replace(filters, sort=sort), who=who, at=register.at)
    asked = next(one["sql"] for one in found if "cases_by_unit" in one["sql"] or 'FROM "cases_case"' in one["sql"])
    with connection.cursor() as cursor:
        cursor.execute("EXPLAIN QUERY PLAN " + asked)
        plan = [row[3] for row in cursor.fetchall()]
    of_unit = [step for step in plan if "USING COVERING INDEX cases_by_unit" in step or "USING INDEX cases_by_unit" in step]
    assert len(of_unit) == (1 if filters.status else 2 if filters.activity else 5), plan
    assert sum("TEMP B-TREE" in step for step in plan) <= 2, plan  # the team's cases, and what all parts gave
    assert not [step for step in plan if step.startswith("SCAN cases_case")], plan
