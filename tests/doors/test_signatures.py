"""Heads sign the final report in their order: what was signed stays, each signature is told in words, and nothing is signed out of turn."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from runut.cases.checking import check_cases
from runut.cases.queries import events
from runut.documents.queries import open_bytes, papers_of
from runut.formats.signing import KeyFile, signatures
from runut.people import services as people
from runut.people.queries import holders
from runut.reports.queries import code_of
from runut.reports.sealing import make_demonstration
from tests.builders import Story, begin
from tests.cast import cast
from tests.clients import client_of
from tests.signing import key_folder, paper, report, to_heads

AT = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)
NOW = AT + timedelta(days=2)
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _now() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def story(settings: Settings, tmp_path: Path) -> Story:
    """A case whose final report waits for the division head, in an office whose heads have keys."""
    key_folder(settings, tmp_path)
    return to_heads(begin(cast(AT)))


def sign(story: Story, user_id: int, **more: str) -> Any:
    """Send the page as that person sees it."""
    address, browser = reverse("reports:signatures", args=[story.case_id]), client_of(user_id)
    shown = browser.get(address).context
    saw, found = shown["page"].saw, shown["found"]
    turn = {"activity": saw.activity, "round": saw.round, "turn": saw.turn} if saw else {"activity": 10, "round": 1, "turn": 9}
    sent = {**turn, "before": found.now, "seen": list(shown["page"].seen), **more}
    return browser.post(address, sent)


def renditions(story: Story) -> list[bytes]:
    """The bytes of every signed rendition, the first first."""
    versions = [one for paper in papers_of(story.case_id) if paper.key == "signed" for one in reversed(paper.versions)]
    found = []
    for one in versions:
        with open_bytes(one.sha256) as file:
            found.append(file.read())
    return found


def test_both_heads_sign_in_order_and_nothing_that_was_signed_changes(story: Story) -> None:
    cast_ = story.cast
    assert sign(story, cast_.division_head, note="Diterima").status_code == 302
    (first,) = renditions(story)
    assert first.startswith(paper())
    assert story.position.turn(story.page().procedure).key == "bureau_head"
    assert sign(story, cast_.bureau_head).status_code == 302
    assert story.activity == 0
    second = renditions(story)[1]
    assert second.startswith(first)
    found = signatures(second)
    assert [(one.name, one.intact, one.whole, one.untouched) for one in found] == [
        ("Karta Contoh (DEMONSTRASI)", True, False, True),
        ("Rina Contoh (DEMONSTRASI)", True, True, True),
    ]
    assert found[0].reason == "Karta Contoh sebagai Kepala Bidang Pengelolaan LPSE"
    assert signatures(first)[0].whole
    told = [one for one in events(case_id=story.case_id) if one.kind in {"sign", "certify", "complete"}][-4:]
    assert [(one.kind, one.by["performer"]) for one in told] == [
        ("sign", "division_head"),
        ("certify", "division_head"),
        ("sign", "bureau_head"),
        ("complete", "bureau_head"),
    ]
    assert [one.fault for one in check_cases()] == [None]


def test_the_page_and_the_public_page_tell_each_signature_in_words(story: Story) -> None:
    people.appoint(
        office_id=story.cast.offices["bureau_head"],
        user_id=story.cast.technical_two,
        capacity="plt",
        letter_number="800/12",
        letter_on=date(2026, 11, 1),
        from_on=date(2026, 11, 1),
        to_on=date(2026, 12, 31),
        who=None,
        at=AT,
    )
    sign(story, story.cast.division_head)
    make_key(story, story.cast.technical_two)
    assert sign(story, story.cast.technical_two).status_code == 302
    shown = client_of(story.cast.auditor).get(reverse("reports:signatures", args=[story.case_id])).content.decode()
    copy = SimpleUploadedFile("x.pdf", renditions(story)[1])
    public = Client().post(reverse("reports:verify", args=[code_of(story.page().case.uid)]), {"file": copy}).content.decode()
    for page in (shown, public):
        assert "Karta Contoh" in page and "Tini Contoh" in page
        assert "Plt. Kepala Biro, surat 800/12" in page
        assert "tidak ada apa pun di belakangnya selain tanda tangan kemudian" in page
        assert "mencakup seluruh berkas" in page
        assert "“DEMONSTRASI, tanpa kekuatan hukum”, yang dipercaya kantor ini" in page
    assert "Sistem Antrean" not in public


def make_key(story: Story, user_id: int) -> None:
    """Give somebody the key of another: the office decides whose file is whose."""
    from django.conf import settings

    file = settings.SIGNING_KEYS / "karo@example.test.p12"
    (settings.SIGNING_KEYS / f"{story.cast.standing(user_id).login}.p12").write_bytes(file.read_bytes())


def test_who_has_no_turn_has_signed_already_or_has_no_key_is_told_so_and_nothing_is_kept(story: Story, settings: Settings) -> None:
    cast_ = story.cast
    told = sign(story, cast_.bureau_head)
    assert (told.status_code, "menunggu Kepala Bidang" in told.content.decode()) == (403, True)
    assert sign(story, cast_.developer_one).status_code == 403
    sign(story, cast_.division_head)
    told = sign(story, cast_.division_head)
    assert (told.status_code, "sudah menandatangani laporan ini" in told.content.decode()) == (409, True)
    (settings.SIGNING_KEYS / "karo@example.test.p12").unlink()
    told = sign(story, cast_.bureau_head)
    assert (told.status_code, "Belum ada kunci" in told.content.decode()) == (409, True)
    assert len(renditions(story)) == 1
    story.certify()  # without a key the turn is recorded as ever
    assert story.activity == 0


def test_a_report_that_was_filed_anew_is_not_signed_unread_and_loses_no_signature(story: Story) -> None:
    cast_, address = story.cast, reverse("reports:signatures", args=[story.case_id])
    sign(story, cast_.division_head)
    shown = client_of(cast_.bureau_head).get(address).context
    before, kept = shown["found"].now, renditions(story)
    report(story, paper() + b"\n% baru\n")
    for _ in ("the team", "the Subbag", "the division head"):
        story.certify()
    told = sign(story, cast_.bureau_head, before=before)
    assert (told.status_code, "Bacalah lagi sebelum menandatanganinya" in told.content.decode()) == (409, True)
    assert sign(story, cast_.bureau_head).status_code == 302
    assert renditions(story)[:1] == kept
    assert [one.name for one in signatures(renditions(story)[-1])] == ["Rina Contoh (DEMONSTRASI)"]


def test_a_key_that_only_its_owner_opens_asks_for_the_password(story: Story, settings: Settings) -> None:
    from runut.formats.signing import Demonstration

    path = settings.SIGNING_KEYS / "kabid@example.test.p12"
    path.write_bytes(Demonstration("Biro", at=AT).issue("Karta Contoh", password="sendiri"))
    page = client_of(story.cast.division_head).get(reverse("reports:signatures", args=[story.case_id])).content.decode()
    assert 'type="password"' in page
    refused = sign(story, story.cast.division_head, password="salah")
    assert (refused.status_code, renditions(story)) == (409, [])
    assert "salah" not in refused.content.decode().split("<main", 1)[1]
    assert sign(story, story.cast.division_head, password="sendiri").status_code == 302


def test_when_the_turn_cannot_be_recorded_no_signature_is_kept(story: Story, monkeypatch: pytest.MonkeyPatch) -> None:
    from runut.reports import services

    def fails(**_: object) -> None:
        raise RuntimeError("the machine stops here")

    monkeypatch.setattr(services, "certify", fails)
    with pytest.raises(RuntimeError):
        sign(story, story.cast.division_head)
    assert renditions(story) == []
    assert not [one for one in events(case_id=story.case_id) if one.kind == "sign"]


def test_what_a_signer_gives_back_is_not_kept_when_it_is_not_what_was_sent(story: Story, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(KeyFile, "sign", lambda self, pdf, stamp, *, at: pdf)
    told = sign(story, story.cast.division_head)
    assert (told.status_code, renditions(story)) == (409, [])


def test_the_case_page_offers_it_to_whose_turn_it_is(story: Story) -> None:
    address = reverse("reports:signatures", args=[story.case_id])
    pages = [
        client_of(one).get(reverse("cases:case", args=[story.case_id])).content.decode()
        for one in (story.cast.division_head, story.cast.bureau_head)
    ]
    assert [f"{address}#sign" in page for page in pages] == [True, False]
    assert all(address in page for page in pages)


def later(story: Story, user_id: int, **more: str) -> Any:
    """Send what the page offers to somebody who received the report without a key."""
    address, browser = reverse("reports:signatures", args=[story.case_id]), client_of(user_id)
    return browser.post(address, {"before": browser.get(address).context["found"].now, "received": "1", **more})


def test_who_received_it_without_a_key_signs_it_later_and_nothing_moves(story: Story, settings: Settings, tmp_path: Path) -> None:
    cast_, kept = story.cast, settings.SIGNING_KEYS
    settings.SIGNING_KEYS = tmp_path / "none"
    story.certify()
    settings.SIGNING_KEYS = kept
    assert later(story, cast_.bureau_head).status_code == 409, "it is their turn, and a turn is recorded with it"
    sign(story, cast_.bureau_head)
    assert story.activity == 0
    before = story.position
    page = client_of(cast_.division_head).get(reverse("reports:signatures", args=[story.case_id])).content.decode()
    assert "Tanda tangani yang Anda terima" in page
    assert later(story, cast_.division_head).status_code == 302
    first, second = renditions(story)
    assert second.startswith(first)
    assert [(one.name, one.intact, one.untouched) for one in signatures(second)] == [
        ("Rina Contoh (DEMONSTRASI)", True, True),
        ("Karta Contoh (DEMONSTRASI)", True, True),
    ]
    *_, received, _, _, told = [one for one in events(case_id=story.case_id) if one.kind in {"certify", "sign", "complete"}]
    assert (told.kind, told.by["performer"], told.data["received"], told.activity) == ("sign", "division_head", received.number, 10)
    assert (story.position.status, story.position.item) == (before.status, before.item)
    assert [one.fault for one in check_cases()] == [None]
    again = later(story, cast_.division_head)
    assert (again.status_code, "sudah menandatangani" in again.content.decode()) == (409, True)
    assert sign(story, cast_.developer_one).status_code == 409


def test_nobody_else_signs_later_for_who_received_it(story: Story) -> None:
    cast_ = story.cast
    for _ in ("the division head", "the bureau head"):
        story.certify()
    (held,) = holders(["bureau_head"], on=NOW.date())["bureau_head"]
    people.end_holding(holding_id=held.id, to_on=AT.date(), who=None, at=NOW)
    for office, user in (("bureau_head", cast_.technical_two), ("technical_team", cast_.bureau_head)):
        people.appoint(office_id=cast_.offices[office], user_id=user, from_on=NOW.date(), who=None, at=NOW)
    make_key(story, cast_.technical_two)
    for who, said in (
        (cast_.technical_two, "Rina Contoh menerima laporan ini sebagai Kepala Biro"),
        (cast_.bureau_head, "tidak lagi memegang jabatan itu"),
        (cast_.developer_one, "Proyek telah berakhir"),
    ):
        told = later(story, who)
        assert (told.status_code, said in told.content.decode()) == (409, True), said
    assert renditions(story) == []


def test_what_was_received_is_signed_later_only_while_that_is_what_is_filed(story: Story) -> None:
    cast_ = story.cast
    story.certify()
    report(story, paper() + b"\n% baru\n")
    told = later(story, cast_.division_head)
    assert (told.status_code, renditions(story)) == (403, [])
    for _ in ("the team", "the Subbag", "the division head", "the bureau head"):
        story.certify()
    assert later(story, cast_.division_head, before="0" * 64).status_code == 409
    assert later(story, cast_.division_head).status_code == 302
    assert len(renditions(story)) == 1


def test_a_withdrawn_certificate_signs_nothing_more_and_each_page_says_whether_that_came_before(story: Story) -> None:
    cast_ = story.cast
    sign(story, cast_.division_head)
    address = reverse("reports:signatures", args=[story.case_id])
    (mark,) = client_of(cast_.administrator).get(address).context["found"].marks
    withdraw, wanted = reverse("reports:withdraw", args=[story.case_id, mark.signed.sha256]), {"why": "Kunci hilang"}
    assert withdraw in client_of(cast_.administrator).get(address).content.decode()
    assert client_of(cast_.bureau_head).post(withdraw, {**wanted, "since": "2026-11-25"}).status_code == 403
    assert client_of(cast_.administrator).post(reverse("reports:withdraw", args=[story.case_id, "0" * 64]), wanted).status_code == 404
    with time_machine.travel(NOW + timedelta(days=1), tick=False):
        admin = client_of(cast_.administrator)
        assert admin.get(withdraw).status_code == 200
        for day, why, status in (("2026-11-27", "Kunci hilang", 409), ("2026-11-26", "", 422), ("2026-11-26", "Kunci hilang", 302)):
            assert admin.post(withdraw, {"since": day, "why": why}).status_code == status
        assert admin.post(withdraw, {**wanted, "since": "2026-11-25"}).status_code == 409, "only once, so nobody moves the day"
        copy = SimpleUploadedFile("x.pdf", renditions(story)[0])
        public = Client().post(reverse("reports:verify", args=[code_of(story.page().case.uid)]), {"file": copy}).content.decode()
        for page in (admin.get(address).content.decode(), public):
            assert "sejak 26 November 2026; ini ditandatangani sebelumnya" in page
        assert "Kunci hilang" in admin.get(address).content.decode() and "Kunci hilang" not in public
        assert "Kunci hilang" in admin.get(reverse("people:history")).content.decode()
        report(story, paper() + b"\n% baru\n")
        for _ in ("the team", "the Subbag"):
            story.certify()
        told = sign(story, cast_.division_head)
        assert (told.status_code, "ditarik di kantor ini sejak 26 November 2026" in told.content.decode()) == (409, True)


def test_what_was_signed_on_the_day_of_the_withdrawal_counts_as_signed_after_it(story: Story) -> None:
    sign(story, story.cast.division_head)
    address, admin = reverse("reports:signatures", args=[story.case_id]), client_of(story.cast.administrator)
    (mark,) = admin.get(address).context["found"].marks
    told = admin.post(reverse("reports:withdraw", args=[story.case_id, mark.signed.sha256]), {"since": "2026-11-25", "why": "Pindah"})
    assert told.status_code == 302
    page = admin.get(address).content.decode()
    assert "dan ini ditandatangani sesudahnya" in page
    assert "tone-soon" in page and "tone-done" not in page.partition('class="answer"')[2].partition("</article>")[0]
    assert client_of(story.cast.auditor).get(reverse("reports:withdraw", args=[story.case_id, mark.signed.sha256])).status_code == 403


def test_nobody_files_to_what_was_signed_by_hand(story: Story) -> None:
    sign(story, story.cast.division_head)
    found = client_of(story.cast.bureau_head).post(
        reverse("documents:upload", args=[story.case_id, "signed"]), {"file": SimpleUploadedFile("x.pdf", paper())}
    )
    assert found.status_code in {404, 409}
    assert len(renditions(story)) == 1


def test_the_seal_of_the_office_stands_behind_the_signatures(story: Story) -> None:
    sign(story, story.cast.division_head)
    sealed = client_of(story.cast.bureau_head).get(reverse("reports:sealed", args=[story.case_id])).content
    assert sealed.startswith(renditions(story)[0])
    assert [one.intact and one.untouched for one in signatures(sealed)] == [True, True]


def test_another_office_differs_in_nothing_but_what_its_keys_make(story: Story, settings: Settings, tmp_path: Path) -> None:
    def told(folder: str) -> list[dict[str, Any]]:
        key_folder(settings, tmp_path / folder)
        make_demonstration(at=AT)
        with transaction.atomic():
            for who in (story.cast.division_head, story.cast.bureau_head):
                assert sign(story, who).status_code == 302
            found = [one.content() for one in events(case_id=story.case_id)]
            transaction.set_rollback(True)
        return found

    for one, other in zip(told("one"), told("other"), strict=True):
        differs = {key for key in one if one[key] != other[key]} | {key for key in one["data"] if one["data"][key] != other["data"][key]}
        assert differs <= {"previous", "data", "sha256", "size", "before", "certificate", "document"}
        assert "data" not in differs or one["kind"] == "sign"
