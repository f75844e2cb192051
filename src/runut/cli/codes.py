"""How a command ended, for scripts; docs/reference/cli.md lists the same numbers."""

from __future__ import annotations

from enum import IntEnum


class Code(IntEnum):
    """Exit codes."""

    DONE = 0
    REFUSED = 1
    """The office's state or what was given stands against it; the sentences say what."""
    USAGE = 2
    """The command line itself cannot be read."""
    EVIDENCE = 3
    """Something recorded or stored does not prove itself."""
    SETTINGS = 4
    """A setting cannot be used."""
    MACHINE = 5
    """The database, the disk or the network refuses."""
    UNRUNNABLE = 6
    """The SOP cannot be run to its end."""
    FAULT = 70
    """A fault of the program."""
    INTERRUPTED = 130
    """Stopped by Ctrl-C."""


class Stop(Exception):
    """Ends a command with a sentence and a code."""

    def __init__(self, sentence: str, code: int = Code.REFUSED) -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.code = code
