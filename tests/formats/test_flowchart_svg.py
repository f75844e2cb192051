"""The painter for screens: a sound document, with every word, class and title where readers and styles look for them."""

from __future__ import annotations

from importlib.resources import files
from xml.etree.ElementTree import Element, fromstring

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from runut.core.assuming import Assumptions
from runut.core.building import build
from runut.core.procedure import Procedure
from runut.core.simulation import simulate
from runut.formats import toml
from runut.formats.flowchart import Chart, Kind, Progress, draw, expected, lay_out, paint, plan
from runut.formats.flowchart.lettering import lines, width
from runut.formats.words import LANGUAGES, Language, outcome_words
from tests.core.procedures import procedures

SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture
def shipped() -> Procedure:
    return toml.load(files("runut.procedures").joinpath("shipped/pengembangan-aplikasi.toml").read_text("utf-8"))


def _words(drawing: Element) -> str:
    return " ".join(" ".join("".join(one.itertext()).split()) for one in drawing.iter(f"{SVG}text"))


def test_the_shipped_sop_is_drawn_with_its_symbols(shipped: Procedure) -> None:
    page = lay_out(plan(shipped)).pages[0]
    found = {kind: [box.symbol.cell.row + 1 for box in page.boxes if box.symbol.kind is kind] for kind in Kind}
    assert found[Kind.DECISION] == [1, 5, 9]
    assert found[Kind.TERMINATOR] == [1, 10]
    assert found[Kind.END] == [1]
    assert [(one.route.source.row + 1, one.route.target.row + 1) for one in page.arrows if one.route.back] == [(5, 3), (9, 6)]


def test_it_says_every_word_of_the_sop(shipped: Procedure) -> None:
    words = _words(fromstring(draw(shipped)))
    for activity in shipped.activities:
        assert activity.text in words
    for performer in shipped.performers:
        assert performer.name in words
    assert words.count("Ya") == words.count("Tidak") == 3


def test_it_says_how_far_a_case_has_come(shipped: Procedure) -> None:
    drawing = fromstring(draw(shipped, progress={6: Progress(state="late", round=3, text="terlambat 1 hari")}))
    assert drawing.get("class") == "sopmap-drawing is-tracked"
    assert "terlambat 1 hari · putaran 3" in _words(drawing)
    assert "×3" in _words(drawing)
    late = [one for one in drawing.iter(f"{SVG}g") if "is-late" in one.get("class", "") and one.get("role") == "img"]
    assert [one.get("aria-label") for one in late] == ["6: Tim Pengembangan Sistem Informasi mengerjakan"]


def test_it_speaks_english_too(shipped: Procedure) -> None:
    words = _words(fromstring(draw(shipped, language="en")))
    assert words.count("Yes") == 3 and "3 working days" in words and "attends" in words


def test_alone_it_carries_its_style_and_needs_nothing(shipped: Procedure) -> None:
    text = draw(shipped)
    assert "<style>" in text and "var(" not in text and "http" not in text.replace("http://www.w3.org/2000/svg", "")
    assert "<style>" not in paint(Chart(procedure=shipped))


@settings(max_examples=60, deadline=None)
@given(procedures, st.text("<>&\"' abc\u00e9", max_size=20))
def test_whatever_was_typed_it_is_sound_and_always_the_same(procedure: Procedure, text: str) -> None:
    progress = {1: Progress(text=text)}
    drawn = draw(procedure, progress=progress)
    assert drawn == draw(procedure, progress=progress)
    words = "".join(_words(fromstring(drawn)).split())
    assert "".join(text.split()) in words
    for activity in procedure.activities:
        assert "".join(activity.text.split()) in words


def test_the_figures_stand_beside_the_performers_and_the_symbols_stay_as_they_are(shipped: Procedure) -> None:
    likely = Assumptions(chances={5: {"rejected": 0.4}}, scheduled=(40, 80), rework=(10, 15))
    drawn = {language: _expected(shipped, likely, language) for language in LANGUAGES}
    assert _figures(drawn["id"])[4] == "1,67 1,67 × 1 Ya 60% Tidak 40%"
    assert _figures(drawn["en"])[2:6] == ["8.33 1.67 × 5", "1.67 1.67 × 1", "1.67 1.67 × 1 Yes 60% No 40%", "60 1 × 40-80"]
    assert "Expected working days" in _words(drawn["en"])
    plain = fromstring(draw(shipped))
    assert [one.get("d") for one in plain.iter() if one.get("class") == "sopmap-line"] == [
        one.get("d") for one in drawn["id"].iter() if one.get("class") == "sopmap-line"
    ]


