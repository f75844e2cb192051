"""Drafts: written by several people, undone, submitted, returned, approved; and the version that comes of it."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction

from runut.core.errors import Invalid, NotFound, NotPermitted, ProcedureInvalid, Refused, RunutError
from runut.core.sentences import reason
from runut.formats.draft import Question
from runut.people import services as people
from runut.people.queries import Standing, offices
from runut.procedures import queries, services
from runut.procedures.drafting import editing
from runut.procedures.drafting.content import empty, of_file, to_file
from tests.cast import Cast, cast
from tests.rooms.procedures.writing import draft_of, enact, next_version, row_field, write

AT = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)
LATER = AT + timedelta(days=1)
LETTERS: dict[str, Any] = {
    "procedure": {"name": "Surat Masuk"},
    "performer": [
        {"key": "agenda", "name": "Petugas Agenda", "held_by": "office"},
        {"key": "bureau_head", "name": "Kepala Biro", "held_by": "office"},
    ],
    "activity": [
        {
            "number": 1,
            "text": "Mencatat surat",
            "performers": [{"key": "agenda", "part": "acts"}],
            "time": {"amount": 30, "unit": "minute"},
        },
        {
            "number": 2,
            "text": "Memberi disposisi",
            "performers": [{"key": "bureau_head", "part": "decides"}],
            "decision": {"approved": "end", "rejected": 1},
        },
    ],
}
pytestmark = pytest.mark.django_db


@pytest.fixture
def office() -> Cast:
    return cast(AT)


@pytest.fixture
def who(office: Cast) -> Standing:
    return office.standing(office.registrar)


@pytest.fixture
def other(office: Cast) -> Standing:
    return office.standing(office.technical_one)


@pytest.fixture
def shipped(office: Cast) -> int:
    return services.install_shipped(at=AT)


@pytest.fixture
def draft(shipped: int, who: Standing) -> int:
    return draft_of(shipped, who=who, at=AT)


def code(act: Any) -> str:
    with pytest.raises(RunutError) as refused:
        act()
    return refused.value.code


# written


@pytest.mark.parametrize("name", ["user", "developer_one", "outsider", "auditor"])
def test_only_administrators_and_office_holders_write(office: Cast, draft: int, name: str) -> None:
    stranger = office.standing(getattr(office, name))
    acts = (
        lambda: services.start_draft(content=empty(), who=stranger, at=AT),
        lambda: write(draft, {"identity.name": "x"}, who=stranger, at=AT),
        lambda: services.undo_draft(draft_id=draft, who=stranger, at=AT),
        lambda: services.discard_draft(draft_id=draft, who=stranger, at=AT),
        lambda: services.submit_draft(draft_id=draft, seen=1, note="x", office_id=1, who=stranger, at=AT),
        lambda: services.withdraw_draft(draft_id=draft, who=stranger, at=AT),
    )
    assert {code(act) for act in acts} == {"drafters_only"}


def test_what_is_saved_is_the_next_revision(draft: int, who: Standing) -> None:
    field = row_field(draft, 3, "time")
    saved = write(draft, {field: {"amount": 7, "unit": "day"}}, who=who, at=LATER)
    assert (saved.counter, saved.clashes, saved.others) == (2, (), False)
    view = queries.draft_view(draft)
    assert view.data["activity"][2]["time"] == {"amount": 7, "unit": "day"}
    assert (view.row.changed_at, view.row.changed_by, view.number) == (LATER, who.name, 2)
    assert queries.draft_view(draft, number=1).data["activity"][2]["time"] == {"amount": 5, "unit": "day"}


def test_saving_nothing_makes_no_revision(draft: int, who: Standing) -> None:
    assert write(draft, {"identity.name": "Pengembangan Aplikasi"}, who=who, at=LATER).counter == 1


def test_two_editors_at_once_lose_nothing(draft: int, who: Standing, other: Standing) -> None:
    text, note = row_field(draft, 3, "text"), row_field(draft, 3, "note")
    write(draft, {text: "Pertama"}, who=who, at=AT, seen=1)
    saved = write(draft, {text: "Kedua", note: "Catatan kedua"}, who=other, at=LATER, seen=1)
    assert saved.others
    assert [(one.theirs, one.mine) for one in saved.clashes] == [("Pertama", "Kedua")]
    row = queries.draft_view(draft).data["activity"][2]
    assert (row["text"], row["note"]) == ("Pertama", "Catatan kedua")
    aside = next(one for one in queries.draft_history(draft) if one.kind == "aside")
    assert aside.by == other.name
    assert aside.revision_id
    assert queries.aside_view(draft, aside.revision_id).data["activity"][2]["text"] == "Kedua"
    own = services.take_aside(draft_id=draft, revision_id=aside.revision_id, who=other, at=LATER)
    assert queries.draft_view(own).data["activity"][2]["text"] == "Kedua"


def test_a_row_that_moves_while_somebody_types_in_it_keeps_what_they_typed(draft: int, who: Standing, other: Standing) -> None:
    text, rows = row_field(draft, 3, "text"), queries.draft_view(draft).content["rows"]
    write(draft, {}, who=who, at=AT, seen=1, then=lambda content: editing.move_row(content, rows[2]["id"], -1))
    write(draft, {text: "Ditulis saat berpindah"}, who=other, at=LATER, seen=1)
    assert queries.draft_view(draft).data["activity"][1]["text"] == "Ditulis saat berpindah"


def test_undo_and_redo_walk_back_and_forth(draft: int, who: Standing) -> None:
    def name() -> str:
        return queries.draft_row(draft).name

    for text in ("Satu", "Dua"):
        write(draft, {"identity.name": text}, who=who, at=AT)
    steps = [(services.undo_draft, "Satu"), (services.undo_draft, "Pengembangan Aplikasi"), (services.redo_draft, "Satu")]
    for step, expected in [*steps, (services.redo_draft, "Dua"), (services.undo_draft, "Satu")]:
        step(draft_id=draft, who=who, at=AT)
        assert name() == expected
    write(draft, {"identity.name": "Tiga"}, who=who, at=AT)
    assert code(lambda: services.redo_draft(draft_id=draft, who=who, at=AT)) == "draft_no_step"
    services.undo_draft(draft_id=draft, who=who, at=AT)
    assert name() == "Satu"
    services.undo_draft(draft_id=draft, who=who, at=AT)
    assert code(lambda: services.undo_draft(draft_id=draft, who=who, at=AT)) == "draft_no_step"


def test_questions_are_answered_or_closed_by_writing(office: Cast, who: Standing) -> None:
    asked = [
        Question(place=place, asks=reason("ask_performer", activity=number), because=reason("because_cell_empty"), guess=guess)
        for place, number, guess in (
            ("activity 1, performers", 1, [{"key": "bureau_head", "part": "acts"}]),
            ("activity 2, time", 2, {"amount": 1, "unit": "day"}),
            ("activity 2, text", 2, "Memberi disposisi"),
        )
    ]
    draft = services.start_draft(content=of_file(LETTERS), questions=asked, who=who, at=AT)
    assert len(queries.draft_view(draft).questions) == 3
    write(draft, {row_field(draft, 2, "text"): "Memberi disposisi segera"}, who=who, at=AT)
    assert [index for index, _field, _q in queries.draft_view(draft).questions] == [0, 1]
    counter = services.answer_questions(draft_id=draft, seen=2, answers={1: {"amount": 1, "unit": "day"}}, who=who, at=AT)
    assert queries.draft_view(draft).data["activity"][1]["time"] == {"amount": 1, "unit": "day"}
    wrong: list[dict[int, Any]] = [{0: [], 7: None}, {1: None}]
    for answers in wrong:
        act = lambda answers=answers: services.answer_questions(draft_id=draft, seen=counter, answers=answers, who=who, at=AT)  # noqa: E731
        assert code(act) == "draft_changed"
    services.answer_questions(draft_id=draft, seen=counter, answers={0: [{"key": "bureau_head", "part": "acts"}]}, who=who, at=AT)
    assert queries.draft_view(draft).questions == ()


def test_a_draft_that_is_not_there_is_not_found(office: Cast, who: Standing) -> None:
    for act in (
        lambda: queries.draft_view(999),
        lambda: queries.aside_view(999, 1),
        lambda: services.undo_draft(draft_id=999, who=who, at=AT),
        lambda: services.take_aside(draft_id=999, revision_id=1, who=who, at=AT),
        lambda: draft_of(999, who=who, at=AT),
    ):
        with pytest.raises(NotFound):
            act()


def test_a_state_that_never_was_is_refused(draft: int, who: Standing) -> None:
    assert code(lambda: write(draft, {"identity.name": "x"}, who=who, at=AT, seen=7)) == "draft_changed"


def test_a_discarded_draft_leaves_the_list_and_is_over(draft: int, who: Standing) -> None:
    assert [row.id for row in queries.draft_list().rows] == [draft]
    services.discard_draft(draft_id=draft, who=who, at=AT)
    assert queries.draft_list().rows == []
    assert code(lambda: write(draft, {"identity.name": "x"}, who=who, at=AT)) == "draft_over"


# approved


def test_an_approved_draft_is_the_next_version_in_force_today(office: Cast, shipped: int) -> None:
    before = queries.version_text(shipped)
    made = next_version(shipped, office, {"3.time": {"amount": 7, "unit": "day"}}, at=LATER)
    on = LATER.date()
    row = queries.version(made, on=on)
    assert (row.number, row.state, row.note, row.effective_from) == (2, "in_force", "Hasil rapat", on)
    assert row.approved_as["position"] == "Kepala Biro"
    assert queries.version(shipped, on=on).state == "replaced"
    assert queries.version_in_force(on=on)[0] == made
    assert queries.version_in_force(on=AT.date())[0] == shipped
    assert queries.version_text(shipped) == before
    assert [one.kind for one in queries.draft_history(row.draft_id or 0)] == ["approved", "submitted", "saved", "started"]


def test_a_version_is_in_force_from_the_day_that_it_names(office: Cast, shipped: int) -> None:
    def effective(on: str) -> Any:
        return lambda content: {**content, "identity": {**content["identity"], "effective_on": on}}

    coming = next_version(shipped, office, at=LATER, then=effective("2027-01-04"))
    assert queries.version(coming, on=LATER.date()).state == "coming"
    assert queries.version_in_force(on=date(2027, 1, 3))[0] == shipped
    assert queries.version_in_force(on=date(2027, 1, 4))[0] == coming
    sooner = next_version(shipped, office, at=LATER, then=effective("2026-12-01"))
    assert queries.version_in_force(on=date(2026, 12, 2))[0] == sooner
    assert queries.version_in_force(on=date(2027, 2, 1))[0] == sooner, "the later text replaces the earlier one"


def test_a_new_sop_gets_its_key_its_offices_and_its_cases(office: Cast, shipped: int, who: Standing) -> None:
    made = enact(services.start_draft(content=of_file(LETTERS), who=who, at=AT), office, at=AT)
    row = queries.procedure_row(on=office.today, key="surat-masuk")
    assert (row.version_id, row.number, row.name) == (made, 1, "Surat Masuk")
    assert {one.key for one in offices(on=office.today)} >= {"agenda", "bureau_head"}
    assert queries.not_held(queries.procedure_version(made), on=office.today) == ["agenda"]
    twin = enact(services.start_draft(content=of_file(LETTERS), who=who, at=AT), office, at=AT)
    assert queries.version(twin, on=office.today).key == "surat-masuk-2"


def test_an_office_can_be_made_for_the_approval(office: Cast, who: Standing) -> None:
    draft = services.start_draft(content=of_file(LETTERS), who=who, at=AT)
    services.submit_draft(draft_id=draft, seen=1, note="Baru", new_office=" Sekretaris  Daerah ", who=who, at=AT)
    row = queries.draft_row(draft)
    assert (row.state, row.office, row.office_key) == ("submitted", "Sekretaris Daerah", "sekretaris_daerah")
    assert code(lambda: services.approve_draft(draft_id=draft, seen=1, who=who, at=AT)) == "approver_only"
    people.appoint(office_id=row.office_id or 0, user_id=office.outsider, from_on=office.today, who=None, at=AT)
    assert services.approve_draft(draft_id=draft, seen=1, who=office.standing(office.outsider), at=AT)


def test_only_the_office_that_was_asked_approves_or_returns(office: Cast, draft: int, who: Standing) -> None:
    head = office.standing(office.bureau_head)
    write(draft, {"identity.number": "12/SOP/2026"}, who=who, at=AT)
    assert code(lambda: services.approve_draft(draft_id=draft, seen=2, who=head, at=AT)) == "draft_not_submitted"
    services.submit_draft(draft_id=draft, seen=2, note="x", office_id=office.offices["bureau_head"], who=who, at=AT)
    for stranger in (office.administrator, office.division_head, office.registrar):
        standing = office.standing(stranger)
        assert code(lambda one=standing: services.approve_draft(draft_id=draft, seen=2, who=one, at=AT)) == "approver_only"
        assert code(lambda one=standing: services.return_draft(draft_id=draft, why="x", who=one, at=AT)) == "approver_only"
    assert code(lambda: services.approve_draft(draft_id=draft, seen=1, who=head, at=AT)) == "draft_changed"
    assert code(lambda: services.return_draft(draft_id=draft, why=" ", who=head, at=AT)) == "reason_missing"
    assert [row.id for row in queries.drafts_for(head)] == [draft]


def test_a_submitted_draft_rests_until_it_comes_back(office: Cast, draft: int, who: Standing) -> None:
    def submit() -> None:
        counter = queries.draft_row(draft).counter
        services.submit_draft(draft_id=draft, seen=counter, note="x", office_id=office.offices["bureau_head"], who=who, at=AT)

    write(draft, {"identity.number": "1"}, who=who, at=AT)
    submit()
    assert code(lambda: write(draft, {"identity.number": "2"}, who=who, at=AT)) == "draft_submitted"
    services.return_draft(draft_id=draft, why="Nomor salah", who=office.standing(office.bureau_head), at=AT)
    returned = next(one for one in queries.draft_history(draft) if one.kind == "returned")
    assert (returned.note, (returned.acted_as or {})["position"]) == ("Nomor salah", "Kepala Biro")
    write(draft, {"identity.number": "2"}, who=who, at=AT)
    submit()
    services.withdraw_draft(draft_id=draft, who=who, at=AT)
    assert queries.draft_row(draft).state == "draft"


def test_who_wrote_does_not_approve_while_another_holder_could(office: Cast, shipped: int) -> None:
    head = office.standing(office.bureau_head)
    draft = draft_of(shipped, who=head, at=AT)
    write(draft, {"identity.number": "1"}, who=head, at=AT)
    services.submit_draft(draft_id=draft, seen=2, note="x", office_id=office.offices["bureau_head"], who=head, at=AT)
    acting: dict[str, Any] = {"capacity": "plh", "letter_number": "1", "letter_on": office.today, "to_on": date(2026, 12, 31)}
    people.appoint(office_id=office.offices["bureau_head"], user_id=office.outsider, from_on=office.today, who=None, at=AT, **acting)
    assert code(lambda: services.approve_draft(draft_id=draft, seen=2, who=head, at=AT)) == "approve_own"
    made = services.approve_draft(draft_id=draft, seen=2, who=office.standing(office.outsider), at=AT)
    assert queries.version(made, on=office.today).approved_as["capacity"] == "plh"


def test_who_holds_the_office_alone_may_approve_what_they_wrote(office: Cast, shipped: int) -> None:
    head = office.standing(office.bureau_head)
    draft = draft_of(shipped, who=head, at=AT)
    write(draft, {"identity.number": "1"}, who=head, at=AT)
    assert enact(draft, office, at=AT, writer=office.bureau_head)


def test_a_submission_needs_a_reason_an_office_and_a_difference(office: Cast, draft: int, who: Standing) -> None:
    def submit(seen: int = 1, note: str = "x", office_id: int | None = None) -> None:
        services.submit_draft(draft_id=draft, seen=seen, note=note, office_id=office_id, who=who, at=AT)

    assert code(lambda: submit(note=" ")) == "reason_missing"
    assert code(submit) == "procedure_same"
    write(draft, {"identity.number": "1"}, who=who, at=AT)
    assert code(lambda: submit(seen=1)) == "draft_changed"
    for wrong in (None, 999):
        with pytest.raises(Invalid) as invalid:
            submit(seen=2, office_id=wrong)
        assert invalid.value.code == "approver_missing"


def test_an_sop_that_cannot_be_run_is_not_submitted(office: Cast, draft: int, who: Standing) -> None:
    write(draft, {row_field(draft, 3, "text"): ""}, who=who, at=AT)
    with pytest.raises(ProcedureInvalid) as refused:
        services.submit_draft(draft_id=draft, seen=2, note="x", office_id=office.offices["bureau_head"], who=who, at=AT)
    assert [one.place for one in refused.value.problems] == ["activity 3"]
    assert queries.draft_row(draft).state == "draft"


def test_a_version_says_what_the_draft_said(office: Cast, who: Standing) -> None:
    draft = services.start_draft(content=of_file(LETTERS), who=who, at=AT)
    made = enact(draft, office, at=AT)
    view = queries.draft_view(draft)
    assert view.procedure() == queries.procedure_version(made)
    assert to_file(view.content) == view.data


@pytest.mark.parametrize(
    ("statement", "sentence"),
    [
        ("UPDATE procedures_draft SET note = 'x'", "over"),
        ("DELETE FROM procedures_draft", "deleted"),
        ("UPDATE procedures_revision SET number = 9", "never changes"),
        ("DELETE FROM procedures_revision", "deleted"),
        ("UPDATE procedures_draftact SET note = 'x'", "never changes"),
        ("DELETE FROM procedures_draftact", "deleted"),
        ("UPDATE procedures_procedureversion SET approved_as = '{}' WHERE number = 2", "never changes"),
    ],
)
def test_the_database_itself_keeps_what_was_approved(office: Cast, shipped: int, statement: str, sentence: str) -> None:
    next_version(shipped, office, {"3.note": "Baru"}, at=AT)
    with pytest.raises(DatabaseError, match=sentence), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


def test_the_database_itself_keeps_what_was_submitted(office: Cast, draft: int, who: Standing) -> None:
    write(draft, {"identity.number": "1"}, who=who, at=AT)
    services.submit_draft(draft_id=draft, seen=2, note="x", office_id=office.offices["bureau_head"], who=who, at=AT)
    with pytest.raises(DatabaseError, match="submitted"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE procedures_draft SET counter = 1")


def test_nobody_may_approve_without_having_been_asked(office: Cast, draft: int) -> None:
    with pytest.raises(Refused):
        services.approve_draft(draft_id=draft, seen=1, who=office.standing(office.bureau_head), at=AT)
    with pytest.raises(NotPermitted):
        services.withdraw_draft(draft_id=draft, who=office.standing(office.user), at=AT)
