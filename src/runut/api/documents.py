"""Documents up and down; uploads stream to the store, downloads from it."""

from __future__ import annotations

from datetime import date

from django.http.response import HttpResponseBase
from ninja import Form, Router, Status
from pydantic import Field

from runut.api import auth, schemas
from runut.api.auth import ApiRequest, Token
from runut.api.cases import known_id
from runut.cases.queries import access_case
from runut.documents import queries, services
from runut.documents.downloads import send
from runut.documents.uploads import received

router = Router(tags=["documents"])
read, write = Token(auth.DOCUMENTS_READ), Token(auth.DOCUMENTS_WRITE)


class FileIn(schemas.Strict):
    """What is said about the file in the field ``file``."""

    key: str = Field(default="", max_length=64)
    title: str = Field(default="", max_length=200)
    note: str = Field(default="", max_length=500)
    ends_on: date | None = None


@router.get("/cases/{case_id}/documents", auth=read, response=list[schemas.VersionOut])
def list_documents(request: ApiRequest, case_id: int) -> list[schemas.VersionOut]:
    """Every version of every document of the case, newest version first within a document."""
    access_case(case_id=known_id(case_id), who=request.standing)
    return [version_out(version) for paper in queries.papers_of(case_id) for version in paper.versions]


@router.post(
    "/cases/{case_id}/documents",
    auth=write,
    response={201: schemas.MadeOut},
    openapi_extra=schemas.ONE_FILE,
)
def file_document(request: ApiRequest, case_id: int, asked: Form[FileIn]) -> Status[dict[str, int]]:
    """File a document under a deliverable's key (empty: another paper). Multipart, with the bytes in ``file``."""
    access_case(case_id=known_id(case_id), who=request.standing)
    upload = received(request, "file")[0]
    made = services.file_upload(
        case_id=case_id,
        key=asked.key,
        title=asked.title,
        upload=upload.staged,
        filename=upload.name or "",
        ends_on=asked.ends_on,
        note=asked.note,
        who=request.standing,
        at=request.at,
    )
    return Status(201, {"id": made})


@router.get("/documents/{version_id}", auth=read, response=schemas.VersionOut)
def show_version(request: ApiRequest, version_id: int) -> schemas.VersionOut:
    """One version of a document."""
    return version_out(queries.access_version(version_id=known_id(version_id), who=request.standing))


@router.get("/documents/{version_id}/content", auth=read, response={200: bytes})
def download(request: ApiRequest, version_id: int) -> HttpResponseBase:
    """The bytes, whole or in part (`Range`), as an attachment; their SHA-256 is the ETag."""
    return send(request, queries.access_version(version_id=known_id(version_id), who=request.standing))


def version_out(version: queries.Version) -> schemas.VersionOut:
    """Return a version as the API gives it."""
    same = {name: getattr(version, name) for name in schemas.VersionOut.model_fields if name != "removed"}
    return schemas.VersionOut(**same, removed=version.removed_at is not None)
