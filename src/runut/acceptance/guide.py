"""The steps that an installation guide describes: the items of its numbered lists, or else its sections. No framework, no rows."""

from __future__ import annotations

import re
import tarfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import IO, Final

from markdown_it import MarkdownIt
from markdown_it.token import Token

MOST: Final = 300
"""Steps that a run sheet takes."""
MOST_BYTES: Final = 1024 * 1024
"""Bytes of a guide that are read."""
MOST_FILES: Final = 5_000
LONGEST: Final = 4_000
"""Characters of one step."""
_TEXTS: Final = (".md", ".markdown", ".txt")
_MARKER: Final = re.compile(r"^\s*\d{1,9}[.)]\s+")
_CODE: Final = re.compile(r"(?<!`)`([^`\n]+)`(?!`)")
_STRONG: Final = re.compile(r"(\*\*|__)(?=\S)([^*_\n]+?)(?<=\S)\1")
_EXPECTED: Final = re.compile(
    r"^\s*[*_]*(?:hasil(?: yang diharapkan)?|yang diharapkan|expected(?: result)?)[*_]*\s*:[*_]*\s*(.+)$", re.IGNORECASE
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Described:
    """A step as the guide describes it."""

    text: str
    expected: str = ""


def is_readable(filename: str) -> bool:
    """Whether a guide with this name can be read for its steps: Markdown, text, or a folder of such files as tar."""
    return filename.lower().endswith((*_TEXTS, ".tar"))


def text_of(file: IO[bytes], filename: str) -> str:
    """Return the text of a guide, at most `MOST_BYTES` of it; of a tar that of its texts in the order of their names. What is no text gives nothing."""
    if not filename.lower().endswith(".tar"):
        return file.read(MOST_BYTES).decode("utf-8", "replace")
    try:
        with tarfile.open(fileobj=file, mode="r|") as tar:
            return "\n\n".join(text for _name, text in sorted(_texts(tar)))
    except (tarfile.TarError, EOFError, OSError, ValueError):
        return ""


def _texts(tar: tarfile.TarFile) -> Iterator[tuple[str, str]]:
    left = MOST_BYTES
    for count, one in enumerate(tar):
        if count >= MOST_FILES or left <= 0:
            return
        opened = tar.extractfile(one) if one.isreg() and one.name.lower().endswith(_TEXTS) else None
        if opened is not None:
            content = opened.read(left)
            left -= len(content)
            yield one.name, content.decode("utf-8", "replace")


def steps(text: str) -> list[Described]:
    """Return the steps of a guide, at most `MOST`: the items of numbered lists, each under its heading; without any, the sections."""
    lines = "".join(one for one in text.replace("\r\n", "\n") if one in "\n\t" or ord(one) >= 32).split("\n")
    tokens = MarkdownIt("commonmark").parse("\n".join(lines))
    found = list(_items(tokens, lines)) or list(_sections(tokens, lines))
    return [one for one in found if one.text][:MOST]


def _items(tokens: Sequence[Token], lines: Sequence[str]) -> Iterator[Described]:
    heading, numbered = "", False
    for place, one in enumerate(tokens):
        if one.type == "heading_open":
            heading = tokens[place + 1].content
        elif one.level == 0 and one.type in {"ordered_list_open", "bullet_list_open"}:
            numbered = one.type == "ordered_list_open"
        elif one.type == "list_item_open" and one.level == 1 and numbered and one.map:
            first, *rest = lines[one.map[0] : one.map[1]]
            yield _described([_MARKER.sub("", first), *rest], heading)


def _sections(tokens: Sequence[Token], lines: Sequence[str]) -> Iterator[Described]:
    heads = [
        (one.map[0], one.map[1], tokens[place + 1].content) for place, one in enumerate(tokens) if one.type == "heading_open" and one.map
    ]
    ends = [*(start for start, _body, _title in heads[1:]), len(lines)]
    for (_start, body, title), end in zip(heads, ends, strict=False):
        own = lines[body:end]
        if any(one.strip() for one in own):
            yield _described(own, title)


def _described(own: Sequence[str], heading: str) -> Described:
    expected, kept = "", []
    for one in own:
        match = _EXPECTED.match(one)
        if match and not expected:
            expected = match.group(1).strip()
        else:
            kept.append(one.strip() if not one.startswith("    ") else one.rstrip())
    said = "\n".join(one for one in kept if one.strip() and not one.strip().startswith("```"))
    return Described(text=plain(f"{heading}: {said}" if heading and said else said)[:LONGEST], expected=plain(expected)[:LONGEST])


def plain(text: str) -> str:
    """Return a text without Markdown's signs: code stands in quotation marks, emphasis as its words."""
    return _STRONG.sub(r"\2", _CODE.sub(r"“\1”", text))
