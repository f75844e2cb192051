"""Words of this room for its templates: `{% load procedures %}`."""

from __future__ import annotations

from django import template
from django.utils.safestring import SafeString, mark_safe

from runut.procedures import words

register = template.Library()


@register.filter
def kind_of_day(kind: str) -> str:
    """Return ``holiday`` as ``National holiday``, in the active language."""
    return str(words.DAYS[kind])


@register.filter
def choosing(options: SafeString, value: int | str) -> SafeString:
    """Return the options of a list with that one chosen: a long SOP has the same list hundreds of times, made once."""
    return mark_safe(options.replace(f'value="{value}"', f'value="{value}" selected', 1))  # noqa: S308
