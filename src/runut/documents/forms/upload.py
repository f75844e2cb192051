"""What is asked when a file is filed, and when a paper is taken out."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from typing_extensions import override

from runut.base.fields import DayField, TextField
from runut.documents.queries import Paper


class Files(forms.Field):
    """Files that `runut.documents.uploads.received` takes; here it only stands on the page."""

    widget = forms.FileInput

    @override
    def clean(self, value: object) -> None:
        """Judge nothing: the files have come in before the form is read."""


class UploadForm(forms.Form):
    """One file or several. ``papers`` are those of which one file can be the next version, ``asks_end`` whether an end date is due."""

    upload = Files(label=_("Files"), help_text=_("PDF, pictures and text can be read on the page; everything else is saved to be opened."))
    paper = forms.ChoiceField(label=_("File as"), required=False)
    title = TextField(
        label=_("Title"),
        required=False,
        max_length=200,
        help_text=_("Left empty, the name of the file is the title. For one new paper only."),
    )
    ends_on = DayField(label=_("The work ends on"), help_text=_("A later activity takes its deadline from this date."))
    note = TextField(label=_("Note"), required=False, max_length=500, widget=forms.Textarea(attrs={"rows": 3}))

    def __init__(self, *args: Any, papers: Sequence[Paper] = (), asks_end: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        paper = self.fields["paper"]
        assert isinstance(paper, forms.ChoiceField)
        versions = [(str(one.id), _("Next version of “%(title)s”") % {"title": one.title}) for one in papers]
        paper.choices = [("", _("A new paper")), *versions]
        if not papers:
            del self.fields["paper"]
        if not asks_end:
            del self.fields["ends_on"]

    @property
    def document_id(self) -> int:
        """The paper of which the file is the next version; 0: a new one."""
        return int(self.cleaned_data.get("paper") or 0)


class RemoveForm(forms.Form):
    """Why a paper is taken out."""

    why = TextField(label=_("Reason"), max_length=500, widget=forms.Textarea(attrs={"rows": 3}))
