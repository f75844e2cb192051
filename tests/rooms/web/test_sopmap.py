"""The flowchart on a page: every word of the SOP and how far a case has come, in the reader's language."""

from __future__ import annotations

from importlib.resources import files

import pytest
from django.template import Context, Template
from django.utils import translation

from runut.core.procedure import Procedure
from runut.formats import toml
from runut.web.sopmap import Chart, Progress, from_procedure


@pytest.fixture
def shipped() -> Procedure:
    return toml.load(files("runut.procedures").joinpath("shipped/pengembangan-aplikasi.toml").read_text("utf-8"))


def _page(drawn: Chart) -> str:
    return Template("{% load runut %}{% sopmap map %}").render(Context({"map": drawn}))


def test_the_page_says_every_activity_and_how_far_it_is(shipped: Procedure) -> None:
    drawn = from_procedure(shipped, progress={6: Progress(state="late", round=2, text="terlambat 1 hari")}, href=lambda n: f"/a/{n}/")
    page = _page(drawn)
    assert page.count('href="/a/6/"') == 2
    assert page.count("terlambat 1 hari · putaran 2") == 2
    assert "style" not in page
    for activity in shipped.activities:
        assert activity.text in page


def test_the_list_says_where_every_outcome_leads(shipped: Procedure) -> None:
    page = _page(from_procedure(shipped))
    assert "<strong>Tidak</strong>: kembali ke kegiatan 6" in page
    assert "<strong>Ya</strong>: lanjut ke kegiatan 10" in page
    assert "<strong>Tidak</strong>: proyek berakhir" in page


def test_the_page_speaks_english_too(shipped: Procedure) -> None:
    with translation.override("en"):
        page = _page(from_procedure(shipped))
    assert ">Yes </tspan>" in page and "<strong>No</strong>: back to activity 3" in page
