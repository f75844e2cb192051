"""Every error that can leave a command, as a sentence and an exit code; never a traceback."""

from __future__ import annotations

import os
import traceback
from gettext import gettext as _
from typing import TYPE_CHECKING

from runut.cli.codes import Code, Stop
from runut.cli.out import warn

if TYPE_CHECKING:
    from runut.core.errors import RunutError


def explain(error: Exception) -> int:
    """Say what went wrong and return the code that the command ends with."""
    sentences, code = _read(error)
    for one in sentences:
        warn(one)
    if code is Code.FAULT and os.environ.get("RUNUT_DEBUG", "").lower() in {"yes", "true", "1"}:
        traceback.print_exception(error)
    return code


def _read(error: Exception) -> tuple[list[str], int]:
    from django.db import DatabaseError

    from runut.base.env import SettingInvalid
    from runut.core.errors import ChainBroken, RunutError

    if isinstance(error, Stop):
        return [error.sentence], error.code
    if isinstance(error, SettingInvalid):
        return [str(error)], Code.SETTINGS
    if isinstance(error, RunutError):
        return _told(error), Code.EVIDENCE if isinstance(error, ChainBroken) else Code.REFUSED
    if isinstance(error, DatabaseError) or type(error).__module__.partition(".")[0] in {"psycopg", "sqlite3"}:
        refused = _("The database refuses: %(error)s (%(place)s)") % {"error": str(error).strip(), "place": _place()}
        return [refused], Code.MACHINE
    if isinstance(error, OSError):
        return [_("The machine refuses: %(error)s") % {"error": error}], Code.MACHINE
    told = _("A fault of the program: %(kind)s: %(error)s") % {"kind": type(error).__name__, "error": error}
    return [told, _("RUNUT_DEBUG=yes shows where.")], Code.FAULT


def _told(error: RunutError) -> list[str]:
    from runut.base.sentences import place, say  # needs settings, which a fault of `runut sop` has not
    from runut.core.errors import ProcedureInvalid

    if isinstance(error, ProcedureInvalid):
        return [f"{place(one.place)}: {say(one.reason)}" for one in error.problems]
    return [say(one) for one in error.reasons]


def _place() -> str:
    """Return which database it is: its file, or its name and host."""
    from django.db import connection

    told = connection.settings_dict
    return str(told["NAME"]) if connection.vendor == "sqlite" else f"{told['NAME']}, {told['HOST'] or 'localhost'}"
