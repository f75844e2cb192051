"""Keeps the catalogues of translated sentences: `python tools/messages.py extract|update|compile|check [room ...]`.

extract   prints the message ids that a room's code and templates hold
update    adds new message ids to the room's catalogue and drops those that are gone; translations stay
compile   writes the .mo files that the running product reads
check     fails when a catalogue is not what `update` would write, or a sentence is untranslated, fuzzy or has other gaps than its id

Works without gettext's programs: Babel reads the Python, Django itself turns templates into something like Python first.
"""

from __future__ import annotations

import argparse
import os
import re
import sys
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Final

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import DEFAULT_KEYWORDS, extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.conf import settings
from django.utils.translation.template import templatize

ROOT: Final = Path(__file__).resolve().parent.parent
PACKAGE: Final = ROOT / "src" / "runut"
LANGUAGE: Final = "id"
KEYWORDS: Final = {
    **DEFAULT_KEYWORDS,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext_lazy": (1, 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext_lazy": ((1, "c"), 2, 3),
}
HEADER: Final = """\
msgid ""
msgstr ""
"Language: id\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"Plural-Forms: nplurals=1; plural=0;\\n"

"""
_GAPS: Final = re.compile(r"%\((\w+)\)[a-z]|%[sd]|\{(\w*)\}")


def rooms() -> list[str]:
    """Return the packages that have a sentence or a catalogue."""
    found = sorted(path.parent.name for path in PACKAGE.glob("*/__init__.py"))
    return [room for room in found if catalogue_path(room).exists() or any(_sentences(room))]


def catalogue_path(room: str) -> Path:
    """Return where the catalogue of ``room`` stands."""
    return PACKAGE / room / "locale" / LANGUAGE / "LC_MESSAGES" / "django.po"


def extracted(room: str) -> Catalog:
    """Return an empty catalogue with every message id of ``room``."""
    catalogue = Catalog(locale=LANGUAGE, domain="django")
    catalogue.mime_headers = [("Plural-Forms", "nplurals=1; plural=0;")]
    for message, comments, context in _sentences(room):
        catalogue.add(message, auto_comments=comments, context=context)
    return catalogue


def _sentences(room: str) -> Iterator[tuple[str | tuple[str, ...], list[str], str | None]]:
    folder = PACKAGE / room
    for path in sorted([*folder.rglob("*.py"), *folder.rglob("templates/**/*.html"), *folder.rglob("templates/**/*.txt")]):
        text = path.read_text(encoding="utf-8")
        if path.suffix != ".py":
            # What is left of the markup is names; without their indentation they are Python tokens.
            text = "\n".join(line.strip() for line in templatize(text, origin=str(path)).splitlines())
        found = extract("python", BytesIO(text.encode()), keywords=KEYWORDS, comment_tags=["Translators:"])
        for _line, message, comments, context in found:
            if message and (isinstance(message, str) or message[0]):
                yield message, comments, context


def updated(room: str) -> str:
    """Return the text of the room's catalogue as it should be: every message id once, sorted, nothing fuzzy."""
    fresh = extracted(room)
    kept = _read(room)
    for message in _messages(fresh):
        old = kept.get(message.id, message.context)
        message.string = old.string if old and not old.fuzzy else ("" if isinstance(message.id, str) else ("",))
        if old and isinstance(message.id, tuple) and isinstance(message.string, str):
            message.string = (message.string,)
    out = BytesIO()
    write_po(out, fresh, width=120, no_location=True, omit_header=True, sort_output=True)
    return HEADER + out.getvalue().decode().lstrip("\n")


def _messages(catalogue: Catalog) -> list[Message]:
    return [message for message in catalogue if message.id]


def _read(room: str) -> Catalog:
    path = catalogue_path(room)
    if not path.exists():
        return Catalog(locale=LANGUAGE)
    with path.open("rb") as file:
        return read_po(file, locale=LANGUAGE)


def update(room: str) -> None:
    """Write the room's catalogue."""
    path = catalogue_path(room)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(updated(room), encoding="utf-8")
    empty = sum(not _translated(message) for message in _messages(_read(room)))
    print(f"{room}: {len(_messages(_read(room)))} sentences, {empty} to translate")


def compile_room(room: str) -> None:
    """Write the .mo file, if it is older than the catalogue."""
    path = catalogue_path(room)
    target = path.with_suffix(".mo")
    if not path.exists() or (target.exists() and target.stat().st_mtime >= path.stat().st_mtime):
        return
    out = BytesIO()
    write_mo(out, _read(room))
    fresh = target.with_suffix(f".{os.getpid()}")  # renamed when whole: another process may read at this moment
    fresh.write_bytes(out.getvalue())
    fresh.replace(target)


def faults(room: str) -> Iterator[str]:
    """Yield what is wrong with the room's catalogue."""
    path = catalogue_path(room)
    name = path.relative_to(ROOT)
    if not path.exists():
        yield f"{name}: missing; python tools/messages.py update {room}"
        return
    if path.read_text(encoding="utf-8") != updated(room):
        yield f"{name}: out of date; python tools/messages.py update {room}"
    for message in _messages(_read(room)):
        label = message.id if isinstance(message.id, str) else message.id[0]
        if message.fuzzy:
            yield f"{name}: fuzzy: {label!r}"
        if not _translated(message):
            yield f"{name}: not translated: {label!r}"
        elif _gaps(message.id) != _gaps(message.string or ""):
            yield f"{name}: other gaps than its id: {label!r}"


def _translated(message: Message) -> bool:
    return bool(message.string) if isinstance(message.string, str) else all(message.string or [""])


def _gaps(text: str | list[str] | tuple[str, ...]) -> set[str]:
    """Return the gaps of a sentence; of a plural, those of its last form, which speaks of many."""
    one = text if isinstance(text, str) else text[-1]
    return {match.group(0) for match in _GAPS.finditer(one.replace("%%", ""))}


def main() -> int:
    """Run one of the four commands for the rooms named, or for all."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("command", choices=["extract", "update", "compile", "check"])
    parser.add_argument("room", nargs="*")
    arguments = parser.parse_args()
    settings.configure(USE_I18N=True)
    chosen = arguments.room or rooms()
    if arguments.command == "extract":
        for room in chosen:
            for message in sorted(_messages(extracted(room))):
                print(f"{room}: {message.id!r}")
    elif arguments.command == "check":
        wrong = [fault for room in chosen for fault in faults(room)]
        print("\n".join(wrong) or f"{len(chosen)} catalogues are complete")
        return bool(wrong)
    else:
        for room in chosen:
            (update if arguments.command == "update" else compile_room)(room)
    return 0


if __name__ == "__main__":
    sys.exit(main())
