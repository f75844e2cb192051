"""What the form of this room asks for."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any, Final, cast

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from runut.base.fields import TextField, long

_ADDRESS: Final = re.compile(r"(https?|ssh|git)://[^\s/@]*(@[^\s/]+)?[^\s]+|[\w.-]+@[\w.-]+:[^\s]+", re.ASCII)
"""How git addresses look: with a scheme, or as user@host:path."""
_SECRET: Final = re.compile(r"//[^/@\s]*:[^/@\s]+@")


class RepositoryForm(forms.Form):
    """Source code repository (SOP activities 2 and 6, requirement)."""

    address = TextField(
        label=_("Address"), max_length=500, help_text=_("As git clones it, for example https://git.example.go.id/biro/aplikasi.git.")
    )
    branch = TextField(label=_("Main branch"), max_length=100, initial="main")
    host = TextField(label=_("Who runs the server"), max_length=200, required=False)
    access = long(_("Who may read and write"), required=False, limit=1000, rows=3)

    def clean_address(self) -> str:
        """Return an address that git could use and that holds no password.

        Raises:
            ValidationError: It could not, or it does.
        """
        address: str = self.cleaned_data["address"].strip()
        if _SECRET.search(address):
            raise ValidationError(_("The address holds a password. Leave it out: everybody who sees the case would read it."))
        if not _ADDRESS.fullmatch(address):
            raise ValidationError(_("This is no address that git can clone from."))
        return address


class ReleaseForm(forms.Form):
    """A release: which tag, what is new in it, and where the manuals stand in the repository."""

    tag = forms.ChoiceField(label=_("Tag"), help_text=_("A tag that was pushed and not released yet. From now on it cannot move."))
    notes = long(_("What is new"), limit=4000, help_text=_("For those who look at it and decide."))

    def __init__(self, *args: Any, tags: Sequence[str], manuals: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast(forms.ChoiceField, self.fields["tag"]).choices = [(one, one) for one in tags]
        self.manuals = [key for key, _name in manuals]
        for key, name in manuals:
            self.fields[f"path_{key}"] = TextField(
                label=name,
                required=False,
                max_length=1000,
                help_text=_("A file or a folder of the repository, for example docs/petunjuk.pdf."),
            )

    def paths(self) -> dict[str, str]:
        """Return the path of each manual that was named."""
        found = {key: str(self.cleaned_data[f"path_{key}"]).strip().strip("/") for key in self.manuals}
        return {key: path for key, path in found.items() if path}
