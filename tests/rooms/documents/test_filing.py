"""Filing, filing again, taking out: rows, events and bytes agree."""

from __future__ import annotations

import hashlib
import json
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction

from runut.cases.deliverables import Record
from runut.cases.deliverables import store as fulfilment
from runut.cases.queries import events
from runut.cases.services import answer_remark
from runut.core.errors import Invalid, NotFound, NotPermitted, Refused
from runut.core.ledger import canonical
from runut.documents.queries import check_files, current_form, papers_of, storage
from runut.documents.services import file_form, file_upload, refile, remove_document
from runut.documents.store import store
from tests.rooms.documents.office import MONDAY, Office, staged

PDF = b"%PDF-1.7\n%%EOF\n"


def filed_events(office: Office) -> list[dict[str, Any]]:
    return [dict(one.data) | {"kind": one.kind} for one in events(case_id=office.case_id) if one.kind in {"file", "remove", "lapse"}]


def test_a_filed_file_is_a_version_an_event_and_bytes_in_the_store(office: Office) -> None:
    office.upload("analysis_report", PDF, by=office.cast.registrar, title="Laporan hasil analisis", filename="Laporan.pdf")
    (paper,) = papers_of(office.case_id)
    (event,) = filed_events(office)
    sha256 = hashlib.sha256(PDF).hexdigest()
    assert event == {
        "kind": "file",
        "key": "analysis_report",
        "name": "Laporan hasil analisis",
        "version": 1,
        "sha256": sha256,
        "size": len(PDF),
        "media_type": "application/pdf",
        "filename": "Laporan.pdf",
        "form": "",
        "ends_on": None,
    }
    assert (paper.current.number, paper.current.sha256, paper.current.filed_by) == (1, sha256, "Sari Contoh")
    assert (paper.current.activity, paper.current.round, paper.current.filed_at) == (1, 1, MONDAY)
    assert store().verify(sha256)


def test_the_same_title_under_the_same_key_is_the_next_version(office: Office) -> None:
    for content in (b"satu", b"dua"):
        office.upload("analysis_report", content, by=office.cast.registrar, title="Laporan")
    office.upload("analysis_report", b"lain", by=office.cast.registrar, title="Lampiran")
    found = [(paper.title, [version.number for version in paper.versions]) for paper in papers_of(office.case_id)]
    assert found == [("Laporan", [2, 1]), ("Lampiran", [1])]


def test_equal_bytes_are_stored_once_however_often_they_are_filed(office: Office) -> None:
    for title in ("Satu", "Dua"):
        office.upload("", b"sama", by=office.cast.registrar, title=title)
    figures = storage()
    assert (figures.files, figures.size, figures.versions, figures.filed_size, figures.incoming) == (1, 4, 2, 8, 0)


def test_a_paper_of_another_case_is_no_paper_of_this_one(office: Office) -> None:
    office.upload("analysis_report", b"satu", by=office.cast.registrar)
    (paper,) = papers_of(office.case_id)
    with pytest.raises(NotFound):
        file_upload(
            case_id=office.case_id,
            key="development_mandate",
            title="",
            upload=staged(b"dua"),
            filename="dua.txt",
            who=office.cast.standing(office.cast.registrar),
            at=MONDAY,
            document_id=paper.id,
        )
    assert len(filed_events(office)) == 1


def test_who_has_no_part_cannot_file_and_nothing_is_left(office: Office) -> None:
    with pytest.raises(NotPermitted) as refused:
        office.upload("development_mandate", b"mandat", by=office.cast.user)
    assert refused.value.code == "not_your_filing"
    with pytest.raises(NotFound):
        office.upload("analysis_report", b"laporan", by=office.cast.outsider)
    assert papers_of(office.case_id) == [] and storage().files == 0


def test_the_requesting_unit_files_the_analysis_report(office: Office) -> None:
    office.upload("analysis_report", b"laporan", by=office.cast.user)
    assert len(papers_of(office.case_id)) == 1


def test_what_is_not_due_yet_and_what_is_complete_is_refused_with_a_sentence(office: Office) -> None:
    with pytest.raises(Refused) as early:
        office.upload("mockups", b"gambar", by=office.cast.registrar)
    assert early.value.code == "document_early"
    office.to_planning()
    with pytest.raises(Refused) as sealed:
        office.upload("development_mandate", b"lain", by=office.cast.registrar)
    assert sealed.value.code == "document_sealed"
    (mandate,) = [paper for paper in papers_of(office.case_id) if paper.key == "development_mandate"]
    with pytest.raises(Refused):
        remove_document(document_id=mandate.id, why="keliru", who=office.cast.standing(office.cast.registrar), at=MONDAY)
    with pytest.raises(Refused):
        refile(version_id=mandate.current.id, who=office.cast.standing(office.cast.registrar), at=MONDAY)


