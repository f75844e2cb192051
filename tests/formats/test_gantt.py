"""A schedule on paper: every task with its words, the same bytes for the same schedule, arrows and bars where the days put them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from io import BytesIO
from pathlib import Path

import pdfua
import pikepdf
import pytest
from pikepdf.pdfa import validate_written

from runut.formats.printing.gantt import Bar, Gantt, Legend, print_gantt
from runut.formats.printing.gantt.laying import lay
from tests.formats.pdf_text import page_texts
from tests.formats.test_pdf import ACCEPTED

AT = datetime(2026, 11, 26, 2, 0, tzinfo=UTC)
FIRST = date(2026, 12, 1)
HEADS = ("No", "Tugas", "Hari", "Dari", "Sampai", "Menunggu", "Ahli", "Bagan")
MONTHS = ("Jan", "Feb", "Mar", "Apr", "Mei", "Jun", "Jul", "Agu", "Sep", "Okt", "Nov", "Des")
LEGEND = Legend(plain="tugas", critical="kritis", milestone="tonggak", done="selesai", filed="semula", off="libur", after="menunggu")


def bar(number: int, begins: int, days: int = 1, name: str = "Rancang", **more: object) -> Bar:
    starts = FIRST + timedelta(days=begins)
    cells = (f"#{number}", f"{name} {number}", str(days), "1 Des 2026", "2 Des 2026", "", "Dewi")
    return replace(Bar(number=number, cells=cells, starts_on=starts, ends_on=starts + timedelta(days=days - 1)), **more)  # type: ignore[arg-type]


def schedule(bars: Sequence[Bar], **more: object) -> Gantt:
    made = Gantt(
        language="id",
        title="Jadwal: Antrean",
        heading="Jadwal Pengembangan",
        letterhead=("Pemerintah Contoh", "Biro Contoh"),
        facts=(("Proyek", "Antrean"), ("Unit", "Dinas")),
        heads=HEADS,
        bars=bars,
        months=MONTHS,
        off=frozenset({FIRST + timedelta(days=4), FIRST + timedelta(days=5)}),
        legend=LEGEND,
        footer="PA-2026-0001",
        page="Halaman",
    )
    return replace(made, **more)  # type: ignore[arg-type]


def test_every_task_stands_on_a_page_with_its_words_and_the_same_schedule_gives_the_same_bytes() -> None:
    bars = [bar(number, number, name="Rancang #<b> $x$") for number in range(1, 71)]
    made = print_gantt(schedule(bars), at=AT)
    assert made == print_gantt(schedule(bars), at=AT)
    pages = page_texts(made)
    assert len(pages) == len(lay(schedule(bars)).pages) > 2
    words = "".join("".join(pages).split())
    assert all(f"Rancang#<b>$x${number}" in words for number in range(1, 71)), "what people typed is never markup"
    assert "JADWALPENGEMBANGAN" in words and "tonggak" in words and f"1/{len(pages)}" in words


@pytest.mark.parametrize(("paper", "wide"), [("a4", 842), ("a3", 1191)])
def test_it_lies_across_and_is_for_the_archive_and_for_everybody(paper: str, wide: int, tmp_path: Path) -> None:
    kinds = [bar(1, 0, kind="critical", done=True), bar(2, 1, kind="milestone", after=(1,)), bar(3, 0, after=(2, 9), filed_on=FIRST)]
    made = print_gantt(schedule(kinds, paper=paper), at=AT)
    with pikepdf.open(BytesIO(made)) as file:
        assert round(float(file.pages[0].mediabox[2])) == wide
    assert {re.sub(r"=http\S+", "", one.message) for one in validate_written(BytesIO(made), "3b").findings} <= ACCEPTED
    path = tmp_path / "schedule.pdf"
    path.write_bytes(made)
    assert [one.message for one in pdfua.validate(str(path)).findings] == []


def test_bars_are_as_long_as_their_days_and_arrows_end_at_them() -> None:
    laid = lay(schedule([bar(1, 0, 2), bar(2, 2, 8, after=(1,)), bar(3, 9, kind="milestone", after=(2,)), bar(4, 0, after=(3,))]))
    ((one, two, stone, last),) = laid.pages
    day = laid.columns[-1] / 10
    assert [one.x, one.width] == pytest.approx([0, 2 * day], abs=0.01)
    assert [two.x, two.width] == pytest.approx([2 * day, 8 * day], abs=0.01)
    assert two.arrows[0].start == pytest.approx(2 * day, abs=0.01) and two.arrows[0].up == pytest.approx((one.height + two.height) / 2)
    assert stone.x == pytest.approx(10 * day, abs=0.01), "a milestone stands at the end of its day"
    assert last.arrows[0].up > 0 and two.filed == -1
    assert [(round(each.x / day), round(each.width / day)) for each in laid.off] == [(4, 2)], "neighbours are one"


def test_an_arrow_to_a_task_on_another_page_is_not_drawn() -> None:
    laid = lay(schedule([bar(number, number, after=(1,) if number > 1 else ()) for number in range(1, 61)]))
    assert all(row.arrows for row in laid.pages[0][1:]) and not [row for page in laid.pages[1:] for row in page if row.arrows]


@pytest.mark.parametrize(
    ("days", "upper", "lower"),
    [(10, ["Des 2026"], ["1", "2"]), (60, ["Des 2026", "Jan 2027"], ["30", "7"]), (700, ["2027", "2028"], []), (4500, ["2030"], [])],
)
def test_the_scale_is_as_fine_as_there_is_room(days: int, upper: list[str], lower: list[str]) -> None:
    laid = lay(schedule([bar(1, 0), bar(2, days - 1)]))
    labels = [one.label for one in laid.lower if one.label]
    assert set(upper) <= {one.label for one in laid.upper} and labels[: len(lower)] == lower
    assert sum(one.width for one in laid.lower) == pytest.approx(laid.columns[-1], abs=0.5)


def test_a_character_that_no_font_has_does_not_stop_it() -> None:
    assert "□" in "".join(page_texts(print_gantt(schedule([bar(1, 0, name="Antrean 𓀀")]), at=AT)))
