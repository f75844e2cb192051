"""Rows of this room."""

from __future__ import annotations

from runut.testing.models.pentest import Finding, FindingChange, ScanImport

__all__ = ["Finding", "FindingChange", "ScanImport"]
