"""The page of the report on installation and testing."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any

from django.utils.translation import gettext_lazy as _
from typing_extensions import override

from runut.acceptance import forms, services
from runut.acceptance.queries import COMPARISON, RUN_SHEET, report_parts, sheet_of
from runut.acceptance.queries.report import BUILD
from runut.acceptance.reading import read_report
from runut.acceptance.views.place import number_of
from runut.cases.queries import CasePage
from runut.documents.forms import FormPage, Rows, register_show
from runut.documents.forms.shows import Show
from runut.documents.queries import current_form
from runut.people.queries import organisation

_ITEMS = Rows(form_class=forms.ItemForm, title=_("Presented and installed"), least=1, spare=4)


class InstallationPage(FormPage):
    """What was installed, tested and compared (activity 8). What was filed in the round stands in it by itself; the rest is written."""

    key = "installation_report"
    form = services.REPORT_FORM
    title = _("Report on installation and testing")
    lead = _("Install the application from its guide, test it, and hold each item against what was presented.")
    form_class = forms.InstallationForm
    template = "acceptance/report.html"
    edit = "acceptance:installation"

    page: CasePage
    parts: Mapping[str, Mapping[str, Any]]

    @classmethod
    @override
    def register(cls) -> None:
        reading = partial(read_report, forms.InstallationForm, {"items": _ITEMS})
        register_show(Show(form=cls.form, template=cls.show_template, edit=cls.edit, reading=reading))

    @property
    def rows(self) -> Mapping[str, Rows]:  # type: ignore[override]
        """The table that is typed: none where a comparison is filed."""
        return {} if COMPARISON in self.parts else {"items": _ITEMS}

    @override
    def initial(self, page: CasePage, content: Mapping[str, Any] | None) -> Mapping[str, Any]:
        return self._known() | dict(content or {})

    def _known(self) -> dict[str, Any]:
        """Return what the parts say already."""
        known: dict[str, Any] = {}
        if build := self.parts.get(BUILD):
            known["server"] = build["server"]
        if release := current_form(case_id=self.page.case.pk, key="application", form="release"):
            known["build"] = f"{release[1]['tag']} ({release[1]['commit'][:12]})"
        if RUN_SHEET in self.parts:
            sheet = sheet_of(self.parts[RUN_SHEET])
            known |= {"installed_by": ", ".join(sheet.people)[:300], "followed_guide": not sheet.silent}
            known["guide_note"] = "\n".join(f"{one.text}: {one.observed}" for one in sheet.silent)[:5000]
            days = [organisation().today(one.at) for one in sheet.steps if one.at]
            known["installed_on"] = max(days, default=None)
        return known

    @override
    def more(self) -> Mapping[str, Any]:
        return {
            "parts": [one["paper"] for one in self.parts.values()],
            "missing": [one for one in (RUN_SHEET, COMPARISON) if one not in self.parts],
        }

    @override
    def _place(self, case_id: int, key: str) -> tuple[CasePage, tuple[str, str]]:
        page, name = super()._place(case_id, key)
        self.page, self.parts = page, report_parts(case_id=case_id, position=page.position)
        return page, name

    @override
    def _file(self, page: CasePage, name: tuple[str, str], content: dict[str, Any]) -> None:
        services.file_report(
            case_id=page.case.pk,
            name=name[1],
            written=content,
            loaded_from=number_of(self.request.POST.get("base")),
            who=self.request.standing,
            at=self.request.at,
        )
