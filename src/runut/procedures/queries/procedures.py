"""The office's SOPs as they are listed and chosen."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from django.db.models import Count, Max, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from runut.base.paging import Page, paginate
from runut.core.errors import NotFound
from runut.core.procedure import Procedure
from runut.procedures.models import Procedure as ProcedureModel
from runut.procedures.queries.versions import in_force, procedure_version

SORTS: Final = {"name": ("name", "id"), "-name": ("-name", "-id"), "since": ("since", "id"), "-since": ("-since", "-id")}
PAGE: Final = 30
_NEVER: Final = date(9999, 1, 1)


@dataclass(frozen=True, slots=True, kw_only=True)
class ProcedureRow:
    """One SOP. ``version_id``, ``number`` and ``since`` are of the version in force, None where none is; ``newest`` is the highest number,
    ``drafts`` how many are being written or wait for approval.
    """

    id: int
    key: str
    name: str
    version_id: int | None
    number: int | None
    since: date | None
    newest: int
    drafts: int

    @property
    def procedure(self) -> Procedure | None:
        """The SOP in force. Queries: 1 the first time in a process."""
        return procedure_version(self.version_id) if self.version_id else None


def procedure_list(*, on: date, text: str = "", sort: str = "", cursor: str = "") -> Page[ProcedureRow]:
    """Return the SOPs whose name holds every word of ``text``. Queries: 1."""
    rows = _rows(on)
    for word in text.split():
        rows = rows.filter(name__icontains=word)
    page = paginate(rows, order=SORTS.get(sort, SORTS["name"]), cursor=cursor, size=PAGE)
    return Page(rows=[_row(one) for one in page.rows], next_cursor=page.next_cursor, previous_cursor=page.previous_cursor)


def procedures_in_force(*, on: date) -> list[ProcedureRow]:
    """Return the SOPs that a case can begin with on the day ``on``, by name. Queries: 1."""
    return [_row(one) for one in _rows(on).order_by("name", "id") if one["version_id"]]


def procedure_row(*, on: date, key: str = "", procedure_id: int | None = None) -> ProcedureRow:
    """Return one SOP, by its key or its id.

    Raises:
        NotFound: There is none.

    Queries: 1.
    """
    rows = _rows(on)
    row = (rows.filter(pk=procedure_id) if procedure_id is not None else rows.filter(key=key)).first()
    if row is None:
        raise NotFound
    return _row(row)


def _rows(on: date) -> QuerySet[ProcedureModel, Any]:
    holding = in_force(on).filter(procedure_id=OuterRef("pk"))
    rows = ProcedureModel.objects.annotate(
        version_id=Subquery(holding.values("pk")),
        number=Subquery(holding.values("number")),
        since=Coalesce(Subquery(holding.values("effective_from")), _NEVER),
        newest=Coalesce(Max("versions__number"), 0),
        open_drafts=Count("drafts", filter=Q(drafts__state__in=["draft", "submitted"]), distinct=True),
    )
    found: QuerySet[ProcedureModel, Any] = rows.values("id", "key", "name", "version_id", "number", "since", "newest", "open_drafts")
    return found


def _row(row: dict[str, Any]) -> ProcedureRow:
    rest = dict(row)
    since = rest.pop("since")
    return ProcedureRow(since=None if since == _NEVER else since, drafts=rest.pop("open_drafts"), **rest)
