"""An office with several SOPs: each has its own version in force, and a case says which one it follows."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from runut.cases import queries as cases
from runut.cases import services
from runut.core.errors import Refused
from runut.procedures import queries
from runut.procedures.services import install_shipped, install_text
from tests.cast import Cast, cast
from tests.rooms.procedures.writing import next_version

AT = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)
LATER = AT + timedelta(days=1)
LETTERS = """
[procedure]
name = "Surat Masuk"

[[performer]]
key = "system_development"
name = "Subbag Pengembangan Sistem"

[[activity]]
number = 1
text = "Mencatat surat"
performers = ["system_development"]
time = { amount = 30, unit = "minute" }
"""
pytestmark = pytest.mark.django_db


@pytest.fixture
def office() -> Cast:
    return cast(AT)


@pytest.fixture
def both(office: Cast) -> tuple[int, int]:
    """The shipped SOP and one for letters, by version."""
    return install_shipped(at=AT), install_text(key="surat-masuk", text=LETTERS, at=AT)


def _request(office: Cast, procedure_id: int | None) -> int:
    who = office.standing(office.user)
    return services.request_case(
        title="Contoh", purpose="", unit_id=office.requesting_unit, unit="Dinas", who=who, at=LATER, procedure_id=procedure_id
    )


def test_where_there_are_several_a_case_has_to_say_which_it_follows(office: Cast, both: tuple[int, int]) -> None:
    with pytest.raises(Refused) as refused:
        _request(office, None)
    assert refused.value.code == "procedure_choose"


def test_a_case_follows_the_sop_that_was_chosen(office: Cast, both: tuple[int, int]) -> None:
    on = office.today
    letters = queries.procedure_row(on=on, key="surat-masuk")
    case_id = _request(office, letters.id)
    who = office.standing(office.administrator)
    page = cases.access_page(case_id=case_id, who=who, at=LATER)
    assert page.procedure.identity.name == "Surat Masuk"
    assert page.case.version_id == both[1]


def test_an_sop_that_is_not_there_is_refused(office: Cast, both: tuple[int, int]) -> None:
    with pytest.raises(Refused) as refused:
        _request(office, 999)
    assert refused.value.code == "procedure_none"


def test_the_register_can_be_read_for_one_sop(office: Cast, both: tuple[int, int]) -> None:
    shipped, letters = (queries.version(one, on=office.today).procedure_id for one in both)
    made = [_request(office, shipped), _request(office, letters)]
    who = office.standing(office.administrator)
    for procedure_id, expected in ((shipped, made[:1]), (letters, made[1:]), (None, made[::-1])):
        page = cases.case_list(filters=cases.Filters(procedure_id=procedure_id), who=who, at=LATER)
        assert [row.id for row in page.rows] == expected


def test_each_sop_has_its_own_version_in_force(office: Cast, both: tuple[int, int]) -> None:
    changed = next_version(both[1], office, {"1.time": {"amount": 1, "unit": "day"}}, at=LATER)
    found = {row.key: row.version_id for row in queries.procedures_in_force(on=LATER.date())}
    assert found == {"pengembangan-aplikasi": both[0], "surat-masuk": changed}
    assert {row.key: row.version_id for row in queries.procedures_in_force(on=AT.date())}["surat-masuk"] == both[1]


def test_the_list_is_searched_by_words_and_sorted(office: Cast, both: tuple[int, int]) -> None:
    def names(**asked: str) -> list[str]:
        return [row.name for row in queries.procedure_list(on=office.today, **asked).rows]

    assert names() == ["Pengembangan Aplikasi", "Surat Masuk"]
    assert names(sort="-name") == ["Surat Masuk", "Pengembangan Aplikasi"]
    assert names(sort="since") == ["Pengembangan Aplikasi", "Surat Masuk"]
    assert names(text="masuk SURAT") == ["Surat Masuk"]
    assert names(text="tidak ada") == []
