"""What a step of the run sheet asks for."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from runut.acceptance.forms.comparison import ShownForm
from runut.acceptance.services import Carried
from runut.acceptance.services.runsheet import MOST_MINUTES
from runut.acceptance.words import RESULTS
from runut.base.fields import long


class StepForm(ShownForm):
    """One step: what the guide says, and what came of it."""

    text = long(_("Step"), limit=4000, rows=3, help_text=_("What is done, as the guide says it."))
    expected = long(_("Expected"), required=False, limit=4000, rows=2)
    result = forms.ChoiceField(
        label=_("Result"), required=False, choices=[("", _("not carried out yet")), *RESULTS.items()], widget=forms.RadioSelect
    )
    observed = long(
        _("Observed"),
        required=False,
        limit=4000,
        rows=3,
        help_text=_("What happened. Needed where it differs, or where the guide does not say what had to be done."),
    )
    minutes = forms.IntegerField(
        label=_("Time in minutes"),
        required=False,
        min_value=0,
        max_value=MOST_MINUTES,
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
    )
    field_order = ("text", "expected", "result", "observed", "minutes", "upload", "paper")

    def carried(self) -> Carried:
        """Return what was typed; the form is valid."""
        one = self.cleaned_data
        return Carried(text=one["text"], expected=one["expected"], result=one["result"], observed=one["observed"], minutes=one["minutes"])
