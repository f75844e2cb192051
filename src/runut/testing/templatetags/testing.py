"""Filters of this room's pages: `{% load testing %}`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django import template
from django.utils.functional import Promise
from django.utils.translation import gettext

from runut.core.sentences import SENTENCES
from runut.testing.queries import Imported, Point, Strength
from runut.testing.security import ANSWERS, FUNCTIONS
from runut.testing.words import COVERED, OUTCOME_ICONS, OUTCOMES, SEVERITIES, VERDICTS

register = template.Library()


@register.filter
def severity_word(key: str) -> str | Promise:
    """Return a severity in the reader's language."""
    return SEVERITIES[key]


@register.inclusion_tag("testing/trend.html")
def trend(one: Imported, imports: Sequence[Imported]) -> dict[str, Any]:
    """Draw what was open after a report by severity, as long as it is many beside the report after which most was open."""
    most = max(sum(each.open_after.values()) for each in imports)
    parts, begins = [], 0.0
    for severity, count in one.open_after.items():
        if count:
            width = 100 * count / most
            parts.append({"severity": severity, "count": count, "begins": f"{begins:.2f}", "width": f"{width:.2f}"})
            begins += width
    return {"parts": parts}


@register.filter
def points(strength: Strength, part: str) -> list[Point]:
    """Return the points of one kind of test."""
    return strength.of(part)


@register.simple_tag
def say_kept(point: Mapping[str, Any]) -> str:
    """Return the sentence of a point that was filed, in the reader's language; days stand as they were kept."""
    template = SENTENCES.get(point["code"], "")
    return gettext(template) % point["params"] if template else str(point["code"])


@register.filter
def outcome_word(key: str) -> str | Promise:
    """Return what came of a try, in the reader's language."""
    return OUTCOMES.get(key, key)


@register.filter
def outcome_icon(key: str) -> str:
    """Return the icon of what came of a try; nothing before the first."""
    return OUTCOME_ICONS.get(key, "")


@register.filter
def covered_word(key: str) -> str | Promise:
    """Return how far a feature is covered, in the reader's language."""
    return COVERED.get(key, key)


@register.filter
def security_word(key: str) -> str | Promise:
    """Return an answer of the checklist, in the reader's language."""
    return ANSWERS.get(key, key)


@register.filter
def security_tone(key: str) -> str:
    """Return the tone of an answer of the checklist: done, to be looked at, or neither."""
    return {"fulfilled": "done", "not_yet": "soon"}.get(key, "calm")


@register.filter
def function_word(letter: str) -> str | Promise:
    """Return the name of a security function, in the reader's language."""
    return next((one.name for one in FUNCTIONS if one.letter == letter), letter)


@register.filter
def verdict_word(key: str) -> str | Promise:
    """Return the unit's word on a run, in the reader's language."""
    return VERDICTS.get(key, key)
