"""Rows of this room."""

from __future__ import annotations

from runut.testing.models.pentest import Finding, FindingChange, ScanImport, open_on, over_on
from runut.testing.models.security import SecurityAnswer
from runut.testing.models.uat import AcceptanceRun, AutomatedReport, Execution, Scenario
from runut.testing.models.usability import Answer, Questionnaire, QuestionnaireLink, TaskAttempt, UsabilityTask

__all__ = [
    "AcceptanceRun",
    "Answer",
    "AutomatedReport",
    "Execution",
    "Finding",
    "FindingChange",
    "Questionnaire",
    "QuestionnaireLink",
    "ScanImport",
    "Scenario",
    "SecurityAnswer",
    "TaskAttempt",
    "UsabilityTask",
    "open_on",
    "over_on",
]
