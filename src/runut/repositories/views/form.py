"""The form that names a repository kept elsewhere, and the button that makes one here."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST
from typing_extensions import override

from runut.cases.queries import access_page
from runut.core.errors import NotFound
from runut.documents import shelf
from runut.documents.forms import FormPage
from runut.people.access import Request, permission
from runut.repositories import forms
from runut.repositories.forges import forge_name
from runut.repositories.queries.forging import project_of
from runut.repositories.services import make_repository
from runut.repositories.services.repositories import FORM, KEY


class RepositoryPage(FormPage):
    """Where the source code is kept (activities 2 and 6)."""

    key = KEY
    form = FORM
    title = gettext_lazy("Source code repository")
    lead = gettext_lazy("Where the team keeps the source code from the first day on.")
    form_class = forms.RepositoryForm
    template = "repositories/form.html"
    edit = "repositories:repository"

    @override
    def more(self) -> Mapping[str, Any]:
        return {"project": project_of(case_id=self.kwargs["case_id"]), "forge": forge_name()}


@permission("signed_in")
@require_POST
def make(request: Request, case_id: int) -> HttpResponse:
    """Make the case's repository here."""
    found = shelf.find(access_page(case_id=case_id, who=request.standing, at=request.at), KEY)
    if found is None:
        raise NotFound
    made = make_repository(case_id=case_id, title=found[0].name, who=request.standing, at=request.at)
    messages.success(request, _("The repository %(name)s is ready: the team can clone it and push.") % {"name": made.name})
    return redirect("repositories:code", case_id)
