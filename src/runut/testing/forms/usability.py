"""Forms of the usability test."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from runut.base.fields import TextField, long
from runut.testing.sus import ITEMS, SCALE


class AskForm(forms.Form):
    """A questionnaire."""

    build = TextField(label=_("What is tested"), max_length=100, help_text=_("Tag of the release, or commit, for example v1.0."))
    links = forms.IntegerField(
        label=_("Number of links"),
        min_value=1,
        max_value=200,
        initial=12,
        help_text=_("One for each person; 12 answers give a steady score."),
    )


class SusForm(forms.Form):
    """The ten items, and room for a word."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for number, text in enumerate(ITEMS, 1):
            self.fields[f"item_{number}"] = forms.ChoiceField(
                label=text, choices=list(SCALE.items()), widget=forms.RadioSelect, error_messages={"required": _("Choose one of the five.")}
            )
        self.fields["note"] = long(_("What else you want to say"), required=False, limit=1000, rows=3)

    def items(self) -> list[int]:
        """Return the ten answers."""
        return [int(self.cleaned_data[f"item_{number}"]) for number in range(1, len(ITEMS) + 1)]
