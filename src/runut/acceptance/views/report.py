"""The page of the report on installation and testing."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from django.utils.translation import gettext_lazy as _

from runut.acceptance import forms
from runut.documents.forms import FormPage, Rows


class InstallationPage(FormPage):
    """What was installed, tested and compared (activity 8)."""

    key = "installation_report"
    form = "installation"
    title = _("Report on installation and testing")
    lead = _("Install the application from its guide, test it, and hold each item against what was presented.")
    form_class = forms.InstallationForm
    rows: ClassVar[Mapping[str, Rows]] = {"items": Rows(form_class=forms.ItemForm, title=_("Presented and installed"), least=1, spare=4)}
    edit = "acceptance:installation"
