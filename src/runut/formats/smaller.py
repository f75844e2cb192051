"""Small pictures of pictures and of the first page of a PDF: for lists in which many stand beside each other.

Made from files of strangers, so bounded: the size that a file tells is judged before anything is unpacked, one picture is unpacked at a time, and a
PDF is set by the typesetter in a process of its own.
"""

from __future__ import annotations

import struct
import zlib
from base64 import b64encode
from io import BytesIO
from threading import Lock
from typing import BinaryIO, Final

from PIL import Image, ImageOps

from runut.core.errors import PrintFailed
from runut.formats.printing.pdf.job import NotSetError
from runut.formats.printing.pdf.printing import apart

WIDE: Final = 560
TALL: Final = 400
"""A small picture is at most so many dots wide and tall: twice what the lists show, for screens with two dots to the pixel."""
MOST: Final = 40_000_000
"""Dots that a picture may have; unpacked they take 160 MB."""
LARGEST: Final = 30_000_000
"""Bytes that a PDF may have of which a small picture is made."""
SECONDS: Final = 10
_FORMATS: Final = ("PNG", "JPEG", "GIF", "WEBP")
_LONG: Final = 2
"""Of what is more than so many times as tall as it is wide, the beginning is shown."""
_ONE: Final = Lock()
_PAGES: Final = Lock()
_BROKEN: Final = (
    OSError,
    ValueError,
    SyntaxError,
    EOFError,
    IndexError,
    struct.error,
    zlib.error,
    MemoryError,
    Image.DecompressionBombError,
)
_PAGE: Final = '#set page(width: auto, height: auto, margin: 0pt)\n#image("/file.pdf", page: 1, width: 420pt)'

Image.MAX_IMAGE_PIXELS = None  # `MOST` is asked instead, for an error rather than a warning


def small_picture(file: BinaryIO) -> bytes | None:
    """Return a picture as a small WebP; None: it is broken, of another kind, or has more than `MOST` dots."""
    try:
        with _ONE, Image.open(file, formats=_FORMATS) as found:
            if found.width * found.height > MOST:
                return None
            found.draft("RGB", (WIDE, TALL))  # a JPEG is unpacked no larger than it is needed
            return _small(found)
    except _BROKEN:
        return None


def whole_picture(file: BinaryIO) -> bool:
    """Whether a picture can be unpacked to its last dot; one of more than `MOST` dots is only read through."""
    try:
        with _ONE, Image.open(file, formats=_FORMATS) as found:
            if found.width * found.height > MOST:
                found.verify()
            else:
                found.load()
    except _BROKEN:
        return False
    return True


def small_page(file: BinaryIO) -> bytes | None:
    """Return the first page of a PDF as a small WebP; None: it is broken, locked, larger than `LARGEST`, or takes too long."""
    content = file.read(LARGEST + 1)
    if len(content) > LARGEST:
        return None
    try:
        with _PAGES, apart(_PAGE, seconds=SECONDS) as child:
            page = child.ask(do="draw", data="", files={"file.pdf": b64encode(content).decode()}, ppi=96)
    except (PrintFailed, NotSetError):
        return None
    return small_picture(BytesIO(page))


def blank() -> bytes:
    """Return what stands in the place of a picture of which none could be made: a grey WebP of a few dots."""
    made = BytesIO()
    Image.new("RGB", (4, 3), "#c9d1db").save(made, "WEBP")
    return made.getvalue()


def _small(found: Image.Image) -> bytes:
    upright = ImageOps.exif_transpose(found)
    if upright.height > _LONG * upright.width:
        upright = upright.crop((0, 0, upright.width, _LONG * upright.width))
    plain = upright.convert("RGBA" if upright.has_transparency_data else "RGB")
    plain.thumbnail((WIDE, TALL))
    made = BytesIO()
    plain.save(made, "WEBP", quality=75)
    return made.getvalue()
