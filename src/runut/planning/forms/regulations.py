"""What is asked about regulations: an entry of the register, and what a case must keep to."""

from __future__ import annotations

from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _
from typing_extensions import override

from runut.base.fields import TextField, long
from runut.documents.forms import Files
from runut.planning.words import REGULATIONS


class RegulationEntryForm(forms.Form):
    """One regulation of the register."""

    kind = forms.ChoiceField(label=_("Kind"), choices=list(REGULATIONS.items()))
    issuer = TextField(
        label=_("Issued by"), max_length=100, required=False, help_text=_("Where the kind does not say it, for example PANRB, BSSN, LKPP.")
    )
    number = TextField(label=_("Number"), max_length=60)
    year = forms.IntegerField(label=_("Year"), min_value=1900, max_value=2100)
    title = TextField(label=_("Title"), max_length=500, help_text=_("What it is about, without kind, number and year."))
    address = forms.URLField(label=_("Where it can be read"), max_length=500, assume_scheme="https", required=False)
    upload = Files(label=_("Its text as a file"), required=False)
    replaced = forms.BooleanField(label=_("It is no longer in force"), required=False)
    replaced_by = TextField(
        label=_("Replaced by"), max_length=300, required=False, help_text=_("For example PP 71/2019; empty where nothing took its place.")
    )


class RegulationsForm(forms.Form):
    """Standar peraturan yang terkait (SOP activity 3, requirement)."""

    chosen = forms.MultipleChoiceField(label=_("From the office's register"), required=False, widget=forms.CheckboxSelectMultiple)
    note = long(_("What they ask of this application"), required=False)

    def __init__(self, *args: Any, offered: list[tuple[str, str]] | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast(forms.MultipleChoiceField, self.fields["chosen"]).choices = offered or []
        if not offered:
            self.fields["chosen"].widget = forms.MultipleHiddenInput()

    @override
    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        written = any(
            str(self.data.get(name, "")).strip() for name in self.data if name.startswith("regulations-") and name.endswith("-title")
        )
        if not cleaned.get("chosen") and not written and "chosen" not in self.errors:
            self.add_error(None, _("Choose at least one regulation, or write one below."))
        return cleaned


class RegulationForm(forms.Form):
    """One regulation that the register lacks."""

    title = TextField(label=_("Number and title"), max_length=300)
    address = forms.URLField(label=_("Where it can be read"), max_length=500, assume_scheme="https", required=False)
