"""What this room's things are called, in the reader's language."""

from __future__ import annotations

from django.utils.translation import gettext as _


def titles() -> dict[str, str]:
    """Return what the presentations are called."""
    return {"plan_presentation": _("Presentation of the plan"), "result_presentation": _("Presentation of the result")}
