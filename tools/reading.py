"""Writes the table of docs/reference/reading.md from what reading gives: `python -m tools.reading [check]`."""

from __future__ import annotations

import io
import re
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from runut.formats.draft import Draft
from runut.formats.reading import read
from runut.formats.reading.lists import items
from tests.formats.seed import SHIPPED, seed
from tests.formats.sops.library import LIBRARY, Written

PAGE: Final = Path(__file__).resolve().parent.parent / "docs" / "reference" / "reading.md"
_BEGIN: Final = "<!-- begin: python -m tools.reading -->\n"
_END: Final = "<!-- end -->"
_HEAD: Final = "| SOP | form | rows | performers | times | needed, left | decisions | asked | missed |\n| --- | --- | --- | --- | --- | --- | --- | --- | --- |\n"
_ASKED: Final = {
    "ask_performer": "performer",
    "ask_time": "time",
    "ask_schedule": "schedule",
    "ask_rejected": "where Tidak leads",
    "ask_approved": "where Ya leads",
    "ask_decides": "whether it decides",
    "ask_date": "date",
    "ask_misprint": "misprint",
    "ask_year": "year of a law",
    "ask_name": "name",
}


def page() -> str:
    """Return the page as it should be."""
    text = PAGE.read_text(encoding="utf-8")
    before, _, rest = text.partition(_BEGIN)
    _, _, after = rest.partition(_END)
    return f"{before}{_BEGIN}\n{_HEAD}{''.join(_rows())}\n{_END}{after}"


def _rows() -> Iterator[str]:
    texts = [row["text"] for row in SHIPPED["activity"]]
    yield _row(
        "Pengembangan Aplikasi (the sheet that the shipped SOP came from)", "text between tabs, shapes lost", _read(seed()), texts, 10
    )
    for one in LIBRARY:
        draft = _read(one.make(one.sheet))
        yield _row(
            one.sheet.name,
            one.form,
            draft,
            [line.text for line in one.sheet.rows],
            sum(bool(line.time.strip("-")) for line in one.sheet.rows),
            one,
        )


def _read(made: str | bytes) -> Draft:
    return read("sop", io.BytesIO(made if isinstance(made, bytes) else made.encode()))


def _row(name: str, form: str, draft: Draft, texts: list[str], timed: int, written: Written | None = None) -> str:
    rows = draft.data["activity"]
    read_texts = [row["text"] for row in rows]
    missed = [f"row “{text}”" for text in texts if text not in read_texts]
    if written:
        papers = [name for line in written.sheet.rows for cell in (line.needs, line.left) for name in items(cell, commas=True)]
        found = Counter(one["name"] for row in rows for key in ("requirements", "outputs") for one in row.get(key, []))
        missed += [f"“{paper}”" for paper in (Counter(papers) - found)]
    times = sum(bool(row.get("time")) for row in rows)
    kept = sum("Waktu menurut naskah" in row.get("note", "") and not row.get("time") for row in rows)
    papers_read = [sum(len(row.get(key, [])) for row in rows) for key in ("requirements", "outputs")]
    asked = Counter(_ASKED[one.asks.code] for one in draft.questions)
    cells = (
        name,
        form,
        f"{len(rows)} of {len(texts)}",
        str(len(draft.data["performer"])),
        f"{times} of {timed}" + (f", {kept} as a note" if kept else ""),
        f"{papers_read[0]}, {papers_read[1]}",
        str(sum("decision" in row for row in rows)),
        ", ".join(f"{times} × {what}" if times > 1 else what for what, times in sorted(asked.items())) or "nothing",
        "; ".join(missed) or "nothing",
    )
    return "| " + " | ".join(re.sub(r"\s+", " ", cell) for cell in cells) + " |\n"


if __name__ == "__main__":
    if sys.argv[1:] == ["check"]:
        sys.exit(PAGE.read_text(encoding="utf-8") != page() and "docs/reference/reading.md is out of date: python -m tools.reading")
    PAGE.write_text(page(), encoding="utf-8")
