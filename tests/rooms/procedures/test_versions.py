"""Versions of the SOP: installed once, confirmed by the office, followed by what it approves, never rewritten."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.db import IntegrityError, connection, transaction

from runut.core.errors import NotFound, NotPermitted, Refused
from runut.core.procedure import HeldBy, TimeLimit
from runut.formats import toml
from runut.procedures import queries, services
from runut.procedures.drafting.content import Content
from runut.procedures.models import ProcedureVersion
from runut.procedures.revision import Difference, differences
from tests.cast import Cast, cast
from tests.rooms.procedures.writing import next_version

AT = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)
LATER = AT + timedelta(days=1)
pytestmark = pytest.mark.django_db


@pytest.fixture
def office() -> Cast:
    return cast(AT)


@pytest.fixture
def shipped(office: Cast) -> int:
    return services.install_shipped(at=AT)


def test_the_shipped_sop_is_installed_once(shipped: int) -> None:
    assert services.install_shipped(at=LATER) == shipped
    assert queries.version_in_force(on=LATER.date()) == (shipped, queries.procedure_version(shipped))
    assert queries.version(shipped, on=LATER.date()).made_at == AT
    assert len(queries.procedure_version(shipped).activities) == 10


def test_an_office_without_an_sop_is_told_so(office: Cast) -> None:
    with pytest.raises(Refused) as refused:
        queries.version_in_force(on=LATER.date())
    assert refused.value.code == "procedure_none"


def test_installing_again_leaves_the_version_that_the_office_follows(office: Cast, shipped: int) -> None:
    made = next_version(shipped, office, {"3.note": "Baru"}, at=AT)
    assert services.install_shipped(at=LATER) == made


def test_a_version_is_read_from_rows_once_in_a_process(shipped: int, django_assert_num_queries: object) -> None:
    assert_queries = django_assert_num_queries
    with assert_queries(1):  # type: ignore[operator]
        queries.procedure_version(shipped)
    with assert_queries(0):  # type: ignore[operator]
        queries.procedure_version(shipped)
    with assert_queries(1):  # type: ignore[operator]
        queries.version_in_force(on=LATER.date())


def test_a_version_that_is_not_there_is_not_found(office: Cast) -> None:
    for read in (queries.procedure_version, lambda one: queries.version(one, on=AT.date()), queries.version_text):
        with pytest.raises(NotFound):
            read(999)
    assert queries.version_before(999) is None


def test_the_office_confirms_the_performers_as_read_once(office: Cast, shipped: int) -> None:
    head = office.standing(office.bureau_head)
    services.confirm_version(version_id=shipped, who=head, at=LATER)
    row = queries.version(shipped, on=LATER.date())
    assert (row.confirmed_by, row.confirmed_at) == (head.name, LATER)
    with pytest.raises(Refused) as refused:
        services.confirm_version(version_id=shipped, who=head, at=LATER)
    assert refused.value.code == "procedure_confirmed"


@pytest.mark.parametrize("name", ["auditor", "user", "technical_one", "registrar", "developer_one", "division_head", "outsider"])
def test_nobody_but_administrators_and_the_head_of_the_bureau_may_confirm(office: Cast, shipped: int, name: str) -> None:
    who = office.standing(getattr(office, name))
    with pytest.raises(NotPermitted):
        services.confirm_version(version_id=shipped, who=who, at=LATER)
    assert queries.version(shipped, on=LATER.date()).confirmed_at is None


def test_a_version_that_new_cases_do_not_follow_is_not_confirmed(office: Cast, shipped: int) -> None:
    next_version(shipped, office, {"3.note": "Baru"}, at=AT)
    with pytest.raises(Refused) as refused:
        services.confirm_version(version_id=shipped, who=office.standing(office.administrator), at=LATER)
    assert refused.value.code == "procedure_not_current"


def test_the_next_version_leaves_the_one_before_as_it_was(office: Cast, shipped: int) -> None:
    before = queries.version_text(shipped)
    made = next_version(shipped, office, {"3.note": "Baru"}, at=AT)
    assert queries.version_in_force(on=LATER.date())[0] == made
    assert queries.version_text(shipped) == before
    assert toml.load(queries.version_text(made)) == queries.procedure_version(made)
    assert queries.version_before(made) == shipped
    rows = queries.version_list(procedure_id=queries.version(made, on=LATER.date()).procedure_id, on=LATER.date()).rows
    assert [row.id for row in rows] == [made, shipped]


def test_a_version_says_everything_in_which_it_differs(office: Cast, shipped: int) -> None:
    changed = {"3.time": {"amount": [4, 7], "unit": "day"}, "8.note": "Sudah dipastikan."}
    made = next_version(shipped, office, changed, at=AT, then=lambda content: rename(content, "development_team"))
    old, new = queries.procedure_version(shipped), queries.procedure_version(made)
    assert differences(old, new) == [
        Difference(what="held_by", performer="Tim Pengembangan Sistem Informasi", before=HeldBy.TEAM, after=HeldBy.OFFICE),
        Difference(what="time", activity=3, before=TimeLimit(low=5, high=5), after=TimeLimit(low=4, high=7)),
        Difference(what="note", activity=8, before=old.activity(8).note, after="Sudah dipastikan."),
    ]
    assert differences(new, new) == []


def rename(content: Content, key: str) -> Content:
    """Let holders of an office stand behind a performer."""
    return {**content, "columns": [{**one, "held_by": "office"} if one["key"] == key else one for one in content["columns"]]}


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE procedures_procedureversion SET text = 'x'",
        "UPDATE procedures_procedureversion SET sha256 = 'x'",
        "UPDATE procedures_procedureversion SET number = 9",
        "UPDATE procedures_procedureversion SET note = 'x'",
        "UPDATE procedures_procedureversion SET effective_from = '2030-01-01'",
        "UPDATE procedures_procedureversion SET confirmed_at = NULL",
        "DELETE FROM procedures_procedureversion",
    ],
)
def test_the_database_itself_keeps_a_version(office: Cast, shipped: int, statement: str) -> None:
    services.confirm_version(version_id=shipped, who=office.standing(office.administrator), at=AT)
    with pytest.raises(IntegrityError, match="never"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
    assert ProcedureVersion.objects.get(pk=shipped).text.startswith("# SOP")
