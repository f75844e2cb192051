"""What a simulation of an SOP assumes, as one form that an address can hold."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any, Final

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from runut.base.fields import day
from runut.base.sentences import word
from runut.core.assuming import Assumptions, Span, leading_on, leads_back
from runut.core.procedure import END, Activity, Procedure
from runut.core.workdays import Calendar
from runut.procedures.words import target_words

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

MOST_RUNS: Final = 10_000
"""Invented cases that one page waits for at most,"""
_STEPS: Final = 400_000
"""and their steps: half a second."""
CALENDARS: Final[tuple[tuple[str, StrOrPromise], ...]] = (
    ("office", gettext_lazy("the office’s, with holidays")),
    ("5", gettext_lazy("five days a week")),
    ("6", gettext_lazy("six days a week")),
)
_NUMBER: Final = r"[0-9]{1,9}(?:[.,][0-9]{1,9})?"


class ChanceField(forms.CharField):
    """A chance in per cent, as a number from 0 to 1; None where nothing was typed."""

    def __init__(self, **more: Any) -> None:
        super().__init__(required=False, max_length=20, **more)
        self.widget.attrs |= {"inputmode": "decimal", "autocomplete": "off"}

    def clean(self, value: Any) -> float | None:
        """Return the chance.

        Raises:
            ValidationError: It is no number from 0 to 100.
        """
        text = super().clean(value).removesuffix("%").strip()
        if not text:
            return None
        chance = float(text.replace(",", ".")) if re.fullmatch(_NUMBER, text, re.ASCII) else -1.0
        if not 0 <= chance <= 100:
            raise forms.ValidationError(_("“%(text)s” is not a chance; it is a number from 0 to 100, as 30.") % {"text": text})
        return chance / 100


class DaysField(forms.CharField):
    """Working days, as ``60`` or from ``40-80``; None where nothing was typed."""

    def __init__(self, **more: Any) -> None:
        super().__init__(required=False, max_length=40, **more)
        self.widget.attrs |= {"autocomplete": "off"}

    def clean(self, value: Any) -> Span | None:
        """Return the fewest and the most days.

        Raises:
            ValidationError: They are no days.
        """
        text = super().clean(value)
        if not text:
            return None
        found = re.fullmatch(rf"({_NUMBER})(?:\s*[-–]\s*({_NUMBER}))?", text, re.ASCII)
        if not found:
            raise forms.ValidationError(_("“%(text)s” are no working days; 60 is, and 40-80.") % {"text": text})
        low, high = (float(one.replace(",", ".")) for one in (found[1], found[2] or found[1]))
        return low, high


class SimulationForm(forms.Form):
    """What the SOP does not say; what the address leaves out is as usual."""

    use_required_attribute = False

    start = day(gettext_lazy("A case begins on"), required=False)
    calendar = forms.ChoiceField(label=gettext_lazy("Calendar"), choices=CALENDARS, required=False)
    runs = forms.IntegerField(label=gettext_lazy("Invented cases"), required=False, min_value=1, max_value=MOST_RUNS)
    seed = forms.IntegerField(label=gettext_lazy("Seed"), required=False, min_value=0, max_value=999_999_999)

    def __init__(self, given: Mapping[str, str], *, procedure: Procedure, today: date) -> None:
        chances = dict(_chances(procedure))
        usual = {"start": today.isoformat(), "calendar": "office", "runs": "2000", "seed": "1"}
        super().__init__(usual | dict(given.items()))
        self.procedure = procedure
        if any(one.time and one.time.follows for one in procedure.activities):
            self.fields["scheduled"] = DaysField(label=gettext_lazy("Working days of work “as scheduled”"))
            self.fields["rework"] = DaysField(label=gettext_lazy("The same when the case comes again"))
        for name, label in chances.items():
            self.fields[name] = ChanceField(label=label)
        self.decisions = [self[name] for name in chances]

    def assumptions(self, calendar: Calendar) -> Assumptions:
        """Return what was assumed, on the office's ``calendar`` or a plain week; only of a valid form."""
        clean = self.cleaned_data
        chances: dict[int, dict[str, float]] = {}
        for bound in self.decisions:
            if (chance := clean[bound.name]) is not None:
                number, outcome = bound.name.removeprefix("chance.").split(".", 1)
                chances.setdefault(int(number), {})[outcome] = chance
        if clean["calendar"] in ("5", "6"):
            calendar = replace(calendar, week=frozenset(range(int(clean["calendar"]))), days={}, covers_to=date.max)
        return Assumptions(
            chances=chances,
            scheduled=clean.get("scheduled") or (0.0, 0.0),
            rework=clean.get("rework"),
            calendar=calendar,
            start=clean["start"],
            runs=clean["runs"] or 2_000,
            seed=1 if clean["seed"] is None else clean["seed"],
            steps=_STEPS,
        )


def _chances(procedure: Procedure) -> list[tuple[str, str]]:
    """Return name and label of each outcome that has a chance of its own; the one that leads on gets what the others leave."""
    return [
        (f"chance.{activity.number}.{outcome}", _label(procedure, activity, outcome))
        for activity in procedure.activities
        for outcome in activity.decision
        if outcome != leading_on(procedure, activity)
    ]


def _label(procedure: Procedure, activity: Activity, outcome: str) -> str:
    target = activity.decision[outcome]
    leads = target_words(target)
    if target != END and leads_back(procedure, activity, outcome):
        leads = _("back to activity %(number)s") % {"number": target}
    return _("Activity %(number)s “%(outcome)s”: %(leads)s (%%)") % {"number": activity.number, "outcome": word(outcome), "leads": leads}
