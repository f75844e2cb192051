"""Findings as CSV."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, Final

from django.utils.translation import gettext as _

from runut.base import exports
from runut.testing.words import SEVERITIES, STATES

_COLUMNS: Final = (
    "number",
    "severity",
    "state",
    "score",
    "vector",
    "title",
    "rule",
    "place",
    "cwe",
    "owasp",
    "tool",
    "reason",
    "accepted_until",
    "found_at",
)


def csv_lines(rows: Iterable[dict[str, Any]]) -> Iterator[bytes]:
    """Yield the file, a finding at a time."""
    return exports.csv_lines(_heads(), (_cells(row) for row in rows))


def _cells(row: dict[str, Any]) -> list[object]:
    shown = row | {"severity": SEVERITIES[row["severity"]], "state": STATES[row["state"]], "found_at": f"{row['found_at']:%Y-%m-%d %H:%M}Z"}
    return [shown[one] for one in _COLUMNS]


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
        _("Accepted until"),
        _("Found"),
    ]
