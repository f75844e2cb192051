"""Form fields that many rooms ask with: texts that read as they are stored, days and times as the browser's own pickers give them."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any, Final

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from typing_extensions import override

from runut.base.sentences import say
from runut.core.legible import legible
from runut.core.sentences import reason

if TYPE_CHECKING:
    from django.utils.functional import _StrOrPromise as Text


FIRST: Final = date(1900, 1, 1)
LAST: Final = date(2199, 12, 31)


class Day(forms.DateInput):
    """A date as the browser's own calendar asks for it; with a last day it takes years of four digits only."""

    input_type = "date"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(format="%Y-%m-%d", attrs={"min": FIRST.isoformat(), "max": LAST.isoformat(), **(attrs or {})})


class DayField(forms.DateField):
    """A day that an office can mean: who types the year as 26 or 20266 is asked again, and no paper says "1 January 26"."""

    widget = Day

    @override
    def to_python(self, value: Any) -> date | None:
        day: date | None = super().to_python(value)
        if day and not FIRST <= day <= LAST:
            raise ValidationError(_("The year %(year)s cannot be meant; write it with four digits."), params={"year": day.year})
        return day


class TextField(forms.CharField):
    """A text that reads as it is stored, or a sentence that asks for it again; nothing is taken out of what somebody typed."""

    @override
    def to_python(self, value: Any) -> str | None:
        text: str | None = super().to_python(value)
        if text and not legible(text):
            raise ValidationError(say(reason("text_characters")), code="text_characters")
        return text


class Clock(forms.TimeInput):
    """A time of day as the browser asks for it."""

    input_type = "time"

    def __init__(self) -> None:
        super().__init__(format="%H:%M")


def day(label: Text, *, required: bool = True, help_text: Text = "") -> DayField:
    """Return a field for a date."""
    return DayField(label=label, required=required, help_text=help_text)


def long(label: Text, *, required: bool = True, help_text: Text = "", limit: int = 5000, rows: int = 4) -> TextField:
    """Return a field of several lines, ``rows`` of them shown."""
    widget = forms.Textarea(attrs={"rows": rows})
    return TextField(label=label, required=required, help_text=help_text, max_length=limit, widget=widget)
