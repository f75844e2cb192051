"""When the organisation works, and why that changes."""

from __future__ import annotations

from dataclasses import asdict, fields
from typing import Any, Final

from django import forms
from django.utils.translation import gettext_lazy as _

from runut.base.fields import Clock, TextField
from runut.people.queries import Hours

ZONES: Final = [
    ("Asia/Jakarta", _("WIB (Jakarta)")),
    ("Asia/Pontianak", _("WIB (Pontianak)")),
    ("Asia/Makassar", _("WITA (Makassar)")),
    ("Asia/Jayapura", _("WIT (Jayapura)")),
]


class HoursForm(forms.Form):
    """Hours, week and zone as they are to be, beginning with what holds ``now``."""

    opens_at = forms.TimeField(label=_("Opens at"), widget=Clock())
    closes_at = forms.TimeField(label=_("Closes at"), widget=Clock(), help_text=_("A deadline is this hour of its last day."))
    work_week = forms.TypedChoiceField(
        label=_("Working days of a week"),
        coerce=int,
        choices=[(5, _("five, Monday to Friday")), (6, _("six, Monday to Saturday"))],
        widget=forms.RadioSelect,
    )
    count_start_day = forms.BooleanField(
        label=_("The first day counts"),
        required=False,
        help_text=_("The day on which an activity begins counts as its first working day, unless it begins after closing time."),
    )
    time_zone = forms.ChoiceField(label=_("Time zone"))
    why = TextField(
        label=_("Reason"),
        max_length=300,
        help_text=_("The decree or letter that says so. It stands as the reason in every case whose deadline moves."),
    )

    def __init__(self, data: Any = None, *, now: Hours) -> None:
        super().__init__(data, initial=asdict(now))
        zones = self.fields["time_zone"]
        assert isinstance(zones, forms.ChoiceField)
        kept = [] if now.time_zone in dict(ZONES) else [(now.time_zone, now.time_zone)]
        zones.choices = [*kept, *ZONES]

    def hours(self) -> Hours:
        """Return the hours; only of a valid form."""
        return Hours(**{one.name: self.cleaned_data[one.name] for one in fields(Hours)})
