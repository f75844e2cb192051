"""Everything that writes in this room."""

from __future__ import annotations

from runut.testing.services.automated import import_results
from runut.testing.services.findings import Written, add_finding, judge_finding
from runut.testing.services.imports import About, import_scan, read_large, stop_reading
from runut.testing.services.runs import Tried, execute, sign_run, start_run
from runut.testing.services.scenarios import Draft, retire_scenario, sort_scenarios, write_scenario, write_scenarios
from runut.testing.services.security import Said, answer_security
from runut.testing.services.summary import file_tests, tested
from runut.testing.services.tasks import add_task, record_attempts
from runut.testing.services.usability import answer, ask, close

__all__ = [
    "About",
    "Draft",
    "Said",
    "Tried",
    "Written",
    "add_finding",
    "add_task",
    "answer",
    "answer_security",
    "ask",
    "close",
    "execute",
    "file_tests",
    "import_results",
    "import_scan",
    "judge_finding",
    "read_large",
    "record_attempts",
    "retire_scenario",
    "sign_run",
    "sort_scenarios",
    "start_run",
    "stop_reading",
    "tested",
    "write_scenario",
    "write_scenarios",
]
