"""OWASP ZAP: the traditional report as XML or JSON, "plus" too. One finding for each alert of a site, as ZAP counts them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, BinaryIO, Final

from runut.formats.scans.finding import Finding, clean, finding, mapping, sequence
from runut.formats.scans.jsons import LIST, items
from runut.formats.scans.xmls import elements, text

KIND: Final = "OWASP ZAP"
_RISKS: Final = {"3": "high", "2": "medium", "1": "low", "0": "info"}
_ALERTS: Final = frozenset({("site", LIST, "alerts", LIST), ("site", "alerts", LIST)})
_SHOWN: Final = 20
"""Instances of an alert that are told; their number is told whole."""
_FIELDS: Final = ("pluginid", "alertRef", "alert", "name", "riskcode", "desc", "solution", "cweid")


def read_xml(file: BinaryIO) -> Iterator[Finding]:
    """Yield the findings of the XML report."""
    site = ""
    for one in elements(file, kind=KIND, wanted=frozenset({"alertitem"}), noted=frozenset({"site"})):
        if one.tag == "site":
            site = one.get("name") or one.get("host") or ""
            continue
        instances = [{name: text(each, name) for name in ("uri", "method", "param", "evidence")} for each in one.iter("instance")]
        yield _finding({name: text(one, name) for name in _FIELDS}, instances or _old(one), site)


def read_json(file: BinaryIO) -> Iterator[Finding]:
    """Yield the findings of the JSON report."""
    for one in items(file, kind=KIND, wanted=_ALERTS.__contains__, noted=frozenset({"@name"})):
        alert = mapping(one.value)
        yield _finding(alert, [mapping(each) for each in sequence(alert.get("instances"))], one.notes.get("@name", ""))


def _old(one: Any) -> list[dict[str, str]]:
    """Reports before 2.6 name the address in the alert itself."""
    return [{name: text(one, name) for name in ("uri", "param", "evidence")}] if text(one, "uri") else []


def _finding(alert: dict[str, Any], instances: Sequence[dict[str, Any]], site: str) -> Finding:
    name = clean(alert.get("alert") or alert.get("name"), 300)
    first = mapping(instances[0]) if instances else {}
    lines = [
        " ".join(part for part in (clean(each.get("method"), 10), clean(each.get("uri"), 300), clean(each.get("param"), 80)) if part)
        for each in instances[:_SHOWN]
    ]
    more = [f"… {len(instances)}"] if len(instances) > _SHOWN else []
    shown = clean(first.get("evidence"), 500)
    return finding(
        tool=KIND,
        rule=alert.get("alertRef") or alert.get("pluginid"),
        title=name,
        severity=_RISKS.get(clean(alert.get("riskcode"), 3), "info"),
        place=first.get("uri") or site,
        same=[site, name],
        cwe=[one for one in [clean(alert.get("cweid"), 8)] if one not in {"", "-1"}],
        evidence="\n".join([clean(alert.get("desc"), 2000), *lines, *more, *([shown] if shown else [])]),
        advice=alert.get("solution"),
    )
