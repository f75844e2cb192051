"""Lists from files of other programs: what is understood, and a sentence for everything that is not."""

from __future__ import annotations

import io
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from runut.base.exports import csv_lines
from runut.base.sheets import LARGEST, MOST_ROWS, Table, read_table, workbook_blocks
from runut.core.errors import Invalid
from runut.planning.exchange.features import feature_cells, read_features

HEADS = ("Nomor", "Fitur", "Kegunaan dan penggunanya", "Prioritas", "Kriteria penerimaan")


def read(table: Table, known: tuple[int, ...] = ()) -> tuple[list[tuple[int | None, str, str]], list[tuple[int, str]]]:
    lines, faults = read_features(table, known=known, name_limit=200, text_limit=4000)
    return [(one.number, one.name, one.priority) for one in lines], [(one.row, one.reason.code) for one in faults]


@pytest.mark.parametrize("mark", [",", ";", "\t"])
@pytest.mark.parametrize("code", ["utf-8", "utf-8-sig", "cp1252"])
def test_a_csv_file_is_read_as_spreadsheets_write_it(mark: str, code: str) -> None:
    text = f'Fitur{mark}Prioritas\r\n"Masuk{mark} dengan “é”"{mark}wajib\r\nRekap{mark}Could have\r\n\r\n'
    found, faults = read(read_table("fitur.csv", text.encode(code)))
    assert found == [(None, f"Masuk{mark} dengan “é”", "must"), (None, "Rekap", "could")]
    assert faults == []


def test_both_languages_name_the_columns() -> None:
    for heads in ("Feature,Priority", "Fitur,Prioritas", "nama fitur,PRIORITAS"):
        assert read(read_table("a.csv", f"{heads}\nMasuk,should\n".encode()))[0] == [(None, "Masuk", "should")]


def test_every_fault_is_named_with_the_row_as_the_spreadsheet_counts_it() -> None:
    rows = [
        "Nomor,Fitur,Prioritas",
        "F1,Masuk,wajib",
        "",
        ",,wajib",
        ",Rekap,segera",
        "F9,Hilang,wajib",
        "1,Dua kali,wajib",
        f",{'x' * 201},bisa",
        ",Ma\u202esuk,bisa",
        ",Ke\x07luar,bisa",
    ]
    found, faults = read(read_table("a.csv", "\n".join(rows).encode()), known=(1,))
    assert found == [(1, "Masuk", "must")]
    assert faults == [
        (4, "table_cell_missing"),
        (5, "priority_unknown"),
        (6, "feature_number_unknown"),
        (7, "feature_number_twice"),
        (8, "table_cell_long"),
        (9, "table_cell_characters"),
        (10, "table_cell_characters"),
    ]


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "table_heading_missing"),
        (b"Prioritas\nwajib\n", "table_heading_missing"),
        (b"Fitur\n", "table_empty"),
        (b"Fitur\n\n\n", "table_empty"),
        (b"\x00\x01\x02Fitur", "table_unreadable"),
        (b"PK\x03\x04 not a workbook", "table_broken"),
        (b"Fitur\n" + b"Masuk\n" * (MOST_ROWS + 1), "table_rows_many"),
        (b"x" * (LARGEST + 1), "table_large"),
        (b'Fitur\n"' + b"x" * 200_000 + b'"\n', "table_unreadable"),
    ],
)
def test_what_is_no_list_gets_a_sentence(data: bytes, code: str) -> None:
    with pytest.raises(Invalid) as refused:
        read(read_table("fitur.csv", data))
    assert refused.value.code == code


def test_a_workbook_that_unpacks_to_a_mountain_is_refused() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr("[Content_Types].xml", "<Types/>")
        for part in range(5):
            made.writestr(f"xl/worksheets/sheet{part}.xml", b"0" * 90_000_000)
    with pytest.raises(Invalid) as refused:
        read_table("fitur.xlsx", out.getvalue())
    assert refused.value.code == "table_broken"


def test_a_workbook_without_sheets_is_refused() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        made.writestr("[Content_Types].xml", "<Types/>")
    with pytest.raises(Invalid) as refused:
        read_table("fitur.xlsx", out.getvalue())
    assert refused.value.code == "table_unreadable"


TURNING = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
SIGNS = st.characters(exclude_categories=("Cc", "Cs", "Zl", "Zp", "Co", "Cn"), exclude_characters=TURNING)
TEXTS = st.text(SIGNS, min_size=1, max_size=40).map(str.strip).filter(bool)


@given(st.lists(st.tuples(TEXTS, TEXTS, st.sampled_from(["wajib", "sebaiknya", "bisa"])), min_size=1, max_size=8))
def test_what_was_exported_is_read_back(rows: list[tuple[str, str, str]]) -> None:
    cells = feature_cells([(number, name, purpose, priority, "") for number, (name, purpose, priority) in enumerate(rows, 1)])
    words = {"wajib": "must", "sebaiknya": "should", "bisa": "could"}
    wanted = [(number, name, words[priority]) for number, (name, _purpose, priority) in enumerate(rows, 1)]
    known = tuple(range(1, len(rows) + 1))
    for blocks in (csv_lines(HEADS, cells), workbook_blocks("Fitur", HEADS, (9, 9, 9, 9, 9), cells)):
        assert read(read_table("fitur", b"".join(blocks)), known) == (wanted, [])


def test_no_cell_of_an_export_is_a_formula() -> None:
    made = b"".join(csv_lines(HEADS, feature_cells([(1, "=HYPERLINK(A1)", "+1", "wajib", "@x")]))).decode()
    assert "'=HYPERLINK" in made and "'+1" in made and "'@x" in made
