"""The comparison: every claim with what was found, from its rows while the round is open and from what was filed afterwards."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from runut.acceptance.claims import Claim
from runut.acceptance.models import Line
from runut.core.ledger import moment, timestamp
from runut.documents.queries import Version, current_form

COMPARISON: Final = "comparison"
AGAIN: Final = frozenset({"differs", "missing"})
"""Verdicts after which a line is run again in the next round."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """A paper of the case that shows what was found."""

    version_id: int
    title: str
    sha256: str

    def content(self) -> dict[str, Any]:
        """Return it as it is filed."""
        return {"version": self.version_id, "title": self.title, "sha256": self.sha256}


@dataclass(frozen=True, slots=True, kw_only=True)
class LineView:
    """One line. ``verdict`` is empty until somebody judged it; ``carried``: it was judged in an earlier round and the claim is the same.

    ``before`` is the verdict of the last round where the line must be run again, ``changed`` that it must because the claim is another one now.
    ``version`` is that of this round's row, 0 where there is none.
    """

    claim: Claim
    verdict: str = ""
    installed: str = ""
    evidence: Evidence | None = None
    by: str = ""
    at: datetime | None = None
    carried: bool = False
    before: str = ""
    changed: bool = False
    version: int = 0

    @property
    def key(self) -> str:
        """What finds the line again."""
        return self.claim.key

    @property
    def again(self) -> bool:
        """Whether what was found is not what was promised."""
        return self.verdict in AGAIN

    def content(self) -> dict[str, Any]:
        """Return it as it is filed."""
        said: dict[str, Any] = {"key": self.key, **self.claim.content, "installed": self.installed, "verdict": self.verdict, "by": self.by}
        said |= {"at": timestamp(self.at) if self.at else "", "carried": self.carried}
        return said | ({"evidence": self.evidence.content()} if self.evidence else {})


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """All lines of a round."""

    lines: tuple[LineView, ...] = ()

    @property
    def judged(self) -> int:
        """How many lines have their verdict, those of earlier rounds among them."""
        return sum(bool(one.verdict) for one in self.lines)

    @property
    def open(self) -> int:
        """How many lines wait for their verdict."""
        return len(self.lines) - self.judged

    @property
    def carried(self) -> int:
        """How many lines stand as they did in an earlier round."""
        return sum(one.carried for one in self.lines)

    @property
    def counts(self) -> Mapping[str, int]:
        """How many lines have which verdict."""
        return Counter(one.verdict for one in self.lines if one.verdict)

    def find(self, key: str) -> LineView | None:
        """Return the line ``key``."""
        return next((one for one in self.lines if one.key == key), None)


def comparison(*, case_id: int, item_id: int, claims: Sequence[Claim]) -> Comparison:
    """Return the comparison of the round of a work item, as its rows say. Queries: 1."""
    rows = Line.objects.filter(part__case_id=case_id, part__item_id__lte=item_id)
    newest: dict[str, Line] = {}
    for row in rows.select_related("part", "changed_by", "evidence__document").order_by("part__item_id", "id"):
        newest[row.key] = row
    lines = [_line(claim, newest.get(claim.key), item_id) for claim in claims]
    more = [one for one in newest.values() if one.claim.get("kind") == "more" and one.removed_at is None]
    return Comparison(lines=(*lines, *(_line(Claim(key=one.key, **one.claim), one, item_id) for one in more)))


def _line(claim: Claim, row: Line | None, item_id: int) -> LineView:
    if row is None:
        return LineView(claim=claim)
    earlier = row.part.item_id != item_id
    changed = row.claim_sha256 != claim.sha256
    if earlier and (changed or row.verdict in AGAIN):
        return LineView(claim=claim, before=row.verdict, changed=changed)
    paper = row.evidence
    return LineView(
        claim=claim,
        verdict=row.verdict,
        installed=row.installed,
        evidence=Evidence(version_id=paper.pk, title=paper.document.title, sha256=paper.blob_id) if paper else None,
        by=row.changed_by.name,
        at=row.changed_at,
        carried=earlier,
        version=0 if earlier else row.version,
    )


def filed_comparison(*, case_id: int) -> tuple[Version, Comparison] | None:
    """Return the comparison as it was filed last; None before the first. Queries: 2."""
    found = current_form(case_id=case_id, key="", form=COMPARISON)
    return None if found is None else (found[0], Comparison(lines=tuple(lines_of(found[1]))))


def lines_of(content: Mapping[str, Any]) -> Iterable[LineView]:
    """Yield the lines of a filed comparison."""
    for one in content.get("lines", ()):
        shown = one.get("evidence")
        yield LineView(
            claim=Claim(key=one["key"], kind=one["kind"], params=one["params"]),
            verdict=one["verdict"],
            installed=one["installed"],
            evidence=Evidence(version_id=shown["version"], title=shown["title"], sha256=shown["sha256"]) if shown else None,
            by=one["by"],
            at=moment(one["at"]) if one["at"] else None,
            carried=one["carried"],
        )
