"""The forms of this room."""

from __future__ import annotations

from runut.procedures.forms.editions import DaysForm, DecreeForm, YearForm
from runut.procedures.forms.hours import HoursForm
from runut.procedures.forms.simulation import SimulationForm
from runut.procedures.forms.starting import StartForm
from runut.procedures.forms.submit import SubmitForm
from runut.procedures.forms.typed import Typed, typed

__all__ = ["DaysForm", "DecreeForm", "HoursForm", "SimulationForm", "StartForm", "SubmitForm", "Typed", "YearForm", "typed"]
