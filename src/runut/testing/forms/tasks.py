"""Forms of the tasks of a usability test."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from runut.base.fields import TextField
from runut.testing.words import TASK_OUTCOMES


class TaskForm(forms.Form):
    """A task."""

    text = TextField(
        label=_("Task"), max_length=300, help_text=_("What somebody is asked to do, not how: “Send the letter to the archive.”")
    )


class SessionForm(forms.Form):
    """Whom a session was with, and which build they used."""

    build = TextField(label=_("What is tested"), max_length=100, help_text=_("Tag of the release, or commit, for example v1.0."))
    participant = TextField(label=_("Participant"), max_length=20, help_text=_("A label such as P1, never a name."))


class AttemptForm(forms.Form):
    """How one task was done."""

    outcome = forms.ChoiceField(label=_("Result"), required=False, choices=[("", _("not attempted")), *TASK_OUTCOMES.items()])
    seconds = forms.IntegerField(label=_("Seconds"), required=False, min_value=1, max_value=7200)

    def clean(self) -> dict[str, Any]:
        """Say where only one of the two was given."""
        found: dict[str, Any] = super().clean() or self.cleaned_data
        if found.get("outcome") and "seconds" in found and not found["seconds"]:
            self.add_error("seconds", _("Give the time that it took."))
        return found
