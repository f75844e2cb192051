"""What changed since the decision of the last round: the documents that it named, against those that stand now, by their hashes."""

from __future__ import annotations

from dataclasses import dataclass

from runut.cases.queries import CasePage, decisions
from runut.documents.queries import Version, papers_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One document. ``state`` is same, changed, new, or gone; ``before`` and ``now`` are its versions, None where there is none."""

    name: str
    state: str
    before: Version | None
    now: Version | None


def changes_since(page: CasePage) -> list[Change]:
    """Return how what the open activity needs differs from what its last decision was about; nothing in the first round. Queries: 3."""
    activity = page.activity
    if activity is None or page.position.rounds.get(activity.number, 0) < 2:
        return []
    last = next((one.event for one in decisions(case_id=page.case.pk) if one.event.activity == activity.number), None)
    if last is None:
        return []
    wanted = {one.key for one in activity.requirements}
    named = {(one["key"], one["sha256"]) for one in last.data.get("documents", ()) if one["key"] in wanted}
    found = []
    for paper in papers_of(page.case.pk):
        if paper.key not in wanted:
            continue
        now = paper.current if paper.removed_at is None else None
        before = next((one for one in paper.versions if (paper.key, one.sha256) in named and one.filed_at <= last.at), None)
        if now is None and before is None:
            continue
        state = "gone" if now is None else "new" if before is None else "same" if now.sha256 == before.sha256 else "changed"
        found.append(Change(name=paper.title, state=state, before=before, now=now))
    return found
