"""The shape of files: length, what they may name, and that nothing generated is out of date."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from io import StringIO
from pathlib import Path
from typing import Final

import pytest
from django.core.management import call_command

ROOT = Path(__file__).resolve().parent.parent.parent
PACKAGE = ROOT / "src" / "runut"
LONGEST_FILE: Final = 330
LONGEST_FUNCTION: Final = 60
LONG: Final[dict[str, str]] = {
    "core/workdays.py": "deadline, day ledger and what they count share one walk over days",
}
"""Files and functions (`file:function`) that read better whole, each with its reason."""

# Written in parts, so that this file does not find itself.
MACHINE: Final = re.compile("|".join([r"/(?:wo" + r"rk)/\w", r"/(?:ro" + r"ot)/\.", r"/(?:ho" + r"me)/\w+/", r"/tmp/ru" + r"nut/"]))
TEXTS: Final = {".py", ".txt", ".toml", ".html", ".md", ".js", ".mjs", ".css", ".json", ".sh", ".typ", ""}


def _tracked() -> list[Path]:
    """Return what git knows or would know; outside a clone, every file of source and tests."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard"]
    found = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    if found.returncode:
        return [path for folder in ("src", "tests", "tools", "docs") for path in (ROOT / folder).rglob("*") if path.is_file()]
    return [ROOT / name for name in found.stdout.splitlines() if (ROOT / name).is_file()]


def _long() -> Iterator[str]:
    for path in sorted(PACKAGE.rglob("*.py")):
        if "migrations" in path.parts:
            continue
        name = str(path.relative_to(PACKAGE))
        text = path.read_text(encoding="utf-8")
        if text.count("\n") > LONGEST_FILE:
            yield name
        for node in ast.walk(ast.parse(text)):
            if isinstance(node, ast.FunctionDef) and (node.end_lineno or 0) - node.lineno + 1 > LONGEST_FUNCTION:
                yield f"{name}:{node.name}"


def test_what_is_long_is_long_for_a_reason() -> None:
    assert set(_long()) <= set(LONG)


def test_no_file_names_a_machine() -> None:
    found = []
    for path in _tracked():
        if path.suffix in TEXTS and "node_modules" not in path.parts:
            try:
                text = path.read_text(encoding="utf-8")
            except UnicodeDecodeError:
                continue
            found += [f"{path.relative_to(ROOT)}: {match.group()}" for match in MACHINE.finditer(text)]
    assert found == []


@pytest.mark.parametrize(
    "lock", ["requirements/run.txt", "requirements/build.txt", "requirements/node.txt", "requirements/dev.txt", "package-lock.json"]
)
def test_a_lock_names_no_host_and_no_place(lock: str) -> None:
    text = (ROOT / lock).read_text(encoding="utf-8")
    assert re.findall(r"(?:git\+|file:/|https?:)\S*|--(?:index-url|find-links|trusted-host)\S*", text) == []


@pytest.mark.django_db
def test_the_migrations_say_what_the_models_say() -> None:
    out = StringIO()
    call_command("makemigrations", check=True, dry_run=True, stdout=out)
    assert "No changes" in out.getvalue()


def test_the_catalogues_are_complete() -> None:
    found = subprocess.run([sys.executable, ROOT / "tools" / "messages.py", "check"], capture_output=True, text=True, check=False)
    assert found.returncode == 0, found.stdout
