"""The page of the final report: its texts, its preview, and the paper that is filed with them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from io import BytesIO
from typing import Any

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from typing_extensions import override

from runut.base.letters import letter_bytes
from runut.cases.queries import CasePage, everybody, remarks, team
from runut.documents.forms import FormPage
from runut.documents.queries import papers_of
from runut.documents.services import file_upload
from runut.documents.uploads import store_stream
from runut.procedures.queries import calendar
from runut.reports import forms
from runut.reports.queries import audit_of
from runut.reports.report import Known, report

SECONDS = 120
"""How long a report may take; two hundred pages take some seconds."""


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
        return HttpResponse(
            printed(page, self.content(form.cleaned_data, {}), at=self.request.at),
            content_type="application/pdf",
            headers={"Content-Disposition": 'inline; filename="preview.pdf"', "Cache-Control": "private, no-store"},
        )

    @override
    def _file(self, page: CasePage, name: tuple[str, str], content: dict[str, Any]) -> None:
        pdf = printed(page, content, at=self.request.at)
        with transaction.atomic():
            super()._file(page, name, content)
            file_upload(
                case_id=page.case.pk,
                key=name[0],
                title=_("%(name)s, whole (PDF)") % {"name": name[1]},
                upload=store_stream(BytesIO(pdf)),
                filename=f"{name[0]}.pdf",
                who=self.request.standing,
                at=self.request.at,
            )


def printed(page: CasePage, written: Mapping[str, Any], *, at: datetime) -> bytes:
    """Return the report as PDF.

    Raises:
        PrintFailed: The typesetter refused it, or it took too long.
    """
    case, today = page.case, calendar().local(at).date()
    behind = everybody(case=case, procedure=page.procedure, on=today)
    known = Known(
        page=page,
        found=audit_of(case_id=case.pk),
        papers=papers_of(case.pk),
        team=team(case_id=case.pk),
        remarks=remarks(case_id=case.pk),
        holders={key: people[0].name for key, people in behind.items() if people},
    )
    return letter_bytes(report(written, known, at=at), ending="pdf", at=at, seconds=SECONDS)
