"""The record of a presentation: what was said, who attended, who does what until when; filed as a document (decision 0004)."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any, ClassVar

from django import forms as django_forms
from django.db import transaction
from django.utils.translation import gettext_lazy as _
from typing_extensions import override

from runut.cases.queries import CasePage, similar_cases
from runut.documents.forms import FormPage, Rows, register_show
from runut.documents.forms.reading import read
from runut.documents.forms.shows import Show
from runut.reviews import forms, services
from runut.reviews.queries import Meeting, home_of, material, meeting_of, round_of, taken_over

_ATTENDEES = Rows(form_class=forms.AttendeeForm, title=_("Who attended"), least=1)
_ACTIONS = Rows(form_class=forms.ActionForm, title=_("What is to be done, by whom, by when"))
_SIMILAR = Rows(form_class=forms.SimilarForm, title=_("Similar applications built before"), spare=2)
_SIGNED = Rows(form_class=forms.SignedForm, title=_("Who attended"))
_MATERIAL = Rows(form_class=forms.MaterialForm, title=_("What was presented"))


class RecordPage(FormPage):
    """The record of a presentation. Where one was planned, date and place stand in it already, and the attendance list is taken as it was signed."""

    template = "reviews/record.html"
    read_class: ClassVar[type[django_forms.Form]]
    typed_rows: ClassVar[Mapping[str, Rows]] = {"attendees": _ATTENDEES, "actions": _ACTIONS}

    page: CasePage
    meeting: Meeting | None

    @classmethod
    @override
    def register(cls) -> None:
        rows = {**cls.typed_rows, "attendees": _SIGNED, "material": _MATERIAL}
        reading = partial(read, cls.read_class, rows)
        register_show(Show(form=cls.form, template=cls.show_template, edit=cls.edit, reading=reading))

    @property
    def rows(self) -> Mapping[str, Rows]:  # type: ignore[override]
        """The tables that are typed: without the attendance list where it was signed."""
        signed = self.meeting is not None and self.meeting.attendees
        return {name: one for name, one in self.typed_rows.items() if name != "attendees" or not signed}

    @override
    def initial(self, page: CasePage, content: Mapping[str, Any] | None) -> Mapping[str, Any]:
        if self.meeting is None or (self.meeting.held and content is not None):
            return content or {}
        one = self.meeting
        known = {"held_on": one.held_on, "began_at": one.began_at, "place": one.place or one.link}
        similar = [{"name": f"{each['number']} {each['title']}".strip(), "owner": each["unit"]} for each in one.similar]
        return {"minutes": one.agenda, "similar": similar, **(content or {}), **known}

    @override
    def content(self, cleaned: Mapping[str, Any], rows: Mapping[str, list[dict[str, Any]]]) -> dict[str, Any]:
        content = super().content(cleaned, rows)
        if self.meeting is None:
            return content
        return content | taken_over(self.meeting, material(self.page, home_of(self.page, self.key)))

    @override
    def _place(self, case_id: int, key: str) -> tuple[CasePage, tuple[str, str]]:
        page, name = super()._place(case_id, key)
        self.page = page
        self.meeting = meeting_of(case_id=case_id, key=self.key, round_=round_of(page, home_of(page, self.key)))
        return page, name

    @override
    def _file(self, page: CasePage, name: tuple[str, str], content: dict[str, Any]) -> None:
        with transaction.atomic():
            super()._file(page, name, content)
            if self.meeting is not None:
                services.mark_held(presentation_id=self.meeting.id, at=self.request.at)

    @override
    def more(self) -> Mapping[str, Any]:
        return {"meeting": self.meeting}


class PlanPresentationPage(RecordPage):
    """The presentation of the plan (activity 4)."""

    key = "plan_presentation"
    form = "plan_presentation"
    title = _("Record of the presentation of the plan")
    lead = _("The record of the presentation to the technical team: mockup, similar applications, business flow and schedule.")
    form_class = forms.PresentationForm
    read_class = forms.ReadPresentationForm
    typed_rows: ClassVar[Mapping[str, Rows]] = {"attendees": _ATTENDEES, "similar": _SIMILAR, "actions": _ACTIONS}
    edit = "reviews:plan"

    @override
    def initial(self, page: CasePage, content: Mapping[str, Any] | None) -> Mapping[str, Any]:
        if content is not None or self.meeting is not None:
            return super().initial(page, content)
        found = similar_cases(case=page.case, who=self.request.standing, at=self.request.at)
        return {"similar": [{"name": f"{row.number} {row.title}".strip(), "owner": row.unit} for row in found]}


class ResultPresentationPage(RecordPage):
    """The presentation of the result (activity 7)."""

    key = "result_presentation"
    form = "result_presentation"
    title = _("Record of the presentation of the result")
    lead = _("The record of the presentation of the application with its tests and guides.")
    form_class = forms.ResultPresentationForm
    read_class = forms.ReadResultForm
    edit = "reviews:result"
