"""The claims of a case, computed from what decisions and presentations named by its hash; nobody types them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

from runut.acceptance.claims import Claim, Paper, claims
from runut.cases.queries import completions
from runut.core.ledger import Event
from runut.core.procedure import Procedure
from runut.documents.queries import Version, form_content, papers_of

ANALYSIS: Final = "analysis_document"
PRESENTATION: Final = "result_presentation"
_READ: Final = frozenset({"features", "testing", "result_presentation"})


def claims_of(*, case_id: int, procedure: Procedure) -> list[Claim]:
    """Return the claims of a case that the caller may see, as they stand now. Queries: 2, and 1 for each form that is read: at most 5."""
    done = completions(case_id=case_id)
    versions = {(one.key, one.sha256): one for paper in papers_of(case_id) for one in paper.versions}
    approved = _named(done, ANALYSIS, outcome="approved")
    presented = _named(done, PRESENTATION)
    plan = [one for one in approved if one["key"] == ANALYSIS]
    names = {one.key: one.name for activity in procedure.activities for one in activity.deliverables}
    return claims(approved=_papers(plan, versions), presented=_papers(presented, versions), names=names)


def _named(done: Iterable[Event], key: str, *, outcome: str = "") -> Sequence[Mapping[str, Any]]:
    """Return the documents that the newest completion named, of those that name one under ``key`` with the outcome."""
    for event in done:
        documents: Sequence[Mapping[str, Any]] = event.data.get("documents", ())
        if event.data.get("outcome", "") == outcome and any(one.get("key") == key for one in documents):
            return documents
    return ()


def _papers(named: Iterable[Mapping[str, Any]], versions: Mapping[tuple[str, str], Version]) -> list[Paper]:
    found = []
    for one in named:
        key, sha256 = str(one["key"]), str(one["sha256"])
        version = versions.get((key, sha256))
        form = version.form if version else ""
        content = form_content(version) if version and form in _READ else {}
        found.append(Paper(key=key, name=str(one["name"]), version=int(one["version"]), sha256=sha256, form=form, content=content))
    return found
