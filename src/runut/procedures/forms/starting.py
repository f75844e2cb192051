"""What a draft begins with."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from runut.base.fields import TextField

LONGEST_TEXT = 1_000_000


class StartForm(forms.Form):
    """A file, pasted text, or a name for an empty table; the buttons of the page say which counts."""

    use_required_attribute = False

    file = forms.Field(
        label=_("File of the SOP"),
        required=False,
        widget=forms.FileInput,
        help_text=_("DOCX, XLSX, BPMN, TOML, JSON or text. It is read, not kept."),
    )
    text = forms.CharField(
        label=_("Text of the SOP"),
        required=False,
        max_length=LONGEST_TEXT,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text=_("Copy the table of activities with its head, and what stands above it, and paste it here."),
    )
    name = TextField(label=_("Name of the SOP"), required=False, max_length=200)
