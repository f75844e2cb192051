"""Setting a letter apart from the calling process: bounded in time and memory, and a typesetter's crash stays outside."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import asdict
from datetime import UTC, datetime
from typing import Final

from runut.core.errors import PrintFailed
from runut.formats.printing.letter.content import Letter

SECONDS: Final = 30
"""How long a letter may take; one of a few pages takes less than one."""
MEGABYTES: Final = 1024


def print_letter(letter: Letter, *, at: datetime, seconds: float = SECONDS) -> bytes:
    """Return ``letter`` as PDF, dated ``at``; a character that no font has stands in it as □.

    Raises:
        PrintFailed: It took longer than ``seconds`` or more memory than it may, or the typesetter refused it.
    """
    stamp = at.astimezone(UTC).replace(microsecond=0).isoformat()
    request = json.dumps({"letter": asdict(letter), "at": stamp, "megabytes": MEGABYTES})
    try:
        done = subprocess.run(
            [sys.executable, "-m", "runut.formats.printing.letter"],
            input=request.encode(),
            capture_output=True,
            timeout=seconds,
            check=False,
            env=os.environ | {"RAYON_NUM_THREADS": "2"},
        )
    except subprocess.TimeoutExpired as error:
        raise PrintFailed(code="print_long", seconds=int(seconds)) from error
    if done.returncode or not done.stdout.startswith(b"%PDF"):
        told = done.stderr.decode(errors="replace").strip().splitlines()
        raise PrintFailed(code="print_failed", detail=told[-1] if told else f"exit {done.returncode}")
    return done.stdout
