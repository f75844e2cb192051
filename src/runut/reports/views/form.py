"""The page of the final report."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from runut.documents.forms import FormPage
from runut.reports import forms


class FinalReportPage(FormPage):
    """The final report (activity 10); the Subbag checks it and the heads receive it by their own turns."""

    key = "final_report"
    form = "final_report"
    title = _("Final report")
    lead = _("Written by the team, checked by the Subbag, received by the division head and then by the bureau head.")
    form_class = forms.FinalReportForm
    edit = "reports:final"
