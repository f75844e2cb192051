"""Names of files and papers as they may be kept: what a person reads is what stands there."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

LENGTH: Final = 200
_INVISIBLE: Final = frozenset({"Cc", "Cf", "Cs", "Co", "Cn"})
_FORBIDDEN: Final = re.compile(r'[<>:"|?*]')
_DEVICES: Final = frozenset({"con", "prn", "aux", "nul"} | {f"{name}{n}" for name in ("com", "lpt") for n in range(1, 10)})


def clean_text(text: str, *, length: int = LENGTH) -> str:
    """Return ``text`` composed (NFC), on one line, without anything invisible: control characters, marks that turn the direction of
    writing round, halves of characters.
    """
    shown = "".join(" " if one.isspace() else one for one in text if one.isspace() or unicodedata.category(one) not in _INVISIBLE)
    return re.sub(" +", " ", unicodedata.normalize("NFC", shown)).strip()[:length].rstrip()


def clean_filename(name: str) -> str:
    """Return ``name`` fit to be saved on any system: its last path part, cleaned, at most 200 characters with its ending kept."""
    last = re.split(r"[/\\]", clean_text(name, length=10_000))[-1]
    safe = _FORBIDDEN.sub("_", last).strip(" .")
    stem, dot, ending = safe.rpartition(".")
    if not dot or not 0 < len(ending) <= 16:
        stem, dot, ending = safe, "", ""
    if stem.split(".")[0].lower() in _DEVICES:
        stem = f"_{stem}"
    room = LENGTH - len(dot + ending)
    return (stem[:room].rstrip(" .") + dot + ending) or "file"


def title_of(filename: str) -> str:
    """Return a title for a paper that was given none: the file's name without its ending."""
    stem, _, ending = clean_filename(filename).rpartition(".")
    return clean_text((stem or ending).replace("_", " ")) or "file"
