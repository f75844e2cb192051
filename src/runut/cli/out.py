"""What a command tells: results on standard output, all else on standard error."""

from __future__ import annotations

import sys


def tell(line: str = "") -> None:
    """Print a line of the command's result."""
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def warn(line: str) -> None:
    """Print a line about the command itself."""
    sys.stderr.write(f"{line}\n")
    sys.stderr.flush()


class Progress:
    """One line that counts on a terminal; on anything else only its last state."""

    def __init__(self, label: str) -> None:
        self._label = label
        self._live = sys.stderr.isatty()
        self._last = ""

    def show(self, done: int, total: int = 0) -> None:
        """Say how far it is."""
        self._last = f"{self._label}: {done}/{total}" if total else f"{self._label}: {done}"
        if self._live and (done % 50 == 0 or done == total):
            sys.stderr.write(f"\r{self._last}")
            sys.stderr.flush()

    def close(self) -> None:
        """End the line."""
        if self._last:
            warn(f"\r{self._last}" if self._live else self._last)
