"""Everything that reads in this room."""

from __future__ import annotations

from runut.testing.queries.automated import Automated, automated
from runut.testing.queries.findings import (
    Being,
    Change,
    Filters,
    Imported,
    counts,
    finding,
    finding_export,
    finding_list,
    imports,
    readings,
)
from runut.testing.queries.strength import Point, Strength, strength
from runut.testing.queries.uat import Line, Result, RunLine, run_of, runs, scenario, scenarios
from runut.testing.queries.usability import Asked, questionnaire, questionnaires, unused_links

__all__ = [
    "Asked",
    "Automated",
    "Being",
    "Change",
    "Filters",
    "Imported",
    "Line",
    "Point",
    "Result",
    "RunLine",
    "Strength",
    "automated",
    "counts",
    "finding",
    "finding_export",
    "finding_list",
    "imports",
    "questionnaire",
    "questionnaires",
    "readings",
    "run_of",
    "runs",
    "scenario",
    "scenarios",
    "strength",
    "unused_links",
]
