"""Small pictures of stored files, made once and kept beside the store under the hash of what they show; they can be made again at any time."""

from __future__ import annotations

import os
import tempfile
from contextlib import suppress
from pathlib import Path
from typing import Final

from runut.documents.previews import kind_of
from runut.documents.queries import Version, open_bytes
from runut.documents.store import store
from runut.formats.smaller import small_page, small_picture

FOLDER: Final = "small"
MEDIA_TYPE: Final = "image/webp"


def thumbnail(version: Version) -> bytes | None:
    """Return the small picture of a version that the caller may see; None: it has none. A file of which none can be made is asked only once."""
    kind = kind_of(version)
    if kind not in {"picture", "pdf"}:
        return None
    place = _place(version.sha256)
    with suppress(FileNotFoundError):
        return place.read_bytes() or None
    with open_bytes(version.sha256) as file:
        made = small_picture(file) if kind == "picture" else small_page(file)
    _keep(place, made or b"")
    return made


def _place(sha256: str) -> Path:
    below = store()
    return below.root / FOLDER / below.path(sha256).relative_to(below.root)


def _keep(place: Path, content: bytes) -> None:
    """Write a small picture whole or not at all; where the disk is full, it is made again the next time."""
    with suppress(OSError):
        place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        descriptor, name = tempfile.mkstemp(dir=place.parent)
        try:
            with os.fdopen(descriptor, "wb") as file:
                file.write(content)
            Path(name).replace(place)
        except OSError:
            Path(name).unlink(missing_ok=True)
