"""The second peer: the same plan loop in viewflow, which needs its own tables and models and so a process of its own (`flowchild.py`)."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import venv
from collections.abc import Mapping
from importlib.metadata import version
from pathlib import Path
from typing import Any, Final

from django.db import connection

from benchmarks.figures import Times

VIEWFLOW: Final = "django-viewflow==2.4.0"
"""Installed from the package index into a folder that goes with the run, beside the Django that we use; no lock names it."""
_BESIDE: Final = ("django", "psycopg", "psycopg-binary")
_SCHEMA: Final = "viewflow"


class FlowCase:
    """One case: `step` lets the child complete the waiting task and notes the seconds that it took there, so that the pipe costs nothing."""

    def __init__(self, folder: Path) -> None:
        venv.create(folder / "viewflow", with_pip=True)
        python = str(folder / "viewflow" / "bin" / "python")
        wanted = [VIEWFLOW, *(f"{name}=={version(name)}" for name in _BESIDE)]
        subprocess.run([python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", *wanted], check=True)
        env = {**os.environ, "PEER_DATABASE": json.dumps(_database(folder))}
        home = Path(__file__).parents[1]
        self._child = subprocess.Popen(
            [python, "-c", "from benchmarks.flowchild import main; main()"],
            cwd=home,
            env=env,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        self._answer()

    def step(self, facts: Mapping[str, Any], times: Times | None = None) -> None:
        """Complete the task that waits; the process's data take ``facts``: the outcome, and whatever else is recorded of the step."""
        seconds, worked = self._ask("step", facts)
        if times:
            times.seconds.append(seconds)
            times.processor.append(worked)

    def begin(self) -> None:
        """Leave the case as it is, and go on with a new one."""
        self._ask("begin", {})

    def statements(self) -> tuple[int, int]:
        """Return how many statements a step and a deciding step need."""
        plain, _, deciding = (int(self._ask("count", {"outcome": outcome})) for outcome in ("approved", "approved", "rejected"))
        return plain, deciding

    def close(self) -> None:
        """End the child and take its tables away."""
        assert self._child.stdin is not None
        self._child.stdin.close()
        self._child.wait()
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute(f"DROP SCHEMA {_SCHEMA} CASCADE")

    def _ask(self, word: str, facts: Mapping[str, Any]) -> Any:
        assert self._child.stdin is not None
        self._child.stdin.write(f"{word} {json.dumps(facts)}\n")
        self._child.stdin.flush()
        return self._answer()

    def _answer(self) -> Any:
        assert self._child.stdout is not None
        line = self._child.stdout.readline()
        if not line:
            sys.exit("viewflow's process ended")
        return json.loads(line)


def _database(folder: Path) -> dict[str, Any]:
    """Return where the peer keeps its rows: a file as durable as ours, or a schema of its own in the database that is measured."""
    if connection.vendor == "sqlite":
        options: dict[str, str] = {"transaction_mode": "IMMEDIATE", "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL"}
        return {"ENGINE": "django.db.backends.sqlite3", "NAME": str(folder / "viewflow.sqlite3"), "OPTIONS": options}
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE SCHEMA {_SCHEMA}")
    told = connection.get_connection_params()
    named = {
        ours: told.get(theirs, "") for ours, theirs in (("HOST", "host"), ("PORT", "port"), ("USER", "user"), ("PASSWORD", "password"))
    }
    options = {"options": f"-c search_path={_SCHEMA}"}
    return {"ENGINE": "django.db.backends.postgresql", "NAME": told["dbname"], "OPTIONS": options, **named}
