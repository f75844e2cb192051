"""The `runut` command line: each command in a module of its own, thin over services and queries.

Nothing heavy is imported before a command runs, so that ``runut --help`` answers at once.
"""

from __future__ import annotations

from collections.abc import Sequence


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code (`runut.cli.codes.Code`)."""
    from runut.cli.parser import run

    return run(arguments)
