"""Reports of scanners about an example application, as such tools write them: OWASP ZAP's JSON and SARIF 2.1.0."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any, Final

_RISKS: Final = {"high": "3", "medium": "2", "low": "1", "info": "0"}


def zap(site: str, found: Sequence[Mapping[str, Any]]) -> bytes:
    """Return a report of ZAP on ``site``."""
    alerts = [
        {
            "pluginid": one["rule"],
            "alertRef": one["rule"],
            "alert": one["title"],
            "name": one["title"],
            "riskcode": _RISKS[one["severity"]],
            "cweid": one["cwe"],
            "desc": f"<p>{one['text']}</p>",
            "solution": f"<p>{one['advice']}</p>",
            "instances": [{"uri": f"{site}{one['place']}", "method": "GET", "param": "", "evidence": ""}],
        }
        for one in found
    ]
    return _json({"@version": "2.16.0", "@generated": "contoh", "site": [{"@name": site, "alerts": alerts}]})


def sarif(tool: str, found: Sequence[Mapping[str, Any]]) -> bytes:
    """Return a report of a reader of source code."""
    rules = [
        {
            "id": one["rule"],
            "shortDescription": {"text": one["title"]},
            "help": {"text": one["advice"]},
            "properties": {"tags": [f"CWE-{one['cwe']}"]},
        }
        for one in found
    ]
    results = [
        {
            "ruleId": one["rule"],
            "level": {"high": "error", "medium": "warning"}.get(one["severity"], "note"),
            "message": {"text": one["text"]},
            "locations": [
                {"physicalLocation": {"artifactLocation": {"uri": one["place"]}, "region": {"startLine": one["line"]}}},
            ],
        }
        for one in found
    ]
    return _json({"version": "2.1.0", "runs": [{"tool": {"driver": {"name": tool, "rules": rules}}, "results": results}]})


def _json(content: object) -> bytes:
    return json.dumps(content, ensure_ascii=False, indent=1).encode()
