"""The other language of a page: seen in a window beside it, on a phone's screen, for what words can change; and no sentence of one on a page of the other."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Final
from weakref import WeakKeyDictionary

from babel.messages.mofile import read_mo
from playwright.sync_api import BrowserContext, Page

import runut
from tests.browser.office import PHONE

OTHER: Final = {"id": "en", "en": "id"}
WORDS: Final = 5
"""Words in a row that make a sentence known: fewer may be the name of a paper, which stays as it was filed."""
NAMES: Final = {("Laporan", "hasil", "instalasi", "dan", "testing")}
"""Longer ones: what the SOP itself calls something."""
CONTENT: Final = {"rehearsal"}
"""Rooms whose words people of the demonstration office have written into their cases."""
_GAP: Final = re.compile(r"%\(\w+\)[a-z]|%[sd]|\{\w*\}|<[^>]*>|[.:;!?“”\"()]")
_WORD: Final = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_besides: WeakKeyDictionary[BrowserContext, Page] = WeakKeyDictionary()

Run = tuple[str, ...]


def beside(page: Page) -> Page | None:
    """Return the page at the same address in the other language, in a window that the person has beside; None: it only answers what is sent.

    The switch is the product's own, pressed there and back: the page itself stays as it is.
    """
    there = OTHER[page.evaluate("document.documentElement.lang")]
    window = _besides.get(page.context)
    if window is None:
        window = _besides[page.context] = page.context.new_page()
        window.set_viewport_size({"width": PHONE["width"], "height": PHONE["height"]})
    token = page.locator("form[action='/language/'] [name=csrfmiddlewaretoken]").first.get_attribute("value") or ""
    _speak(page, there, token)
    try:
        answer = window.goto(page.url)
    finally:
        _speak(page, OTHER[there], token)
    return None if answer is None or answer.status == 405 else window


def foreign(page: Page) -> list[str]:
    """Return the sentences of the product that stand on the page in the language that it does not speak, what people wrote left out."""
    spoken: str = page.evaluate("document.documentElement.lang")
    found = {" ".join(run): None for text in _texts(page) for run in _known(text, OTHER[spoken])}
    return [f"not in {spoken!r}: {one}" for one in found]


def _speak(page: Page, language: str, token: str) -> None:
    form: dict[str, str | float | bool] = {"language": language, "next": "/", "csrfmiddlewaretoken": token}
    answer = page.request.post("/language/", form=form, headers={"Referer": page.url}, max_redirects=0)
    assert answer.status == 302, answer.status


def _texts(page: Page) -> list[str]:
    """Return every text and every name that is only heard; what says of itself in which language it is, and what was typed, is left out."""
    texts: list[str] = page.evaluate(
        """() => {
            const apart = "script, style, template, pre, code, textarea, html [lang]";
            const found = new Set(), all = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
            while (all.nextNode()) {
                const text = all.currentNode.data.trim();
                if (text.includes(" ") && !all.currentNode.parentElement.closest(apart)) found.add(text);
            }
            for (const one of document.querySelectorAll("[aria-label], [title], [alt], [placeholder]"))
                for (const name of ["aria-label", "title", "alt", "placeholder"])
                    if (one.hasAttribute(name) && !one.closest("html [lang]")) found.add(one.getAttribute(name));
            return [...found];
        }"""
    )
    return texts


def _known(text: str, language: str) -> Iterator[Run]:
    words = tuple(_WORD.findall(text))
    index = _sentences()[language]
    for place in range(len(words) - WORDS + 1):
        for run in index.get(words[place : place + WORDS], ()):
            if words[place : place + len(run)] == run:
                yield run


@cache
def _sentences() -> dict[str, dict[Run, list[Run]]]:
    """Return for each language the runs of words that its sentences alone have, by their first words."""
    runs: dict[str, set[Run]] = {"id": set(), "en": set()}
    for path in sorted(Path(runut.__file__).parent.glob("*/locale/id/LC_MESSAGES/django.mo")):
        if path.parents[3].name in CONTENT:
            continue
        with path.open("rb") as file:
            for message in read_mo(file):
                for language, texts in (("en", message.id), ("id", message.string)):
                    for text in [texts] if isinstance(texts, str) else texts or ():
                        runs[language] |= {tuple(_WORD.findall(part)) for part in _GAP.split(text)}
    index: dict[str, dict[Run, list[Run]]] = {"id": {}, "en": {}}
    for language, own in runs.items():
        for run in own - runs[OTHER[language]] - NAMES:
            if len(run) >= WORDS:
                index[language].setdefault(run[:WORDS], []).append(run)
    return index
