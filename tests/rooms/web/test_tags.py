"""Tags and filters that every page uses."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from django import forms
from django.template import Context, Template
from django.test import RequestFactory
from django.utils import translation

from runut.core.sentences import reason
from runut.web import icons

AT = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)


def render(text: str, **values: object) -> str:
    return Template("{% load runut %}" + text).render(Context(values))


def test_dates_and_times_read_as_the_office_writes_them() -> None:
    assert render("{{ at|moment }}|{{ at|day }}|{{ on|short_day }}|{{ at|clock }}", at=AT, on=date(2026, 8, 7)) == (
        "23 November 2026, 16.00 WIB|23 November 2026|7 Agu 2026|16.00 WIB"
    )


def test_a_month_is_named_in_the_language_of_the_page() -> None:
    with translation.override("en"):
        assert render("{{ on|day }}", on=date(2026, 8, 7)) == "7 August 2026"


@pytest.mark.parametrize(
    ("agent", "said"),
    [
        ("Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/120.0 Safari/537.36 Edg/120.0", "Edge, Windows"),
        ("Mozilla/5.0 (Linux; Android 14; Pixel 8) AppleWebKit/537.36 Chrome/120.0 Mobile Safari/537.36", "Chrome, Android"),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) AppleWebKit/605 Version/17.0 Safari/604.1", "Safari, iPhone"),
        ("curl/8.0 " + "x" * 90, "curl/8.0 " + "x" * 51),
    ],
)
def test_a_browser_is_named_as_people_call_it(agent: str, said: str) -> None:
    assert render("{{ agent|browser }}", agent=agent) == said


def test_no_date_gives_no_text() -> None:
    assert render("{{ none|moment }}{{ none|day }}{{ none|clock }}{{ none|short_day }}{{ none|iso }}{{ none|filesize }}", none=None) == ""


@pytest.mark.parametrize(
    ("size", "text"), [(0, "0 B"), (999, "999 B"), (1400, "1,4 kB"), (52_000_000, "52,0 MB"), (7_000_000_000_000, "7000 GB")]
)
def test_sizes_are_short(size: int, text: str) -> None:
    assert render("{{ size|filesize }}", size=size) == text


@pytest.mark.parametrize(
    ("days", "text", "tone"),
    [(-2, "terlambat 2 hari kerja", "late"), (0, "hari ini", "soon"), (1, "1 hari kerja lagi", "soon"), (5, "5 hari kerja lagi", "calm")],
)
def test_a_distance_in_days_says_what_it_means(days: int, text: str, tone: str) -> None:
    assert render("{% days_left days %}|{{ days|tone }}", days=days) == f"{text}|{tone}"


def test_a_query_keeps_what_it_does_not_change() -> None:
    request = RequestFactory().get("/cases/?q=arsip&cursor=abc")
    assert render("{% query_with cursor=None %}|{% query_with cursor='x' %}", request=request) == "?q=arsip|?q=arsip&amp;cursor=x"


def test_a_column_turns_round_and_starts_at_the_first_page() -> None:
    once = render("{% sort_link 'due' 'Tenggat' %}", request=RequestFactory().get("/cases/?cursor=abc"))
    assert 'href="?sort=due"' in once
    again = render("{% sort_link 'due' 'Tenggat' %}", request=RequestFactory().get("/cases/?sort=due"))
    assert 'href="?sort=-due"' in again


def test_an_icon_without_words_is_hidden_from_screen_readers() -> None:
    assert 'aria-hidden="true"' in icons.draw("late")
    assert 'aria-label="Terlambat"' in icons.draw("late", label="Terlambat")
    with pytest.raises(KeyError):
        icons.draw("unicorn")


def test_a_reason_is_said_in_the_language_of_the_page() -> None:
    assert render("{% say one %}", one=reason("case_not_held")) != reason("case_not_held").english()


class Form(forms.Form):
    title = forms.CharField(label="Nama", help_text="Lengkap")
    kind = forms.ChoiceField(label="Jenis", choices=[("a", "A")], widget=forms.RadioSelect, required=False)
    sure = forms.BooleanField(label="Yakin")


def test_a_field_ties_its_help_and_its_errors_to_its_input() -> None:
    page = render("{% fields form %}", form=Form({}))
    assert 'aria-describedby="id_title_helptext id_title_error"' in page
    assert 'id="id_title_helptext"' in page
    assert 'id="id_title_error"' in page
    assert 'aria-invalid="true"' in page
    assert '<a href="#id_title">Nama</a>' in page
    assert page.count('class="form-check-input"') == 1


def test_a_field_that_may_stay_empty_says_so() -> None:
    page = render("{% field form.kind %}{% field form.title %}", form=Form())
    assert page.count("(tidak wajib)") == 1
    assert "<fieldset" in page
