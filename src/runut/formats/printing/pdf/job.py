"""The printed form in the making: the heights of the rows as they are set, the drawing laid out over the pages, all of it as data for Typst."""

from __future__ import annotations

import json
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import UTC, date, datetime, time
from typing import Any, Final

from runut.core.procedure import Procedure
from runut.formats.flowchart import Box, Chart, Kind, Page, Sheet, lay_out
from runut.formats.form import QUALITY, Field, Row
from runut.formats.laws import as_it_stands
from runut.formats.printing.imprint import Imprint
from runut.formats.printing.pdf.hyphens import breakable
from runut.formats.printing.pdf.measures import CODED, MARGINS, TEXTS, measure, said_in
from runut.formats.words import Language

_UPRIGHT: Final = 74.0
"""The height of a performer's name that is set upright."""
_NAME: Final = 7.0
_SMALLEST: Final = 5.8
"""The sizes of a performer's name: as a rule, and the smallest before it is set upright."""
_HEAD: Final = 15.0
_SIZE: Final = 8.0
_EPOCH: Final = date(2012, 11, 19)
"""The date of a file whose SOP states none: that of the regulation."""
STANDARDS: Final[list[Any]] = ["a-3a", "ua-1"]


class NotSetError(Exception):
    """The typesetter refuses a text: no font has one of its characters, or for another reason."""


class Typesetter(ABC):
    """What sets the form."""

    @abstractmethod
    def ask(self, **asked: Any) -> bytes:
        """Return what was asked for, see `typesetter.set_it`.

        Raises:
            NotSetError: It is refused.
        """


