"""Setting a letter apart from the calling process: bounded in time and memory, and a typesetter's crash stays outside."""

from __future__ import annotations

import json
import re
from base64 import b64encode
from collections.abc import Callable
from dataclasses import fields, is_dataclass
from datetime import UTC, datetime
from importlib.resources import files
from typing import Any, Final

from runut.core.errors import PrintFailed
from runut.formats.flowchart.lettering import width
from runut.formats.printing.letter.content import Attached, Letter, Picture, Table
from runut.formats.printing.pdf.glyphs import Glyphs
from runut.formats.printing.pdf.hyphens import breakable
from runut.formats.printing.pdf.job import STANDARDS, NotSetError, Typesetter
from runut.formats.printing.pdf.printing import apart

SECONDS: Final = 30
"""How long a letter may take; one of a few pages takes less than one."""

_WIDTH: Final = 165 / 25.4 * 72
_INSET: Final = 11.0
_SIZE: Final = 9.0
"""The width of a letter's text, what a cell keeps free at its sides, and the letters of a table, in points; as in letter.typ."""
_WIDEST: Final = 0.86
_SIGNS: Final = 28
_LONG: Final = re.compile(r"[^\s\u200b]{4,}")
_SIGN: Final = re.compile(r"(?<=[/._@\\-])")
_NAME: Final = re.compile(r"[\d/._@\\-]")


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
    files: dict[str, str] = {}
    data = json.dumps(_plain(content, shown, files))
    return child.ask(do="print", data=data, files=files, standards=STANDARDS, at=stamp)


def _plain(value: Any, shown: Callable[[str], str], files: dict[str, str]) -> Any:
    """Return a value of a letter as the template takes it; a picture of dots and what is attached become one of ``files``."""
    if isinstance(value, str):
        return shown(value.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " "))
    if isinstance(value, list | tuple):
        return [_plain(one, shown, files) for one in value]
    if isinstance(value, Picture):
        name = f"{len(files)}.{value.ending}" if value.dots else ""
        if name:
            files[name] = b64encode(value.dots).decode()
        said = {"alt": shown(value.alt), "caption": shown(value.caption), "share": value.share}
        return said | {"kind": value.kind, "svg": value.svg, "file": f"/{name}"}
    if isinstance(value, Attached):  # for programs: what no font has stays in it
        files[value.name] = b64encode(value.content).decode()
        return {"file": f"/{value.name}", "media_type": value.media_type, "about": shown(value.about)}
    if isinstance(value, Table):
        return _table(value, shown)
    if is_dataclass(value):
        return {one.name: _plain(getattr(value, one.name), shown, files) for one in fields(value)}
    return value


def _table(one: Table, shown: Callable[[str], str]) -> dict[str, Any]:
    """Return a table whose words may break where they are wider than their column."""
    rooms = [_WIDTH * share / sum(one.shares) - _INSET for share in one.shares]
    rows = [[_fitted(_plain(text, shown, {}), room) for text, room in zip(row, rooms, strict=True)] for row in one.rows]
    heads = [_fitted(_plain(text, shown, {}), room) for text, room in zip(one.heads, rooms, strict=True)]
    return {"kind": one.kind, "heads": heads, "shares": one.shares, "rows": rows}


def _fitted(text: str, room: float) -> str:
    most = int(room / (_SIZE * _WIDEST))  # so many of the widest letters fit: only longer words are measured
    return (
        _LONG.sub(lambda found: _broken(found[0], room), text)
        if len(text) > most and any(map(most.__lt__, map(len, text.split())))
        else text
    )


def _broken(word: str, room: float) -> str:
    """Return a word with places to break: between its syllables, or, where it is a name or a path, after each sign."""
    if len(word) > _SIGNS or width(word, _SIZE) <= room:  # hashes and addresses are broken by the template
        return word
    if not _NAME.search(word.strip('.,:;()"“”')):
        return breakable(word, size=_SIZE, room=room)
    pieces = _SIGN.split(word)
    return "\u200b".join(one if width(one, _SIZE) <= room else "\u200b".join(one) for one in pieces)
