"""The command line's own language: chosen before Django is there, so that help is quick.

Sentences of the rooms come through Django's catalogues; those of this package, and argparse's, through the standard library's gettext from
the very same file.
"""

from __future__ import annotations

import gettext
import os
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final

from runut.formats.words import LANGUAGES, Language

LOCALE: Final = Path(__file__).resolve().parent / "locale"


def gettext_noop(message: str) -> str:
    """Mark a message for the catalogue and return it as it is."""
    return message


ARGPARSE: Final = (
    gettext_noop("usage: "),
    gettext_noop("options"),
    gettext_noop("positional arguments"),
    gettext_noop("show this help message and exit"),
    gettext_noop("show program's version number and exit"),
    gettext_noop("%(prog)s: error: %(message)s\n"),
    gettext_noop("argument %(argument_name)s: %(message)s"),
    gettext_noop("the following arguments are required: %s"),
    gettext_noop("unrecognized arguments: %s"),
    gettext_noop("expected one argument"),
    gettext_noop("invalid choice: %(value)r (choose from %(choices)s)"),
    gettext_noop("ignored explicit argument %r"),
    gettext_noop("ambiguous option: %(option)s could match %(matches)s"),
)
"""Sentences of argparse that people meet; it asks gettext for them itself."""


def chosen(arguments: Sequence[str], environment: Mapping[str, str] = os.environ) -> str:
    """Return the language asked for: ``--language``, else that of the shell, else Indonesian, the office's own."""
    for index, argument in enumerate(arguments):
        name, equals, value = argument.partition("=")
        if name == "--language":
            value = value if equals else next(iter(arguments[index + 1 :]), "")
            if value in LANGUAGES:
                return value
        if argument == "--":
            break
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if environment.get(name):
            return "en" if environment[name].lower().startswith("en") else "id"
    return "id"


def spoken() -> Language:
    """Return the language that `speak` chose for this process."""
    return "en" if os.environ.get("LANGUAGE") == "en" else "id"


def speak(language: str) -> None:
    """Let gettext, and with it argparse, speak ``language`` in this process and in those that it starts."""
    os.environ["LANGUAGE"] = language
    gettext.bindtextdomain("django", str(LOCALE))
    gettext.textdomain("django")
