"""Every official document leaves with a code on each page, by which anybody is told whether their copy is genuine, and nothing else."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO

import docx
from django.contrib.auth import get_user_model
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from runut.cases.queries import decisions
from runut.documents.queries import papers_of
from runut.reviews.models import Presentation
from tests.builders import Story, begin
from tests.cast import cast
from tests.clients import client_of
from tests.formats.pdf_text import page_texts
from tests.rooms.reports.conftest import AT


def addresses(story: Story) -> Iterator[str]:
    """The address of every kind of official document that a case in activity 6 has, as PDF."""
    case = story.case_id
    forms = [one.current.id for one in papers_of(case) if one.current.form in {"tasks", "features", "team"}]
    assert len(forms) == 3, "mandate, minutes and installation report leave by the same door"
    decided = next(one.event.number for one in decisions(case_id=case) if one.event.activity == 5)
    yield reverse("cases:assignment", args=[case, "pdf"])
    yield from (reverse("documents:letter", args=[one, "pdf"]) for one in forms)
    yield from (reverse("reviews:response_paper", args=[case, decided, language, "pdf"]) for language in ("id", "en"))
    meeting = Presentation.objects.filter(case_id=case).earliest("pk").pk
    yield from (reverse(f"reviews:{name}", args=[case, meeting, "pdf"]) for name in ("letter", "attendance_list"))
    yield reverse("testing:minutes", args=[case, 1, "pdf"])
    yield reverse("reports:sheet", args=[case])
    yield reverse("reports:evaluation", args=[story.page().case.version_id, "pdf"])


def signed_in(story: Story) -> Client:
    client = client_of(story.cast.division_head)
    return client


def code_on(pages: list[str]) -> str:
    """The one code that stands on every page."""
    (code,) = {one.replace("\u200b", "").split("/verify/")[1].split("/")[0] for one in pages}
    return code


def compare(code: str, content: bytes) -> str:
    return Client().post(reverse("reports:verify", args=[code]), {"file": SimpleUploadedFile("x.pdf", content)}).content.decode()


def says_what_can_be_verified(word: bytes) -> bool:
    foot = docx.Document(BytesIO(word)).sections[0].footer
    said = "\n".join(cell.text for table in foot.tables for cell in table.rows[0].cells)
    return ("PDF dokumen ini" in said or "the PDF of this document" in said) and "/verify/" not in said and not foot.part.related_parts


def test_each_is_told_genuine_by_its_code_and_a_copy_to_edit_has_none(rich: Story) -> None:
    for user in get_user_model().objects.all():
        user.nip = f"19800101200501{user.pk:04d}"
        user.save(update_fields=["nip"])
    head, codes, with_nip = signed_in(rich), set(), set()
    for address in addresses(rich):
        answer = head.get(address)
        assert (answer.status_code, answer["Content-Type"]) == (200, "application/pdf"), address
        assert head.get(address).content == answer.content, address
        pages = page_texts(answer.content)
        code = code_on(pages)
        if "NIP19800101200501" in "".join(pages).replace("\u200b", ""):
            with_nip.add(address.rstrip("/").rsplit("/", 1)[-1])
        page = compare(code, answer.content)
        assert "Dokumen dengan isi persis seperti ini" in page and "Tidak asli" not in page, address
        assert "Sistem Antrean" not in page and "PA-2026" not in page
        assert "Tidak asli" in compare(code, answer.content[:-9] + b"%")
        codes.add(code)
        if not address.endswith("sheet.pdf"):
            assert says_what_can_be_verified(head.get(address.replace(".pdf", ".docx")).content), address
    assert len(codes) == 11
    signed = {"assignment.pdf", "letter.pdf", "response.id.pdf", "response.en.pdf", "invitation.pdf", "attendance.pdf", "minutes.pdf"}
    assert with_nip == signed, "who signs, and has one"


def test_of_a_team_that_was_named_anew_the_earlier_letter_is_old(db: None) -> None:
    story = begin(cast(AT), to=3)
    head, address = signed_in(story), reverse("cases:assignment", args=[story.case_id, "pdf"])
    before = head.get(address).content
    story.name_team(story.cast.developer_one)
    after = head.get(address).content
    told = compare(code_on(page_texts(before)), before)
    assert "Asli, tetapi ada yang lebih baru" in told and "mintalah" in told
    assert "ada yang lebih baru" not in compare(code_on(page_texts(after)), after)
