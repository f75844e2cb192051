"""What a new version of the SOP may change: who takes part in an activity and how, its time limit, its note, and who holds a lane."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django import forms
from django.forms import BoundField
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from runut.core.procedure import Activity, HeldBy, Part, Participation, Procedure, TimeLimit, Unit
from runut.procedures import words
from runut.procedures.sheet import split_note
from runut.procedures.values import Changes

SPARE = 2
"""Empty lines offered under the performers of an activity."""
LONGEST = 9999


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """The two fields of one performer in an activity."""

    performer: BoundField
    part: BoundField


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """The fields of one activity, as the page shows them together."""

    activity: Activity
    note_words: str
    uncertain: bool
    lines: tuple[Line, ...]
    time: tuple[BoundField, ...]
    fixed_time: str
    note: BoundField

    @property
    def has_errors(self) -> bool:
        """Whether something in it must be corrected."""
        lines = [bound for line in self.lines for bound in (line.performer, line.part)]
        return any(bound.errors for bound in (*lines, *self.time, self.note))


class RevisionForm(forms.Form):
    """Filled with the SOP that new cases follow; `changes` says what was made of it."""

    reason = forms.CharField(
        label=gettext_lazy("Why"),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=2000,
        help_text=gettext_lazy("Shown in the list of versions."),
    )

    def __init__(self, procedure: Procedure, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.procedure = procedure
        for lane in procedure.performers:
            self.fields[f"held_{lane.key}"] = forms.ChoiceField(
                label=lane.name, choices=[(kind.value, text) for kind, text in words.HELD_BY.items()], initial=lane.held_by.value
            )
        for activity in procedure.activities:
            self._add_performers(activity)
            self._add_time(activity)
            self.fields[f"note_{activity.number}"] = forms.CharField(
                label=pgettext("SOP", "Explanation"),
                initial=activity.note,
                required=False,
                max_length=4000,
                widget=forms.Textarea(attrs={"rows": 3}),
            )

    def _add_performers(self, activity: Activity) -> None:
        lanes = [("", "—"), *((one.key, one.name) for one in self.procedure.performers)]
        parts = [("", "—"), *((part.value, text) for part, text in words.PARTS.items())]
        for index in range(len(activity.performers) + SPARE):
            there = activity.performers[index] if index < len(activity.performers) else None
            for name, label, choices, initial in (
                ("performer", _("Performer %(index)s of activity %(number)s"), lanes, there and there.key),
                ("part", _("Part of performer %(index)s in activity %(number)s"), parts, there and there.part.value),
            ):
                self.fields[f"{name}_{activity.number}_{index}"] = forms.ChoiceField(
                    label=label % {"index": index + 1, "number": activity.number}, choices=choices, initial=initial, required=False
                )

    def _add_time(self, activity: Activity) -> None:
        limit = activity.time
        if limit and limit.follows:
            return
        units = [(unit.value, text) for unit, text in words.UNITS.items()]
        low = limit.low if limit and limit.low != limit.high else None
        for name, label, initial in (
            ("low", _("At least (where it is a range)"), low),
            ("high", _("Time limit"), limit.high if limit else None),
        ):
            self.fields[f"{name}_{activity.number}"] = forms.IntegerField(
                label=label, initial=initial, min_value=1, max_value=LONGEST, required=False
            )
        self.fields[f"unit_{activity.number}"] = forms.ChoiceField(
            label=_("Unit of time"), choices=units, initial=limit.unit.value if limit else Unit.DAY.value
        )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        for activity in self.procedure.activities:
            keys = []
            for key, part, field in self._chosen(activity):
                if bool(key) != bool(part):
                    self.add_error(field, _("Choose both the performer and the part, or neither."))
                elif key and key in keys:
                    self.add_error(field, _("This performer stands in the activity already."))
                keys.append(key)
        return cleaned

    def _chosen(self, activity: Activity) -> Iterator[tuple[str, str, str]]:
        for index in range(len(activity.performers) + SPARE):
            field = f"performer_{activity.number}_{index}"
            yield (self.cleaned_data.get(field, ""), self.cleaned_data.get(f"part_{activity.number}_{index}", ""), field)

    def changes(self) -> Changes:
        """Return what the form asks for; only of a valid form."""
        return Changes(
            held_by={one.key: HeldBy(self.cleaned_data[f"held_{one.key}"]) for one in self.procedure.performers},
            performers={
                one.number: tuple(Participation(key=key, part=Part(part)) for key, part, _field in self._chosen(one) if key)
                for one in self.procedure.activities
            },
            times={one.number: self._time(one) for one in self.procedure.activities},
            # A browser sends line ends as CR LF; the file knows no others than it has.
            notes={one.number: self.cleaned_data[f"note_{one.number}"].replace("\r\n", "\n").strip() for one in self.procedure.activities},
        )

    def _time(self, activity: Activity) -> TimeLimit | None:
        if activity.time and activity.time.follows:
            return activity.time
        high = self.cleaned_data[f"high_{activity.number}"]
        if high is None:
            return None
        low = self.cleaned_data[f"low_{activity.number}"] or high
        return TimeLimit(unit=Unit(self.cleaned_data[f"unit_{activity.number}"]), low=low, high=high)

    @property
    def holders(self) -> list[BoundField]:
        """The fields that say who stands behind each lane."""
        return [self[f"held_{one.key}"] for one in self.procedure.performers]

    @property
    def sections(self) -> list[Section]:
        """The fields of each activity."""
        return [self._section(one) for one in self.procedure.activities]

    def _section(self, activity: Activity) -> Section:
        number = activity.number
        follows = bool(activity.time and activity.time.follows)
        note, uncertain = split_note(activity.note)
        return Section(
            activity=activity,
            note_words=note,
            uncertain=uncertain,
            lines=tuple(
                Line(performer=self[f"performer_{number}_{index}"], part=self[f"part_{number}_{index}"])
                for index in range(len(activity.performers) + SPARE)
            ),
            time=() if follows else tuple(self[f"{name}_{number}"] for name in ("high", "low", "unit")),
            fixed_time=words.time_words(activity.time, self.procedure) if follows else "",
            note=self[f"note_{number}"],
        )
