"""Words of this room for its templates: `{% load procedures %}`."""

from __future__ import annotations

from django import template

from runut.procedures import words

register = template.Library()


@register.filter
def kind_of_day(kind: str) -> str:
    """Return ``holiday`` as ``National holiday``, in the active language."""
    return str(words.DAYS[kind])
