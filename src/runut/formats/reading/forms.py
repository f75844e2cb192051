"""The forms of files, told apart by their first bytes, and what reads each."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import chain
from typing import Any, Final

import filetype

from runut.core.building import build
from runut.core.errors import Invalid, Problem, ProcedureInvalid
from runut.core.procedure import Procedure
from runut.core.sentences import reason
from runut.formats import bpmn, json
from runut.formats.draft import Draft
from runut.formats.reading import text
from runut.formats.reading.archive import Package
from runut.formats.reading.drafting import draft_of
from runut.formats.reading.durations import read_duration
from runut.formats.reading.excel import read_excel
from runut.formats.reading.html import is_html, read_html
from runut.formats.reading.printed import printed
from runut.formats.reading.rows import find_table
from runut.formats.reading.source import Source
from runut.formats.reading.table import MOST_ACTIVITIES, Table
from runut.formats.reading.word import main_part, read_word
from runut.formats.words import Language

_MOST_TAGS: Final = 300_000
"""Tags of a web page that are still read."""
_OLD_OFFICE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


@dataclass(frozen=True, slots=True)
class Form:
    """A form of file: whether bytes are of it, and what makes a draft of them, given the file's name for sentences."""

    name: str
    fits: Callable[[bytes], bool]
    read: Callable[[str, bytes], Draft]


def form_of(data: bytes) -> Form:
    """Return the first form that ``data`` is of; the last one fits everything."""
    return next(form for form in FORMS if form.fits(data))


def draft_from(name: str, sources: Iterable[Source], *, others: int = 0) -> Draft:
    """Return the draft of the source in which most is found; ``others``: how many further SOPs the file holds.

    Raises:
        Invalid: None has a table of activities.
    """
    found: list[tuple[float, Source, Table]] = []
    for source in sources:
        table = find_table(source)
        if len(table.rows) > MOST_ACTIVITIES:
            raise Invalid(code="read_too_much", name=name)
        if table.rows:
            found.append((_worth(table), source, table))
    if not found:
        raise Invalid(code="read_no_table", name=name)
    _, source, table = max(found, key=lambda one: one[0])
    table.others += max(0, others)
    return draft_of(source, table, name=name)


def _worth(table: Table) -> float:
    """How much a table says: a row, a time that can be read, a performer, something needed or left; a row torn off another says nothing."""
    numbered = any(row.number for row in table.rows)
    whole = (row for row in table.rows if row.number or not numbered)
    return sum(
        1 + bool(read_duration(row.time).time) + bool(row.lanes or row.names) + 0.5 * bool(row.requirements) + 0.5 * bool(row.outputs)
        for row in whole
    )


def _office(name: str, data: bytes) -> Draft:
    """Read a package of Office by the main part that it names."""
    package = Package(name, data)
    main = main_part(package)
    if main.startswith("word/"):
        source = read_word(name, package)
        if whole := printed(package, source, partial(_word_again, name)):
            return whole
        return draft_from(name, chain([source, source.loose()], _typed(source)))
    if main.startswith("xl/"):
        sheets = read_excel(name, package, data)
        if len(sheets) == 1 and (whole := printed(package, sheets[0], partial(_sheet_again, name))):
            return whole
        tables = [one for one in sheets if find_table(one).rows or find_table(one.loose()).rows]
        return draft_from(name, [one for sheet in tables[:1] for one in (sheet, sheet.loose())], others=len(tables) - 1)
    raise Invalid(code="read_unknown", name=name)


def _word_again(name: str, procedure: Procedure, language: Language) -> Source:
    from runut.formats.printing.docx import print_docx

    return read_word(name, Package(name, print_docx(procedure, language=language)))


def _sheet_again(name: str, procedure: Procedure, language: Language) -> Source:
    from runut.formats.printing.xlsx import print_xlsx

    data = print_xlsx(procedure, language=language)
    return read_excel(name, Package(name, data), data)[0]


def _typed(source: Source) -> Iterator[Source]:
    """Yield the paragraphs of a document as pasted text, for tables made with tabs and spaces."""
    lines = ["\t".join(cell.text.replace("\n", " ") for cell in row) for grid in source.grids if not grid.exact for row in grid.rows]
    yield from text.sources("\n".join(lines))


def _refusing(code: str) -> Callable[[str, bytes], Draft]:
    def refuse(name: str, _: bytes) -> Draft:
        raise Invalid(code=code, name=name)

    return refuse


def _begins(*signs: bytes) -> Callable[[bytes], bool]:
    return lambda data: data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(signs)


def _old_office(name: str, data: bytes) -> Draft:
    streams = (
        ("EncryptedPackage", "read_encrypted"),
        ("WordDocument", "read_old_word"),
        ("Workbook", "read_old_excel"),
        ("Book", "read_old_excel"),
    )
    code = next((code for stream, code in streams if stream.encode("utf-16-le") in data), "read_old_office")
    raise Invalid(code=code, name=name)


def _is_toml(data: bytes) -> bool:
    return re.search(rb"^\s*\[procedure\]\s*(?:#.*)?$|^\s*\[\[activity\]\]", data, re.MULTILINE) is not None


def _toml(name: str, data: bytes) -> Draft:
    try:
        return _whole(tomllib.loads(data.decode("utf-8-sig")))
    except (ValueError, RecursionError) as error:
        detail = reason("procedure_not_toml", detail=str(error)[:200] or "nested too deeply")
        raise ProcedureInvalid(problems=[Problem(place="file", reason=detail)]) from error


def _json(name: str, data: bytes) -> Draft:
    try:
        found = json.parse(data.decode("utf-8-sig"))
    except (UnicodeDecodeError, ProcedureInvalid):
        return _text(name, data)
    if "activity" not in found:
        raise Invalid(code="read_no_table", name=name)
    return _whole(found)


def _whole(data: dict[str, Any]) -> Draft:
    """Return a draft of data that is in the form of the file already; it holds no guess, so it must build."""
    build(data)
    return Draft(data=data)


def _is_text(data: bytes) -> bool:
    return text.decode(data) is not None


def _text(name: str, data: bytes) -> Draft:
    told = text.decode(data) or ""
    if text.too_long(told):
        raise Invalid(code="read_too_much", name=name)
    return draft_from(name, text.sources(told))


def _html(name: str, data: bytes) -> Draft:
    if data.count(b"<") > _MOST_TAGS:
        raise Invalid(code="read_too_much", name=name)
    source = read_html(data)
    return draft_from(name, [source, source.loose()])


def _is_picture(data: bytes) -> bool:
    return str(filetype.guess_mime(data[:8192]) or "").startswith("image/")


FORMS: Final[Sequence[Form]] = (
    Form("pdf", _begins(b"%PDF-"), _refusing("read_pdf")),
    Form("old office", _begins(_OLD_OFFICE), _old_office),
    Form("office", _begins(b"PK\x03\x04", b"PK\x05\x06"), _office),
    Form("rich text", _begins(b"{\\rtf"), _refusing("read_rich_text")),
    Form("picture", _is_picture, _refusing("read_picture")),
    Form("bpmn", lambda data: bpmn.is_bpmn(data), lambda name, data: bpmn.read(data, name=name)),  # looked up late: it uses our words
    Form("toml", _is_toml, _toml),
    Form("json", _begins(b"{"), _json),
    Form("web page", is_html, _html),
    Form("text", _is_text, _text),
    Form("anything else", lambda _: True, _refusing("read_unknown")),
)
"""Every form, in the order in which they are tried."""
