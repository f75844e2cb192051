"""Turns at git: so many clients are served at once and no more, whichever process of the server they come to.

A clone over a slow line holds a thread of the server until its end; twenty of them would leave none for people's pages. A turn is a lock on a
file, which the system lets go if its holder dies.
"""

from __future__ import annotations

import fcntl
import os
import time
from pathlib import Path
from typing import Final

from django.conf import settings

PATIENCE: Final = 5.0
"""Seconds that a client waits for a turn before it is told to come again."""
_PAUSE: Final = 0.05


def take(*, patience: float = PATIENCE) -> int | None:
    """Return a turn, to be given back with `give_back`; None: all are taken, and none came free in time."""
    folder = Path(settings.GIT_FOLDER) / "turns"
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    until = time.monotonic() + patience
    while True:
        for number in range(settings.GIT_AT_ONCE):
            turn = os.open(folder / str(number), os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
            try:
                fcntl.flock(turn, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except OSError:
                os.close(turn)
            else:
                return turn
        if time.monotonic() >= until:
            return None
        time.sleep(_PAUSE)


def give_back(turn: int) -> None:
    """Let somebody else have the turn."""
    os.close(turn)
