"""Keeps the locks of Python packages: `python tools/lock.py write|check`.

write   resolves the dependencies of pyproject.toml to exact versions with hashes, without naming any host (asks the package index)
check   fails when a lock was made from other dependencies, or names a host or a place (asks nobody)
"""

from __future__ import annotations

import argparse
import hashlib
import os
import re
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).resolve().parent.parent
LOCKS: Final = ("run", "build", "node", "dev")
OPTIONS: Final = (
    "--generate-hashes",
    "--no-emit-index-url",
    "--no-emit-find-links",
    "--no-emit-trusted-host",
    "--no-emit-options",
    "--strip-extras",
    "--allow-unsafe",
    "--no-annotate",
    "--no-header",
    "--quiet",
)


def wanted(name: str) -> list[str]:
    """Return what pyproject.toml asks for under ``name``; later locks keep to the versions of earlier ones."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    return sorted(project["dependencies"] if name == "run" else project["optional-dependencies"][name])


def lock_path(name: str) -> Path:
    """Return where the lock stands."""
    return ROOT / "requirements" / f"{name}.txt"


def header(name: str) -> str:
    """Return the head of the lock, by which `check` knows what it was made from."""
    digest = hashlib.sha256("\n".join(wanted(name)).encode()).hexdigest()
    return f"# Made by `make lock` from pyproject.toml; wanted: sha256 {digest}\n"


def write(name: str) -> None:
    """Resolve and write one lock."""
    path = lock_path(name)
    path.parent.mkdir(exist_ok=True)
    earlier = [f"-c {lock_path(one)}" for one in LOCKS[: LOCKS.index(name)]]
    asked = path.with_suffix(".in")
    asked.write_text("\n".join([*wanted(name), *earlier]) + "\n", encoding="utf-8")
    command = [sys.executable, "-m", "piptools", "compile", *OPTIONS, "--output-file", str(path), str(asked)]
    try:
        subprocess.run(command, check=True, env={**os.environ, "PIP_DISABLE_PIP_VERSION_CHECK": "1"})
    finally:
        asked.unlink()
    path.write_text(header(name) + path.read_text(encoding="utf-8"), encoding="utf-8")
    print(f"{path.relative_to(ROOT)}: {path.read_text().count('==')} packages")


def faults(name: str) -> list[str]:
    """Return what is wrong with one lock."""
    path = lock_path(name)
    if not path.exists():
        return [f"{path.name}: missing; make lock"]
    text = path.read_text(encoding="utf-8")
    found = [] if text.startswith(header(name)) else [f"{path.name}: made from other dependencies; make lock"]
    if named := re.findall(r"(?:git\+|file:/|https?:)\S*|^--(?!hash)\S*|(?<=\s)/\S+", text, flags=re.MULTILINE):
        found.append(f"{path.name}: names {named[0]}")
    return found


def main() -> int:
    """Write or check all locks."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("command", choices=["write", "check"])
    if parser.parse_args().command == "write":
        for name in LOCKS:
            lock_path(name).unlink(missing_ok=True)
        for name in LOCKS:
            write(name)
        return 0
    found = [fault for name in LOCKS for fault in faults(name)]
    print("\n".join(found) or "the locks are up to date")
    return bool(found)


if __name__ == "__main__":
    sys.exit(main())
