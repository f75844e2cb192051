"""What the pages of this room ask for."""

from __future__ import annotations

from runut.testing.forms.pentest import FindingForm, ImportForm, JudgeForm
from runut.testing.forms.security import ItemForm
from runut.testing.forms.tasks import AttemptForm, SessionForm, TaskForm
from runut.testing.forms.uat import AutomatedForm, ExecutionForm, RunForm, ScenarioForm, SignForm, TableForm
from runut.testing.forms.usability import AskForm, SusForm

__all__ = [
    "AskForm",
    "AttemptForm",
    "AutomatedForm",
    "ExecutionForm",
    "FindingForm",
    "ImportForm",
    "ItemForm",
    "JudgeForm",
    "RunForm",
    "ScenarioForm",
    "SessionForm",
    "SignForm",
    "SusForm",
    "TableForm",
    "TaskForm",
]
