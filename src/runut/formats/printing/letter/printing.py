"""Setting a letter apart from the calling process: bounded in time and memory, and a typesetter's crash stays outside."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import asdict
from datetime import UTC, datetime
from importlib.resources import files
from typing import Any, Final

from runut.core.errors import PrintFailed
from runut.formats.printing.letter.content import Letter
from runut.formats.printing.pdf.glyphs import Glyphs
from runut.formats.printing.pdf.job import STANDARDS, NotSetError, Typesetter
from runut.formats.printing.pdf.printing import apart

SECONDS: Final = 30
"""How long a letter may take; one of a few pages takes less than one."""


def print_letter(letter: Letter, *, at: datetime, seconds: float = SECONDS) -> bytes:
    """Return ``letter`` as PDF, dated ``at``; a character that no font has stands in it as □.

    Raises:
        PrintFailed: It took longer than ``seconds`` or more memory than it may, or the typesetter refused it.
    """
    template = files("runut.formats.printing.letter").joinpath("letter.typ").read_text("utf-8")
    stamp = at.astimezone(UTC).replace(microsecond=0).isoformat()
    with apart(template, seconds=seconds) as child:
        try:
            return _set(child, letter, stamp, shown=str)
        except NotSetError:  # an archive file may have no hole: only then is every character looked up
            try:
                return _set(child, letter, stamp, shown=Glyphs().shown)
            except NotSetError as error:
                raise PrintFailed(code="print_failed", detail=str(error)) from error


def _set(child: Typesetter, letter: Letter, stamp: str, *, shown: Callable[[str], str]) -> bytes:
    return child.ask(do="print", data=json.dumps(_shown(asdict(letter), shown)), standards=STANDARDS, at=stamp)


def _shown(data: Any, shown: Callable[[str], str]) -> Any:
    if isinstance(data, str):
        return shown(data.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " "))
    if isinstance(data, dict):
        return {key: _shown(value, shown) for key, value in data.items()}
    return [_shown(value, shown) for value in data] if isinstance(data, list | tuple) else data
