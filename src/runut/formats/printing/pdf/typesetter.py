"""The typesetter in a process of its own: told a template and its bounds once, it sets one request after another until nobody asks any more.

It is run by its path and imports nothing of ours, so it is ready before the caller knows what to set. A line of JSON comes in for each request; a
line of JSON goes out (how long the answer is, or what was refused), then the answer.
"""

from __future__ import annotations

import json
import sys
from base64 import b64decode
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import typst


def set_it(template: bytes, fonts: typst.Fonts, asked: dict[str, Any]) -> bytes:
    """Return what was asked for: the measures that the template tells, as JSON, a picture of its one page (PNG), or the PDF.

    ``files`` of the request, by their names and in base64, are what the template finds beside it.

    Raises:
        TypstError: A text has a character that no font has, or the typesetter refuses for another reason.
    """
    if asked["do"] == "measure":
        return typst.query(template, "<heights>", field="value", one=True, font_paths=fonts, sys_inputs={"data": asked["data"]}).encode()
    with TemporaryDirectory(prefix="runut-files-") as root:
        for name, content in asked.get("files", {}).items():
            (Path(root) / name).write_bytes(b64decode(content))
        told: dict[str, Any] = {"root": root, "font_paths": fonts, "sys_inputs": {"data": asked["data"]}}
        if asked["do"] == "draw":
            told |= {"format": "png", "ppi": asked["ppi"]}
        else:
            told |= {"pdf_standards": asked["standards"], "timestamp": datetime.fromisoformat(asked["at"])}
            told |= {"pdf_tags": asked.get("tags", True)}
        made = typst.compile(template, **told)
    assert isinstance(made, bytes)
    return made


def load(folder: str) -> typst.Fonts:
    """Return the fonts in a folder, and those inside the typesetter."""
    return typst.Fonts(include_system_fonts=False, font_paths=[folder] if folder else [])


def main() -> None:
    """Set what is asked for."""
    told = json.loads(sys.stdin.buffer.readline())
    _bound(told["megabytes"])
    template, fonts = told["template"].encode(), load(told["fonts"])
    for line in sys.stdin.buffer:
        answer, refused = b"", ""
        try:
            answer = set_it(template, fonts, json.loads(line))
        except typst.TypstError as error:
            refused = error.message
        sys.stdout.buffer.write(json.dumps({"length": len(answer), "refused": refused}).encode() + b"\n" + answer)
        sys.stdout.buffer.flush()


def _bound(megabytes: int) -> None:
    """Take no more memory than that; where the system knows no bounds, the time limit remains."""
    with suppress(ImportError, ValueError, OSError):
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (megabytes * 2**20, megabytes * 2**20))


if __name__ == "__main__":
    main()
