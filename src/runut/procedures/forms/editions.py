"""A decree and its days, typed in or corrected."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.forms import BoundField
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from runut.base.fields import DayField, TextField
from runut.base.numbers import whole
from runut.core.workdays import DayKind
from runut.procedures import proposal, words
from runut.procedures.values import Day, Decree

BLANK = 6
"""Empty lines for days to be added; saving gives new ones."""
MOST = 400


class YearForm(forms.Form):
    """The year whose days are to be proposed."""

    year = forms.IntegerField(label=gettext_lazy("Year"), min_value=proposal.YEARS.start, max_value=proposal.YEARS.stop - 1)


class DecreeForm(forms.Form):
    """What the decree says of itself; a proposal may be kept without its date, which nobody should take over unread."""

    decree = TextField(
        label=gettext_lazy("Number of the decree"),
        max_length=160,
        help_text=gettext_lazy("As the decree names itself: SKB, its amendment, or the decision of the governor."),
    )
    decided_on = DayField(label=gettext_lazy("Date of the decree"))
    covers_from = DayField(label=gettext_lazy("First day it covers"))
    covers_to = DayField(
        label=gettext_lazy("Last day it covers"),
        help_text=gettext_lazy("A yearly decree covers 1 January to 31 December; a decree on a single day covers that day."),
    )
    note = TextField(label=gettext_lazy("Note"), required=False, max_length=4000, widget=forms.Textarea(attrs={"rows": 2}))

    def __init__(self, *args: Any, undated: date | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.undated = undated
        self.fields["decided_on"].required = undated is None

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if not cleaned.get("decided_on") and "decided_on" not in self.errors:
            if proposal.is_unnamed(cleaned.get("decree", "")):
                cleaned["decided_on"] = self.undated
            else:
                self.add_error("decided_on", _("The date of the decree is missing."))
        return cleaned

    def told(self) -> Decree:
        """Return the decree; only of a valid form."""
        values = {**self.cleaned_data, "note": self.cleaned_data["note"].replace("\r\n", "\n").strip()}
        return Decree(**{name: values[name] for name in ("decree", "decided_on", "covers_from", "covers_to", "note")})


@dataclass(frozen=True, slots=True, kw_only=True)
class DayLine:
    """The fields of one day."""

    day: BoundField
    kind: BoundField
    name: BoundField


class DaysForm(forms.Form):
    """The days of a decree, one line each and some empty ones; a line whose date is emptied goes."""

    lines_sent = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0, max_value=MOST)

    def __init__(self, days: Sequence[Day] = (), *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.number = self._number(days)
        self.initial["lines_sent"] = self.number
        kinds = [(kind, text) for kind, text in words.KINDS.items()]
        for index in range(self.number):
            there = days[index] if index < len(days) else None
            which = {"number": index + 1}
            self.fields[f"day_{index}"] = DayField(label=_("Day %(number)s") % which, initial=there and there.day, required=False)
            self.fields[f"kind_{index}"] = forms.ChoiceField(
                label=_("Kind of day %(number)s") % which, choices=kinds, initial=there.kind if there else DayKind.HOLIDAY.value
            )
            self.fields[f"name_{index}"] = TextField(
                label=_("Name of day %(number)s") % which, initial=there and there.name, max_length=160, required=False
            )

    def _number(self, days: Sequence[Day]) -> int:
        """Return how many lines the form has: as many as were sent, whatever the draft has become meanwhile."""
        if not self.is_bound:
            return len(days) + BLANK
        sent = whole(str(self.data.get("lines_sent", "")), digits=5)
        return BLANK if sent is None else min(sent, MOST)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        found: set[date] = set()
        for index in range(self.number):
            day, name = (cleaned.get(f"day_{index}"), (cleaned.get(f"name_{index}") or "").strip())
            if day and not name:
                self.add_error(f"name_{index}", _("Say what this day is, or empty its date."))
            if day and day in found:
                self.add_error(f"day_{index}", _("This day stands twice."))
            found |= {day} if day else set()
        return cleaned

    def days(self) -> list[Day]:
        """Return the days; only of a valid form."""
        sent = self.cleaned_data
        return [
            Day(day=sent[f"day_{index}"], kind=sent[f"kind_{index}"], name=sent[f"name_{index}"].strip())
            for index in range(self.number)
            if sent[f"day_{index}"]
        ]

    @property
    def lines(self) -> list[DayLine]:
        """The fields, day by day."""
        return [DayLine(day=self[f"day_{index}"], kind=self[f"kind_{index}"], name=self[f"name_{index}"]) for index in range(self.number)]
