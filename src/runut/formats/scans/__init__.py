"""What scanners found, from the files that they write: read piece by piece, within bounds, as neutral findings."""

from __future__ import annotations

from runut.formats.scans.finding import SEVERITIES, Finding, severity_of_score
from runut.formats.scans.reading import FORMATS, Scan, read_scan

__all__ = ["FORMATS", "SEVERITIES", "Finding", "Scan", "read_scan", "severity_of_score"]
