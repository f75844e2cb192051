"""Installations of a test's own: a folder, a database of the kind under test, and the real command line in processes of its own."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit, urlunsplit

import psycopg

POSTGRESQL: Final = os.environ.get("RUNUT_TEST_DATABASE") == "postgresql"
PROGRAM: Final = Path(__file__).with_name("program.py")
RUNUT: Final = (sys.executable, "-m", "runut.cli")


@dataclass(slots=True, kw_only=True)
class Installation:
    """One installation; ``environment`` makes any process use it."""

    folder: Path
    environment: dict[str, str]

    def runut(self, *arguments: str, code: int | None = 0) -> subprocess.CompletedProcess[str]:
        """Run the command line in English; ``code`` None: however it ends."""
        return self._run([*RUNUT, "--language", "en", *arguments], code)

    def program(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        """Run one of the acts of `program.py`."""
        return self._run([sys.executable, str(PROGRAM), *arguments], 0)

    def python(self, program: str) -> subprocess.CompletedProcess[str]:
        """Run a few lines of Python on the installation."""
        return self._run([sys.executable, "-c", program], 0)

    def start(self, *command: str) -> subprocess.Popen[str]:
        """Start a process and leave it running."""
        return subprocess.Popen(
            command,
            env=self.environment,
            cwd=self.folder,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            start_new_session=True,
        )

    @contextmanager
    def working(self, journal: Path) -> Iterator[Callable[[], int]]:
        """Let cases advance all the while; gives a function that tells how many steps were done so far."""
        process = self.start(sys.executable, str(PROGRAM), "leap", "1000000", str(journal))

        def done() -> int:
            assert process.poll() is None, "whoever worked has ended"
            return journal.read_text().count('"done"') if journal.exists() else 0

        try:
            yield done
        finally:
            process.terminate()
            errors = process.communicate()[1]
        assert errors == ""

    def _run(self, command: list[str], code: int | None) -> subprocess.CompletedProcess[str]:
        found = subprocess.run(
            command, env=self.environment, cwd=self.folder, capture_output=True, text=True, check=False, stdin=subprocess.DEVNULL
        )
        assert code is None or found.returncode == code, f"{found.returncode}\n{found.stdout[-3000:]}\n{found.stderr[-3000:]}"
        return found


def installation(folder: Path, *, template: str = "") -> Installation:
    """Return an installation without tables, or with those of a PostgreSQL database that nobody is connected to."""
    folder.mkdir(parents=True, exist_ok=True)
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("RUNUT_", "DJANGO_", "PYTEST_", "COV_"))}
    environment = {
        **kept,
        "RUNUT_VAR": str(folder / "var"),
        "RUNUT_LOG_LEVEL": "ERROR",
        "RUNUT_DATABASE_URL": _database(template) if POSTGRESQL else f"sqlite:///{folder / 'var' / 'office.sqlite3'}",
        "DJANGO_SETTINGS_MODULE": "runut.config.settings",
        "RUNUT_DEBUG": "yes",
        "RUNUT_HOSTS": "localhost,127.0.0.1,testserver",
    }
    return Installation(folder=folder, environment=environment)


def copied(source: Installation, folder: Path) -> Installation:
    """Return an installation that holds what ``source`` holds; nobody works on ``source``."""
    shutil.copytree(source.folder / "var", folder / "var", dirs_exist_ok=True)
    return installation(folder, template=_name(source) if POSTGRESQL else "")


def remove(gone: Installation) -> None:
    """Drop the installation's database; its folder belongs to the test."""
    if POSTGRESQL:
        with psycopg.connect(os.environ["RUNUT_TEST_POSTGRESQL_URL"], autocommit=True) as server:
            server.execute(f'DROP DATABASE IF EXISTS "{_name(gone)}" WITH (FORCE)')


def _name(one: Installation) -> str:
    return urlsplit(one.environment["RUNUT_DATABASE_URL"]).path.strip("/")


def _database(template: str) -> str:
    name = f"runut_ops_{uuid.uuid4().hex[:12]}"
    server = os.environ["RUNUT_TEST_POSTGRESQL_URL"]
    with psycopg.connect(server, autocommit=True) as connected:
        connected.execute(f'CREATE DATABASE "{name}"' + (f' TEMPLATE "{template}"' if template else ""))
    return urlunsplit(urlsplit(server)._replace(path=f"/{name}"))
