"""Where the pages of a plan stand: the case, the deliverable, and why its reader cannot change it now."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from runut.cases.queries import CasePage, access_page
from runut.core.errors import NotFound
from runut.core.sentences import Reason
from runut.documents import shelf
from runut.documents.queries import Paper, papers_of
from runut.people.access import Request
from runut.people.queries import Standing


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A case with one of its deliverables; ``against`` is empty for who may change it now."""

    page: CasePage
    key: str
    name: str
    against: tuple[Reason, ...]

    @property
    def case_id(self) -> int:
        """The case's number."""
        return int(self.page.case.pk)

    def context(self) -> Mapping[str, Any]:
        """Return what the frame of these pages draws."""
        return {"page": self.page, "case": self.page.case, "key": self.key, "deliverable": self.name, "against": self.against}

    def instead(self) -> list[Paper]:
        """Return the papers that fulfil the deliverable without this page's tool. Queries: 1."""
        return [one for one in papers_of(self.case_id) if one.key == self.key and one.removed_at is None]


def place_of(request: Request, case_id: int, key: str, *, known: str) -> Place:
    """Return the place of the deliverable ``key`` for who asks. Raises as `place_for`."""
    return place_for(case_id=case_id, key=key, known=known, who=request.standing, at=request.at)


def place_for(*, case_id: int, key: str, known: str, who: Standing, at: datetime) -> Place:
    """Return the place of the deliverable ``key``, which must be the one ``known`` to the page. Queries: those of `access_page`.

    Raises:
        NotFound: No such case for them, or its SOP has no such deliverable.
    """
    page = access_page(case_id=case_id, who=who, at=at)
    found = shelf.find(page, key) if key == known else None
    if found is None:
        raise NotFound
    return Place(page=page, key=key, name=found[0].name, against=shelf.against(page, key))
