"""What the record of a presentation asks for."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from runut.base.fields import Clock, day, long

SHOWN = [
    ("uat", _("User acceptance test")),
    ("penetration_test", _("Penetration test")),
    ("usability_test", _("Usability test")),
    ("user_guide", _("User guide")),
    ("system_requirements", _("System requirements")),
    ("installation_guide", _("Installation guide")),
]
"""What activity 7 asks to be shown with the application (SOP row 7); the system requirements stand in no output of activity 6."""


class PresentationForm(forms.Form):
    """When and where it was held, and what was said (SOP activities 4 and 7)."""

    held_on = day(_("Date"))
    began_at = forms.TimeField(label=_("From"), required=False, widget=Clock())
    place = forms.CharField(label=_("Place"), max_length=300, help_text=_("A room, or the address of the meeting."))
    minutes = long(_("Minutes"), limit=20000, rows=8, help_text=_("What was shown, asked and agreed."))


class ResultPresentationForm(PresentationForm):
    """The presentation of the result also says what was shown with it."""

    shown = forms.MultipleChoiceField(label=_("What was shown"), choices=SHOWN, widget=forms.CheckboxSelectMultiple(), required=False)
    left_out = long(_("What was not shown, and why"), required=False, limit=2000, rows=3)


class AttendeeForm(forms.Form):
    """Somebody who attended."""

    name = forms.CharField(label=_("Name"), max_length=200)
    position = forms.CharField(label=_("Position or unit"), max_length=200, required=False)


class SimilarForm(forms.Form):
    """An application like this one that was built before (SOP row 4: aplikasi sejenis yang pernah dibangun)."""

    name = forms.CharField(label=_("Application"), max_length=200)
    owner = forms.CharField(label=_("Whose it is"), max_length=200, required=False)
    lesson = forms.CharField(label=_("What is taken from it"), max_length=500, required=False)
