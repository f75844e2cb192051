"""The demonstration office looks the same on every day of the year."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.db import connection
from pytest_django import Settings

from runut.cases.checking import check_cases
from runut.cases.queries import Filters, case_list, events
from runut.cases.queries.rows import CaseRow
from runut.core.errors import Refused
from runut.people.queries import find_user_by_login, organisation, standing
from runut.rehearsal.office import demonstrate, set_up
from tests.signing import key_folder

PASSWORD = "empat-kata-yang-panjang-42"


@pytest.fixture(autouse=True)
def _thrown_away(tmp_path: Path, settings: Settings) -> None:
    settings.FILES_FOLDER = tmp_path / "files"
    settings.GIT_FOLDER = tmp_path / "git"
    key_folder(settings, tmp_path)


def _rows(at: datetime) -> list[CaseRow]:
    user = find_user_by_login("administrator@contoh.example")
    assert user is not None
    return list(case_list(filters=Filters(), who=standing(user_id=user, on=organisation().today(at)), at=at).rows)


DAYS = [
    datetime(2027, 1, 1, 0, 5, tzinfo=UTC),  # New Year, before the office would open
    datetime(2027, 3, 11, 9, 30, tzinfo=UTC),  # in the long leave of Idul Fitri
]


@pytest.mark.django_db
@pytest.mark.parametrize("at", DAYS if connection.vendor == "sqlite" else DAYS[:1])  # no day depends on the database
def test_twelve_cases_stand_in_every_state(at: datetime) -> None:
    accounts = demonstrate(at=at, password=PASSWORD)
    rows = _rows(at)
    assert Counter(row.status for row in rows) == {"active": 8, "held": 1, "completed": 1, "refused": 1, "cancelled": 1}
    assert {row.activity for row in rows if row.activity} == {1, 2, 3, 5, 6, 7, 10}
    assert 2 <= sum(row.late for row in rows) <= 5
    assert sum(row.round > 1 for row in rows) >= 2
    assert sum(bool(row.open_remarks) for row in rows) >= 2
    assert all(row.is_rehearsal and "(contoh)" in row.title for row in rows)
    kinds = Counter(event.kind for row in rows for event in events(case_id=row.id))
    assert kinds["deviate"] == kinds["suspend"] == kinds["cancel"] == 1
    assert kinds["extend"] == kinds["sign"] == 2
    assert all(event.at <= at for row in rows for event in events(case_id=row.id)), "nothing comes from the future"
    assert {one.fault for one in check_cases()} == {None}
    assert organisation().is_demonstration
    assert all(one.email.endswith("@contoh.example") and one.name.endswith("Contoh") for one in accounts)


@pytest.mark.django_db
def test_it_never_meets_another_office() -> None:
    at = datetime(2026, 11, 24, 4, 13, tzinfo=UTC)
    set_up(at=at, password=PASSWORD)
    with pytest.raises(Refused):
        demonstrate(at=at, password=PASSWORD)
