"""The page of the final report: its texts, its preview, and the paper that is filed with them."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy
from typing_extensions import override

from runut.base.letters import TYPES
from runut.cases.queries import CasePage
from runut.documents.forms import FormPage
from runut.reports import forms
from runut.reports.filing import file_printed, printed


class FinalReportPage(FormPage):
    """The final report (activity 10); the Subbag checks it and the heads receive it by their own turns.

    With its texts the whole report is filed as PDF, beside them, as a paper of its own.
    """

    key = "final_report"
    form = "final_report"
    title = gettext_lazy("Final report")
    lead = gettext_lazy("Written by the team, checked by the Subbag, received by the division head and then by the bureau head.")
    form_class = forms.FinalReportForm
    edit = "reports:final"
    template = "reports/final.html"

    @override
    def post(self, request: HttpRequest, case_id: int, key: str = "") -> HttpResponse:
        """File the texts and the report, or show the report as it would be filed."""
        page, _name = self._place(case_id, key)
        form = self.make_form(page, request.POST)
        if "preview" not in request.POST or not form.is_valid():
            return super().post(request, case_id, key)
        ending = "docx" if request.POST["preview"] == "docx" else "pdf"
        shown = "attachment" if ending == "docx" else "inline"
        return HttpResponse(
            printed(page, self.content(form.cleaned_data, {}), at=self.request.at, ending=ending),
            content_type=TYPES[ending],
            headers={"Content-Disposition": f'{shown}; filename="preview.{ending}"', "Cache-Control": "private, no-store"},
        )

    @override
    def _file(self, page: CasePage, name: tuple[str, str], content: dict[str, Any]) -> None:
        pdf = printed(page, content, at=self.request.at)
        with transaction.atomic():
            super()._file(page, name, content)
            file_printed(page=page, key=name[0], name=name[1], pdf=pdf, who=self.request.standing, at=self.request.at)
