"""Filters of this room's pages: `{% load testing %}`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import template
from django.utils.functional import Promise
from django.utils.translation import gettext

from runut.core.sentences import SENTENCES
from runut.testing.queries import Point, Strength
from runut.testing.words import SEVERITIES

register = template.Library()


@register.filter
def severity_word(key: str) -> str | Promise:
    """Return a severity in the reader's language."""
    return SEVERITIES[key]


@register.filter
def points(strength: Strength, part: str) -> list[Point]:
    """Return the points of one kind of test."""
    return strength.of(part)


@register.simple_tag
def say_kept(point: Mapping[str, Any]) -> str:
    """Return the sentence of a point that was filed, in the reader's language; days stand as they were kept."""
    template = SENTENCES.get(point["code"], "")
    return gettext(template) % point["params"] if template else str(point["code"])
