"""Where everything stands on paper: the widths of the columns, the heights of the rows, their pages, and the drawing over them.

Points everywhere (72 to the inch). The page is A4 across; an SOP with so many performers that their columns would take more than half of it gets
smaller symbols, then an A3.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from runut.core.procedure import Procedure
from runut.formats.flowchart import Kind, Metrics, Sheet, across, lay_out, plan
from runut.formats.form import QUALITY, Form, Row, numbered
from runut.formats.printing.lettering import line_count, text_width

A4: Final = (841.9, 595.3)
A3: Final = (1190.6, 841.9)
MARGIN: Final = 36.0
LETTER: Final = 8.0
LINE: Final = 10.0
"""The size of the table's letters and the distance of its lines."""
NAMES: Final = (7.0, 6.5, 6.0, 5.5)
"""The sizes of the performers' names: the largest at which no word is broken."""
PAD: Final = 3.0
"""Room between a text and the rules of its cell, on all sides."""
HEAD: Final = 26.0
"""The height of each of the two head rows, at least."""
NUMBER: Final = 24.0
"""The width of the column of numbers."""
SLACK: Final = 12.0
"""What a page keeps free, so that a program that sets a row a little taller breaks where we do."""
_COLUMNS: Final = ("text", "requirements", "time", "outputs", "note")
_NARROWEST: Final = 42.0
_WIDEST_WORD: Final = 96.0
"""A column is at least as wide as this, or as its longest word, but none is widened beyond that for a word."""
_BOLD: Final = 1.12
"""How much wider bold letters are."""
_HALF: Final = 0.5
_SMALLEST: Final = 0.7
METRICS: Final = Metrics(
    cell=42,
    gutter=9,
    lane=4,
    pad=7,
    gap=2,
    letter=7,
    line=8,
    label=42,
    connector=(13, 13),
    sizes={
        Kind.TERMINATOR: (38, 17),
        Kind.PROCESS: (36, 20),
        Kind.DECISION: (42, 27),
        Kind.GUEST: (34, 15),
        Kind.START: (34, 14),
        Kind.END: (36, 14),
    },
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """The page and the table on it.

    ``widths`` are those of all columns in order, one for each lane; ``heads`` are the heights of the two head rows; the rows have their
    heights and pages from the bands of ``sheet``, whose x begins at the first lane and whose y begins below the head.
    """

    page: tuple[float, float]
    widths: tuple[float, ...]
    heads: tuple[float, float]
    sheet: Sheet
    letter: float
    """The size of the letters in the drawing."""
    name: float
    """The size of the letters of the performers' names."""

    @property
    def lanes(self) -> slice:
        """Where the lanes stand among the columns."""
        return slice(2, 2 + len(self.sheet.columns))


def on_paper(procedure: Procedure, form: Form) -> Paper:
    """Return the table of ``procedure`` laid out on pages."""
    drawn = plan(procedure)
    labels = {branch.outcome: branch.label for row in form.rows for branch in row.branches}
    wanted = across(drawn, METRICS, labels, paged=True)
    page, scale = _page(wanted.width)
    room = page[0] - 2 * MARGIN - NUMBER
    lanes = max(wanted.width * scale, min(room * _HALF, len(form.lanes) * _named(form, NAMES[0])))
    narrowest = min(one.width for one in wanted.columns) * scale + (lanes - wanted.width * scale) / len(form.lanes)
    name = next((size for size in NAMES if _named(form, size) <= narrowest), NAMES[-1])
    texts = _shared(form, room - lanes)
    heads = _heads(form, narrowest, texts, name=name)
    metrics = scaled(METRICS, scale)
    sheet = lay_out(
        drawn,
        metrics=metrics,
        labels=labels,
        texts=[row_height(row, texts) for row in form.rows],
        width=lanes,
        height=page[1] - 2 * MARGIN - sum(heads) - SLACK,
    )
    first, *others = texts.values()
    widths = (NUMBER, first, *(one.width for one in sheet.columns), *others)
    return Paper(page=page, widths=widths, heads=heads, sheet=sheet, letter=metrics.letter, name=name)


def scaled(metrics: Metrics, scale: float) -> Metrics:
    """Return ``metrics`` smaller by ``scale``; letters stay readable."""
    letter = max(5.5, metrics.letter * scale)
    return Metrics(
        cell=metrics.cell * scale,
        gutter=metrics.gutter * scale,
        lane=metrics.lane * scale,
        pad=metrics.pad * scale,
        gap=metrics.gap * scale,
        letter=letter,
        line=letter * metrics.line / metrics.letter,
        label=metrics.label * scale,
        connector=(metrics.connector[0] * scale, metrics.connector[1] * scale),
        sizes={kind: (wide * scale, tall * scale) for kind, (wide, tall) in metrics.sizes.items()},
    )


def cell_texts(row: Row) -> dict[str, str]:
    """Return what stands in the columns of text of a row, lists numbered line by line."""
    return {
        "text": row.text,
        "requirements": "\n".join(numbered(row.requirements)),
        "time": row.time,
        "outputs": "\n".join(numbered(row.outputs)),
        "note": row.note,
    }


def row_height(row: Row, widths: Mapping[str, float]) -> float:
    """Return the height that the texts of a row need."""
    counts = (line_count(text, size=LETTER, room=widths[key] - 2 * PAD) for key, text in cell_texts(row).items())
    return max(counts) * LINE + 2 * PAD


def _page(wanted: float) -> tuple[tuple[float, float], float]:
    """Return the paper on which lanes as wide as ``wanted`` fit, and how much smaller they get."""
    for page in (A4, A3):
        scale = (page[0] - 2 * MARGIN - NUMBER) * _HALF / wanted
        if scale >= _SMALLEST:
            return page, min(1.0, scale)
    return A3, (A3[0] - 2 * MARGIN - NUMBER) * 0.75 / wanted


def _named(form: Form, size: float) -> float:
    """Return the width of a lane at which no performer's name is broken inside a word."""
    return max(_longest_word(one.name, size) for one in form.lanes) + 2 * PAD


def _heads(form: Form, lane: float, texts: Mapping[str, float], *, name: float) -> tuple[float, float]:
    """Return the heights of the two head rows: that of the words performers and quality standard, and that of the lanes' names."""
    names = [line_count(one.name, size=name * _BOLD, room=lane - 2 * PAD) * name_line(name) for one in form.lanes]
    names += [line_count(form.word(key), size=LETTER * _BOLD, room=texts[key] - 2 * PAD) * LINE for key in QUALITY]
    return LINE + 2 * PAD, max(HEAD, max(names) + 2 * PAD)


def name_line(size: float) -> float:
    """Return the distance of the lines of a performer's name."""
    return size * LINE / LETTER


def _shared(form: Form, room: float) -> dict[str, float]:
    """Return the widths of the columns of text: by the root of how much stands in them, so that none makes all rows tall."""
    cells = [cell_texts(row) for row in form.rows]
    weights = {key: math.sqrt(sum(len(cell[key]) for cell in cells) + len(cells)) for key in _COLUMNS}
    words = {key: (form.word(key), *(cell[key] for cell in cells)) for key in _COLUMNS}
    least = {key: max(_NARROWEST, *(_longest_word(word, LETTER) + 2 * PAD for word in words[key])) for key in _COLUMNS}
    shrink = min(1.0, room / sum(least.values()))
    spare = room - shrink * sum(least.values())
    total = sum(weights.values())
    return {key: least[key] * shrink + spare * weight / total for key, weight in weights.items()}


def _longest_word(text: str, size: float) -> float:
    """Return the width of the longest word in bold, as far as a column is widened for one."""
    return min(_WIDEST_WORD, max((text_width(word, size * _BOLD) for word in text.split()), default=0.0))
