"""What the pages of this room ask for."""

from __future__ import annotations

from runut.acceptance.forms.builds import BuildForm
from runut.acceptance.forms.comparison import LineForm, MoreForm
from runut.acceptance.forms.report import InstallationForm, ItemForm
from runut.acceptance.forms.runsheet import StepForm

__all__ = ["BuildForm", "InstallationForm", "ItemForm", "LineForm", "MoreForm", "StepForm"]
