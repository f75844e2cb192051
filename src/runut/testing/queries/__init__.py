"""Everything that reads in this room."""

from __future__ import annotations

from runut.testing.queries.automated import Automated, automated
from runut.testing.queries.coverage import Covered, Feature, coverage, plan_features
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
from runut.testing.queries.security import Progress, security_answers, security_progress
from runut.testing.queries.strength import Point, Strength, strength
from runut.testing.queries.tasks import Tasks, attempts, usability_tasks
from runut.testing.queries.uat import Line, Result, RunLine, run_of, runs, scenario, scenarios
from runut.testing.queries.usability import Asked, questionnaire, questionnaires, unused_links

__all__ = [
    "Asked",
    "Automated",
    "Being",
    "Change",
    "Covered",
    "Feature",
    "Filters",
    "Imported",
    "Line",
    "Point",
    "Progress",
    "Result",
    "RunLine",
    "Strength",
    "Tasks",
    "attempts",
    "automated",
    "counts",
    "coverage",
    "finding",
    "finding_export",
    "finding_list",
    "imports",
    "plan_features",
    "questionnaire",
    "questionnaires",
    "readings",
    "run_of",
    "runs",
    "scenario",
    "scenarios",
    "security_answers",
    "security_progress",
    "strength",
    "unused_links",
    "usability_tasks",
]
