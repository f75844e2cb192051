"""SARIF 2.1.0 (OASIS): rules first, then results, one at a time.

Source: SARIF 2.1.0 sections 3.27.9 (kind), 3.27.10 (level), 3.27.35 (suppressions), 3.49 (reportingDescriptor).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, BinaryIO, Final

from runut.formats.scans.finding import TITLE, Finding, clean, finding, mapping, number, sequence, severity_of_score
from runut.formats.scans.jsons import LIST, items

KIND: Final = "SARIF 2.1.0"
_LEVELS: Final = {"error": "high", "warning": "medium", "note": "low", "none": "info"}
_RESULT: Final = ("runs", LIST, "results", LIST)
_NAME: Final = ("runs", LIST, "tool", "driver", "name")
_RULE: Final = ("runs", LIST, "tool", "driver", "rules", LIST)
_EXTENSION: Final = ("runs", LIST, "tool", "extensions", LIST, "rules", LIST)
_NO_FINDING: Final = frozenset({"pass", "notApplicable"})
_MOST_RULES: Final = 50_000


@dataclass(frozen=True, slots=True, kw_only=True)
class _Rule:
    id: str
    title: str
    level: str
    score: float | None
    cwe: tuple[str, ...]
    owasp: str
    advice: str


@dataclass(slots=True)
class _Run:
    tool: str = ""
    by_id: dict[str, _Rule] = field(default_factory=dict)
    by_place: list[_Rule] = field(default_factory=list)


def read(file: BinaryIO) -> Iterator[Finding]:
    """Yield the findings; a rule can stand behind the results that it belongs to, so the file is read twice."""
    runs = _runs(file)
    file.seek(0)
    for one in items(file, kind=KIND, wanted=lambda path: path == _RESULT):
        result = mapping(one.value)
        if result.get("kind") not in _NO_FINDING:
            yield _finding(result, runs.get(one.where[0]) or _Run())


def _runs(file: BinaryIO) -> dict[int, _Run]:
    runs: dict[int, _Run] = {}
    count = 0
    for one in items(file, kind=KIND, wanted=lambda path: path in {_NAME, _RULE, _EXTENSION}):
        run = runs.setdefault(one.where[0], _Run())
        if one.path == _NAME:
            run.tool = clean(one.value, 80)
            continue
        count += 1
        if count > _MOST_RULES:
            break
        rule = _rule(mapping(one.value))
        run.by_id.setdefault(rule.id, rule)
        if one.path == _RULE:
            run.by_place.append(rule)
    return runs


def _rule(value: Mapping[str, Any]) -> _Rule:
    properties = mapping(value.get("properties"))
    tags = [clean(one, TITLE) for one in [*sequence(properties.get("tags")), *sequence(properties.get("cwe"))][:100]]
    targets = [clean(mapping(mapping(one).get("target")).get("id"), TITLE) for one in sequence(value.get("relationships"))[:20]]
    texts = [_text(value.get(key)) for key in ("shortDescription", "fullDescription")]
    return _Rule(
        id=clean(value.get("id"), TITLE),
        title=next((one for one in [*texts, clean(value.get("name"), TITLE)] if one), ""),
        level=clean(mapping(value.get("defaultConfiguration")).get("level"), 20),
        score=number(properties.get("security-severity")),
        cwe=tuple(one for one in (*tags, *targets, *texts) if "cwe" in one.lower()),
        owasp=next((one for one in (*tags, clean(properties.get("owasp"), TITLE)) if "A0" in one or "A10" in one), ""),
        advice=_text(value.get("help")),
    )


def _finding(result: Mapping[str, Any], run: _Run) -> Finding:
    rule = _rule_of(result, run)
    properties = mapping(result.get("properties"))
    message = _text(result.get("message"))
    named = clean(result.get("ruleId"), TITLE) or clean(mapping(result.get("rule")).get("id"), TITLE) or (rule.id if rule else "")
    score = number(properties.get("security-severity"))
    if score is None and rule:
        score = rule.score
    level = clean(result.get("level"), 20) or (rule.level if rule else "") or "warning"
    place, file, snippet = _place(result)
    prints = {**mapping(result.get("partialFingerprints")), **mapping(result.get("fingerprints"))}
    same = [f"{key}={clean(one, TITLE)}" for key, one in sorted(prints.items())[:20] if not isinstance(one, dict | list)]
    suppressed = any(mapping(one).get("state", "accepted") == "accepted" for one in sequence(result.get("suppressions")))
    return finding(
        tool=run.tool or "SARIF",
        rule=named,
        title=(rule.title if rule else "") or message,
        severity=severity_of_score(score) if score is not None else _LEVELS.get(level, "medium"),
        place=place,
        same=[file, *same] if same else [file, snippet or message],
        score=score,
        cwe=[*(rule.cwe if rule else ()), *[clean(one, 80) for one in sequence(properties.get("tags"))[:50]]],
        owasp=rule.owasp if rule else "",
        evidence="\n".join(one for one in (message, snippet, "(suppressed in the source)" if suppressed else "") if one),
        advice=rule.advice if rule else "",
    )


def _rule_of(result: Mapping[str, Any], run: _Run) -> _Rule | None:
    other = mapping(result.get("rule"))
    named = clean(result.get("ruleId") or other.get("id"), TITLE)
    if named in run.by_id:
        return run.by_id[named]
    if "/" in named and named.rpartition("/")[0] in run.by_id:  # section 3.52.4: a rule's id may have parts
        return run.by_id[named.rpartition("/")[0]]
    place = result.get("ruleIndex", other.get("index"))
    if isinstance(place, int) and "toolComponent" not in other and 0 <= place < len(run.by_place):
        return run.by_place[place]
    return None


def _place(result: Mapping[str, Any]) -> tuple[str, str, str]:
    """Return the place as it is read, its part that does not move with every change, and the line itself."""
    for one in sequence(result.get("locations"))[:1]:
        physical = mapping(mapping(one).get("physicalLocation"))
        file = clean(mapping(physical.get("artifactLocation")).get("uri"), TITLE)
        region = mapping(physical.get("region"))
        line = region.get("startLine")
        if file:
            return f"{file}:{line}" if isinstance(line, int) else file, file, _text(region.get("snippet"))
        for logical in sequence(mapping(one).get("logicalLocations"))[:1]:
            name = clean(mapping(logical).get("fullyQualifiedName") or mapping(logical).get("name"), TITLE)
            return name, name, ""
    return "", "", ""


def _text(value: Any) -> str:
    found = mapping(value)
    return clean(found.get("text") or found.get("markdown"), 1000)
