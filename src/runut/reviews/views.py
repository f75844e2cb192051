"""The pages of presentations."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from django.utils.translation import gettext_lazy as _
from typing_extensions import override

from runut.cases.queries import CasePage, similar_cases
from runut.documents.forms import FormPage, Rows
from runut.reviews import forms

_ATTENDEES = Rows(form_class=forms.AttendeeForm, title=_("Who attended"), least=1)


class PlanPresentationPage(FormPage):
    """The presentation of the plan (activity 4)."""

    key = "plan_presentation"
    form = "plan_presentation"
    title = _("Presentation of the plan")
    lead = _("The record of the presentation to the technical team: mockup, similar applications, business flow and schedule.")
    form_class = forms.PresentationForm
    rows: ClassVar[Mapping[str, Rows]] = {
        "attendees": _ATTENDEES,
        "similar": Rows(form_class=forms.SimilarForm, title=_("Similar applications built before"), spare=2),
    }
    edit = "reviews:plan"

    @override
    def initial(self, page: CasePage, content: Mapping[str, Any] | None) -> Mapping[str, Any]:
        if content is not None:
            return content
        found = similar_cases(case=page.case, who=self.request.standing, at=self.request.at)
        return {"similar": [{"name": f"{row.number} {row.title}".strip(), "owner": row.unit} for row in found]}


class ResultPresentationPage(FormPage):
    """The presentation of the result (activity 7)."""

    key = "result_presentation"
    form = "result_presentation"
    title = _("Presentation of the result")
    lead = _("The record of the presentation of the application with its tests and guides.")
    form_class = forms.ResultPresentationForm
    rows: ClassVar[Mapping[str, Rows]] = {"attendees": _ATTENDEES}
    edit = "reviews:result"
