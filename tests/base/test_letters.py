"""The logo of letters: a file that is refused with a sentence at the start, or stands on every letter."""

from __future__ import annotations

from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

import docx
import pikepdf
import pytest
from pytest_django import Settings

from runut.base import env
from runut.base.letters import letter_bytes
from runut.base.pictures import picture_kind
from runut.formats.printing.letter import Letter
from tests.rooms.planning.gallery import png

AT = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)
LETTER = Letter(language="id", title="Surat", letterhead=("Biro Contoh",), parts=())
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" width="8" height="8"><circle cx="4" cy="4" r="4"/></svg>'


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"GIF89a", "no whole PNG, JPEG or SVG"),
        (png()[:-9], "no whole PNG, JPEG or SVG"),
        (png() + bytes(1024 * 1024), "larger than 1024 kB"),
        (b"\x89PNG\r\n\x1a\n", "no whole PNG"),
        (b'<!DOCTYPE s [<!ENTITY a "b">]><svg xmlns="http://www.w3.org/2000/svg">&a;</svg>', "no whole PNG"),
        (b"<svg/>", "no whole PNG"),
        (b"\xff\xd8\xff\xe0 cut", "no whole PNG"),
    ],
)
def test_what_is_no_picture_stops_the_start_with_a_sentence(
    content: bytes, why: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "logo"
    path.write_bytes(content)
    monkeypatch.setenv("RUNUT_LOGO", str(path))
    with pytest.raises(env.SettingInvalid, match=f"RUNUT_LOGO names .* {why}"):
        env.picture("RUNUT_LOGO")


def test_a_file_that_is_not_there_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RUNUT_LOGO", "/nowhere/logo.png")
    with pytest.raises(env.SettingInvalid, match="cannot be read"):
        env.picture("RUNUT_LOGO")


@pytest.mark.parametrize("logo", [png(), SVG])
def test_it_stands_on_a_letter_of_either_kind(logo: bytes, settings: Settings) -> None:
    assert picture_kind(logo) in {"png", "svg"}
    settings.LOGO = logo
    word = docx.Document(BytesIO(letter_bytes(LETTER, ending="docx", at=AT)))
    assert [one.get("descr") for one in word.element.iter("{*}docPr")] == ["Lambang"]
    with pikepdf.open(BytesIO(letter_bytes(LETTER, ending="pdf", at=AT))) as pdf:
        alternatives = [str(one.Alt) for one in pdf.objects if isinstance(one, pikepdf.Dictionary) and "/Alt" in one]
    assert alternatives == ["Lambang"]
