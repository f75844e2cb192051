"""Figures of a report: every number as text, never wider than the page, the same drawing for the same data."""

from __future__ import annotations

from datetime import date, timedelta
from xml.etree import ElementTree

import pytest

from runut.formats.figures import ROWS, TONES, WIDE, Bar, Shares, score, shares, timeline

MONTHS = ("Januari", "Februari", "Maret", "April", "Mei", "Juni", "Juli", "Agustus", "September", "Oktober", "November", "Desember")
SVG = "{http://www.w3.org/2000/svg}"
BEGUN = date(2026, 11, 23)


def texts(svg: str) -> list[str]:
    return [one.text or "" for one in ElementTree.fromstring(svg).iter(f"{SVG}text")]


def blocks(svg: str) -> list[tuple[float, float]]:
    """Left and right end of every bar."""
    found = [one for one in ElementTree.fromstring(svg).iter(f"{SVG}rect") if one.get("x")]
    return [(float(one.get("x", 0)), float(one.get("x", 0)) + float(one.get("width", 0))) for one in found]


@pytest.mark.parametrize("days", [0, 1, 40, 400, 4000])
def test_bars_of_any_time_stand_between_their_labels_and_the_edge(days: int) -> None:
    bars = [Bar(label="Awal", starts_on=BEGUN, ends_on=BEGUN), Bar(label="Akhir", starts_on=BEGUN + timedelta(days=days), mark=BEGUN)]
    (svg,) = timeline(bars, months=MONTHS)
    assert all(200 <= left <= right <= WIDE for left, right in blocks(svg))
    assert any(one == "Nov 2026" for one in texts(svg))
    assert len(texts(svg)) < 20, "months that have no room are left out"


def test_a_long_figure_is_drawn_in_several_of_one_scale() -> None:
    bars = [
        Bar(label=f"#{number}", starts_on=BEGUN + timedelta(days=number), ends_on=BEGUN + timedelta(days=number)) for number in range(60)
    ]
    drawn = timeline(bars, months=MONTHS, names=[("done", "selesai")], mark="tenggat")
    assert len(drawn) == -(-60 // ROWS)
    assert [one for svg in drawn for one in texts(svg) if one.startswith("#")] == [f"#{number}" for number in range(60)]
    assert blocks(drawn[0])[0][0] < blocks(drawn[1])[0][0]
    assert drawn == timeline(bars, months=MONTHS, names=[("done", "selesai")], mark="tenggat")
    assert timeline([], months=MONTHS) == []


def test_what_people_typed_is_text_and_is_cut_where_it_has_no_room() -> None:
    (svg,) = timeline([Bar(label="<b>&" + "panjang " * 20, starts_on=BEGUN)], months=MONTHS)
    label = next(one for one in texts(svg) if one.startswith("<b>&"))
    assert label.endswith("…") and len(label) < 60


def test_shares_say_every_sum_and_draw_nothing_for_none() -> None:
    kinds = [("bad", "terbuka"), ("best", "diperbaiki")]
    svg = shares([Shares(label="tinggi", counts=[2, 30]), Shares(label="rendah", counts=[0, 0])], kinds=kinds)
    assert texts(svg) == ["tinggi", "2", "30", "32", "rendah", "0", "terbuka", "diperbaiki"]
    widths = [right - left for left, right in blocks(svg)]
    assert max(widths) / min(widths) > 10


@pytest.mark.parametrize(("value", "low", "high"), [(0.0, None, None), (100.0, 90.0, 100.0), (68.0, 55.5, 80.5)])
def test_a_score_stands_with_its_interval_on_its_scale(value: float, low: float | None, high: float | None) -> None:
    svg = score(value, low=low, high=high, bands=((84.1, "A"), (0.0, "F")), said=f"{value}")
    assert {"A", "F", "0", "100", f"{value}"} <= set(texts(svg))
    assert all(0 <= left <= right <= WIDE for left, right in blocks(svg))


def test_every_tone_is_told_apart_without_its_colour() -> None:
    looks = [shares([Shares(label="", counts=[1])], kinds=[(tone, "")]) for tone in ("bad", "best")]
    assert ["stroke-opacity" in one for one in looks] == [True, False], "one is striped"
    assert set(TONES) >= {"done", "late", "open"}