class FormJob:
    """One form on its way to a PDF: `columns` first, then typst tells how tall the rows are, then everything has its place."""

    def __init__(self, procedure: Procedure, language: Language, typesetter: Typesetter, *, imprint: Imprint | None = None) -> None:
        self.typesetter, self.imprint = typesetter, imprint
        self.chart = Chart(procedure=procedure, language=language)
        self.form = self.chart.form
        self.measures = measure(self.chart)
        if imprint:
            self.measures = replace(self.measures, foot=CODED)
        self.unit = self.measures.unit
        self.upright, self.size = False, _NAME
        self.shown: Callable[[str], str] = str

    def pdf(self, *, shown: Callable[[str], str] = str) -> bytes:
        """Return the form, every text as ``shown`` gives it.

        Raises:
            NotSetError: The typesetter refuses it.
        """
        self.shown = shown
        told = self._told()
        fit = min((lane.width - 5 * self.unit) / max(word, 1) for word, lane in zip(told["words"], self.measures.lanes, strict=True))
        if fit < 1:  # smaller names, or upright ones
            self.upright, self.size = (True, _NAME) if fit * _NAME < _SMALLEST else (False, fit * _NAME)
            told = self._told()
        heads = [_HEAD * self.unit, max(_HEAD * self.unit, *told["names"]) + 7 * self.unit]
        room = self.measures.room - sum(heads) - 1
        heights = [min(one, room) for one in told["rows"]]
        sheet = lay_out(
            self.chart.plan, metrics=self.measures.metrics, labels=self.chart.labels, texts=heights, width=self.measures.width, height=room
        )
        pages = [self._page(page, sheet, told["rows"], room) for page in sheet.pages]
        data = self._data() | {"mode": "print", "heads": heads, "pages": pages}
        return self.typesetter.ask(do="print", data=self._json(data), standards=STANDARDS, at=self._moment().isoformat())

    # data

    def _told(self) -> Mapping[str, list[float]]:
        """Return the heights of the rows' texts and of the performers' names, and the widths of the names' longest words."""
        data = self._data() | {"mode": "measure"}
        told: Mapping[str, list[float]] = json.loads(self.typesetter.ask(do="measure", data=self._json(data)))
        return told

    def _data(self) -> dict[str, Any]:
        form, words = self.form, ("no", "text", "performers", "quality", "requirements", "time", "outputs", "note")
        return {
            "lang": form.language,
            "title": form.name,
            "unit": self.unit,
            "sheet": MARGINS | {"bottom": self.measures.foot, "width": self.measures.paper[0], "height": self.measures.paper[1]},
            "footer": f"SOP {form.name}",
            "imprint": {"svg": self.imprint.svg, "line": self.imprint.line} if self.imprint else None,
            "words": {key: form.word(key) for key in words} | {"page": form.word("page", page="").strip()},
            "columns": self.measures.columns,
            "lanes": [one.name for one in form.lanes],
            "upright": self.upright,
            "names": self.size,
            "upright-height": _UPRIGHT * self.unit,
            "rows": [self._row(row) for row in form.rows],
            "identity": {
                "organisation": form.organisation,
                "head": [{"key": one.key, "label": one.label, "lines": one.lines} for one in form.head],
                "pairs": [[{"label": one.label, "lines": self._lines(one)} for one in pair] for pair in form.pairs],
            },
        }

    def _lines(self, field: Field) -> list[str]:
        """Return the lines of a field; the words of a law that holds no more stay as approved, beside it stands what took its place."""
        return [as_it_stands(one, self.form.language) if field.key == "legal_basis" else one for one in field.lines]

    def _json(self, data: Any) -> str:
        """Return the data for the template, every text in it as it can be shown."""
        return json.dumps(_mapped(data, lambda text: self.shown(text.replace("\t", " "))))

    def _row(self, row: Row) -> dict[str, Any]:
        found: dict[str, Any] = {"no": str(row.number)}
        for key in TEXTS[1:]:
            room = self.measures.texts[key] - 16 * self.unit
            texts = [breakable(one, size=_SIZE * self.unit, room=room) for one in said_in(row, key)]
            found[key] = texts if key in QUALITY and key != "time" else "".join(texts)
        return found

    def _page(self, page: Page, sheet: Sheet, rows: list[float], room: float) -> dict[str, Any]:
        return {
            "rows": [
                {
                    "row": band.row,
                    "height": band.height if rows[band.row] <= room else None,
                    "marks": [list(self._symbols(page, band.row, column, sheet)) for column in range(len(sheet.columns))],
                }
                for band in page.bands
            ],
            "arrows": [one.points for one in page.arrows],
            "labels": [
                {"left": one.left, "top": one.top, "width": one.width, "flush": one.flush, "lines": one.lines}
                for one in (arrow.label for arrow in page.arrows)
                if one
            ],
            "connectors": [{"x": one.x, "y": one.y, "w": one.width, "h": one.height, "name": one.name} for one in page.connectors],
        }

    def _symbols(self, page: Page, row: int, column: int, sheet: Sheet) -> Iterator[dict[str, Any]]:
        """Yield what stands in one cell of the table, measured from its corner; an end beyond the last column stands in that."""
        top = next(band.top for band in page.bands if band.row == row)
        for box in page.boxes:
            cell = box.symbol.cell
            if max(cell.row, 0) == row and min(cell.column, len(sheet.columns) - 1) == column:
                text, alt = self._words(box)
                yield {
                    "kind": box.symbol.kind,
                    "x": box.left - sheet.columns[column].left,
                    "y": box.top - top,
                    "w": box.width,
                    "h": box.height,
                    "text": text,
                    "alt": alt,
                }

    def _words(self, box: Box) -> tuple[str, str]:
        """Return what is written in a symbol, and what a screen reader says of it."""
        form, symbol = self.form, box.symbol
        if symbol.kind in (Kind.START, Kind.END):
            word = form.word("start" if symbol.kind is Kind.START else "finish")
            return word, word
        row = form.rows[symbol.cell.row]
        mark = row.marks[symbol.cell.column]
        assert mark  # whoever has a symbol has a part
        if symbol.kind is Kind.GUEST:
            return mark.words, mark.words
        ways = "; ".join(f"{one.label}: {one.leads}" for one in row.branches) if symbol.kind is Kind.DECISION else ""
        word = ""
        if symbol.kind is Kind.TERMINATOR:
            word = form.word("start" if row.number == 1 and symbol.turn == 1 else "finish")
        return word, ": ".join(one for one in (word, mark.words, ways) if one)

    def _moment(self) -> datetime:
        identity = self.chart.procedure.identity
        return datetime.combine(identity.revised_on or identity.effective_on or identity.created_on or _EPOCH, time(), UTC)


def _mapped(data: Any, shown: Callable[[str], str]) -> Any:
    if isinstance(data, str):
        return shown(data)
    if isinstance(data, dict):
        return {key: _mapped(value, shown) for key, value in data.items()}
    return [_mapped(value, shown) for value in data] if isinstance(data, list | tuple) else data
