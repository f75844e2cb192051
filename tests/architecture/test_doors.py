"""What every page and template must keep to."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.urls import URLPattern, URLResolver, get_resolver

PACKAGE = Path(__file__).resolve().parent.parent.parent / "src" / "runut"
TEMPLATES = sorted(PACKAGE.glob("*/templates/**/*.html"))
FORBIDDEN = {
    "an inline style": re.compile(r"\sstyle\s*=", re.IGNORECASE),
    "an inline script": re.compile(r"<script(?![^>]*\bsrc=)(?![^>]*\btype=\"application/json\")", re.IGNORECASE),
    "a style element": re.compile(r"<style\b", re.IGNORECASE),
    "an event attribute": re.compile(r"\son[a-z]+\s*=\s*[\"']", re.IGNORECASE),
    "a javascript address": re.compile(r"javascript:", re.IGNORECASE),
    "a file from another host": re.compile(r"<(?:script|link|img)[^>]+(?:src|href)=[\"'](?:https?:)?//", re.IGNORECASE),
}
FOREIGN = ("django.views.static", "allauth.", "ninja.")
"""Views of libraries, which know nothing of our permissions; `runut.config.urls` includes them on purpose."""


def _views(patterns: list[URLPattern | URLResolver], prefix: str = "") -> Iterator[tuple[str, object]]:
    for one in patterns:
        address = prefix + str(one.pattern)
        if isinstance(one, URLResolver):
            yield from _views(one.url_patterns, address)
        else:
            yield address, one.callback


def test_every_address_says_who_may_use_it() -> None:
    without = [
        address
        for address, view in _views(get_resolver().url_patterns)
        if not hasattr(view, "permission") and not getattr(view, "__module__", "").startswith(FOREIGN)
    ]
    assert without == []


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_a_template_holds_nothing_that_the_policy_forbids(path: Path) -> None:
    text = re.sub(r"\{#.*?#\}|\{% comment %\}.*?\{% endcomment %\}", "", path.read_text(encoding="utf-8"), flags=re.DOTALL)
    assert [name for name, pattern in FORBIDDEN.items() if pattern.search(text)] == []


@pytest.mark.parametrize(
    ("name", "bad", "good"),
    [
        ("an inline style", '<p style="color: red">', '<p class="style">'),
        ("an inline script", "<script>alert(1)</script>", '<script src="/static/a.js" defer></script>'),
        ("a style element", "<style>p {}</style>", "<p>style</p>"),
        ("an event attribute", '<a onclick="go()">', '<a data-on="click">'),
        ("a javascript address", '<a href="javascript:go()">', '<a href="/go/">'),
        ("a file from another host", '<img src="https://example.org/a.png">', '<img src="/static/a.png">'),
    ],
)
def test_each_rule_knows_bad_from_good(name: str, bad: str, good: str) -> None:
    assert FORBIDDEN[name].search(bad)
    assert not FORBIDDEN[name].search(good)
