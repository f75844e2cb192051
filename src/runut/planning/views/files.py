"""What the pages of this room share: numbers that were sent, and files that are given out."""

from __future__ import annotations

from django.http import HttpResponse
from django.utils.http import content_disposition_header

from runut.base.numbers import whole
from runut.core.errors import Invalid


def number_of(text: str | None) -> int:
    """Return the number that a form or a button sent.

    Raises:
        Invalid: It is none.
    """
    number = whole(text)
    if number is None:
        raise Invalid
    return number


def attached(content: str | bytes, name: str, kind: str) -> HttpResponse:
    """Answer a file to be kept."""
    disposition = content_disposition_header(as_attachment=True, filename=name) or "attachment"
    return HttpResponse(content, content_type=kind, headers={"Content-Disposition": disposition, "X-Content-Type-Options": "nosniff"})
