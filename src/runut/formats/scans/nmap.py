"""Nmap XML: each open port is a finding to know of; what the scripts of the category "vuln" report has the severity that they give it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import BinaryIO, Final
from xml.etree.ElementTree import Element

from runut.formats.scans.finding import Finding, finding, number, severity_of_score
from runut.formats.scans.xmls import elements

KIND: Final = "Nmap"
_VULNERS: Final = re.compile(r"^\s*(\S{4,80})\t(\d{1,2}(?:\.\d)?)\t(\S{0,300})", re.MULTILINE)
_RISK: Final = re.compile(r"Risk factor:\s*(Critical|High|Medium|Low)", re.IGNORECASE)
_CVE: Final = re.compile(r"CVE-\d{4}-\d{4,7}")
_MOST: Final = 2000
"""Entries of one script's table."""


def read(file: BinaryIO) -> Iterator[Finding]:
    """Yield the findings, host after host."""
    for host in elements(file, kind=KIND, wanted=frozenset({"host"})):
        named = host.find("hostnames/hostname")
        found = host.find("address")
        address = (found.get("addr") if found is not None else None) or (named.get("name") if named is not None else None) or ""
        for port in host.iter("port"):
            state = port.find("state")
            if state is not None and state.get("state") == "open":
                yield from _port(port, address)
        for script in host.iterfind("hostscript/script"):
            yield from _script(script, address)


def _port(port: Element, address: str) -> Iterator[Finding]:
    where = f"{port.get('protocol', 'tcp')}://{address}:{port.get('portid', '')}"
    service = port.find("service")
    about = [service.get(key) or "" for key in ("name", "product", "version", "extrainfo")] if service is not None else []
    told = " ".join(one for one in about if one)
    yield finding(
        tool=KIND,
        rule=f"port-{port.get('portid', '')}/{port.get('protocol', 'tcp')}",
        title=f"{port.get('portid', '')}/{port.get('protocol', 'tcp')} {told}".strip(),
        severity="info",
        place=where,
        evidence=told,
    )
    for script in port.iterfind("script"):
        yield from _script(script, where)


def _script(script: Element, where: str) -> Iterator[Finding]:
    name, output = script.get("id") or "", (script.get("output") or "")[:500_000]
    if name == "vulners":
        for found in list(_VULNERS.finditer(output))[:_MOST]:
            score = number(found[2]) or 0.0
            yield finding(
                tool=KIND, rule=found[1], title=found[1], severity=severity_of_score(score), score=score, place=where, evidence=found[3]
            )
    elif "State: VULNERABLE" in output or "State: LIKELY VULNERABLE" in output:
        risk, cve = _RISK.search(output), _CVE.search(output)
        severity = risk[1].lower() if risk else "medium"
        yield finding(
            tool=KIND, rule=name, title=f"{name} {cve[0] if cve else ''}".strip(), severity=severity, place=where, evidence=output
        )
