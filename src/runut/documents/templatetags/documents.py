"""What templates ask about the values of a form: `{% load documents %}`."""

from __future__ import annotations

from django import template

register = template.Library()


@register.filter
def is_mapping(value: object) -> bool:
    """Whether the value has names in it."""
    return isinstance(value, dict)


@register.filter
def is_list(value: object) -> bool:
    """Whether the value is a list."""
    return isinstance(value, list)
