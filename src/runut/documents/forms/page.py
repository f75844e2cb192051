"""`FormPage`: the page of a form of the product whose content fulfils a deliverable.

A room subclasses it, names its key, form and templates, and puts it into its urls; README.md of this room has an example.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from functools import partial
from typing import Any, ClassVar

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.views import View

from runut.base.numbers import whole
from runut.cases.queries import CasePage, access_page
from runut.core.errors import NotFound, RunutError
from runut.core.sentences import Reason
from runut.documents import shelf
from runut.documents.forms import rows as tables
from runut.documents.forms.reading import read
from runut.documents.forms.rows import Rows, RowSet
from runut.documents.forms.shows import Show, register_show
from runut.documents.forms.values import plain, typed
from runut.documents.queries import Version, current_form, newest_form
from runut.documents.services import file_form
from runut.people.access import Request, permission


class FormPage(View):
    """GET shows the form with what its current version says; POST files the next version and goes back to the case.

    Class attributes: ``key`` the deliverable (``keys`` when one page serves several; the address then names it), ``form`` the name that
    versions carry, ``title`` and ``lead`` what the page says, ``form_class`` the fields, ``rows`` tables of repeated rows by name,
    ``template`` the page, ``show_template`` how a version is read (it finds ``content``, ``version`` and ``reading``).
    """

    key: ClassVar[str] = ""
    keys: ClassVar[tuple[str, ...]] = ()
    form: ClassVar[str]
    title: ClassVar[str | Promise]
    lead: ClassVar[str | Promise] = ""
    form_class: ClassVar[type[forms.Form]]
    rows: ClassVar[Mapping[str, Rows]] = {}
    template: ClassVar[str] = "documents/form.html"
    show_template: ClassVar[str] = "documents/reading.html"
    edit: ClassVar[str] = ""

    request: Request

    @classmethod
    def register(cls) -> None:
        """Say how versions of this form are read; for `AppConfig.ready()`."""
        register_show(Show(form=cls.form, template=cls.show_template, edit=cls.edit, reading=partial(read, cls.form_class, cls.rows)))

    @classmethod
    def as_view(cls, **initkwargs: Any) -> Callable[..., HttpResponseBase]:
        """Return the view; everybody who is signed in may ask, the case and its guards decide."""
        return permission("signed_in")(super().as_view(**initkwargs))

    def initial(self, page: CasePage, content: Mapping[str, Any] | None) -> Mapping[str, Any]:
        """Return what stands in the form when it is opened: the content of the current version, or nothing."""
        return content or {}

    def content(self, cleaned: Mapping[str, Any], rows: Mapping[str, list[dict[str, Any]]]) -> dict[str, Any]:
        """Return what is filed: plain JSON values."""
        return plain(cleaned) | dict(rows)

    def ends_on(self, content: Mapping[str, Any]) -> date | None:
        """Return the end of the work, where the deliverable sets a deadline."""
        return None

    def make_form(self, page: CasePage, *args: Any, **kwargs: Any) -> forms.Form:
        """Return the form; a room that needs the case in its fields overrides this."""
        return self.form_class(*args, **kwargs)

    def more(self) -> Mapping[str, Any]:
        """Return what the room's own template needs besides."""
        return {}

    def get(self, request: HttpRequest, case_id: int, key: str = "") -> HttpResponse:
        """Show the form as it was filed last."""
        page, name = self._place(case_id, key)
        version, content = current_form(case_id=case_id, key=name[0], form=self.form) or (None, None)
        initial = self.initial(page, content)
        form = self.make_form(page, initial=initial)
        sets = [tables.shown(one, rows, initial.get(one, ())) for one, rows in self.rows.items()]
        return self._show(page, name, form, sets, base=version)

    def post(self, request: HttpRequest, case_id: int, key: str = "") -> HttpResponse:
        """File what was typed, or say why not on the same page."""
        page, name = self._place(case_id, key)
        data = request.POST
        more = next((one for one in self.rows if f"add-{one}" in data), "")
        if more:
            form = self.make_form(page, initial=typed(self.form_class, data))
            sets = [tables.with_more(one, rows, data, more=one == more) for one, rows in self.rows.items()]
            return self._show(page, name, form, sets, base_id=whole(data.get("base"), digits=18) or 0)
        form = self.make_form(page, data)
        sets = [tables.sent(one, rows, data) for one, rows in self.rows.items()]
        if not all([form.is_valid(), *(one.is_valid() for one in sets)]):
            return self._show(page, name, form, sets, base_id=whole(data.get("base"), digits=18) or 0, status=422)
        content = self.content(form.cleaned_data, {one.prefix or "": one.values() for one in sets})
        try:
            self._file(page, name, content)
        except RunutError as refused:
            newer = newest_form(case_id=case_id, key=name[0], form=self.form) if refused.code == "document_newer" else None
            base_id = whole(data.get("base"), digits=18) or 0
            return self._show(page, name, form, sets, base=newer, base_id=base_id, reasons=refused.reasons, status=refused.status)
        messages.success(request, _("“%(name)s” is filed.") % {"name": name[1]})
        return redirect("cases:case", case_id)

    def _file(self, page: CasePage, name: tuple[str, str], content: dict[str, Any]) -> None:
        file_form(
            case_id=page.case.pk,
            key=name[0],
            name=name[1],
            form=self.form,
            content=content,
            ends_on=self.ends_on(content),
            who=self.request.standing,
            at=self.request.at,
            loaded_from=whole(self.request.POST.get("base"), digits=18) or 0,
        )

    def _place(self, case_id: int, key: str) -> tuple[CasePage, tuple[str, str]]:
        """Return the case's page, and the key and name of the deliverable."""
        key = key or self.key
        if key not in (self.keys or (self.key,)):
            raise NotFound
        page = access_page(case_id=case_id, who=self.request.standing, at=self.request.at)
        found = shelf.find(page, key)
        if found is None:
            raise NotFound
        return page, (key, found[0].name)

    def _show(
        self,
        page: CasePage,
        name: tuple[str, str],
        form: forms.Form,
        sets: list[RowSet],
        *,
        base: Version | None = None,
        base_id: int | None = None,
        reasons: tuple[Reason, ...] = (),
        status: int = 200,
    ) -> HttpResponse:
        context = {
            "case": page.case,
            "page": page,
            "key": name[0],
            "deliverable": name[1],
            "title": self.title,
            "lead": self.lead,
            "form": form,
            "tables": sets,
            "version": base,
            "base": base.id if base else base_id or 0,
            "reasons": reasons,
            "against": shelf.against(page, name[0]),
            "sent": self.request.method == "POST",
            **self.more(),
        }
        return render(self.request, self.template, context, status=status)
