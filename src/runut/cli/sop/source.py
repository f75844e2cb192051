"""The SOP that a command was given: a file of any form that can be read, or standard input."""

from __future__ import annotations

import sys
from enum import IntEnum
from gettext import gettext as _
from gettext import ngettext
from pathlib import Path

from runut.cli.codes import Stop
from runut.cli.out import warn
from runut.cli.said import told
from runut.core.errors import Invalid, ProcedureInvalid
from runut.core.procedure import Procedure
from runut.formats.draft import Draft
from runut.formats.reading import read


class Found(IntEnum):
    """How reading a file ended, beside the codes of all commands."""

    UNREADABLE = 2
    """No SOP can be read from it."""
    QUESTIONS = 3
    """Read, but it leaves questions open, or its best guesses break rules of the file."""


def draft(path: str) -> Draft:
    """Return what the file at ``path`` says.

    Raises:
        Stop: It cannot be read, or holds no SOP.
        ProcedureInvalid: It is a procedure file that breaks rules of the file.
    """
    try:
        if path == "-":
            return read(_("standard input"), sys.stdin.buffer)
        with Path(path).open("rb") as file:
            return read(Path(path).name, file)
    except OSError as error:
        raise Stop(_("%(path)s cannot be read: %(why)s.") % {"path": path, "why": error.strerror or error}, Found.UNREADABLE) from error
    except Invalid as error:
        if isinstance(error, ProcedureInvalid) and error.code != "procedure_not_toml":
            raise
        raise Stop("\n".join(told(error)), Found.UNREADABLE) from error


def procedure(path: str) -> Procedure:
    """Return the SOP of the file at ``path``, open questions answered by their best guesses, which is said.

    Raises:
        Stop: It cannot be read.
        ProcedureInvalid: It breaks rules of the file.
    """
    found = draft(path)
    tell_open(found)
    return found.procedure()


def tell_open(found: Draft) -> None:
    """Say how many questions are open."""
    if count := len(found.questions):
        sentence = ngettext(
            "%(count)s question is open; its best guess was taken. “runut sop import” shows it.",
            "%(count)s questions are open; their best guesses were taken. “runut sop import” shows them.",
            count,
        )
        warn(sentence % {"count": count})