def test_a_schedule_says_when_the_work_ends(office: Office) -> None:
    office.to_planning()
    with pytest.raises(Refused) as refused:
        office.upload("schedule", b"jadwal", by=office.cast.developer_one)
    assert refused.value.code == "end_date_missing"
    assert refused.value.reasons[0].params == {"deliverable": "Jadwal Pengembangan Aplikasi", "activity": 6}
    office.upload("schedule", b"jadwal", by=office.cast.developer_one, ends_on=date(2027, 2, 26))
    (filed,) = fulfilment().fulfilled(office.case_id, ["schedule"])["schedule"]
    assert filed.ends_on == date(2027, 2, 26)
    assert filed_events(office)[-1]["ends_on"] == "2027-02-26"


def test_a_changed_document_lapses_what_was_certified_about_it(office: Office) -> None:
    people = office.cast
    office.upload("analysis_report", b"laporan", by=people.registrar)
    office.upload("development_mandate", b"mandat", by=people.registrar)
    assert office.certify(people.registrar).item is not None
    office.upload("development_mandate", b"mandat baru", by=people.registrar)
    assert [one["kind"] for one in filed_events(office)] == ["file", "file", "file", "lapse"]
    assert filed_events(office)[-1]["cause"]["sha256"] == hashlib.sha256(b"mandat baru").hexdigest()
    after = office.certify(people.registrar)
    assert after.item is not None and (after.item.activity, after.item.turn) == (1, 1)


def test_taking_out_lapses_too_and_needs_a_reason(office: Office) -> None:
    people = office.cast
    who = people.standing(people.registrar)
    office.upload("analysis_report", b"laporan", by=people.registrar)
    office.upload("development_mandate", b"mandat", by=people.registrar)
    office.certify(people.registrar)
    mandate = papers_of(office.case_id)[1]
    with pytest.raises(Refused) as refused:
        remove_document(document_id=mandate.id, why="  ", who=who, at=MONDAY)
    assert refused.value.code == "reason_missing"
    remove_document(document_id=mandate.id, why="Salah berkas", who=who, at=MONDAY)
    removed, lapsed = filed_events(office)[-2:]
    assert (removed["kind"], removed["reason"], removed["version"], lapsed["kind"]) == ("remove", "Salah berkas", 1, "lapse")
    assert "development_mandate" not in fulfilment().fulfilled(office.case_id, ["development_mandate", "analysis_report"])
    assert not papers_of(office.case_id)[1].current.current
    with pytest.raises(Refused) as again:
        remove_document(document_id=mandate.id, why="Salah berkas", who=who, at=MONDAY)
    assert again.value.code == "document_removed"


def test_a_paper_that_comes_back_goes_on_counting(office: Office) -> None:
    who = office.cast.standing(office.cast.registrar)
    office.upload("analysis_report", b"satu", by=office.cast.registrar)
    remove_document(document_id=papers_of(office.case_id)[0].id, why="Salah", who=who, at=MONDAY)
    office.upload("analysis_report", b"dua", by=office.cast.registrar)
    (paper,) = papers_of(office.case_id)
    assert paper.removed_at is None and [one.number for one in paper.versions] == [2, 1]


def test_filing_again_is_a_new_version_of_the_same_bytes(office: Office) -> None:
    office.upload("analysis_report", b"satu", by=office.cast.registrar)
    (paper,) = papers_of(office.case_id)
    refile(version_id=paper.current.id, who=office.cast.standing(office.cast.user), at=MONDAY)
    (again,) = papers_of(office.case_id)
    assert [one.number for one in again.versions] == [2, 1]
    assert {one.sha256 for one in again.versions} == {paper.current.sha256}
    with pytest.raises(Refused) as refused:
        refile(version_id=paper.current.id, who=office.cast.standing(office.cast.user), at=MONDAY)
    assert refused.value.code == "document_seen_changed"


def test_filing_again_answers_the_guard_of_a_later_round(office: Office) -> None:
    people = office.cast
    later = MONDAY + timedelta(hours=1)
    office.to_response()
    office.upload("plan_response", b"tanggapan", by=people.technical_one)
    office.certify(people.technical_one, "rejected", why="Kurang jelas", remarks=("Perjelas alur",), at=later)
    who = people.standing(people.developer_one)
    answer_remark(case_id=office.case_id, number=1, text="Sudah", change="business_flow", who=who, at=later)
    office.certify(people.developer_one, at=later)
    with pytest.raises(Refused) as stale:
        office.certify(people.developer_one, at=later)
    assert stale.value.code == "output_stale"
    record = next(paper for paper in papers_of(office.case_id) if paper.key == "plan_presentation")
    refile(version_id=record.current.id, who=who, at=later)
    after = office.certify(people.developer_one, at=later)
    assert after.item is not None and (after.item.activity, after.item.round) == (5, 2)


