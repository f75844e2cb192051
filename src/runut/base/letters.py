"""Letters as files to take along: every page that has one offers it as PDF and as DOCX, in one way.

    path("cases/<int:case_id>/minutes.<slug:ending>", views.minutes, name="minutes")
    return letter_file(minutes(page), ending=ending, name=f"minutes-{case.pk}", at=request.at)
    {% translate "Minutes" as minutes %}{% letter_links "room:minutes" minutes case.pk %}

The last part of such an address is the file's ending.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Final

from django.conf import settings
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import override

from runut.base.pictures import picture_kind
from runut.core.errors import NotFound
from runut.formats.printing.letter import Letter, Picture, print_letter, write_letter

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
    if letter.letterhead and settings.LOGO:
        with override(letter.language):
            letter = replace(letter, logo=_logo(settings.LOGO))
    return print_letter(letter, at=at, seconds=seconds) if known(ending) == "pdf" else write_letter(letter, at=at)


def _logo(content: bytes) -> Picture:
    if picture_kind(content) == "svg":
        return Picture(svg=content.decode("utf-8", "replace"), alt=_("Logo"))
    return Picture(dots=content, alt=_("Logo"))


def letter_file(letter: Letter, *, ending: str, name: str, at: datetime, seconds: float = 30) -> HttpResponse:
    """Return ``letter`` as the file ``name`` with its ending, dated ``at``: the same letter and moment give the same bytes.

    Raises as `letter_bytes`.
    """
    content = letter_bytes(letter, ending=ending, at=at, seconds=seconds)
    response = HttpResponse(content, content_type=TYPES[ending])
    response.headers["Content-Disposition"] = f'attachment; filename="{name}.{ending}"'
    response.headers["Cache-Control"] = "private, no-store"
    return response
