"""Form of one item of the checklist of security functions."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from runut.base.fields import TextField
from runut.testing.security import ANSWERS


class ItemForm(forms.Form):
    """One item; without an answer nothing is recorded."""

    answer = forms.ChoiceField(label=_("Answer"), required=False, choices=[("", _("not answered")), *ANSWERS.items()])
    evidence = forms.TypedChoiceField(label=_("Evidence"), required=False, coerce=int, empty_value="0")
    reason = TextField(label=_("Reason or where it is seen"), required=False, max_length=1000)

    def __init__(self, *args: Any, papers: Sequence[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast(forms.ChoiceField, self.fields["evidence"]).choices = [("", _("none")), *papers]
