"""What the forms of this room ask for."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from typing_extensions import override

from runut.base.fields import TextField, day, long


class MandateForm(forms.Form):
    """Perencanaan pengembangan aplikasi (SOP activity 1, output): what is to be developed, why, and within which bounds."""

    background = long(_("Background"), help_text=_("What the analysis found: the problem, and whom it concerns."))
    goal = long(_("Goal"), help_text=_("What will be better when the application is in use."))
    scope = long(_("Scope"), help_text=_("What is to be developed, and what is not."))
    users = TextField(label=_("Users"), max_length=300, help_text=_("Who will work with it, and about how many."))
    basis = long(_("Legal basis"), required=False, limit=2000)
    funding = TextField(label=_("Source of funds"), max_length=300, required=False)
    wanted_on = day(_("Wanted by"), required=False, help_text=_("The date by which the unit needs it; the schedule follows in activity 3."))


class BoardForm(forms.Form):
    """Aplikasi project management (SOP activities 2, 3 and 6, requirement): where the team keeps its tasks."""

    name = TextField(label=_("Application"), max_length=100, help_text=_("For example OpenProject, GitLab, a shared sheet."))
    address = forms.URLField(label=_("Address"), max_length=500, assume_scheme="https", required=False)
    keeper = TextField(label=_("Who keeps it"), max_length=200)
    note = long(_("How the team uses it"), required=False, limit=2000)


class ScheduleForm(forms.Form):
    """Jadwal pengembangan aplikasi (SOP activity 3, output); its end is the deadline of activity 6."""

    starts_on = day(_("Work begins"))
    ends_on = day(
        _("Work ends"), help_text=_("The deadline of the development itself: approved with the plan, it is followed from then on.")
    )
    note = long(_("Explanation"), required=False)

    @override
    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        starts, ends = cleaned.get("starts_on"), cleaned.get("ends_on")
        if starts and ends and ends < starts:
            self.add_error("ends_on", _("The end comes before the beginning."))
        return cleaned


class MilestoneForm(forms.Form):
    """One piece of the work."""

    name = TextField(label=_("Work"), max_length=200)
    starts_on = day(_("From"), required=False)
    ends_on = day(_("Until"))
    by = TextField(label=_("By whom"), max_length=200, required=False)
