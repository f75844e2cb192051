"""Every kind of report is told from its content and read whole."""

from __future__ import annotations

import json
from collections import Counter
from io import BytesIO

import pytest

from runut.formats.scans import SEVERITIES, Finding, read_scan, severity_of_score
from tests.formats.scans import own


def findings(text: str | bytes) -> list[Finding]:
    return list(read_scan(BytesIO(text.encode() if isinstance(text, str) else text)).findings)


@pytest.mark.parametrize("name", own.REPORTS)
def test_a_report_is_told_from_its_content_and_counted(name: str) -> None:
    text, kind, counts = own.REPORTS[name]
    scan = read_scan(BytesIO(text.encode()))
    assert scan.kind == kind
    assert Counter(one.severity for one in scan.findings) == counts


def test_a_rule_may_stand_behind_its_results() -> None:
    first, second, third = findings(json.dumps(own.SARIF))
    assert (first.title, first.score, first.cwe, first.owasp) == ("SQL injection", 9.8, (89,), "A03:2021")
    assert first.place == "app/views.py:12"
    assert first.evidence == "Query built from user input\ncursor.execute(q)"
    assert (second.rule, second.title, second.severity) == ("py/weak-hash", "WeakHash", "low")  # its own level before the rule's
    assert (third.title, third.tool) == ("Nobody says what this is", "Pemindai")


def test_a_line_that_moves_stays_the_same_finding() -> None:
    moved = json.loads(json.dumps(own.SARIF))
    moved["runs"][0]["results"][0]["locations"][0]["physicalLocation"]["region"]["startLine"] = 99
    assert findings(json.dumps(moved))[0].fingerprint == findings(json.dumps(own.SARIF))[0].fingerprint
    moved["runs"][0]["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] = "app/other.py"
    assert findings(json.dumps(moved))[0].fingerprint != findings(json.dumps(own.SARIF))[0].fingerprint


def test_an_alert_is_the_same_in_json_and_xml_whichever_address_it_names_first() -> None:
    assert findings(own.ZAP_XML)[0].fingerprint == findings(json.dumps(own.ZAP))[0].fingerprint


def test_secrets_and_requests_stay_in_the_file() -> None:
    for text in (own.BURP, json.dumps(own.TRIVY)):
        told = " ".join(f"{one.title} {one.evidence} {one.place}" for one in findings(text))
        assert "AKIA" not in told
        assert "c2VjcmV0" not in told


def test_a_report_of_windows_begins_with_a_mark() -> None:
    assert len(findings(b"\xef\xbb\xbf" + json.dumps(own.TRIVY).encode())) == 3
    assert len(findings(own.BURP.replace('<?xml version="1.0"?>', '<?xml version="1.0" encoding="UTF-16"?>').encode("utf-16"))) == 2


@pytest.mark.parametrize(
    ("score", "severity"), [(10, "critical"), (9, "critical"), (8.9, "high"), (4, "medium"), (3.9, "low"), (0, "info")]
)
def test_a_score_is_told_as_the_standard_tells_it(score: float, severity: str) -> None:
    assert severity_of_score(score) == severity
    assert severity in SEVERITIES
