"""Reports of real scanners, where they lie beside the project: the counts per severity are those that the files themselves give."""

from __future__ import annotations

import json
import os
import xml.etree.ElementTree as ET
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any, Final

import pytest

from runut.formats.scans import read_scan

PLACES: Final = (Path(os.environ.get("RUNUT_TEST_SAMPLES", "")), *(one / "shared" / "samples" for one in Path(__file__).parents))
SAMPLES: Final = next((one / "scans" for one in PLACES if (one / "scans").is_dir()), Path("nowhere"))
EMPTY: Final = {"no_findings.json", "legacy_no_vuln.json"}
"""Nothing stands in them that says whose they are."""
LEVELS: Final = {"error": "high", "warning": "medium", "note": "low", "none": "info"}
RISKS: Final = {"3": "high", "2": "medium", "1": "low", "0": "info"}


def sarif(path: Path) -> Iterator[str]:
    for run in json.loads(path.read_bytes())["runs"]:
        levels = {rule["id"]: rule.get("defaultConfiguration", {}).get("level") for rule in run["tool"]["driver"].get("rules", ())}
        for one in run.get("results", ()):
            if one.get("kind") != "pass":
                yield LEVELS[one.get("level") or levels.get(one.get("ruleId")) or "warning"]


def trivy(path: Path) -> Iterator[str]:
    def walk(value: Any) -> Iterator[str]:
        if isinstance(value, list):
            for each in value:
                yield from walk(each)
        elif isinstance(value, dict):
            if "Severity" in value and value.get("Status") != "PASS":
                yield value["Severity"].lower().replace("unknown", "info")
            for each in value.values():
                yield from walk(each)

    yield from walk(json.loads(path.read_bytes()))


def nuclei(path: Path) -> Iterator[str]:
    for line in path.read_text(encoding="utf-8").splitlines():
        yield json.loads(line)["info"]["severity"]


def zap(path: Path) -> Iterator[str]:
    for one in ET.parse(path).iter("alertitem"):
        yield RISKS[one.findtext("riskcode", "")]


def burp(path: Path) -> Iterator[str]:
    for one in ET.parse(path).iter("issue"):
        yield one.findtext("severity", "").lower().replace("information", "info")


def nmap(path: Path) -> Iterator[str]:
    root = ET.parse(path).getroot()
    for port in root.iter("port"):
        if port.find("state").get("state") == "open":  # type: ignore[union-attr]
            yield "info"
    for script in root.iter("script"):
        for row in script.iterfind("table/table") if script.get("id") == "vulners" else ():
            score = float(row.find("elem[@key='cvss']").text or 0)  # type: ignore[union-attr]
            yield "critical" if score >= 9 else "high" if score >= 7 else "medium" if score >= 4 else "low" if score else "info"


COUNTERS: Final[Mapping[str, Callable[[Path], Iterator[str]]]] = {
    "sarif": sarif,
    "trivy": trivy,
    "nuclei": nuclei,
    "zap": zap,
    "burp": burp,
    "nmap": nmap,
}
FILES: Final = sorted(one for one in SAMPLES.glob("*/*") if one.parent.name in COUNTERS and one.name not in EMPTY)


@pytest.mark.skipif(not FILES, reason="the samples are not here")
@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_the_counts_are_the_file_s_own(path: Path) -> None:
    with path.open("rb") as file:
        assert Counter(one.severity for one in read_scan(file).findings) == Counter(COUNTERS[path.parent.name](path))
