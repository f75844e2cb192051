"""The page of this room's form."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from runut.documents.forms import FormPage
from runut.repositories import forms


class RepositoryPage(FormPage):
    """Where the source code is kept (activities 2 and 6)."""

    key = "source_repository"
    form = "repository"
    title = _("Source code repository")
    lead = _("Where the team keeps the source code from the first day on.")
    form_class = forms.RepositoryForm
    edit = "repositories:repository"
