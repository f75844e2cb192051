"""Versions of documents as what a remark can be tied to, with the page of it."""

from __future__ import annotations

from collections.abc import Sequence

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from runut.base.numbers import whole
from runut.cases.things import Kind, Raised, Since, Thing
from runut.documents.queries import papers_of


def _versions(case_id: int) -> list[Thing]:
    """Return the current version of every paper of the case, by the number of its row. Queries: 1."""
    current = [one.current for one in papers_of(case_id) if one.removed_at is None]
    return [
        Thing(key=str(one.id), label=_("%(title)s, version %(number)s") % {"title": one.title, "number": one.number}, sha256=one.sha256)
        for one in current
    ]


def _address(_case_id: int, key: str, _place: str) -> str:
    version_id = whole(key, digits=18)
    return "" if version_id is None else reverse("documents:version", args=[version_id])


def _since(case_id: int, raised: Sequence[Raised]) -> list[Since | None]:
    """Return how the version that counts now differs from the one that each remark was about, by their hashes. Queries: 1."""
    papers = {str(version.id): (paper, version) for paper in papers_of(case_id) for version in paper.versions}
    found: list[Since | None] = []
    for tied, _at in raised:
        paper, version = papers.get(tied.get("key", ""), (None, None))
        if paper is None or version is None:
            found.append(None)
            continue
        now = None if paper.removed_at else paper.current
        state = "gone" if now is None else "same" if now.sha256 == version.sha256 else "changed"
        here = _address(case_id, str(now.id), "") if now else ""
        found.append(Since(state=state, then=_address(case_id, str(version.id), ""), now=here))
    return found


KIND = Kind(key="document", name=gettext_noop("Documents"), find=_versions, address=_address, since=_since)
