"""Versions of the SOP: installed once, confirmed or changed by the office, never rewritten."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.db import IntegrityError, connection, transaction

from runut.core.errors import NotFound, NotPermitted, ProcedureInvalid, Refused
from runut.core.procedure import HeldBy, Part, Participation, TimeLimit
from runut.formats import toml
from runut.people.queries import Standing
from runut.procedures import queries, services
from runut.procedures.models import ProcedureVersion
from runut.procedures.revision import Difference, differences
from runut.procedures.values import Changes
from tests.cast import Cast, cast

AT = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)
LATER = AT + timedelta(days=1)
HEAD_PROVIDES = Changes(performers={2: (Participation(key="division_head", part=Part.ACTS),)})
pytestmark = pytest.mark.django_db


@pytest.fixture
def office() -> Cast:
    return cast(AT)


@pytest.fixture
def administrator(office: Cast) -> Standing:
    return office.standing(office.administrator)


@pytest.fixture
def shipped(office: Cast) -> int:
    return services.install_shipped(at=AT)


def _changed(shipped: int, who: Standing, changes: Changes = HEAD_PROVIDES, note: str = "Surat tugas Kepala Bidang") -> int:
    return services.new_version(based_on=shipped, changes=changes, note=note, who=who, at=LATER)


def test_the_shipped_sop_is_installed_once(shipped: int) -> None:
    assert services.install_shipped(at=LATER) == shipped
    assert queries.version_in_force(on=LATER.date()) == (shipped, queries.procedure_version(shipped))
    assert queries.version(shipped, on=LATER.date()).made_at == AT
    assert len(queries.procedure_version(shipped).activities) == 10


def test_an_office_without_an_sop_is_told_so(office: Cast) -> None:
    with pytest.raises(Refused) as refused:
        queries.version_in_force(on=LATER.date())
    assert refused.value.code == "procedure_none"


def test_installing_again_leaves_the_version_that_the_office_follows(shipped: int, administrator: Standing) -> None:
    made = _changed(shipped, administrator)
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
def test_nobody_but_administrators_and_the_head_of_the_bureau_may_confirm_or_change(office: Cast, shipped: int, name: str) -> None:
    who = office.standing(getattr(office, name))
    with pytest.raises(NotPermitted):
        services.confirm_version(version_id=shipped, who=who, at=LATER)
    with pytest.raises(NotPermitted):
        _changed(shipped, who)
    assert queries.version(shipped, on=LATER.date()).confirmed_at is None


def test_a_change_is_a_new_version_for_new_cases_and_leaves_the_old_one_as_it_was(shipped: int, administrator: Standing) -> None:
    before = queries.version_text(shipped)
    made = _changed(shipped, administrator)
    assert queries.version_in_force(on=LATER.date())[0] == made
    assert queries.version_text(shipped) == before
    assert not queries.version(shipped, on=LATER.date()).is_current
    new = queries.version(made, on=LATER.date())
    assert (new.number, new.note, new.made_by, new.confirmed_by) == (2, "Surat tugas Kepala Bidang", administrator.name, administrator.name)
    assert queries.procedure_version(made).activity(2).performers == HEAD_PROVIDES.performers[2]
    assert toml.load(queries.version_text(made)) == queries.procedure_version(made)
    assert queries.version_before(made) == shipped
    assert [
        row.id for row in queries.version_list(procedure_id=queries.version(made, on=LATER.date()).procedure_id, on=LATER.date()).rows
    ] == [made, shipped]


def test_a_version_says_everything_in_which_it_differs(shipped: int, administrator: Standing) -> None:
    changes = Changes(
        held_by={"development_team": HeldBy.OFFICE},
        performers=HEAD_PROVIDES.performers,
        times={3: TimeLimit(low=4, high=7)},
        notes={8: "Sudah dipastikan."},
    )
    made = _changed(shipped, administrator, changes)
    old, new = queries.procedure_version(shipped), queries.procedure_version(made)
    assert differences(old, new) == [
        Difference(what="held_by", performer="Tim Pengembangan Sistem Informasi", before=HeldBy.TEAM, after=HeldBy.OFFICE),
        Difference(what="performers", activity=2, before=old.activity(2).performers, after=HEAD_PROVIDES.performers[2]),
        Difference(what="time", activity=3, before=TimeLimit(low=5, high=5), after=TimeLimit(low=4, high=7)),
        Difference(what="note", activity=8, before=old.activity(8).note, after="Sudah dipastikan."),
    ]
    assert differences(new, new) == []


def test_a_version_needs_a_reason_and_a_difference(shipped: int, administrator: Standing) -> None:
    for changes, note, code in ((HEAD_PROVIDES, "  ", "reason_missing"), (Changes(), "Tidak ada", "procedure_same")):
        with pytest.raises(Refused) as refused:
            _changed(shipped, administrator, changes, note)
        assert refused.value.code == code
    assert queries.version_in_force(on=LATER.date())[0] == shipped


def test_a_version_is_made_of_the_one_that_was_seen(shipped: int, administrator: Standing) -> None:
    _changed(shipped, administrator)
    with pytest.raises(Refused) as refused:
        _changed(shipped, administrator, Changes(times={3: None}))
    assert refused.value.code == "draft_changed"


def test_an_sop_that_could_not_be_run_is_refused_with_every_fault(shipped: int, administrator: Standing) -> None:
    nobody_decides = (Participation(key="system_development", part=Part.ACTS),)
    changes = Changes(performers={1: nobody_decides, 3: (), 4: (Participation(key="nobody", part=Part.ACTS),)})
    with pytest.raises(ProcedureInvalid) as refused:
        _changed(shipped, administrator, changes)
    assert {(one.place, one.reason.code) for one in refused.value.problems} >= {
        ("activity 1, performers", "decider_missing"),
        ("activity 4, performers", "performer_unknown"),
    }
    assert any(one.place.startswith("activity 3") for one in refused.value.problems)
    assert queries.version_in_force(on=LATER.date())[0] == shipped


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
