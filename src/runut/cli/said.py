"""Sentences of the rules for commands that need no settings and no Django: the catalogues of the rooms, read by the standard library."""

from __future__ import annotations

import gettext
import re
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Final

from runut.cli.words import spoken
from runut.core.errors import ProcedureInvalid, RunutError
from runut.core.sentences import Param, Reason
from runut.formats.words import Language, day_words

_PACKAGE: Final = Path(__file__).resolve().parents[1]
_RULES: Final = frozenset({"outcome", "outcomes", "expected"})
"""Gaps that words of the rules fill, as in `runut.base.sentences`; whatever fills the others stays as it is."""
_PLACE: Final = re.compile(r"([a-z_]+)( \d+)?")


def say(one: Reason) -> str:
    """Return the sentence in the command line's language."""
    return _catalogue("core", spoken()).gettext(one.template) % {name: _speak(name, value) for name, value in one.params.items()}


def place(text: str) -> str:
    """Return a place in a procedure (``activity 5, time``) in the command line's language."""
    return _PLACE.sub(lambda found: word(found.group(1)) + (found.group(2) or ""), text)


def word(text: str) -> str:
    """Return a word of the rules (``approved``) in the command line's language, and any other text as it is."""
    return _catalogue("base", spoken()).gettext(text) if text else text


def told(error: RunutError) -> list[str]:
    """Return what an error says, line by line; faults of an SOP each with its place."""
    if isinstance(error, ProcedureInvalid):
        return [f"{place(one.place)}: {say(one.reason)}" for one in error.problems]
    return [say(one) for one in error.reasons]


def _speak(name: str, value: Param) -> str:
    if isinstance(value, date) and not isinstance(value, datetime):
        return day_words(value, spoken())
    return ", ".join(word(part) for part in value.split(", ")) if name in _RULES and isinstance(value, str) else str(value)


@cache
def _catalogue(room: str, language: Language) -> gettext.NullTranslations:
    return gettext.translation("django", _PACKAGE / room / "locale", [language], fallback=True)
