"""Everything that writes in this room."""

from __future__ import annotations

from runut.testing.services.findings import Written, add_finding, judge_finding
from runut.testing.services.imports import About, import_scan
from runut.testing.services.summary import file_tests, tested

__all__ = ["About", "Written", "add_finding", "file_tests", "import_scan", "judge_finding", "tested"]
