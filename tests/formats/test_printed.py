"""What this product printed, it reads back: the same procedure, without a question, in both languages; and what was changed by hand, as changed."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given

from runut.core.procedure import Procedure
from runut.formats.draft import Draft
from runut.formats.printing.docx import print_docx
from runut.formats.printing.unseen import PART
from runut.formats.printing.xlsx import print_xlsx
from runut.formats.reading import read
from runut.formats.reading.source import clean
from runut.formats.toml import plain
from runut.formats.words import LANGUAGES
from tests.core.cast import shipped
from tests.formats.procedures import grown, procedures

PRINTERS: dict[str, Callable[..., bytes]] = {"docx": print_docx, "xlsx": print_xlsx}
CONTENT = {"docx": "word/document.xml", "xlsx": "xl/worksheets/sheet1.xml"}


def again(kind: str, file: bytes) -> Draft:
    return read(f"sop.{kind}", io.BytesIO(file))


def changed(file: bytes, part: str, change: Callable[[str], str]) -> bytes:
    """The file with one part changed by hand."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(file)) as given, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as fresh:
        for name in given.namelist():
            content = given.read(name)
            fresh.writestr(name, change(content.decode()).encode() if name == part else content)
    return out.getvalue()


def cleaned(value: Any) -> Any:
    """Plain data with its texts as a reader sees them: one kind of space."""
    if isinstance(value, dict):
        return {key: cleaned(one) for key, one in value.items()}
    if isinstance(value, list):
        return [cleaned(one) for one in value]
    return clean(value) if isinstance(value, str) else value


def visible(value: Any) -> bool:
    """Whether every text holds something that can be seen."""
    if isinstance(value, dict):
        return all(visible(one) for one in value.values())
    if isinstance(value, list):
        return all(visible(one) for one in value)
    return not isinstance(value, str) or bool(clean(value))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", PRINTERS)
@pytest.mark.parametrize("procedure", [shipped(), grown(40)], ids=["shipped", "grown"])
def test_the_same_procedure_comes_back_without_a_question(procedure: Procedure, kind: str, language: str) -> None:
    draft = again(kind, PRINTERS[kind](procedure, language=language))
    assert draft.questions == ()
    assert cleaned(plain(draft.procedure())) == cleaned(plain(procedure))


@pytest.mark.parametrize("kind", PRINTERS)
@given(procedure=procedures(activities=6, performers=4))
def test_so_does_every_other_whose_texts_can_be_seen(kind: str, procedure: Procedure) -> None:
    if visible(plain(procedure)):
        draft = again(kind, PRINTERS[kind](procedure))
        assert cleaned(plain(draft.procedure())) == cleaned(plain(procedure))


@pytest.mark.parametrize("kind", PRINTERS)
def test_a_text_that_was_changed_by_hand_is_taken_and_the_rest_stays(kind: str) -> None:
    file = changed(PRINTERS[kind](shipped()), CONTENT[kind], lambda text: text.replace("Mejakukan instalasi", "Melakukan instalasi"))
    draft = again(kind, file)
    mended = replace(shipped().activity(8), text=shipped().activity(8).text.replace("Mejakukan", "Melakukan"))
    assert draft.procedure() == replace(shipped(), activities=tuple(mended if one.number == 8 else one for one in shipped().activities))
    assert draft.questions == ()


@pytest.mark.parametrize("kind", PRINTERS)
def test_a_time_and_a_date_that_were_changed_by_hand_are_read(kind: str) -> None:
    def change(text: str) -> str:
        return text.replace("5 hari kerja", "2 minggu").replace("12 Mei 2021", "17 Mei 2021")

    procedure = again(kind, changed(PRINTERS[kind](shipped()), CONTENT[kind], change)).procedure()
    limit = procedure.activity(3).time
    assert limit
    assert (limit.high, limit.unit.value) == (2, "week")
    assert str(procedure.identity.effective_on) == "2021-05-17"
    assert procedure.activity(4) == shipped().activity(4)


@pytest.mark.parametrize("kind", PRINTERS)
def test_a_drawing_that_was_changed_by_hand_counts_as_it_is_drawn(kind: str) -> None:
    part = {"docx": "word/document.xml", "xlsx": "xl/drawings/drawing1.xml"}[kind]
    file = changed(PRINTERS[kind](shipped()), part, lambda text: text.replace('prst="flowChartDecision"', 'prst="flowChartProcess"', 1))
    draft = again(kind, file)
    assert draft.procedure() != shipped()
    assert len(draft.procedure().activities) == 10


@pytest.mark.parametrize("kind", PRINTERS)
@pytest.mark.parametrize(
    "told",
    [
        "",
        "{",
        "[]",
        "null",
        '{"language":"id"}',
        '{"language":[],"performers":{}}',
        '{"language":"id","performers":[[1,2]],"activities":5}',
    ],
)
def test_what_is_kept_inside_may_be_anything(kind: str, told: str) -> None:
    file = changed(PRINTERS[kind](shipped()), PART, lambda text: re.sub(r">\{.*\}<", f">{told}<", text))
    assert [one.text for one in again(kind, file).procedure().activities] == [one.text for one in shipped().activities]


@pytest.mark.parametrize("kind", PRINTERS)
def test_what_is_kept_inside_holds_no_text_of_the_sop(kind: str) -> None:
    with zipfile.ZipFile(io.BytesIO(PRINTERS[kind](shipped()))) as archive:
        kept = archive.read(PART).decode()
    texts = [one.text for one in shipped().activities] + [one.name for one in shipped().performers]
    assert not [text for text in [*texts, *shipped().identity.legal_basis, "RAMMINUDIN"] if text in kept]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", PRINTERS)
def test_the_drawing_alone_says_who_acts_in_which_turn_and_where_decisions_lead(kind: str, language: str) -> None:
    draft = again(kind, changed(PRINTERS[kind](shipped(), language=language), PART, lambda _: "<nothing/>"))
    assert not [one.place for one in draft.questions if "performers" in one.place or "decision" in one.place or "time" in one.place]
    for found, original in zip(draft.procedure().activities, shipped().activities, strict=True):
        assert [one.key for one in found.turns] == [one.key for one in original.turns]
        assert {one.key for one in found.performers} == {one.key for one in original.performers}
        assert (found.decision, found.time) == (original.decision, original.time)
