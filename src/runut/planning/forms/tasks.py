"""What the schedule asks for."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from typing_extensions import override

from runut.base.fields import TextField, day, long
from runut.base.sentences import say
from runut.core.sentences import reason
from runut.planning.exchange.tasks import read_waits
from runut.planning.services.tasks import MOST_DAYS, NAME, NOTE, TaskText


class TaskForm(forms.Form):
    """One task."""

    name = TextField(label=_("Task"), max_length=NAME)
    milestone = forms.BooleanField(label=_("A milestone: reached on a day, takes none"), required=False)
    days = forms.IntegerField(label=_("Working days"), min_value=1, max_value=MOST_DAYS, initial=1, required=False)
    after = TextField(
        label=_("Waits for"),
        required=False,
        max_length=500,
        help_text=_("Numbers of tasks that must be done before, with working days to wait: 3, 5+2."),
    )
    starts_on = day(_("Not before"), required=False, help_text=_("Only where a day is given from outside."))
    ends_on = day(_("Fixed end"), required=False, help_text=_("With “Not before”: the task takes exactly these days."))
    expert = forms.TypedChoiceField(label=_("Expert"), required=False, coerce=int, empty_value=None)
    feature = forms.TypedChoiceField(label=_("Feature"), required=False, coerce=int, empty_value=None)
    note = long(_("Note"), required=False, limit=NOTE, rows=3)

    def __init__(self, *args: Any, experts: Sequence[tuple[int, str]], features: Sequence[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        nobody = [("", "-")]
        cast(forms.ChoiceField, self.fields["expert"]).choices = [*nobody, *experts]
        cast(forms.ChoiceField, self.fields["feature"]).choices = [*nobody, *features]

    def clean_after(self) -> tuple[tuple[int, int], ...]:
        """Return the numbers with their lags.

        Raises:
            ValidationError: They cannot be read.
        """
        text = self.cleaned_data["after"]
        found = read_waits(text)
        if found is None:
            raise ValidationError(say(reason("task_after_unreadable", value=text[:60])))
        return found

    @override
    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        starts, ends = cleaned.get("starts_on"), cleaned.get("ends_on")
        if ends and (starts is None or ends < starts) and "starts_on" not in self.errors:
            self.add_error("ends_on", say(reason("task_dates")))
        if not cleaned.get("milestone") and not cleaned.get("days") and not ends and "days" not in self.errors:
            self.add_error("days", say(reason("task_days", most=MOST_DAYS)))
        return cleaned

    def text(self) -> TaskText:
        """Return what was typed; the form is valid."""
        one = dict(self.cleaned_data)
        return TaskText(**one | {"days": one["days"] or 1})


class BeginForm(forms.Form):
    """When the work begins."""

    starts_on = day(_("Work begins"))
