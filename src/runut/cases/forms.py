"""What people type on this room's pages, as far as a form can judge it; the rules of the case are the core's.

A text may be empty here where the core's guard says in the SOP's words that it is needed: one sentence, the same at every door.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _
from typing_extensions import override

from runut.base.fields import DayField, TextField
from runut.base.numbers import whole
from runut.cases.services import Member, Turn
from runut.core.errors import Invalid
from runut.core.guards import Act
from runut.core.legible import check_legible
from runut.core.remarks import MUST, SUGGESTION, Remark

TEXT = 4000
REMARKS = 50
OUTCOME = 64
_DIGITS = 7


def _area(rows: int = 3) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})


class Needed(TextField):
    """A text that the browser asks for; that it is empty is the core's to say, in the same sentence at every door."""

    @override
    def validate(self, value: Any) -> None:
        pass


class RequestForm(forms.Form):
    """A request; the SOP is asked for where the office has several, the unit can be chosen only by who keeps a register.

    ``once`` names the form as it was shown: nothing leaves the register again, so a second press must not enter a second request.
    """

    once = forms.UUIDField(widget=forms.HiddenInput, required=False)
    procedure = forms.TypedChoiceField(label=_("Procedure"), coerce=int, empty_value=None, help_text=_("The SOP that the case follows."))
    title = TextField(label=_("Title"), max_length=200, help_text=_("What is to be developed, in the words of the unit."))
    purpose = TextField(
        label=_("Purpose"), max_length=TEXT, required=False, widget=_area(5), help_text=_("What it is for, and who will use it.")
    )
    unit = forms.TypedChoiceField(label=_("Requesting unit"), coerce=int)

    def __init__(
        self, data: QueryDict | None = None, *, units: list[tuple[int, str]], procedures: list[tuple[int, str]], **kwargs: Any
    ) -> None:
        super().__init__(data, **kwargs)
        self._choose("unit", units, _("Choose a unit"))
        self._choose("procedure", procedures, _("Choose a procedure"))
        self.fields["procedure"].required = len(procedures) > 1

    def _choose(self, name: str, offered: list[tuple[int, str]], ask: Any) -> None:
        choices: list[tuple[int | str, Any]] = [*offered] if len(offered) == 1 else [("", ask), *offered]
        self.fields[name].choices = choices  # type: ignore[attr-defined]
        if len(offered) == 1:
            self.fields[name].initial = offered[0][0]


def turn_sent(data: QueryDict) -> tuple[Act, Turn]:
    """Return what the performer whose turn it is asks for, and the turn that stood on their page.

    Remarks stand in fields of the same name ``remark``, each with its ``weight``; ``seen`` are the hashes of the documents that the page showed. Read by hand: the
    busiest form of all has nothing to draw, and Django's would take longer than the step that it asks for.

    Raises:
        Invalid: A text is too long or holds what cannot be kept, or the form is not one of ours.
    """
    activity, round_, turn = (_whole(data.get(name, "")) for name in ("activity", "round", "turn"))
    if activity < 1 or round_ < 1:
        raise Invalid
    outcome, why, note = (_text(data.get(name, ""), most) for name, most in (("outcome", OUTCOME), ("reason", TEXT), ("note", TEXT)))
    weights = data.getlist("weight")
    remarks = tuple(_weighed(text, weights[place] if place < len(weights) else "") for place, text in enumerate(typed_remarks(data)))
    act = Act(outcome=outcome, reason=why, remarks=remarks, note=note, seen=frozenset(data.getlist("seen")))
    return act, Turn(activity=activity, round=round_, turn=turn)


def _weighed(text: str, weight: str) -> Remark:
    if weight not in {"", MUST, SUGGESTION}:
        raise Invalid
    return Remark(text=text, weight=weight)


def typed_remarks(data: QueryDict) -> list[str]:
    """Return the remarks as they were typed.

    Raises:
        Invalid: Too many, too long, or with characters that cannot be kept.
    """
    texts = data.getlist("remark")
    if len(texts) > REMARKS:
        raise Invalid(code="text_too_long", limit=TEXT)
    return [_text(one, TEXT) for one in texts]


def _text(typed: str, most: int) -> str:
    if len(typed) > most:
        raise Invalid(code="text_too_long", limit=most)
    check_legible(typed)
    return typed


def _whole(typed: str) -> int:
    number = whole(typed, digits=_DIGITS)
    if number is None:
        raise Invalid
    return number


class AnswerForm(forms.Form):
    """The answer to one remark; several stand in one form, and those left empty stay unanswered."""

    use_required_attribute = False

    text = Needed(label=_("What was done about it"), max_length=TEXT, widget=_area())
    change = Needed(label=_("What changed"), max_length=TEXT, help_text=_("The document, or the place in it, that is different now."))

    def __init__(self, number: int, data: QueryDict | None = None) -> None:
        super().__init__(data, prefix=f"remark-{number}")

    @property
    def typed(self) -> bool:
        """Whether anything was written."""
        return any(str(self.data.get(self.add_prefix(name), "")).strip() for name in self.fields)


class CourseForm(forms.Form):
    """An act beside the flow. ``events`` is how many events the case had on the page; a second press finds another number."""

    events = forms.IntegerField(min_value=0, widget=forms.HiddenInput, required=False)
    why: TextField = Needed(label=_("Reason"), max_length=TEXT, widget=_area())


class ResumeForm(CourseForm):
    """Resuming takes a note and no reason."""

    why = TextField(label=_("Your note"), max_length=TEXT, required=False, widget=_area())


class ExtendForm(CourseForm):
    """By how many working days."""

    days = forms.IntegerField(label=_("Working days to add"), min_value=1, max_value=366, initial=1)
    field_order = ("events", "days", "why")


class DeviateForm(CourseForm):
    """To which activity."""

    target = forms.TypedChoiceField(label=_("Activity to go to"), coerce=int, widget=forms.RadioSelect)
    field_order = ("events", "target", "why")

    def __init__(self, data: QueryDict | None = None, *, activities: list[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        self.fields["target"].choices = activities  # type: ignore[attr-defined]


class VersionForm(CourseForm):
    """To which version of its SOP, and at which of its activities the open one goes on."""

    version = forms.TypedChoiceField(label=_("Version to move to"), coerce=int, widget=forms.RadioSelect)
    target = forms.TypedChoiceField(label=_("Activity at which the case goes on"), coerce=int, empty_value=None, required=False)
    field_order = ("events", "version", "target", "why")

    def __init__(
        self, data: QueryDict | None = None, *, versions: list[tuple[int, str]], activities: list[tuple[int, str]], **kwargs: Any
    ) -> None:
        super().__init__(data, **kwargs)
        self.fields["version"].choices = versions  # type: ignore[attr-defined]
        self.fields["target"].choices = [("", _("its counterpart")), *activities]  # type: ignore[attr-defined]


class MemberForm(forms.Form):
    """One line of the team: who, as what, from which day, and perhaps until which."""

    user_id = forms.IntegerField(min_value=1, widget=forms.HiddenInput)
    role = Needed(label=_("Role in the team"), max_length=80)
    from_on = DayField(label=_("From"))
    to_on = DayField(label=_("Until"), required=False)

    def member(self, names: Mapping[int, str]) -> Member:
        """Return the member that the line names."""
        user_id: int = self.cleaned_data["user_id"]
        from_on: date = self.cleaned_data["from_on"]
        to_on: date | None = self.cleaned_data["to_on"]
        return Member(user_id=user_id, name=names.get(user_id, ""), role=self.cleaned_data["role"], from_on=from_on, to_on=to_on)