def test_what_nobody_has_stated_is_said_so(shipped: Procedure) -> None:
    assert _figures(_expected(shipped, Assumptions(), "id"))[5] == "+ jadwal"
    refused = _figures(_expected(shipped, Assumptions(chances={1: {"rejected": 1.0}}), "en"))
    assert refused[:2] == ["3", "0 not come to"]
    untimed = build({**toml.plain(shipped), "activity": [{**one, "time": None} for one in toml.plain(shipped)["activity"]]})
    assert _figures(_expected(untimed, Assumptions(), "id"))[0] == "0 waktu tidak disebut"


@settings(max_examples=60, deadline=None)
@given(procedures, st.floats(0, 0.9))
def test_figures_stay_in_their_column_and_their_row(procedure: Procedure, back: float) -> None:
    drawn = _expected(procedure, Assumptions(back=back), "id")
    wide = float(drawn.get("width", ""))
    left = max(float(one.get("d", "")[1:].split()[0]) for one in drawn.iter() if one.get("class", "").startswith("sopmap-column"))
    bands = [one for one in drawn.iter() if one.get("class", "").startswith("sopmap-band")]
    for band, group in zip(bands, _groups(drawn), strict=True):
        top, tall = float(band.get("y", "")), float(band.get("height", ""))
        for one in group.iter():
            if one.get("x"):
                assert left < float(one.get("x", "")) and top < float(one.get("y", "")) < top + tall
            if one.tag == f"{SVG}rect":
                assert float(one.get("x", "")) + float(one.get("width", "")) < wide


def _expected(procedure: Procedure, assumptions: Assumptions, language: Language) -> Element:
    figures = expected(simulate(procedure, assumptions), language=language)
    return fromstring(paint(Chart(procedure=procedure, language=language, figures=figures), alone=True))


def _groups(drawn: Element) -> list[Element]:
    return [one for one in drawn.iter(f"{SVG}g") if one.get("class") == "sopmap-expected"]


def _figures(drawn: Element) -> list[str]:
    return [" ".join("".join(one.itertext()).split()) for one in _groups(drawn)]


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=200), st.integers(20, 300))
def test_broken_text_keeps_its_words_and_fits(text: str, room: int) -> None:
    found = lines(text, size=13, room=room)
    assert "".join(found).replace(" ", "") == "".join(text.split())
    assert all(width(line, 13) <= room or len(line) == 1 for line in found)


def test_a_brief_drawing_says_what_changed_in_words_and_leaves_the_texts_away(shipped: Procedure) -> None:
    changes = {3: "moved", 4: "added", 6: "changed", 8: "removed"}
    for language, words in (("id", "dipindah baru berubah dihapus"), ("en", "moved new changed removed")):
        drawn = fromstring(paint(Chart(procedure=shipped, language=language, changes=changes, brief=True), alone=True))  # type: ignore[arg-type]
        told = [" ".join("".join(one.itertext()).split()) for one in drawn.iter() if one.get("class") == "sopmap-change"]
        assert " ".join(told) == words
        assert shipped.activity(3).text not in _words(drawn)
        rows = [one for one in drawn.iter() if one.get("class", "").startswith("sopmap-row")]
        assert [one.get("class", "").split("is-")[1] for one in rows][2:4] == ["moved", "added"]
        assert rows[2].get("aria-label") == f"3: {shipped.activity(3).text}, {words.split()[0]}"
        assert any("is-removed" in one.get("class", "") for one in drawn.iter(f"{SVG}g") if one.get("role") == "img")


def test_a_whole_drawing_says_what_changed_too(shipped: Procedure) -> None:
    assert "berubah" in _words(fromstring(paint(Chart(procedure=shipped, changes={6: "changed"}), alone=True)))


def test_it_refuses_a_change_it_cannot_draw(shipped: Procedure) -> None:
    with pytest.raises(ValueError, match="no change 'better'"):
        Chart(procedure=shipped, changes={1: "better"})


def test_an_outcome_called_like_a_word_of_the_form_stays_what_it_is() -> None:
    assert [outcome_words(one, "id") for one in ("approved", "schedule", "name", "needs_work")] == ["Ya", "Schedule", "Name", "Needs work"]


def test_it_refuses_a_state_it_cannot_draw() -> None:
    with pytest.raises(ValueError, match="no state 'finished'"):
        Progress(state="finished")
