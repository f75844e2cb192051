"""Papers of cases, their versions, and what stands in those that are forms."""

from __future__ import annotations

import io
import json
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, BinaryIO

from django.db.models import BooleanField, ExpressionWrapper, F, Q

from runut.cases.queries import access_case
from runut.core.errors import NotFound
from runut.documents.models import Blob, DocumentVersion
from runut.documents.store import store
from runut.people.queries import Standing

_COLUMNS = (
    "id",
    "number",
    "document_id",
    "document__case_id",
    "document__key",
    "document__title",
    "document__current",
    "document__removed_at",
    "blob_id",
    "blob__size",
    "blob__media_type",
    "blob__scan",
    "filename",
    "form",
    "ends_on",
    "note",
    "activity",
    "round",
    "filed_by_id",
    "filed_by__name",
    "filed_at",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """One filing of a paper. ``scan`` says whether anything looked for malware in it: unscanned, clean or infected."""

    id: int
    number: int
    document_id: int
    case_id: int
    key: str
    title: str
    current: bool
    removed_at: datetime | None
    sha256: str
    size: int
    media_type: str
    scan: str
    filename: str
    form: str
    ends_on: date | None
    note: str
    activity: int
    round: int
    filed_by_id: int
    filed_by: str
    filed_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """A paper of a case with all its versions, the newest first."""

    id: int
    key: str
    title: str
    removed_at: datetime | None
    versions: tuple[Version, ...]

    @property
    def current(self) -> Version:
        """The version that counts."""
        return self.versions[0]


def papers_of(case_id: int) -> list[Paper]:
    """Return every paper of a case that the caller may see, with all versions, in the order of their first filing. Queries: 1."""
    rows = DocumentVersion.objects.filter(document__case_id=case_id).order_by("document_id", "-number").values_list(*_COLUMNS)
    found: dict[int, list[Version]] = {}
    for row in rows:
        one = _version(row)
        found.setdefault(one.document_id, []).append(one)
    return [_paper(versions) for versions in found.values()]


def is_filed(*, case_id: int, key: str, media_type: str = "") -> bool:
    """Whether a paper that was not taken out stands under the deliverable; of this type, if one is named. Queries: 1."""
    rows = DocumentVersion.objects.filter(document__case_id=case_id, document__key=key, document__removed_at=None)
    return (rows.filter(blob__media_type=media_type) if media_type else rows).exists()


def filers(*, case_id: int, key: str) -> frozenset[int]:
    """Return everybody who filed a version of the deliverable. Queries: 1."""
    rows = DocumentVersion.objects.filter(document__case_id=case_id, document__key=key).values_list("filed_by_id", flat=True)
    return frozenset(rows)


def access_version(*, version_id: int, who: Standing) -> Version:
    """Return a version of a case that ``who`` may see. Queries: 2.

    Raises:
        NotFound: There is none, or none for them.
    """
    row = DocumentVersion.objects.filter(pk=version_id).values_list(*_COLUMNS).first()
    if row is None:
        raise NotFound
    version = _version(row)
    access_case(case_id=version.case_id, who=who)
    return version


def access_paper(*, version_id: int, who: Standing) -> tuple[Version, Paper]:
    """Return a version with all versions of its paper. Queries: 3. Raises as `access_version`."""
    version = access_version(version_id=version_id, who=who)
    rows = DocumentVersion.objects.filter(document_id=version.document_id).order_by("-number").values_list(*_COLUMNS)
    return version, _paper([_version(row) for row in rows])


def newest_form(*, case_id: int, key: str, form: str) -> Version | None:
    """Return the current version of the form ``form`` under ``key``; None before the first. Queries: 1.

    A paper that was taken out does not count.
    """
    rows = DocumentVersion.objects.filter(
        document__case_id=case_id, document__key=key, document__removed_at=None, form=form, number=F("document__current")
    )
    row = rows.order_by("-filed_at", "-id").values_list(*_COLUMNS).first()
    return None if row is None else _version(row)


def current_form(*, case_id: int, key: str, form: str) -> tuple[Version, dict[str, Any]] | None:
    """Return `newest_form` and what stands in it. Queries: 2."""
    version = newest_form(case_id=case_id, key=key, form=form)
    return None if version is None else (version, form_content(version))


def cases_with(sha256: str) -> list[tuple[str, bool]]:
    """Return the names, in their events, of the cases in which bytes with this hash were filed, and whether as the last version. Queries: 1."""
    last = Q(number=F("document__current"))
    rows = DocumentVersion.objects.filter(blob_id=sha256).annotate(last=ExpressionWrapper(last, BooleanField()))
    return list(rows.values_list("document__case__uid", "last").distinct())


def form_content(version: Version) -> dict[str, Any]:
    """Return what somebody wrote into the form that ``version`` is. Queries: 1.

    Raises:
        NotFound: The version is a file.
    """
    if not version.form:
        raise NotFound
    with open_bytes(version.sha256) as file:
        content: dict[str, Any] = json.load(file)
    return content


def open_bytes(sha256: str) -> BinaryIO:
    """Return a stream of the bytes; those of a form come from the database, those of a file from the store. Queries: 1.

    Raises:
        FileNotFoundError: The store has lost them; `runut check` tells of it too.
    """
    content = Blob.objects.filter(pk=sha256).values_list("content", flat=True).first()
    return store().open(sha256) if content is None else io.BytesIO(bytes(content))


def _paper(versions: list[Version]) -> Paper:
    newest = versions[0]
    return Paper(id=newest.document_id, key=newest.key, title=newest.title, removed_at=newest.removed_at, versions=tuple(versions))


def _version(row: tuple[Any, ...]) -> Version:
    found = dict(zip(_COLUMNS, row, strict=True))
    number = found["number"]
    return Version(
        id=found["id"],
        number=number,
        document_id=found["document_id"],
        case_id=found["document__case_id"],
        key=found["document__key"],
        title=found["document__title"],
        current=number == found["document__current"] and found["document__removed_at"] is None,
        removed_at=found["document__removed_at"],
        sha256=found["blob_id"],
        size=found["blob__size"],
        media_type=found["blob__media_type"],
        scan=found["blob__scan"],
        filename=found["filename"],
        form=found["form"],
        ends_on=found["ends_on"],
        note=found["note"],
        activity=found["activity"],
        round=found["round"],
        filed_by_id=found["filed_by_id"],
        filed_by=found["filed_by__name"],
        filed_at=found["filed_at"],
    )
