"""Nuclei (ProjectDiscovery): one JSON object a line (``-jsonl``), or a list of them (``-json-export``); old and new names of its keys."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any, BinaryIO, Final

from runut.core.errors import Invalid
from runut.formats.scans.finding import SEVERITIES, Finding, clean, finding, mapping, sequence
from runut.formats.scans.jsons import LIST, items
from runut.formats.scans.source import LONGEST, MOST_BYTES, damaged

KIND: Final = "Nuclei"


def read_lines(file: BinaryIO) -> Iterator[Finding]:
    """Yield the finding of each line."""
    read = 0
    while line := file.readline(LONGEST + 1):
        read += len(line)
        if len(line) > LONGEST:
            raise Invalid(code="scan_text_long", most=LONGEST // 1_000_000)
        if read > MOST_BYTES:
            raise Invalid(code="scan_large", most=MOST_BYTES // 1_000_000)
        if line.strip():
            yield _finding(_object(line))


def read_list(file: BinaryIO) -> Iterator[Finding]:
    """Yield the finding of each element."""
    for one in items(file, kind=KIND, wanted=lambda path: path == (LIST,)):
        yield _finding(mapping(one.value))


def _object(line: bytes) -> dict[str, Any]:
    try:
        found = json.loads(line.removeprefix(b"\xef\xbb\xbf"))
    except (ValueError, RecursionError) as error:
        raise damaged(KIND) from error
    if not isinstance(found, dict):
        raise damaged(KIND)
    return found


def _finding(found: dict[str, Any]) -> Finding:
    info = mapping(found.get("info"))
    classes = mapping(info.get("classification"))
    rule = found.get("template-id") or found.get("templateID")
    place = found.get("matched-at") or found.get("matched") or found.get("host")
    matcher = clean(found.get("matcher-name") or found.get("matcher_name") or found.get("extractor-name"), 200)
    severity = clean(info.get("severity"), 20).lower()
    tags = info.get("tags")
    results = sequence(found.get("extracted-results") or found.get("extracted_results"))[:20]
    return finding(
        tool=KIND,
        rule=rule,
        title=f"{clean(info.get('name'), 250)} ({matcher})" if matcher else info.get("name"),
        severity=severity if severity in SEVERITIES else "info",
        place=place,
        same=[clean(place, 500), matcher],
        score=classes.get("cvss-score"),
        vector=classes.get("cvss-metrics"),
        cwe=_texts(classes.get("cwe-id")),
        owasp=", ".join(_texts(tags)),
        evidence="\n".join([clean(info.get("description"), 2000), *(clean(one, 300) for one in results)]),
        advice=info.get("remediation"),
    )


def _texts(value: Any) -> list[str]:
    """Return a list of texts, also of one text."""
    return [clean(one, 80) for one in value[:50]] if isinstance(value, list) else [clean(value, 300)]
