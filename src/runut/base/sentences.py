"""Refusals and dates in the language of whoever reads them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, datetime
from typing import Final

from django.conf import settings
from django.utils.dates import MONTHS, WEEKDAYS
from django.utils.timezone import get_current_timezone
from django.utils.translation import get_language, gettext, gettext_noop, override

from runut.core.sentences import Param, Reason
from runut.formats.words import Language

_ = gettext_noop
WORDS: Final = frozenset(
    {
        # outcomes of decisions
        _("approved"),
        _("rejected"),
        _("agreed"),
        _("refused"),
        # types in a procedure file
        _("text"),
        _("a whole number"),
        _("a list"),
        _("a table"),
        _("a date"),
        _("a list of texts"),
        _("a list of tables"),
        _("a list of keys or tables"),
        _("working or calendar"),
        _("the number of an activity, or “end”"),
        # places in a procedure file
        _("file"),
        _("procedure"),
        _("approved_by"),
        _("performer"),
        _("name"),
        _("performers"),
        _("activity"),
        _("requirements"),
        _("outputs"),
        _("time"),
        _("decision"),
        _("number"),
        _("organisation"),
        _("created_on"),
        _("revised_on"),
        _("effective_on"),
        _("legal_basis"),
        _("qualifications"),
        _("related"),
        _("equipment"),
        _("warnings"),
        _("records"),
    }
)
"""English words of the rules that fill sentences and are translated where they stand alone or in a list."""

_OURS: Final = frozenset({"outcome", "outcomes", "expected"})
"""Gaps that words of the rules fill; what fills the others was typed by people, or is a key, and stays as it is."""
_PLACE: Final = re.compile(r"([a-z_]+)( \d+)?")


def language() -> Language:
    """Return the active language as papers and drawings know it."""
    return "en" if (get_language() or "").startswith("en") else "id"


def say(one: Reason) -> str:
    """Return the sentence in the active language, its gaps filled and its dates written out in the office's zone."""
    return gettext(one.template) % spoken(one.params)


def spoken(params: Mapping[str, Param]) -> dict[str, str]:
    """Return what fills a sentence as text in the active language."""
    return {name: _speak(name, value) for name, value in params.items()}


def _speak(name: str, value: Param) -> str:
    if isinstance(value, datetime):
        return moment(value)
    if isinstance(value, date):
        return day(value)
    return ", ".join(word(part) for part in value.split(", ")) if name in _OURS and isinstance(value, str) else str(value)


def word(text: str) -> str:
    """Return a known word of the rules (``approved``) in the active language, and any other text as it is."""
    return gettext(text) if text in WORDS else text


def place(text: str) -> str:
    """Return a place in a procedure file (``activity 5, time``) in the active language."""
    return _PLACE.sub(lambda found: word(found.group(1)) + (found.group(2) or ""), text)


def moment(at: datetime) -> str:
    """Return a moment as ``23 November 2026, 16.00 WIB`` in the office's zone."""
    local = at.astimezone(get_current_timezone())
    return f"{day(local.date())}, {local:%H.%M} {local.tzname()}"


def weekday(on: date) -> str:
    """Return a day as ``Monday, 23 November 2026``."""
    return f"{WEEKDAYS[on.weekday()]}, {day(on)}"


def day(on: date) -> str:
    """Return a day as ``23 November 2026``."""
    return f"{on.day} {MONTHS[on.month]} {on.year:04}"


def in_office_language() -> override:
    """Speak the office's language, whoever acts: for names that stay with a case, by which the next version finds its paper."""
    return override(settings.LANGUAGE_CODE)
