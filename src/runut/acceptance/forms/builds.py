"""What comparing an installed build asks for."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from runut.base.fields import TextField, long
from runut.documents.forms.upload import Files
from runut.documents.queries import Version


class BuildForm(forms.Form):
    """The list of a server's files, and the archive of the release that it is held against."""

    archive = forms.ChoiceField(label=_("Released application"))
    upload = Files(label=_("List from the server"), help_text=_("What the script wrote, as it is."))
    server = TextField(label=_("Server and folder"), max_length=300)
    leave_out = long(
        _("Not compared"),
        required=False,
        limit=4000,
        rows=4,
        help_text=_("One pattern a line, as *.log or config/*. They are written into the comparison, so that whoever decides sees them."),
    )

    def __init__(self, *args: Any, archives: Sequence[Version] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["archive"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(str(one.id), f"{one.filename} · {one.sha256[:12]}…") for one in archives]

    def clean_leave_out(self) -> list[str]:
        """Return the patterns, one each, without empty lines."""
        return list(dict.fromkeys(one.strip() for one in self.cleaned_data["leave_out"].splitlines() if one.strip()))
