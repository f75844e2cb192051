"""The child that prints: a request as JSON on standard input; on standard output what was replaced, a line of JSON, and the PDF."""

from __future__ import annotations

import json
import sys
from contextlib import suppress

import typst

from runut.formats import toml
from runut.formats.printing.pdf.making import make_form


def main() -> int:
    """Print one form."""
    request = json.load(sys.stdin.buffer)
    _bound(request["megabytes"])
    try:
        printed = make_form(toml.load(request["procedure"]), request["language"])
    except typst.TypstError as error:
        sys.stderr.write(f"{error.message}\n")
        return 1
    sys.stdout.buffer.write(json.dumps({"replaced": printed.replaced}).encode() + b"\n" + printed.pdf)
    return 0


def _bound(megabytes: int) -> None:
    """Take no more memory than that; where the system knows no bounds, the time limit remains."""
    with suppress(ImportError, ValueError, OSError):
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (megabytes * 2**20, megabytes * 2**20))


if __name__ == "__main__":
    raise SystemExit(main())
