"""The versions of the SOP as they are read."""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import datetime
from typing import Any, Final

from django.db.models import F, QuerySet

from runut.base.paging import Page, paginate
from runut.core.errors import NotFound, Refused
from runut.core.procedure import Procedure
from runut.core.sentences import reason
from runut.formats import toml
from runut.procedures.models import ProcedureVersion

_PROCEDURES: Final[dict[int, Procedure]] = {}
"""Built procedures by version; a version's text never changes (trigger), so what was built once stays right in every process."""


PAGE: Final = 25


@dataclass(frozen=True, slots=True, kw_only=True)
class VersionRow:
    """A version without its text; ``made_by`` is empty for the shipped one, ``confirmed_by`` while nobody has confirmed it."""

    id: int
    number: int
    note: str
    sha256: str
    is_current: bool
    made_at: datetime
    made_by: str
    confirmed_at: datetime | None
    confirmed_by: str


def procedure_version(version_id: int) -> Procedure:
    """Return the SOP that the version ``version_id`` holds.

    Raises:
        NotFound: There is no such version.

    Queries: 1 the first time in a process, then 0.
    """
    if version_id not in _PROCEDURES:
        text = ProcedureVersion.objects.filter(pk=version_id).values_list("text", flat=True).first()
        if text is None:
            raise NotFound
        _PROCEDURES[version_id] = toml.load(text)
    return _PROCEDURES[version_id]


def current_version() -> tuple[int, Procedure]:
    """Return id and SOP of the version that new cases follow.

    Raises:
        Refused: The office has no SOP yet.

    Queries: 1, and 1 more when the version is new to this process.
    """
    version_id = ProcedureVersion.objects.filter(is_current=True).order_by("procedure_id").values_list("pk", flat=True).first()
    if version_id is None:
        raise Refused(reasons=[reason("procedure_none")])
    return version_id, procedure_version(version_id)


def version_list(*, cursor: str = "") -> Page[VersionRow]:
    """Return the versions, the newest first. Queries: 1."""
    page = paginate(_rows(), order=["-number"], cursor=cursor, size=PAGE)
    return Page(rows=[_row(one) for one in page.rows], next_cursor=page.next_cursor, previous_cursor=page.previous_cursor)


def version(version_id: int) -> VersionRow:
    """Return what is known of a version besides its text.

    Raises:
        NotFound: There is no such version.

    Queries: 1.
    """
    row = _rows().filter(pk=version_id).first()
    if row is None:
        raise NotFound
    return _row(row)


def version_before(version_id: int) -> int | None:
    """Return the version that the version ``version_id`` followed; None for the first. Queries: 2."""
    row = ProcedureVersion.objects.filter(pk=version_id).values("procedure_id", "number").first()
    earlier = ProcedureVersion.objects.filter(procedure_id=row["procedure_id"], number__lt=row["number"]) if row else None
    return earlier.order_by("-number").values_list("pk", flat=True).first() if earlier is not None else None


def version_text(version_id: int) -> str:
    """Return the file of a version, byte for byte as it was made.

    Raises:
        NotFound: There is no such version.

    Queries: 1.
    """
    text = ProcedureVersion.objects.filter(pk=version_id).values_list("text", flat=True).first()
    if text is None:
        raise NotFound
    return text


def forget_versions() -> None:
    """Empty this process's memory of versions."""
    _PROCEDURES.clear()


def _rows() -> QuerySet[ProcedureVersion, dict[str, Any]]:
    rows = ProcedureVersion.objects.annotate(maker=F("made_by__name"), confirmer=F("confirmed_by__name"))
    same = [one.name for one in fields(VersionRow) if one.name not in {"made_by", "confirmed_by"}]
    found: QuerySet[ProcedureVersion, dict[str, Any]] = rows.values("maker", "confirmer", *same)
    return found


def _row(row: dict[str, Any]) -> VersionRow:
    rest = dict(row)
    return VersionRow(made_by=rest.pop("maker") or "", confirmed_by=rest.pop("confirmer") or "", **rest)
