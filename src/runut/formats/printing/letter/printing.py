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
from runut.formats.printing.letter.columns import INSET, SIZE, WIDTH
from runut.formats.printing.letter.content import Attached, Facts, Letter, Picture, Signature, Table
from runut.formats.printing.pdf.glyphs import Glyphs
from runut.formats.printing.pdf.hyphens import breakable
from runut.formats.printing.pdf.job import STANDARDS, NotSetError, Typesetter
from runut.formats.printing.pdf.printing import apart

SECONDS: Final = 30
"""How long a letter may take; one of a few pages takes less than one."""

_WIDEST: Final = 0.86
_BROAD: Final = 0.62
_WHOLE: Final = 20
"""How many lines a row has at the most that is never torn apart at the end of a page."""
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
    if isinstance(value, Facts):
        rows = _plain(value.rows, shown, files)
        return {"kind": value.kind, "rows": rows, "whole": sum(_tall(text, WIDTH / 2) for _label, text in rows) < _WHOLE}
    if isinstance(value, Signature):
        return {one: shown(getattr(value, one)) for one in ("day", "position", "name", "below", "link")}
    if is_dataclass(value):
        return {one.name: _plain(getattr(value, one.name), shown, files) for one in fields(value)}
    return value


def _table(one: Table, shown: Callable[[str], str]) -> dict[str, Any]:
    """Return a table whose words may break where they are wider than their column."""
    rooms = [WIDTH * share / sum(one.shares) - INSET for share in one.shares]
    rows = [[_fitted(_plain(text, shown, {}), room) for text, room in zip(row, rooms, strict=True)] for row in one.rows]
    heads = [_fitted(_plain(text, shown, {}), room) for text, room in zip(one.heads, rooms, strict=True)]
    told = [
        {"cells": row, "whole": max((_tall(text, room) for text, room in zip(row, rooms, strict=True)), default=0) < _WHOLE} for row in rows
    ]
    return {"kind": one.kind, "heads": heads, "shares": one.shares, "rows": told}


def _tall(text: str, room: float) -> int:
    """Return how many lines a text takes at the most, at a guess."""
    most = max(1, int(room / (SIZE * _BROAD)))
    return sum(1 + len(line) // most for line in text.split("\n"))


def _fitted(text: str, room: float) -> str:
    most = int(room / (SIZE * _WIDEST))  # so many of the widest letters fit: only longer words are measured
    return (
        _LONG.sub(lambda found: _broken(found[0], room), text)
        if len(text) > most and any(map(most.__lt__, map(len, text.split())))
        else text
    )


def _broken(word: str, room: float) -> str:
    """Return a word with places to break: between its syllables, or, where it is a name or a path, after each sign."""
    if len(word) > _SIGNS or width(word, SIZE) <= room:  # hashes and addresses are broken by the template
        return word
    if not _NAME.search(word.strip('.,:;()"“”')):
        return breakable(word, size=SIZE, room=room)
    pieces = _SIGN.split(word)
    return "\u200b".join(one if width(one, SIZE) <= room else "\u200b".join(one) for one in pieces)
