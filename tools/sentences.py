"""Writes docs/reference/sentences.md from the code and the catalogue: `python tools/sentences.py [check]`."""

from __future__ import annotations

import re
import sys
from pathlib import Path
from typing import Final

from babel.messages.pofile import read_po

from runut.core.sentences import SENTENCES

ROOT: Final = Path(__file__).resolve().parent.parent
PAGE: Final = ROOT / "docs" / "reference" / "sentences.md"
CATALOGUE: Final = ROOT / "src/runut/core/locale/id/LC_MESSAGES/django.po"
_HEAD: Final = """\
# Sentences

Every refusal and fault has a stable code and one sentence, the same on pages, in the API (`code`, `message`) and on the command line. What
stands in ‹ › is filled in. Written by `python tools/sentences.py`; a test compares it with the code and the catalogue.

| code | English | Indonesian |
| --- | --- | --- |
"""


def translations() -> dict[str, str]:
    """Return the Indonesian sentence of each English one."""
    with CATALOGUE.open("rb") as file:
        return {str(one.id): str(one.string) for one in read_po(file) if one.id}


def page() -> str:
    """Return the page as it should be."""
    said = translations()
    rows = [f"| `{code}` | {_cell(text)} | {_cell(said.get(text, ''))} |" for code, text in sorted(SENTENCES.items())]
    return _HEAD + "\n".join(rows) + "\n"


def _cell(text: str) -> str:
    return re.sub(r"%\((\w+)\)[sd]", r"‹\1›", text).replace("%%", "%").replace("|", "\\|").replace("\n", " ")


if __name__ == "__main__":
    if sys.argv[1:] == ["check"]:
        sys.exit(PAGE.read_text(encoding="utf-8") != page() and f"{PAGE.relative_to(ROOT)} is out of date: python tools/sentences.py")
    PAGE.write_text(page(), encoding="utf-8")
