"""Who may import whom."""

from __future__ import annotations

import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent
PACKAGE = ROOT / "src" / "runut"


@pytest.mark.parametrize("package", ["core", "formats"])
def test_the_rules_import_no_framework(package: str) -> None:
    modules = [f"runut.{package}.{path.stem}" for path in sorted((PACKAGE / package).glob("*.py")) if path.stem != "__init__"]
    program = f"import sys, {', '.join(modules)}\nprint(sorted(n for n in sys.modules if n.split('.')[0] in {{'django', 'runut'}}))"
    loaded = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True, cwd=ROOT).stdout
    assert "django" not in loaded
    assert "runut.base" not in loaded


def test_the_import_contracts_hold() -> None:
    program = Path(sys.executable).with_name("lint-imports")
    found = subprocess.run([program, "--no-cache"], capture_output=True, text=True, check=False, cwd=ROOT)
    assert found.returncode == 0, found.stdout


def test_every_room_with_rows_keeps_them_to_itself() -> None:
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"]
    protected = {name for one in contracts for name in one.get("protected_modules", ())}
    kept = [*PACKAGE.glob("*/models.py"), *PACKAGE.glob("*/models")]
    rooms = {f"runut.{path.parent.name}.models" for path in kept} - {"runut.base.models"}
    assert protected == rooms
