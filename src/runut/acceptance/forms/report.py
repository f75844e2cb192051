"""What the report on installation and testing asks for."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from runut.base.fields import TextField, day, long

RESULTS = [
    ("", _("Choose")),
    ("matches", _("matches")),
    ("differs", _("differs")),
    ("missing", _("missing")),
    ("more", _("more than presented")),
]
"""How an installed item stands to what was presented (SOP row 8: membandingkan dengan hasil presentasi sebelumnya)."""


class InstallationForm(forms.Form):
    """Laporan hasil instalasi dan testing (SOP activity 8, output)."""

    installed_on = day(_("Installed on"))
    server = TextField(label=_("Server and environment"), max_length=300)
    build = TextField(label=_("What was installed"), max_length=300, help_text=_("Version, tag or commit, and where it came from."))
    installed_by = TextField(label=_("Installed by"), max_length=300)
    followed_guide = forms.BooleanField(label=_("The installation guide alone was enough"), required=False)
    guide_note = long(_("What the guide does not say"), required=False, rows=3)
    conclusion = long(_("Conclusion"))


class ItemForm(forms.Form):
    """One thing that was presented, as it was found after the installation."""

    presented = TextField(label=_("Presented"), max_length=300)
    installed = TextField(label=_("Installed"), max_length=300, required=False)
    result = forms.ChoiceField(label=_("Result"), choices=RESULTS)
    note = TextField(label=_("Note"), max_length=500, required=False)
