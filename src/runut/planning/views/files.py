"""What the pages of this room share: numbers that were sent, and files that are given out."""

from __future__ import annotations

from typing import Final

from django.http import HttpResponse
from django.utils.http import content_disposition_header

from runut.core.errors import Invalid

_LONGEST: Final = 9


def number_of(text: str | None) -> int:
    """Return the number that a form or a button sent.

    Raises:
        Invalid: It is none.
    """
    if text is None or not (text.isascii() and text.isdecimal()) or len(text) > _LONGEST:
        raise Invalid
    return int(text)


def attached(content: str | bytes, name: str, kind: str) -> HttpResponse:
    """Answer a file to be kept."""
    disposition = content_disposition_header(as_attachment=True, filename=name) or "attachment"
    return HttpResponse(content, content_type=kind, headers={"Content-Disposition": disposition, "X-Content-Type-Options": "nosniff"})
