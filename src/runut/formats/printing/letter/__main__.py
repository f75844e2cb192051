"""The child that sets a letter: a request as JSON on standard input, the PDF on standard output."""

from __future__ import annotations

import json
import sys
from contextlib import suppress
from datetime import datetime
from importlib.resources import files
from typing import Any

import typst

from runut.formats.printing.pdf.glyphs import FONTS, Glyphs
from runut.formats.printing.pdf.job import STANDARDS


def main() -> int:
    """Set one letter. Every character is looked up first: an archive file may have no hole."""
    request = json.load(sys.stdin.buffer)
    _bound(request["megabytes"])
    fonts = typst.Fonts(include_system_fonts=False, font_paths=[str(FONTS)] if FONTS.is_dir() else [])
    template = files("runut.formats.printing.letter").joinpath("letter.typ").read_bytes()
    data = json.dumps(_shown(request["letter"], Glyphs()))
    try:
        pdf = typst.compile(
            template, font_paths=fonts, sys_inputs={"data": data}, pdf_standards=STANDARDS, timestamp=datetime.fromisoformat(request["at"])
        )
    except typst.TypstError as error:
        sys.stderr.write(f"{error.message}\n")
        return 1
    assert isinstance(pdf, bytes)
    sys.stdout.buffer.write(pdf)
    return 0


def _shown(data: Any, glyphs: Glyphs) -> Any:
    if isinstance(data, str):
        return glyphs.shown(data.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " "))
    if isinstance(data, dict):
        return {key: _shown(value, glyphs) for key, value in data.items()}
    return [_shown(value, glyphs) for value in data] if isinstance(data, list) else data


def _bound(megabytes: int) -> None:
    """Take no more memory than that; where the system knows no bounds, the time limit remains."""
    with suppress(ImportError, ValueError, OSError):
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (megabytes * 2**20, megabytes * 2**20))


if __name__ == "__main__":
    raise SystemExit(main())
