"""Small pictures: of every kind that is shown, upright, of long pages the beginning; what is a bomb or broken gives none."""

from __future__ import annotations

import struct
import zlib
from io import BytesIO

import pytest
from PIL import Image

from runut.formats import smaller
from runut.formats.printing.gantt import print_gantt
from runut.formats.smaller import MOST, TALL, WIDE, small_page, small_picture, whole_picture
from tests.formats.test_gantt import AT, bar, schedule  # a PDF of ours


def picture(kind: str, size: tuple[int, int] = (2000, 1200), mode: str = "RGB", **more: object) -> BytesIO:
    made = BytesIO()
    Image.new(mode, size, "red" if mode != "CMYK" else (0, 255, 255, 0)).save(made, kind, **more)
    made.seek(0)
    return made


def opened(content: bytes | None) -> Image.Image:
    assert content is not None
    return Image.open(BytesIO(content), formats=["WEBP"])


@pytest.mark.parametrize(
    ("kind", "mode"), [("PNG", "RGBA"), ("PNG", "1"), ("PNG", "I;16"), ("JPEG", "CMYK"), ("GIF", "P"), ("WEBP", "RGB")]
)
def test_every_kind_of_picture_becomes_a_small_webp(kind: str, mode: str) -> None:
    made = BytesIO()
    Image.new(mode, (2000, 1200)).save(made, kind)
    made.seek(0)
    small = small_picture(made)
    assert opened(small).size == (WIDE, 336)
    assert small is not None and len(small) < 20_000


def test_a_photograph_stands_upright_and_of_a_long_page_the_beginning_is_shown() -> None:
    turned = Image.Exif()
    turned[0x0112] = 6
    assert opened(small_picture(picture("JPEG", (1200, 600), exif=turned))).size == (200, TALL)
    assert opened(small_picture(picture("PNG", (1440, 20_000)))).size == (200, TALL)
    assert opened(small_picture(picture("PNG", (20, 10)))).size == (20, 10), "a small one is not made larger"


def test_a_picture_of_too_many_dots_is_refused_before_it_is_unpacked() -> None:
    head = struct.pack(">IIBBBBB", 60_000, 60_000, 8, 2, 0, 0, 0)
    chunks = b"".join(
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        for kind, data in ((b"IHDR", head), (b"IDAT", zlib.compress(bytes(10_000_000))), (b"IEND", b""))
    )
    assert MOST < 60_000 * 60_000
    assert small_picture(BytesIO(b"\x89PNG\r\n\x1a\n" + chunks)) is None


@pytest.mark.parametrize("share", [0, 20, 60, 100])
@pytest.mark.parametrize("kind", ["PNG", "JPEG", "GIF", "WEBP"])
def test_a_broken_picture_gives_none(kind: str, share: int) -> None:
    whole = picture(kind, (300, 200)).getvalue()
    assert small_picture(BytesIO(whole[: max(share, 1) if share < 100 else len(whole) // 4])) is None
    assert small_picture(BytesIO(b"<svg xmlns='http://www.w3.org/2000/svg'/>")) is None


def test_the_first_page_of_a_pdf_becomes_a_small_picture(monkeypatch: pytest.MonkeyPatch) -> None:
    paper = print_gantt(schedule([bar(1, 1, name="Rancang")]), at=AT)
    small = opened(small_page(BytesIO(paper))).convert("RGB")
    assert small.width > small.height, "it lies across"
    assert len(small.getcolors(small.width * small.height) or ()) > 20, "something is drawn on it"
    assert small_page(BytesIO(paper[: len(paper) // 2])) is None
    monkeypatch.setattr(smaller, "LARGEST", 1000)
    assert small_page(BytesIO(paper)) is None


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "GIF", "WEBP"])
def test_a_picture_is_whole_to_its_last_dot_or_it_is_not(kind: str) -> None:
    made = BytesIO()
    Image.effect_noise((400, 300), 80).convert("RGB").save(made, kind)
    assert whole_picture(BytesIO(made.getvalue()))
    assert not whole_picture(BytesIO(made.getvalue()[: len(made.getvalue()) // 2]))
    assert not whole_picture(BytesIO(made.getvalue()[:40]))
