"""Setting a letter apart from the calling process: bounded in time and memory, and a typesetter's crash stays outside."""

from __future__ import annotations

import json
from base64 import b64encode
from collections.abc import Callable
from dataclasses import fields, is_dataclass
from datetime import UTC, datetime
from importlib.resources import files
from typing import Any, Final

from runut.core.errors import PrintFailed
from runut.formats.printing.letter.content import Letter, Picture
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
    return print_by(template, letter, at=at, seconds=seconds)


def print_by(template: str, content: Any, *, at: datetime, seconds: float) -> bytes:
    """Return what ``template`` makes of ``content`` (a dataclass) as PDF. Raises as `print_letter`."""
    stamp = at.astimezone(UTC).replace(microsecond=0).isoformat()
    with apart(template, seconds=seconds) as child:
        try:
            return _set(child, content, stamp, shown=str)
        except NotSetError:  # an archive file may have no hole: only then is every character looked up
            try:
                return _set(child, content, stamp, shown=Glyphs().shown)
            except NotSetError as error:
                raise PrintFailed(code="print_failed", detail=str(error)) from error


def _set(child: Typesetter, content: Any, stamp: str, *, shown: Callable[[str], str]) -> bytes:
    pictures: dict[str, str] = {}
    data = json.dumps(_plain(content, shown, pictures))
    return child.ask(do="print", data=data, pictures=pictures, standards=STANDARDS, at=stamp)


def _plain(value: Any, shown: Callable[[str], str], pictures: dict[str, str]) -> Any:
    """Return a value of a letter as the template takes it; a picture of dots becomes a file among ``pictures``."""
    if isinstance(value, str):
        return shown(value.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " "))
    if isinstance(value, list | tuple):
        return [_plain(one, shown, pictures) for one in value]
    if isinstance(value, Picture):
        name = f"{len(pictures)}.{value.ending}" if value.dots else ""
        if name:
            pictures[name] = b64encode(value.dots).decode()
        said = {"alt": shown(value.alt), "caption": shown(value.caption), "share": value.share}
        return said | {"kind": value.kind, "svg": value.svg, "file": f"/{name}"}
    if is_dataclass(value):
        return {one.name: _plain(getattr(value, one.name), shown, pictures) for one in fields(value)}
    return value
