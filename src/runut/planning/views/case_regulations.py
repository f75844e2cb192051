"""The regulations that one application must keep to: chosen from the office's register, and those that it lacks."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from typing_extensions import override

from runut.base.numbers import whole
from runut.cases.queries import CasePage
from runut.documents.forms import FormPage, Rows, Show, register_show
from runut.documents.forms import rows as tables
from runut.documents.forms.values import typed
from runut.planning.forms.regulations import RegulationForm, RegulationsForm
from runut.planning.queries.regulations import RegulationView, as_filed, offered


class RegulationsPage(FormPage):
    """The regulations that the application must keep to (activity 3)."""

    key = "regulations"
    form = "regulations"
    title = gettext_lazy("Related regulations")
    lead = gettext_lazy("The standards and regulations that the application must keep to.")
    form_class = RegulationsForm
    rows: ClassVar[Mapping[str, Rows]] = {
        "regulations": Rows(form_class=RegulationForm, title=gettext_lazy("Regulations that the register lacks"), spare=1)
    }
    edit = "planning:regulations"
    template = "planning/regulations_form.html"
    show_template = "planning/regulations_reading.html"

    @classmethod
    @override
    def register(cls) -> None:
        """Say how versions are read: by what was filed, not by the register, which may say something else by then."""
        register_show(Show(form=cls.form, template=cls.show_template, edit=cls.edit))

    @override
    def initial(self, page: CasePage, content: Mapping[str, Any] | None) -> Mapping[str, Any]:
        found = dict(content or {})
        return found | {"chosen": [str(one["id"]) for one in found.get("chosen", ())]}

    @override
    def make_form(self, page: CasePage, *args: Any, **kwargs: Any) -> forms.Form:
        sent = self.request.POST
        chosen = sent.getlist("chosen") if self.request.method == "POST" else kwargs.get("initial", {}).get("chosen", [])
        self.found = offered(q=sent.get("find_q", "").strip()[:200], chosen=_numbers(chosen))
        return RegulationsForm(*args, offered=[(str(one.id), words(one)) for one in self.found], **kwargs)

    @override
    def post(self, request: HttpRequest, case_id: int, key: str = "") -> HttpResponse:
        if "find" not in request.POST:
            return super().post(request, case_id, key)
        page, name = self._place(case_id, key)
        form = self.make_form(page, initial=typed(RegulationsForm, request.POST) | {"chosen": request.POST.getlist("chosen")})
        sets = [tables.with_more(one, rows, request.POST, more=False) for one, rows in self.rows.items()]
        return self._show(page, name, form, sets, base_id=whole(request.POST.get("base"), digits=18) or 0)

    @override
    def content(self, cleaned: Mapping[str, Any], rows: Mapping[str, list[dict[str, Any]]]) -> dict[str, Any]:
        """Return what is filed: each regulation as the register says it today, so that it can be read when that has changed."""
        chosen = set(cleaned["chosen"])
        return {"chosen": [as_filed(one) for one in self.found if str(one.id) in chosen], "note": cleaned["note"], **rows}

    @override
    def _file(self, page: CasePage, name: tuple[str, str], content: dict[str, Any]) -> None:
        super()._file(page, name, content)
        replaced = [
            f"{one['citation']} ({one['replaced_by']})" if one["replaced_by"] else one["citation"]
            for one in content["chosen"]
            if one["replaced"]
        ]
        if replaced:
            said = _("No longer in force, with what replaced it: %(names)s. See whether the application must keep to that instead.")
            messages.warning(self.request, said % {"names": ", ".join(replaced)})


def words(one: RegulationView) -> str:
    """Return a regulation as one line, with a warning where it no longer holds."""
    line = f"{one.citation} · {one.title}"
    if not one.replaced:
        return line
    if one.replaced_by:
        return _("%(line)s (no longer in force: replaced by %(by)s)") % {"line": line, "by": one.replaced_by}
    return _("%(line)s (no longer in force)") % {"line": line}


def _numbers(sent: list[str]) -> list[int]:
    numbers = (whole(one, digits=15) for one in sent[:300])
    return [one for one in numbers if one is not None]
