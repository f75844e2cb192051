"""Findings as CSV."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from io import StringIO
from typing import Any, Final

from django.utils.translation import gettext as _

from runut.base.exports import plain_cell
from runut.testing.words import SEVERITIES, STATES

_COLUMNS: Final = ("number", "severity", "state", "score", "vector", "title", "rule", "place", "cwe", "owasp", "tool", "reason", "found_at")


def csv_lines(rows: Iterator[dict[str, Any]]) -> Iterator[bytes]:
    """Yield the file, a finding at a time; no spreadsheet runs a cell of it."""
    yield b"\xef\xbb\xbf" + _line([str(head) for head in _heads()])
    for row in rows:
        shown = row | {"severity": str(SEVERITIES[row["severity"]]), "state": str(STATES[row["state"]])}
        shown["found_at"] = f"{row['found_at']:%Y-%m-%d %H:%M}Z"
        yield _line([plain_cell("" if shown[one] is None else str(shown[one])) for one in _COLUMNS])


def _heads() -> list[str]:
    return [
        _("Number"),
        _("Severity"),
        _("State"),
        _("CVSS score"),
        _("CVSS vector"),
        _("Title"),
        _("Rule"),
        _("Place"),
        "CWE",
        _("OWASP Top 10"),
        _("Scanner"),
        _("Reason"),
        _("Found"),
    ]


def _line(cells: list[str]) -> bytes:
    text = StringIO()
    csv.writer(text).writerow(cells)
    return text.getvalue().encode()
