"""What the pages of this room ask for."""

from __future__ import annotations

from runut.testing.forms.pentest import FindingForm, ImportForm, JudgeForm

__all__ = ["FindingForm", "ImportForm", "JudgeForm"]
