"""Setting the paper of a schedule, apart from the calling process as every paper is."""

from __future__ import annotations

from datetime import datetime
from importlib.resources import files
from typing import Final

from runut.formats.printing.gantt.content import Gantt
from runut.formats.printing.gantt.laying import lay
from runut.formats.printing.letter.printing import print_by

SECONDS: Final = 60
"""How long a schedule may take; one of 5,000 tasks takes a sixth of it."""


def print_gantt(gantt: Gantt, *, at: datetime, seconds: float = SECONDS) -> bytes:
    """Return a schedule with at least one task as PDF, dated ``at``; a character that no font has stands in it as □.

    Raises:
        PrintFailed: It took longer than ``seconds`` or more memory than it may, or the typesetter refused it.
    """
    template = files("runut.formats.printing.gantt").joinpath("gantt.typ").read_text("utf-8")
    return print_by(template, lay(gantt), at=at, seconds=seconds)
