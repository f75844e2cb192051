"""The SOP that a command was given: a file of any form that can be read, or standard input."""

from __future__ import annotations

import sys
import tomllib
from enum import IntEnum
from gettext import gettext as _
from gettext import ngettext
from pathlib import Path

from runut.cli.codes import Stop
from runut.cli.out import warn
from runut.core.procedure import Procedure
from runut.formats.draft import Draft


class Found(IntEnum):
    """How reading a file ended, beside the codes of all commands."""

    UNREADABLE = 2
    """No SOP can be read from it."""
    QUESTIONS = 3
    """Read, but it leaves questions open, or breaks rules of the file."""


def draft(path: str) -> Draft:
    """Return what the file at ``path`` says.

    Raises:
        Stop: It cannot be read, or holds no SOP.
    """
    try:
        text = sys.stdin.buffer.read() if path == "-" else Path(path).read_bytes()
        return Draft(data=tomllib.loads(text.decode("utf-8")))
    except OSError as error:
        raise Stop(_("%(path)s cannot be read: %(why)s.") % {"path": path, "why": error.strerror or error}, Found.UNREADABLE) from error
    except (ValueError, RecursionError) as error:
        raise Stop(_("%(path)s cannot be read: %(why)s.") % {"path": path, "why": error}, Found.UNREADABLE) from error


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
