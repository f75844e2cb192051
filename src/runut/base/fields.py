"""Form fields that many rooms ask with: days and times as the browser's own pickers give them, and texts of several lines."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django import forms

if TYPE_CHECKING:
    from django.utils.functional import _StrOrPromise as Text


class Day(forms.DateInput):
    """A date as the browser's own calendar asks for it."""

    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


class Clock(forms.TimeInput):
    """A time of day as the browser asks for it."""

    input_type = "time"

    def __init__(self) -> None:
        super().__init__(format="%H:%M")


def day(label: Text, *, required: bool = True, help_text: Text = "") -> forms.DateField:
    """Return a field for a date."""
    return forms.DateField(label=label, required=required, help_text=help_text, widget=Day())


def long(label: Text, *, required: bool = True, help_text: Text = "", limit: int = 5000, rows: int = 4) -> forms.CharField:
    """Return a field of several lines, ``rows`` of them shown."""
    widget = forms.Textarea(attrs={"rows": rows})
    return forms.CharField(label=label, required=required, help_text=help_text, max_length=limit, widget=widget)
