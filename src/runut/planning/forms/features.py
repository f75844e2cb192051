"""What the feature list asks for."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from runut.base.fields import TextField, long
from runut.planning.services.features import NAME, TEXT, FeatureText

PRIORITIES = (("must", _("must")), ("should", _("should")), ("could", _("could")))
"""Priorities in words; what each means stands in the form's help."""


class FeatureForm(forms.Form):
    """One feature of the application."""

    name = TextField(label=_("Feature"), max_length=NAME, help_text=_("In a few words, for example: Book a meeting room."))
    purpose = long(_("What for whom"), required=False, limit=TEXT, help_text=_("Who uses it, to do what, and what it is good for."), rows=3)
    priority = forms.ChoiceField(
        label=_("Priority"),
        choices=PRIORITIES,
        initial="must",
        widget=forms.RadioSelect,
        help_text=_("Must: without it the application is not accepted. Should: expected. Could: if time is left."),
    )
    criteria = long(
        _("Acceptance criteria"),
        required=False,
        limit=TEXT,
        help_text=_("By what one sees that it works; the tests follow from it."),
        rows=5,
    )

    def text(self) -> FeatureText:
        """Return what was typed; the form is valid."""
        one = self.cleaned_data
        return FeatureText(name=one["name"], purpose=one["purpose"], priority=one["priority"], criteria=one["criteria"])


class ImportForm(forms.Form):
    """The file of a list."""

    upload = forms.FileField(label=_("File"), allow_empty_file=True)
