"""What the final report asks people to write."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from runut.base.fields import DayField, TextField, long


class FinalReportForm(forms.Form):
    """Laporan akhir (SOP activity 10, output): what was asked, done and found, and what remains."""

    background = long(_("Background"), help_text=_("What was asked for, by whom and why."), limit=20000, rows=6)
    work = long(_("Work done"), help_text=_("How the plan was carried out, with its rounds."), limit=20000, rows=6)
    result = long(_("Result"), help_text=_("What is installed now, and what the tests and the comparison showed."), limit=20000, rows=6)
    obstacles = long(_("Obstacles"), help_text=_("What went differently, what was late, and why."), limit=20000, rows=6, required=False)
    recommendations = long(
        _("Recommendations"), help_text=_("What should follow: upkeep, training, further development."), limit=20000, rows=6
    )


class CopyForm(forms.Form):
    """A copy that is to be compared with what was filed: the file itself, or its hash."""

    file = forms.FileField(label=_("The file"), help_text=_("Its bytes are compared and not kept."), required=False)
    sha256 = TextField(label=_("or its SHA-256"), max_length=200, required=False)


class WithdrawForm(forms.Form):
    """From which day on a certificate is out of use, and why."""

    since = DayField(label=_("Out of use from"), help_text=_("What was signed on that day or later is told as signed after it."))
    why = TextField(label=_("Why"), max_length=200, help_text=_("For example: the key was lost, or its holder left the office."))
