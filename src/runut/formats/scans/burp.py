"""Burp Suite: issues exported as XML. Requests and responses stay in the file: they can hold passwords and whole pages."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO, Final

from runut.formats.scans.finding import Finding, finding
from runut.formats.scans.xmls import elements, text

KIND: Final = "Burp Suite"
_SEVERITIES: Final = {"high": "high", "medium": "medium", "low": "low"}


def read(file: BinaryIO) -> Iterator[Finding]:
    """Yield the findings."""
    for one in elements(file, kind=KIND, wanted=frozenset({"issue"})):
        host, location = text(one, "host"), text(one, "location") or text(one, "path")
        yield finding(
            tool=KIND,
            rule=text(one, "type"),
            title=text(one, "name"),
            severity=_SEVERITIES.get(text(one, "severity").strip().lower(), "info"),
            place=f"{host}{text(one, 'path')}",
            same=[host, location],
            cwe=[text(one, "vulnerabilityClassifications")],
            evidence="\n".join(part for part in (text(one, "issueDetail"), text(one, "issueBackground")) if part),
            advice=text(one, "remediationDetail") or text(one, "remediationBackground"),
        )
