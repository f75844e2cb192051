"""Printing apart from the calling process: bounded in time and memory, and a typesetter's crash stays outside."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from typing import Final

from runut.core.errors import PrintFailed
from runut.core.procedure import Procedure
from runut.formats import toml
from runut.formats.printing.pdf.making import Printed
from runut.formats.words import Language

SECONDS: Final = 30
"""How long a form may take; 200 activities take about two."""
MEGABYTES: Final = 1024
"""The address space of the child; 200 activities take a sixth."""


def print_pdf(procedure: Procedure, *, language: Language = "id") -> bytes:
    """Return the form of ``procedure`` as PDF; see `print_form`."""
    return print_form(procedure, language=language).pdf


def print_form(procedure: Procedure, *, language: Language = "id", seconds: float = SECONDS) -> Printed:
    """Return the form of ``procedure`` as PDF, and what could not be shown in it.

    Raises:
        PrintFailed: It took longer than ``seconds`` or more memory than a form may, or the typesetter refused it.
    """
    request = json.dumps({"procedure": toml.dump(procedure), "language": language, "megabytes": MEGABYTES})
    try:
        done = subprocess.run(
            [sys.executable, "-m", "runut.formats.printing.pdf"],
            input=request.encode(),
            capture_output=True,
            timeout=seconds,
            check=False,
            env=os.environ | {"RAYON_NUM_THREADS": "2"},
        )
    except subprocess.TimeoutExpired as error:
        raise PrintFailed(code="print_long", seconds=int(seconds)) from error
    head, _, pdf = done.stdout.partition(b"\n")
    if done.returncode or not pdf:
        raise PrintFailed(code="print_failed", detail=_last_line(done.stderr) or f"exit {done.returncode}")
    return Printed(pdf=pdf, replaced=tuple(json.loads(head)["replaced"]))


def _last_line(told: bytes) -> str:
    lines = told.decode(errors="replace").strip().splitlines()
    return lines[-1] if lines else ""
