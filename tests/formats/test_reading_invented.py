"""Whatever is written into the form of an SOP, in whatever wording and file, is read back: rows, lanes, marks, times, papers, notes."""

from __future__ import annotations

import re
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from runut.formats.reading.lists import items
from tests.formats.seed import reading
from tests.formats.sops.invented import FORMS, TIMES, named_sheets, sheets
from tests.formats.sops.sheet import Line, Sheet
from tests.formats.test_reading_library import said


def back(sheet: Sheet, form: str) -> list[dict[str, Any]]:
    """What was read of each row, in the words of the sheet."""
    draft = reading(_bytes(FORMS[form](sheet)))
    draft.procedure()
    names = {one["key"]: one["name"] for one in draft.data["performer"]}
    assert list(names.values()) == list(sheet.lanes) or not sheet.lanes
    assert draft.data["procedure"]["name"] == sheet.name
    return [
        {
            "text": row["text"],
            "lanes": sorted(names[one["key"]] for one in row["performers"] if one["part"] != "attends"),
            "needs": [one["name"] for one in row.get("requirements", [])],
            "time": said(row.get("time")),
            "left": [one["name"] for one in row.get("outputs", [])],
            "note": re.sub(r"\n?Waktu menurut naskah: .*", "", row.get("note", "")),
        }
        for row in draft.data["activity"]
    ]


def _bytes(made: str | bytes) -> bytes:
    return made if isinstance(made, bytes) else made.encode()


def written(sheet: Sheet) -> list[dict[str, Any]]:
    """The same, as written."""
    return [_written(sheet, line) for line in sheet.rows]


def _written(sheet: Sheet, line: Line) -> dict[str, Any]:
    return {
        "text": line.text,
        "lanes": sorted([sheet.lanes[lane] for lane in line.marks] if sheet.lanes else [line.name]),
        "needs": items(line.needs, commas=True),
        "time": TIMES[line.time],
        "left": items(line.left, commas=True),
        "note": line.note,
    }


@pytest.mark.parametrize("kind", ["text", "DOCX", "XLSX"])
@settings(suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
def test_what_was_written_is_read_back(kind: str, data: st.DataObject) -> None:
    form = data.draw(st.sampled_from([name for name in FORMS if name.startswith(kind)]))
    sheet = data.draw(sheets(lists=form != "text in columns of spaces"))
    assert back(sheet, form) == written(sheet)


@settings(suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
def test_one_column_of_names_is_read_back(data: st.DataObject) -> None:
    forms = ["text between tabs", "text between bars", "text in columns of spaces", "DOCX, letters", "XLSX, merged cells"]
    sheet = data.draw(named_sheets())
    assert back(sheet, data.draw(st.sampled_from(forms))) == written(sheet)
