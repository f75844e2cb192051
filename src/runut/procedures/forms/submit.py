"""To whom a draft is submitted, and why."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from runut.base.fields import TextField
from runut.people.queries import Office


class SubmitForm(forms.Form):
    """The office that approves: one that is there, or one that is made."""

    use_required_attribute = False

    seen = forms.IntegerField(min_value=0, max_value=2**31 - 1, widget=forms.HiddenInput)
    office = forms.TypedChoiceField(label=_("Office that approves"), coerce=int, empty_value=None, required=False)
    new_office = TextField(
        label=_("Or a new office"),
        max_length=200,
        required=False,
        help_text=_("Where the office is not in the list: its name. An administrator then appoints who holds it."),
    )
    note = TextField(
        label=_("Why"), max_length=2000, widget=forms.Textarea(attrs={"rows": 3}), help_text=_("Shown in the list of versions.")
    )

    def __init__(self, *args: Any, offices: Sequence[Office], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        who = [(one.id, f"{one.name} ({', '.join(holder.name for holder in one.holders) or _('nobody holds it yet')})") for one in offices]
        self.fields["office"].choices = [("", _("None of these")), *who]  # type: ignore[attr-defined]
