"""Everything that writes in this room."""

from __future__ import annotations

from runut.acceptance.services.builds import FORM, compare_build
from runut.acceptance.services.comparison import add_more, file_comparison, judge, remove_more
from runut.acceptance.services.parts import Shown
from runut.acceptance.services.report import REPORT_FORM, file_report
from runut.acceptance.services.runsheet import (
    Carried,
    add_step,
    change_step,
    file_run_sheet,
    move_step,
    remove_step,
    restore_step,
    take_guide,
)

__all__ = [
    "FORM",
    "REPORT_FORM",
    "Carried",
    "Shown",
    "add_more",
    "add_step",
    "change_step",
    "compare_build",
    "file_comparison",
    "file_report",
    "file_run_sheet",
    "judge",
    "move_step",
    "remove_more",
    "remove_step",
    "restore_step",
    "take_guide",
]
