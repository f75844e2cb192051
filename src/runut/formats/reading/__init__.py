"""Reads an SOP out of the file that the office has, whatever its form, into a draft with questions.

Every reader turns its file into the same neutral grids (`source`); the table of activities is found in them by its heads (`heads`,
`alignment`, `rows`), the identity block by its labels (`identity`), and `drafting` makes the draft. What each form's reader understands, and
what it was tried on: docs/reference/reading.md.
"""

from __future__ import annotations

from typing import BinaryIO, Final

from runut.core.errors import Invalid, TooLarge
from runut.formats.draft import Draft
from runut.formats.reading.forms import form_of

LIMIT: Final = 20_000_000
"""Bytes that are read of a file, unless the caller says otherwise."""

__all__ = ["LIMIT", "read"]


def read(name: str, stream: BinaryIO, *, limit: int = LIMIT) -> Draft:
    """Return the draft of the SOP in ``stream``. What it is, its bytes tell; ``name`` is only used in sentences.

    Nothing is written, and no more than ``limit`` bytes are taken from the stream.

    Raises:
        Invalid: It cannot be read; the one reason says why and what to do. `TooLarge` when it has more bytes than ``limit``.
    """
    called = " ".join(name.split())[-80:] or "SOP"
    data = stream.read(limit + 1)
    if len(data) > limit:
        raise TooLarge(code="read_too_large", name=called, limit=max(1, limit // 1_000_000))
    if not data.strip():
        raise Invalid(code="read_empty", name=called)
    return form_of(data).read(called, data)
