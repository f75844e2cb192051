"""The versions of the office's SOPs as they are read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from django.db.models import F, Max, OuterRef, QuerySet, Subquery

from runut.base.paging import Page, paginate
from runut.core.errors import NotFound, Refused
from runut.core.procedure import Procedure
from runut.core.sentences import reason
from runut.formats import toml
from runut.procedures.models import ProcedureVersion


@dataclass(frozen=True, slots=True, kw_only=True)
class VersionName:
    """Which text a case is on: its SOP by id and key, its number, and its hash."""

    id: int
    procedure_id: int
    key: str
    number: int
    sha256: str


_VERSIONS: Final[dict[int, tuple[Procedure, VersionName]]] = {}
"""Built procedures by version; a version's text never changes (trigger), so what was built once stays right in every process."""
PAGE: Final = 30


@dataclass(frozen=True, slots=True, kw_only=True)
class VersionRow:
    """A version without its text.

    ``state`` on the day that was asked about: ``in_force`` (new cases follow it), ``coming`` (its day has not come) or ``replaced``.
    ``made_by`` is empty for an installed one, ``confirmed_by`` while nobody has confirmed it; ``draft_id`` is what it was approved from.
    """

    id: int
    procedure_id: int
    key: str
    name: str
    number: int
    state: str
    effective_from: date
    note: str
    sha256: str
    made_at: datetime
    made_by: str
    confirmed_at: datetime | None
    confirmed_by: str
    approved_as: Mapping[str, str]
    draft_id: int | None

    @property
    def is_current(self) -> bool:
        """Whether new cases follow it."""
        return self.state == "in_force"


def procedure_version(version_id: int) -> Procedure:
    """Return the SOP that the version ``version_id`` holds.

    Raises:
        NotFound: There is no such version.

    Queries: 1 the first time in a process, then 0.
    """
    return _known(version_id)[0]


def version_name(version_id: int) -> VersionName:
    """Return which text the version ``version_id`` is. Raises and asks as `procedure_version`."""
    return _known(version_id)[1]


def version_in_force(*, on: date, procedure_id: int | None = None) -> tuple[int, Procedure]:
    """Return id and SOP of the version that a case begun on the day ``on`` follows; ``procedure_id`` may be left out while there is one SOP.

    Raises:
        Refused: No version of it holds yet, or the office has several SOPs and none was named.

    Queries: 1, and 1 more when the version is new to this process.
    """
    found = in_force(on)
    if procedure_id is not None:
        found = found.filter(procedure_id=procedure_id)
    ids = list(found.values_list("pk", flat=True)[:2])
    if len(ids) != 1:
        raise Refused(reasons=[reason("procedure_choose" if ids else "procedure_none")])
    return ids[0], procedure_version(ids[0])


def in_force(on: date) -> QuerySet[ProcedureVersion]:
    """Return for each SOP the version that holds on the day ``on``: the highest number whose day has come."""
    return ProcedureVersion.objects.filter(number=Subquery(_highest(on, OuterRef("procedure_id"))))


def version_list(*, procedure_id: int, on: date, cursor: str = "") -> Page[VersionRow]:
    """Return the versions of an SOP, the newest first. Queries: 1."""
    page = paginate(_rows(on).filter(procedure_id=procedure_id), order=["-number"], cursor=cursor, size=PAGE)
    return Page(rows=[_row(one) for one in page.rows], next_cursor=page.next_cursor, previous_cursor=page.previous_cursor)


def version(version_id: int, *, on: date) -> VersionRow:
    """Return what is known of a version besides its text.

    Raises:
        NotFound: There is no such version.

    Queries: 1.
    """
    row = _rows(on).filter(pk=version_id).first()
    if row is None:
        raise NotFound
    return _row(row)


def version_before(version_id: int) -> int | None:
    """Return the version that the version ``version_id`` followed; None for the first. Queries: 2."""
    row = ProcedureVersion.objects.filter(pk=version_id).values("procedure_id", "number").first()
    earlier = ProcedureVersion.objects.filter(procedure_id=row["procedure_id"], number__lt=row["number"]) if row else None
    return earlier.order_by("-number").values_list("pk", flat=True).first() if earlier is not None else None


def version_choices(procedure_id: int) -> list[tuple[int, int, date]]:
    """Return id, number and first day of every version of an SOP, the newest first. Queries: 1."""
    rows = ProcedureVersion.objects.filter(procedure_id=procedure_id).order_by("-number")
    return list(rows.values_list("pk", "number", "effective_from"))


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


def version_of_text(sha256: str) -> int:
    """Return the version whose text has this hash.

    Raises:
        NotFound: There is none.

    Queries: 1.
    """
    found = ProcedureVersion.objects.filter(sha256=sha256).order_by("pk").values_list("pk", flat=True).first()
    if found is None:
        raise NotFound
    return found


def forget_versions() -> None:
    """Empty this process's memory of versions."""
    _VERSIONS.clear()


def _known(version_id: int) -> tuple[Procedure, VersionName]:
    if version_id not in _VERSIONS:
        row = ProcedureVersion.objects.filter(pk=version_id).values("text", "procedure_id", "procedure__key", "number", "sha256").first()
        if row is None:
            raise NotFound
        name = VersionName(
            id=version_id, procedure_id=row["procedure_id"], key=row["procedure__key"], number=row["number"], sha256=row["sha256"]
        )
        _VERSIONS[version_id] = (toml.load(row["text"]), name)
    return _VERSIONS[version_id]


def _highest(on: date, procedure: OuterRef) -> QuerySet[ProcedureVersion, Any]:
    rows = ProcedureVersion.objects.filter(procedure_id=procedure, effective_from__lte=on).order_by().values("procedure_id")
    return rows.annotate(highest=Max("number")).values("highest")


_SAME: Final = ("id", "procedure_id", "number", "effective_from", "note", "sha256", "made_at", "confirmed_at", "approved_as", "draft_id")


def _rows(on: date) -> QuerySet[ProcedureVersion, dict[str, Any]]:
    rows = ProcedureVersion.objects.annotate(
        key=F("procedure__key"),
        name=F("procedure__name"),
        maker=F("made_by__name"),
        confirmer=F("confirmed_by__name"),
        holding=Subquery(_highest(on, OuterRef("procedure_id"))),
    )
    found: QuerySet[ProcedureVersion, dict[str, Any]] = rows.values("key", "name", "maker", "confirmer", "holding", *_SAME)
    return found


def _row(row: dict[str, Any]) -> VersionRow:
    rest = dict(row)
    holding, number = rest.pop("holding") or 0, row["number"]
    state = "in_force" if number == holding else "replaced" if number < holding else "coming"
    return VersionRow(made_by=rest.pop("maker") or "", confirmed_by=rest.pop("confirmer") or "", state=state, **rest)
