"""The page of findings has every code, with its level, and no other."""

from __future__ import annotations

import ast
import re
from pathlib import Path

from runut.core.findings import LEVELS
from runut.core.sentences import SENTENCES

ROOT = Path(__file__).resolve().parents[2]
PAGE = (ROOT / "docs" / "reference" / "findings.md").read_text(encoding="utf-8")
SECTION = re.compile(r"^### `(\w+)`\n\n(\w+)", re.MULTILINE)
FAULT = re.compile(r"^\| `(\w+)` \|", re.MULTILINE)
READERS = ("core/building.py", "core/checking.py", "formats/toml.py", "formats/json.py")


def test_every_finding_has_its_section_with_its_level() -> None:
    assert dict(SECTION.findall(PAGE)) == {code: level.value.title() for code, level in LEVELS.items()}


def test_every_section_says_why_and_how_to_mend_it() -> None:
    for section in re.split(r"^### ", PAGE.split("## Faults of the file")[0], flags=re.MULTILINE)[1:]:
        assert "*Why:*" in section, section
        assert "*Mend:*" in section or section.startswith("`law_vague`"), section


def test_every_fault_of_the_file_has_its_row() -> None:
    trees = [ast.parse((ROOT / "src/runut" / name).read_text(encoding="utf-8")) for name in READERS]
    named = {node.value for tree in trees for node in ast.walk(tree) if isinstance(node, ast.Constant)}
    assert set(FAULT.findall(PAGE)) == {code for code in SENTENCES if code in named}
