"""SOPs of others, which stay outside this repository: every numbered row of each is read, wherever their folder lies beside it."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import Final

import pytest

from tests.formats.seed import reading

BESIDE: Final = Path(__file__).resolve().parents[3] / "shared" / "samples" / "sop"
FILES: Final = sorted(Path(os.environ.get("RUNUT_TEST_SAMPLES") or BESIDE).glob("*.txt"))


@pytest.mark.parametrize("path", FILES, ids=[path.name for path in FILES])
def test_every_numbered_row_is_read_and_the_draft_builds(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    written = re.findall(r"^\d+\t([^\t]+)", text, flags=re.MULTILINE)
    draft = reading(text, path.name)
    assert [row["text"] for row in draft.data["activity"]] == [" ".join(one.split()) for one in written]
    assert all(row.get("time") for row in draft.data["activity"])
    assert not [one for one in draft.questions if one.asks.code == "ask_time"]
    draft.procedure()
