"""What is asked about mockups: screens, their versions and names, and comments on a spot."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from runut.base.fields import TextField, long
from runut.documents.forms import Files


class ScreensForm(forms.Form):
    """New screens: one file or several."""

    upload = Files(
        label=_("Pictures or PDF"),
        help_text=_("PNG, JPEG, WebP, GIF or PDF; each file is a screen. A name that is there already gets its next version."),
    )
    name = TextField(
        label=_("Name of the screen"), required=False, max_length=200, help_text=_("Left empty, the file's name; for one file only.")
    )


class VersionForm(forms.Form):
    """The next version of a screen."""

    upload = Files(label=_("Picture or PDF"))
    note = TextField(label=_("What changed"), required=False, max_length=500)


class NameForm(forms.Form):
    """Another name for a screen."""

    name = TextField(label=_("Name of the screen"), max_length=200)


class CommentForm(forms.Form):
    """A comment on a version of a screen; without a spot it is about the whole."""

    version = forms.IntegerField(min_value=1, widget=forms.HiddenInput)
    text = long(_("Comment"), limit=2000, rows=3)
    x = forms.DecimalField(label=_("From the left, in %"), required=False, min_value=0, max_value=100, max_digits=5, decimal_places=2)
    y = forms.DecimalField(label=_("From the top, in %"), required=False, min_value=0, max_value=100, max_digits=5, decimal_places=2)
    page = forms.IntegerField(label=_("Page"), required=False, min_value=1, max_value=9999)


class ReplyForm(forms.Form):
    """What is said to a comment."""

    text = long(_("Answer"), required=False, limit=2000, rows=2)
