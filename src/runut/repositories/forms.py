"""What the form of this room asks for."""

from __future__ import annotations

import re
from typing import Final

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from runut.base.fields import long

_ADDRESS: Final = re.compile(r"(https?|ssh|git)://[^\s/@]*(@[^\s/]+)?[^\s]+|[\w.-]+@[\w.-]+:[^\s]+", re.ASCII)
"""How git addresses look: with a scheme, or as user@host:path."""
_SECRET: Final = re.compile(r"//[^/@\s]*:[^/@\s]+@")


class RepositoryForm(forms.Form):
    """Source code repository (SOP activities 2 and 6, requirement)."""

    address = forms.CharField(
        label=_("Address"), max_length=500, help_text=_("As git clones it, for example https://git.example.go.id/biro/aplikasi.git.")
    )
    branch = forms.CharField(label=_("Main branch"), max_length=100, initial="main")
    host = forms.CharField(label=_("Who runs the server"), max_length=200, required=False)
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
