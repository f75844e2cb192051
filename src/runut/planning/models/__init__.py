"""Rows of what is planned for a case: one module for each part."""

from __future__ import annotations

from runut.planning.models.features import Feature
from runut.planning.models.flows import Flow, FlowSave
from runut.planning.models.parts import Part
from runut.planning.models.prints import Print
from runut.planning.models.regulations import Regulation
from runut.planning.models.screens import Screen, ScreenComment, ScreenReply
from runut.planning.models.tasks import Attachment, Column, Dependency, Note, Task

__all__ = [
    "Attachment",
    "Column",
    "Dependency",
    "Feature",
    "Flow",
    "FlowSave",
    "Note",
    "Part",
    "Print",
    "Regulation",
    "Screen",
    "ScreenComment",
    "ScreenReply",
    "Task",
]
