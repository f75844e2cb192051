"""The forms of this room."""

from __future__ import annotations

from runut.procedures.forms.editions import DaysForm, DecreeForm, YearForm
from runut.procedures.forms.hours import HoursForm
from runut.procedures.forms.revision import RevisionForm

__all__ = ["DaysForm", "DecreeForm", "HoursForm", "RevisionForm", "YearForm"]