def test_a_form_is_kept_as_canonical_json_in_the_row(office: Office) -> None:
    content = {"b": "ü", "a": [1, 2], "c": None}
    who = office.cast.standing(office.cast.registrar)
    for _ in range(2):
        file_form(case_id=office.case_id, key="development_mandate", name="Mandat", form="mandate", content=content, who=who, at=MONDAY)
    found = current_form(case_id=office.case_id, key="development_mandate", form="mandate")
    assert found is not None
    version, shown = found
    assert (version.number, shown, version.filename, version.media_type) == (2, content, "mandate.json", "application/json")
    assert version.sha256 == hashlib.sha256(canonical(content)).hexdigest()
    assert filed_events(office)[-1]["form"] == "mandate"
    assert not (store().root / version.sha256[:2]).exists()


def test_a_form_that_the_case_refuses_leaves_no_row(office: Office) -> None:
    with pytest.raises(Refused):
        file_form(
            case_id=office.case_id,
            key="mockups",
            name="Mockup",
            form="mockups",
            content={},
            who=office.cast.standing(office.cast.registrar),
            at=MONDAY,
        )
    assert storage().files == 0


def test_the_product_files_its_own_records_in_three_statements_after_the_first(office: Office, django_assert_num_queries: Any) -> None:
    def record(text: str) -> Record:
        return Record(
            case_id=office.case_id,
            key="plan_response",
            name="Tanggapan",
            form="response",
            content={"text": text},
            activity=5,
            round=1,
            user_id=office.cast.technical_one,
            at=MONDAY,
        )

    for number, statements in ((1, 4), (2, 3)):
        with transaction.atomic(), django_assert_num_queries(statements):
            assert fulfilment().file_record(record(str(number)))["version"] == number


def test_what_fulfils_is_one_query(office: Office, django_assert_num_queries: Any) -> None:
    for number in range(5):
        office.upload("analysis_report", str(number).encode(), by=office.cast.registrar, title=f"Laporan {number}")
    with django_assert_num_queries(1):
        assert len(fulfilment().fulfilled(office.case_id, ["analysis_report", "mockups"])["analysis_report"]) == 5


@pytest.mark.parametrize("papers", [1, 30])
def test_all_papers_with_all_versions_are_one_query(office: Office, django_assert_num_queries: Any, papers: int) -> None:
    for number in range(papers):
        office.upload("", str(number).encode(), by=office.cast.registrar, title=f"Surat {number}")
    with django_assert_num_queries(1):
        assert len(papers_of(office.case_id)) == papers


@pytest.mark.parametrize("statement", ["UPDATE documents_documentversion SET note = 'x'", "DELETE FROM documents_documentversion"])
def test_the_database_refuses_to_change_or_delete_a_version(office: Office, statement: str) -> None:
    office.upload("analysis_report", b"satu", by=office.cast.registrar)
    with pytest.raises(DatabaseError, match="never changed or deleted"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


def test_checking_finds_changed_and_lost_bytes_and_names_the_case(office: Office) -> None:
    for content in (b"satu", b"dua", b"tiga"):
        office.upload("", content, by=office.cast.registrar, title=content.decode())
    who = office.cast.standing(office.cast.registrar)
    file_form(case_id=office.case_id, key="development_mandate", name="Mandat", form="mandate", content={}, who=who, at=MONDAY)
    changed, lost = (store().path(hashlib.sha256(one).hexdigest()) for one in (b"satu", b"dua"))
    changed.chmod(0o600)
    changed.write_bytes(b"SATU")
    lost.unlink()
    found = {one.sha256: one for one in check_files()}
    assert len(found) == 4 and {one.total for one in found.values()} == {4}
    assert sorted(one.done for one in found.values()) == [1, 2, 3, 4]
    bad = {one.sha256: (one.found, one.cases) for one in found.values() if not one.sound}
    assert bad == {changed.name: (hashlib.sha256(b"SATU").hexdigest(), ("Sistem Antrean",)), lost.name: ("", ("Sistem Antrean",))}


def test_a_note_that_is_too_long_is_refused(office: Office) -> None:
    with pytest.raises(Invalid) as refused:
        file_upload(
            case_id=office.case_id,
            key="analysis_report",
            title="",
            upload=staged(b"satu"),
            filename="satu.txt",
            note="x" * 501,
            who=office.cast.standing(office.cast.registrar),
            at=MONDAY,
        )
    assert refused.value.code == "text_too_long"


def test_events_hold_what_canonical_json_can_hold(office: Office) -> None:
    office.upload(
        "analysis_report",
        b"satu",
        by=office.cast.registrar,
        title="Lapor\u202ean\x07 analisis  ",
        filename="../../etc/pass\u202ewd\x00.pdf",
    )
    (event,) = filed_events(office)
    assert (event["name"], event["filename"]) == ("Laporan analisis", "passwd.pdf")
    assert json.dumps(event)
