"""What is asked about business flows."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from runut.base.fields import TextField
from runut.documents.forms import Files


class FlowForm(forms.Form):
    """A new diagram."""

    name = TextField(label=_("Name of the diagram"), max_length=200, help_text=_("What it shows, for example “Registration”."))


class FlowFileForm(forms.Form):
    """A diagram from a file."""

    upload = Files(label=_("BPMN file"), help_text=_("BPMN 2.0 with its diagram, as every modeller saves it (.bpmn); at most 2 MB."))
    title = TextField(label=_("Name of the diagram"), required=False, max_length=200, help_text=_("Left empty, the file's name."))


class FlowReplaceForm(forms.Form):
    """A file that takes the place of a draft."""

    upload = Files(label=_("BPMN file"))
