"""What the final report asks people to write."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from runut.base.fields import long


class FinalReportForm(forms.Form):
    """Laporan akhir (SOP activity 10, output): what was asked, done and found, and what remains."""

    background = long(_("Background"), help_text=_("What was asked for, by whom and why."), limit=20000, rows=6)
    work = long(_("Work done"), help_text=_("How the plan was carried out, with its rounds."), limit=20000, rows=6)
    result = long(_("Result"), help_text=_("What is installed now, and what the tests and the comparison showed."), limit=20000, rows=6)
    obstacles = long(_("Obstacles"), help_text=_("What went differently, what was late, and why."), limit=20000, rows=6, required=False)
    recommendations = long(
        _("Recommendations"), help_text=_("What should follow: upkeep, training, further development."), limit=20000, rows=6
    )
