"""What comparing one line asks for."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from typing_extensions import override

from runut.acceptance.words import VERDICTS
from runut.base.fields import TextField, long
from runut.documents.queries import Version


class ShownForm(forms.Form):
    """What shows it: a picture or paper that is sent, or one that the case has already."""

    upload = forms.FileField(label=_("Picture or paper that shows it"), required=False, allow_empty_file=True)
    paper = forms.ChoiceField(label=_("Or a paper that the project has already"), required=False)

    @override
    def __init__(self, *args: Any, papers: Sequence[Version] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["paper"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", _("none")), *((str(one.id), f"{one.title} · {one.number}") for one in papers)]
        if not papers:
            del self.fields["paper"]


class LineForm(ShownForm):
    """How one line stands."""

    verdict = forms.ChoiceField(label=_("Verdict"), choices=list(VERDICTS.items()), widget=forms.RadioSelect)
    installed = long(
        _("Installed"), required=False, limit=4000, rows=4, help_text=_("What was found. Needed where it differs or is more than promised.")
    )
    field_order = ("verdict", "installed", "upload", "paper")


class MoreForm(ShownForm):
    """Something that is installed and that nobody promised."""

    text = TextField(label=_("What is there"), max_length=300, help_text=_("Something that is installed and that nobody promised."))
    installed = long(_("Installed"), required=False, limit=4000, rows=3, help_text=_("What was found of it."))
    field_order = ("text", "installed", "upload", "paper")
