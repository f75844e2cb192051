"""Forms of the acceptance test."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from runut.base.fields import TextField, day, long
from runut.documents.forms import Rows
from runut.testing.words import OUTCOMES, VERDICTS


class ScenarioForm(forms.Form):
    """A scenario without its steps."""

    title = TextField(label=_("Title"), max_length=200, help_text=_("What is tried, in the words of who uses the application."))
    feature = TextField(
        label=_("Feature"), max_length=100, required=False, help_text=_("Number or name of the feature in the plan, for example F3.")
    )

    def __init__(self, *args: Any, features: Sequence[tuple[str, str]] = (), said: str = "", **kwargs: Any) -> None:
        """``features`` are labels and names of the plan's; without any, the feature is free text. ``said`` is what stands there now."""
        super().__init__(*args, **kwargs)
        if features:
            kept = [(said, said)] if said and said not in dict(features) else []
            choices = [("", _("none of the plan")), *features, *kept]
            self.fields["feature"] = forms.ChoiceField(label=_("Feature"), required=False, choices=choices)


class StepForm(forms.Form):
    """One step."""

    action = TextField(label=_("Step"), max_length=1000)
    expected = TextField(label=_("Expected result"), max_length=1000, required=False)


STEPS = {"steps": Rows(form_class=StepForm, title=_("Steps"), least=1, spare=3)}


class RunForm(forms.Form):
    """A run of the acceptance test."""

    build = TextField(label=_("What is tested"), max_length=100, help_text=_("Tag of the release, or commit, for example v1.0."))
    place = TextField(
        label=_("Where it is tested"), max_length=200, required=False, help_text=_("Address of the test server, or the room.")
    )
    only_open = forms.BooleanField(label=_("Only what has not been passed yet"), required=False)


class ExecutionForm(forms.Form):
    """What came of a scenario; a step that failed is ticked."""

    failed = forms.MultipleChoiceField(label=_("Steps that failed"), required=False, widget=forms.CheckboxSelectMultiple)
    outcome = forms.ChoiceField(label=_("Result"), choices=list(OUTCOMES.items()), widget=forms.RadioSelect)
    note = long(_("What happened in the test"), required=False, limit=2000, rows=3, help_text=_("Needed when it failed or was blocked."))
    picture = forms.FileField(label=_("Picture of the screen"), required=False)

    def __init__(self, *args: Any, steps: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast(forms.MultipleChoiceField, self.fields["failed"]).choices = [(str(one), str(one)) for one in range(1, steps + 1)]


class SignForm(forms.Form):
    """The unit's word on a run."""

    verdict = forms.ChoiceField(label=_("The requesting unit"), choices=list(VERDICTS.items()), widget=forms.RadioSelect)
    conclusion = long(_("Notes and conditions"), required=False, limit=4000, help_text=_("Needed unless everything is accepted."))


class AutomatedForm(forms.Form):
    """A report of automated tests."""

    upload = forms.FileField(label=_("Report of automated tests (JUnit XML)"), required=False)
    build = TextField(label=_("What was tested"), max_length=100, help_text=_("Tag of the release, or commit, for example v1.0."))
    tested_on = day(_("Tested on"))


class TableForm(forms.Form):
    """A table of scenarios."""

    upload = forms.FileField(label=_("Table of scenarios"), required=False)
