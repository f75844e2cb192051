"""A process remembers the calendar, and notices when another process changes it."""

from __future__ import annotations

import os
import subprocess
import sys
from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.conf import settings
from django.db import connection

from runut.people.queries import Standing
from runut.procedures import queries, services
from runut.procedures.values import Day, Decree
from tests.cast import cast

AT = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)
CHILD = """
import sys
import django
django.setup()
from django.conf import settings
from django.db import connection
settings.DATABASES["default"]["NAME"] = connection.settings_dict["NAME"] = sys.argv[1]
from datetime import date
from runut.procedures import queries
for line in sys.stdin:
    print(queries.calendar().works(date(2026, 12, 25)), queries.calendar().closes, flush=True)
"""


@pytest.fixture
def who(db: None) -> Standing:
    made = cast(AT)
    return made.standing(made.administrator)


def _adopt(who: Standing, day: date, decree: str = "SKB contoh") -> None:
    told = Decree(decree=decree, decided_on=date(2026, 1, 1), covers_from=date(2026, 1, 1), covers_to=date(2026, 12, 31))
    made = services.draft_edition(decree=told, days=[Day(day=day, kind="holiday", name="Libur")], who=who, at=AT)
    services.adopt_edition(edition_id=made, who=who, at=AT)


def test_a_calendar_that_is_known_costs_one_query(who: Standing, django_assert_num_queries: Any) -> None:
    _adopt(who, date(2026, 12, 25))
    queries.forget()
    with django_assert_num_queries(4):
        queries.calendar()
    with django_assert_num_queries(1):
        queries.calendar()


def test_a_draft_is_no_reason_to_compose_again(who: Standing, django_assert_num_queries: Any) -> None:
    _adopt(who, date(2026, 12, 25))
    queries.calendar()
    services.propose_edition(year=2027, who=who, at=AT)
    with django_assert_num_queries(1):
        queries.calendar()


def test_two_adoptions_at_one_moment_are_both_noticed(who: Standing) -> None:
    for day, decree in ((date(2026, 12, 23), "SKB satu"), (date(2026, 12, 24), "SKB dua")):
        _adopt(who, day, decree)
        assert not queries.calendar().works(day)


def test_new_office_hours_are_noticed(who: Standing) -> None:
    before = queries.calendar()
    with connection.cursor() as cursor:
        cursor.execute("UPDATE people_organisation SET closes_at = '15:00:00', work_week = 6, count_start_day = %s", [True])
    after = queries.calendar()
    assert (before.closes.hour, after.closes.hour) == (16, 15)
    assert after.works(date(2026, 11, 28))
    assert after.start_day_counts


@pytest.mark.processes
@pytest.mark.django_db(transaction=True)
def test_another_process_answers_with_the_edition_that_this_one_adopted() -> None:
    made = cast(AT)
    who = made.standing(made.administrator)
    name = str(connection.settings_dict["NAME"])
    environment = {"DJANGO_SETTINGS_MODULE": settings.SETTINGS_MODULE, "PYTEST_XDIST_WORKER": "child", **_environment()}
    child = subprocess.Popen([sys.executable, "-c", CHILD, name], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=environment)
    assert child.stdin is not None
    assert child.stdout is not None

    def ask() -> str:
        print(file=child.stdin, flush=True)
        return str(child.stdout.readline()).strip()  # type: ignore[union-attr]

    try:
        assert ask() == "True 16:00:00"
        _adopt(who, date(2026, 12, 25))
        assert ask() == "False 16:00:00"
        with connection.cursor() as cursor:
            cursor.execute("UPDATE people_organisation SET closes_at = '15:30:00'")
        assert ask() == "False 15:30:00"
    finally:
        child.stdin.close()
        child.stdout.close()
        assert child.wait(timeout=30) == 0


def _environment() -> dict[str, str]:
    kept = ("PATH", "HOME", "PYTHONPATH", "RUNUT_TEST_DATABASE", "RUNUT_TEST_POSTGRESQL_URL", "VIRTUAL_ENV")
    return {name: os.environ[name] for name in kept if name in os.environ}
