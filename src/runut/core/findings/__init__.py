"""What is worth looking at in an SOP, each with a stable code, its place, a level and a sentence.

    findings(procedure, laws=laws.known())      # a procedure that can be run: warnings and hints
    review(data, laws=laws.known())             # what a file or a draft holds: its faults as errors, or else the findings

The editor and `runut sop check` show the same; docs/reference/findings.md says of each code what it means and how to mend it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from runut.core.building import build
from runut.core.errors import ProcedureInvalid
from runut.core.findings.identity import identity_findings
from runut.core.findings.paths import path_findings
from runut.core.findings.rows import activity_findings, performer_findings
from runut.core.findings.values import LEVELS, Finding, Law, Level, of_problem
from runut.core.procedure import Procedure
from runut.core.workdays import Calendar

__all__ = ["LEVELS", "Finding", "Law", "Level", "findings", "review"]


def findings(procedure: Procedure, *, laws: Sequence[Law] = (), calendar: Calendar | None = None) -> tuple[Finding, ...]:
    """Return what is worth looking at in a procedure that can be run, in the order of the form: identity, columns, rows.

    Args:
        procedure: A checked procedure; so none of the findings is an error.
        laws: Regulations that no longer hold (`runut.formats.laws.known`).
        calendar: The office's calendar, where there is one: whether anybody works on the day from which the SOP holds.
    """
    found = [*identity_findings(procedure.identity, laws, calendar), *performer_findings(procedure)]
    along: dict[int, list[Finding]] = {}
    for number, one in path_findings(procedure):
        along.setdefault(number, []).append(one)
    for activity in procedure.activities:
        found += activity_findings(activity, procedure.performers)
        found += along.get(activity.number, [])
    return tuple(found)


def review(data: Mapping[str, Any], *, laws: Sequence[Law] = (), calendar: Calendar | None = None) -> tuple[Finding, ...]:
    """Return the faults of ``data`` (in the form of the file) as errors; where it has none, the findings about its procedure."""
    try:
        procedure = build(data)
    except ProcedureInvalid as error:
        return tuple(of_problem(one) for one in error.problems)
    return findings(procedure, laws=laws, calendar=calendar)
