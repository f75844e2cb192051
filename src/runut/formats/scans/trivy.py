"""Trivy JSON: schema 2 and the older list, images, file systems and clusters; vulnerabilities, misconfigurations, secrets and licences."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, BinaryIO, Final

from runut.formats.scans.finding import Finding, clean, finding, mapping, sequence
from runut.formats.scans.jsons import LIST, Path, items

KIND: Final = "Trivy"
_SECTIONS: Final = frozenset({"Vulnerabilities", "Misconfigurations", "Secrets", "Licenses"})
_SEVERITIES: Final = {"critical": "critical", "high": "high", "medium": "medium", "low": "low"}


def read(file: BinaryIO) -> Iterator[Finding]:
    """Yield the findings; a check that passed is none."""
    for one in items(file, kind=KIND, wanted=_is_finding, noted=frozenset({"Target", "Name", "Namespace", "Kind"})):
        value = mapping(one.value)
        section = one.path[-2]
        if section == "Misconfigurations" and value.get("Status") in {"PASS", "EXCEPTION"}:
            continue
        yield _READERS[section](value, one.notes.get("Target", ""))


def _is_finding(path: Path) -> bool:
    """Whether it is an element of a section of a result; at the top of a cluster's report the same words are lists of resources."""
    if len(path) < 3 or path[-1] != LIST or path[-2] not in _SECTIONS:
        return False
    return path == (LIST, path[-2], LIST) or (len(path) >= 4 and path[-4:-2] == ("Results", LIST))


def _vulnerability(one: Mapping[str, Any], target: str) -> Finding:
    package = f"{clean(one.get('PkgName'), 200)}@{clean(one.get('InstalledVersion'), 80)}"
    vector, score = _cvss(one)
    fixed = clean(one.get("FixedVersion"), 200)
    return finding(
        tool=KIND,
        rule=one.get("VulnerabilityID"),
        title=f"{clean(one.get('VulnerabilityID'), 60)} {clean(one.get('PkgName'), 100)}: {clean(one.get('Title'), 200)}".rstrip(": "),
        severity=_severity(one),
        place=f"{target} {package}".strip(),
        same=[target, clean(one.get("PkgName"), 200), clean(one.get("PkgPath"), 300)],
        score=score,
        vector=vector,
        cwe=sequence(one.get("CweIDs")),
        evidence="\n".join(part for part in (clean(one.get("Description"), 2000), clean(one.get("PrimaryURL"), 300)) if part),
        advice=f"{clean(one.get('PkgName'), 200)} → {fixed}" if fixed else "",
    )


def _misconfiguration(one: Mapping[str, Any], target: str) -> Finding:
    cause = mapping(one.get("CauseMetadata"))
    resource = clean(cause.get("Resource"), 200)
    return finding(
        tool=KIND,
        rule=one.get("ID") or one.get("AVDID"),
        title=one.get("Title"),
        severity=_severity(one),
        place=f"{target}:{cause['StartLine']}" if isinstance(cause.get("StartLine"), int) else target,
        same=[target, resource, clean(one.get("Message"), 500)],
        evidence="\n".join(part for part in (clean(one.get("Message"), 1000), clean(one.get("Description"), 1000)) if part),
        advice=one.get("Resolution"),
    )


def _secret(one: Mapping[str, Any], target: str) -> Finding:
    """The secret itself stays in the file: `Match` is not taken over."""
    line = one.get("StartLine")
    return finding(
        tool=KIND,
        rule=one.get("RuleID"),
        title=one.get("Title") or one.get("Category"),
        severity=_severity(one),
        place=f"{target}:{line}" if isinstance(line, int) else target,
        same=[target, clean(one.get("Match"), 300)],
    )


def _licence(one: Mapping[str, Any], target: str) -> Finding:
    part = clean(one.get("PkgName") or one.get("FilePath"), 200)
    return finding(
        tool=KIND,
        rule=one.get("Name"),
        title=f"{clean(one.get('Name'), 100)}: {part}",
        severity=_severity(one),
        place=f"{target} {part}".strip(),
        evidence=one.get("Category"),
    )


_READERS: Final = {"Vulnerabilities": _vulnerability, "Misconfigurations": _misconfiguration, "Secrets": _secret, "Licenses": _licence}


def _severity(one: Mapping[str, Any]) -> str:
    return _SEVERITIES.get(clean(one.get("Severity"), 20).lower(), "info")


def _cvss(one: Mapping[str, Any]) -> tuple[str, Any]:
    """Return vector and score of the source that gave the severity, else of the first that has one; the newest version of CVSS first."""
    sources = mapping(one.get("CVSS"))
    chosen = clean(one.get("SeveritySource"), 40)
    for name in sorted(sources, key=lambda name: (name != chosen, name != "nvd", name)):
        for prefix in ("V40", "V3"):
            found = mapping(sources[name])
            if found.get(f"{prefix}Vector"):
                return clean(found[f"{prefix}Vector"], 200), found.get(f"{prefix}Score")
    return "", None
