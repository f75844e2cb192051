"""What was promised, one claim each: features as they were approved, and what was presented with the application. No framework, no rows.

A claim says what it is as a kind with its params, never as a sentence: it is read in either language (`words.py`), and its hash tells whether it is
still the same claim in a later round.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from runut.core.ledger import canonical

SHOWN: Final = {
    "uat": "test-uat",
    "penetration_test": "test-findings",
    "usability_test": "test-sus",
    "user_guide": "document-user_guide",
    "installation_guide": "document-installation_guide",
}
"""Which claim covers what the record of a presentation says was shown."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """One claim. ``key`` finds it again in every round; ``kind`` and ``params`` say what is claimed."""

    key: str
    kind: str
    params: Mapping[str, Any] = field(default_factory=dict)

    @property
    def content(self) -> dict[str, Any]:
        """What is claimed, as it is kept and filed."""
        return {"kind": self.kind, "params": dict(self.params)}

    @property
    def sha256(self) -> str:
        """The hash of what is claimed."""
        return hashlib.sha256(canonical(self.content)).hexdigest()


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """A version of a document that a decision or a presentation named; ``content`` is what stands in it, where it is a form of the product."""

    key: str
    name: str
    version: int
    sha256: str
    form: str = ""
    content: Mapping[str, Any] = field(default_factory=dict)


def claims(*, approved: Sequence[Paper], presented: Sequence[Paper], names: Mapping[str, str]) -> list[Claim]:
    """Return every claim, each once.

    Args:
        approved: The analysis document as the plan was approved: features, or a file that describes them.
        presented: What was presented: the documents, the record of the presentation among them.
        names: The SOP's wording of deliverables, by key.
    """
    found = [*_features(approved, names), *_documents(presented, names)]
    for one in presented:
        if one.form == "testing":
            found += _tests(one.content)
    known = {one.key for one in found}
    for one in presented:
        if one.form == "result_presentation":
            found += _record(one.content, known)
    return list({one.key: one for one in found}.values())


def more(number: int, text: str) -> Claim:
    """Return the claim that nobody made: something that is installed and was not promised."""
    return Claim(key=f"more-{number}", kind="more", params={"text": text})


def _features(approved: Sequence[Paper], names: Mapping[str, str]) -> Iterator[Claim]:
    for paper in approved:
        if paper.form != "features":
            yield _document(paper.key, [paper], names)
        for one in paper.content.get("features", ()) if paper.form == "features" else ():
            said = {name: one.get(name) for name in ("number", "name", "purpose", "priority", "criteria")}
            yield Claim(key=f"feature-{one.get('number')}", kind="feature", params=said)


def _documents(presented: Iterable[Paper], names: Mapping[str, str]) -> Iterator[Claim]:
    by_key: dict[str, list[Paper]] = {}
    for one in presented:
        if one.form != "result_presentation":
            by_key.setdefault(one.key, []).append(one)
    for key, papers in by_key.items():
        yield _document(key, papers, names)


def _document(key: str, papers: Iterable[Paper], names: Mapping[str, str]) -> Claim:
    told = [{"name": one.name, "version": one.version, "sha256": one.sha256} for one in papers]
    return Claim(key=f"document-{key}", kind="document", params={"name": names.get(key, key), "papers": told})


def _tests(content: Mapping[str, Any]) -> Iterator[Claim]:
    """Yield what the tests' documentation claims: of each kind of test what was found last."""
    if runs := content.get("runs"):
        outcomes = [one.get("outcome") for one in runs[0].get("scenarios", ())]
        said = {"build": runs[0].get("build"), "passed": outcomes.count("pass"), "count": len(outcomes)}
        yield Claim(key="test-uat", kind="uat", params=said)
    if content.get("imports") or content.get("findings"):
        still = content.get("findings", {}).get("open", {})
        yield Claim(key="test-findings", kind="findings", params={"open": {name: n for name, n in still.items() if n}})
    if reports := content.get("automated"):
        said = {name: reports[0].get(name) for name in ("build", "passed", "failed", "skipped")}
        yield Claim(key="test-automated", kind="automated", params=said)
    if asked := content.get("usability"):
        said = {"score": f"{float(asked[0].get('score') or 0):.1f}", "answers": asked[0].get("answers"), "grade": asked[0].get("grade")}
        yield Claim(key="test-sus", kind="sus", params=said)


def _record(content: Mapping[str, Any], known: set[str]) -> Iterator[Claim]:
    for one in content.get("shown") or ():
        if SHOWN.get(one) not in known:
            yield Claim(key=f"shown-{one}", kind="shown", params={"what": one})
    for one in content.get("actions") or ():
        said = {"what": one.get("what") or "", "who": one.get("who") or "", "by_on": one.get("by_on") or ""}
        mark = hashlib.sha256(canonical(said)).hexdigest()[:12]
        yield Claim(key=f"promise-{mark}", kind="promise", params=said)
