"""Where the pages of this room stand: the case, whether its round is open, and why their reader cannot write in it now."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.forms import Form
from django.http import HttpRequest

from runut.acceptance.queries import REPORT
from runut.acceptance.services import Shown
from runut.base.numbers import whole
from runut.cases.queries import CasePage, access_page
from runut.core.errors import NotFound
from runut.core.sentences import Reason
from runut.documents import shelf
from runut.documents.queries import Version, papers_of
from runut.documents.uploads import received
from runut.people.access import Request


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A case whose installation somebody looks at. ``item_id`` is the open round (None: it is not open), ``name`` the SOP's wording of the report."""

    page: CasePage
    name: str
    item_id: int | None
    against: tuple[Reason, ...]

    @property
    def case_id(self) -> int:
        """The case's number."""
        return int(self.page.case.pk)

    def context(self) -> Mapping[str, Any]:
        """Return what the frame of these pages draws."""
        return {"page": self.page, "case": self.page.case, "against": self.against, "open": self.item_id is not None, "key": REPORT}


def place_of(request: Request, case_id: int) -> Place:
    """Return the place. Queries: those of `access_page`.

    Raises:
        NotFound: No such case for them, or its SOP asks for no report on the installation.
    """
    page = access_page(case_id=case_id, who=request.standing, at=request.at)
    found = shelf.find(page, REPORT)
    if found is None:
        raise NotFound
    makes = page.activity is not None and any(one.key == REPORT for one in page.activity.outputs)
    return Place(page=page, name=found[0].name, item_id=page.item_id if makes else None, against=shelf.against(page, REPORT))


def evidence_papers(case_id: int) -> list[Version]:
    """Return the other papers of a case as they stand, the newest first: what a step or a line can be shown by. Queries: 1."""
    found = [one.current for one in papers_of(case_id) if not one.key and one.removed_at is None and not one.current.form]
    return sorted(found, key=lambda one: one.filed_at, reverse=True)


def shown_of(request: HttpRequest, form: Form) -> Shown:
    """Return what was sent or chosen to show it. Raises as `received`."""
    if request.FILES.getlist("upload"):
        (upload, *_more) = received(request, "upload")
        return Shown(upload=upload.staged, filename=upload.name or "")
    chosen = form.cleaned_data.get("paper")
    return Shown(version_id=int(chosen) if chosen else None)


def number_of(text: str | None) -> int:
    """Return a number that a form sent; 0 for anything else."""
    return whole(text) or 0
