"""Everything that reads in this room."""

from __future__ import annotations

from runut.acceptance.queries.builds import APPLICATION, archives, compared_build
from runut.acceptance.queries.claims import claims_of
from runut.acceptance.queries.comparison import COMPARISON, Comparison, LineView, comparison, filed_comparison
from runut.acceptance.queries.parts import REPORT, PartState, changed_since_filed, part_state
from runut.acceptance.queries.report import report_parts
from runut.acceptance.queries.runsheet import (
    RUN_SHEET,
    RunSheet,
    StepView,
    filed_run_sheet,
    guide_authors,
    guides,
    removed_steps,
    run_sheet,
    sheet_of,
)

__all__ = [
    "APPLICATION",
    "COMPARISON",
    "REPORT",
    "RUN_SHEET",
    "Comparison",
    "LineView",
    "PartState",
    "RunSheet",
    "StepView",
    "archives",
    "changed_since_filed",
    "claims_of",
    "compared_build",
    "comparison",
    "filed_comparison",
    "filed_run_sheet",
    "guide_authors",
    "guides",
    "part_state",
    "removed_steps",
    "report_parts",
    "run_sheet",
    "sheet_of",
]
