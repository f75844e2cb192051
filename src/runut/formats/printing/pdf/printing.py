"""Printing with the typesetter apart from the calling process: bounded in time and memory, and its crash stays outside."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from threading import Event, Timer
from typing import Any, Final

from typing_extensions import override

from runut.core.errors import PrintFailed
from runut.core.procedure import Procedure
from runut.formats.printing.imprint import Imprint
from runut.formats.printing.pdf import making, typesetter
from runut.formats.printing.pdf.making import Printed, Typesetter
from runut.formats.words import Language

SECONDS: Final = 30
"""How long a form may take; 200 activities take about one."""
MEGABYTES: Final = 1024
"""The address space of the child; 200 activities take a sixth."""


def print_pdf(procedure: Procedure, *, language: Language = "id", imprint: Imprint | None = None) -> bytes:
    """Return the form of ``procedure`` as PDF; see `print_form`."""
    return print_form(procedure, language=language, imprint=imprint).pdf


def print_form(procedure: Procedure, *, language: Language = "id", imprint: Imprint | None = None, seconds: float = SECONDS) -> Printed:
    """Return the form of ``procedure`` as PDF, with ``imprint`` at the foot of every page, and what could not be shown in it.

    Raises:
        PrintFailed: It took longer than ``seconds`` or more memory than a form may, or the typesetter refused it.
    """
    with apart(making.template(), seconds=seconds) as child:  # it starts while the first measures are taken here
        try:
            return making.make_form(procedure, language, child, imprint=imprint)
        except making.NotSetError as error:
            raise PrintFailed(code="print_failed", detail=str(error)) from error


class _Apart(Typesetter):
    """A child that sets until its time is over."""

    def __init__(self, child: subprocess.Popen[bytes], over: Event, seconds: float) -> None:
        self.child, self.over, self.seconds = child, over, seconds

    @override
    def ask(self, **asked: Any) -> bytes:
        assert self.child.stdin and self.child.stdout
        with suppress(BrokenPipeError):  # it is gone; why, is told below
            self.child.stdin.write(json.dumps(asked).encode() + b"\n")
            self.child.stdin.flush()
        head = self.child.stdout.readline()
        answer = json.loads(head) if head.endswith(b"\n") else None
        found = self.child.stdout.read(answer["length"]) if answer else b""
        if answer is None or len(found) < answer["length"]:
            raise self._gone()
        if answer["refused"]:
            raise making.NotSetError(answer["refused"])
        return found

    def _gone(self) -> PrintFailed:
        assert self.child.stderr
        code, told = self.child.wait(), self.child.stderr.read().decode(errors="replace").strip().splitlines()
        if self.over.is_set():
            return PrintFailed(code="print_long", seconds=int(self.seconds))
        return PrintFailed(code="print_failed", detail=told[-1] if told else f"exit {code}")


@contextmanager
def apart(template: str, *, seconds: float) -> Iterator[Typesetter]:
    """Start a child that sets by ``template``; it ends with the block, or when its time is over.

    Asking it raises PrintFailed, when its time or its memory is over or it dies, besides what `Typesetter.ask` raises.
    """
    child = subprocess.Popen(
        [sys.executable, "-P", str(Path(typesetter.__file__))],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=os.environ | {"RAYON_NUM_THREADS": "2"},
    )
    over = Event()

    def stop() -> None:
        over.set()
        child.kill()

    timer = Timer(seconds, stop)
    timer.start()
    try:
        assert child.stdin
        with suppress(BrokenPipeError):
            told = {"megabytes": MEGABYTES, "fonts": making.font_folder(), "template": template}
            child.stdin.write(json.dumps(told).encode() + b"\n")
        yield _Apart(child, over, seconds)
    finally:
        timer.cancel()
        child.kill()
        with suppress(BrokenPipeError):
            child.communicate()
