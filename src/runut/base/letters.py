"""Letters as files to take along: every page that has one offers it as PDF and as DOCX, in one way.

    path("cases/<int:case_id>/minutes.<slug:ending>", views.minutes, name="minutes")
    return letter_file(minutes(page), ending=ending, name=f"minutes-{case.pk}", of=f"minutes {case.pk}", at=case.changed_at, issued_at=request.at)
    {% translate "Minutes" as minutes %}{% letter_links "room:minutes" minutes case.pk %}

The last part of such an address is the file's ending. A PDF carries a code on every page and is kept by its hash (`issuing`); a DOCX can be changed,
carries none, and says so.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Final

from django.conf import settings
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import override

from runut.base.issuing import issue
from runut.base.pictures import picture_kind
from runut.core.errors import NotFound
from runut.formats.printing.letter import Imprint, Letter, Picture, print_letter, write_letter

TYPES: Final = {"pdf": "application/pdf", "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document"}
"""The endings of a letter's files, and what each is."""


def known(ending: str) -> str:
    """Return ``ending`` if letters have it: a view asks before it looks anything up.

    Raises:
        NotFound: No letter has it.
    """
    if ending not in TYPES:
        raise NotFound
    return ending


def letter_bytes(letter: Letter, *, ending: str, at: datetime, seconds: float = 30) -> bytes:
    """Return ``letter`` with the office's logo, as a file of that ending.

    Raises:
        NotFound: ``ending`` is neither ``pdf`` nor ``docx``.
        PrintFailed: The typesetter refused it, or it took longer than ``seconds``.
    """
    with override(letter.language):
        if letter.letterhead and settings.LOGO:
            letter = replace(letter, logo=_logo(settings.LOGO))
        if known(ending) == "pdf":
            return print_letter(letter, at=at, seconds=seconds)
        note = _("A copy to edit, without a code: the PDF of this document is the one that can be verified.")
    return write_letter(replace(letter, footer=f"{letter.footer}\n{note}".strip()), at=at)


def _logo(content: bytes) -> Picture:
    if picture_kind(content) == "svg":
        return Picture(svg=content.decode("utf-8", "replace"), alt=_("Logo"))
    return Picture(dots=content, alt=_("Logo"))


def letter_file(letter: Letter, *, of: str, ending: str, name: str, at: datetime, issued_at: datetime) -> HttpResponse:
    """Return ``letter`` as the file ``name`` with its ending, dated ``at``: the same letter and moment give the same bytes.

    ``of`` says which paper it is, whatever it says by now, and ``at`` when it said so; see `issuing.issue`. Raises as `letter_bytes`.
    """

    def make(imprint: Imprint | None = None) -> bytes:
        return letter_bytes(replace(letter, imprint=imprint), ending=ending, at=at)

    known(ending)
    issued = ending == "pdf"
    content = issue(of=of, said=letter, language=letter.language, at=at, issued_at=issued_at, make=make) if issued else make()
    response = HttpResponse(content, content_type=TYPES[ending])
    response.headers["Content-Disposition"] = f'attachment; filename="{name}.{ending}"'
    response.headers["Cache-Control"] = "private, no-store"
    return response
