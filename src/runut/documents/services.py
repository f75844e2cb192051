"""Everything that files, files again, and takes out: each one transaction with the event that proves it, its bytes durable before.


``who`` is the person as they stand today, ``at`` the moment; both come from the door.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Any, Final

from django.db import transaction
from django.db.models import F

from runut.cases.queries import access_case
from runut.cases.services import Place, record_filing
from runut.core.errors import Invalid, NotFound, Refused
from runut.core.legible import check_legible
from runut.core.procedure import Procedure
from runut.core.sentences import reason
from runut.documents.fulfilment import form_bytes
from runut.documents.models import Document, DocumentVersion
from runut.documents.naming import clean_filename, clean_text, title_of
from runut.documents.queries import newest_form
from runut.documents.sniffing import media_type
from runut.documents.store import Staged, store
from runut.documents.versions import Bytes, Filing, Written, event_record, write_version
from runut.people.queries import Standing
from runut.procedures.queries import procedure_version

NOTE_LENGTH: Final = 500


def file_upload(
    *,
    case_id: int,
    key: str,
    title: str,
    upload: Staged,
    filename: str,
    ends_on: date | None = None,
    note: str = "",
    who: Standing,
    at: datetime,
    document_id: int = 0,
) -> int:
    """File a file that has arrived in the store's folder, and return the number of the new version's row.

    Args:
        case_id: The case.
        key: The deliverable that it fulfils; empty: another paper.
        title: What the paper is called; empty: as the file. The same key and title is the same paper, of which this is the next version.
        upload: What `runut.documents.uploads` took in; kept when this succeeds.
        filename: As the person's machine calls it; cleaned here.
        ends_on: The end of the work, which a deliverable that sets a deadline must say.
        note: What is said about this version; up to 500 characters.
        who: Who files.
        at: When.
        document_id: The paper of which this is the next version, when it is known; its title stays.

    Raises:
        NotFound: No such case for them, or no such paper in it.
        NotPermitted: They hold no part that files this.
        Refused: Sealed, not due yet, the case has ended, or the end date is missing.
        Invalid: The note is too long.
    """
    case = access_case(case_id=case_id, who=who)
    _check(procedure_version(case.version_id), key=key, ends_on=ends_on, note=note)
    found = Bytes(
        sha256=upload.sha256,
        size=upload.size,
        media_type=media_type(upload.head, upload.path),
        filename=clean_filename(filename),
    )
    draft = Filing(
        case_id=case_id,
        key=key,
        title=clean_text(title) or title_of(filename),
        bytes=found,
        user_id=who.user_id,
        at=at,
        document_id=document_id,
        ends_on=ends_on,
        note=clean_text(note, length=NOTE_LENGTH),
    )
    return _file(draft, who=who, at=at, upload=upload)


def file_uploads(
    *,
    case_id: int,
    key: str,
    files: Sequence[tuple[Staged, str]],
    title: str = "",
    ends_on: date | None = None,
    note: str = "",
    who: Standing,
    at: datetime,
    document_id: int = 0,
) -> list[int]:
    """File several files at once, all or none; ``files`` are each a staged file and its name. Otherwise as `file_upload`.

    Raises:
        Invalid: There are several, but they are to be one version.
    """
    if document_id and len(files) > 1:
        raise Invalid(code="file_one")
    with transaction.atomic():
        return [
            file_upload(
                case_id=case_id,
                key=key,
                title=title if len(files) == 1 else "",
                upload=upload,
                filename=filename,
                ends_on=ends_on,
                note=note,
                who=who,
                at=at,
                document_id=document_id,
            )
            for upload, filename in files
        ]


def file_form(
    *,
    case_id: int,
    key: str,
    name: str,
    form: str,
    content: Mapping[str, Any],
    ends_on: date | None = None,
    who: Standing,
    at: datetime,
    loaded_from: int | None = None,
) -> int:
    """File what somebody wrote into a form of the product, and return the number of the new version's row.

    Args:
        case_id: The case.
        key: The deliverable.
        name: Its name in the SOP, which is the paper's title.
        form: The page that shows ``content``.
        content: Plain JSON values; kept as canonical JSON (RFC 8785) in the transaction of the event.
        ends_on: The end of the work that it describes.
        who: Who files.
        at: When.
        loaded_from: The row of the version that stood in the form when it was opened, 0 when none did; None: not stated.

    Raises:
        NotFound, NotPermitted, Refused: As for `file_upload`; also Refused when somebody filed the form after it was opened.
    """
    case = access_case(case_id=case_id, who=who)
    _check(procedure_version(case.version_id), key=key, ends_on=ends_on, note="")
    draft = Filing(
        case_id=case_id,
        key=key,
        title=clean_text(name),
        bytes=form_bytes(form, content),
        user_id=who.user_id,
        at=at,
        form=form,
        ends_on=ends_on,
    )
    return _file(draft, who=who, at=at, loaded_from=loaded_from)


def refile(*, version_id: int, who: Standing, at: datetime) -> int:
    """File the current version of a paper again as it is, for a new round, and return the number of the new version's row.

    Raises:
        NotFound: No such version for them.
        Refused: It was taken out or is not the current version, or the case takes it not now.
        NotPermitted: They hold no part that files this.
    """
    version = DocumentVersion.objects.select_related("document", "blob").filter(pk=version_id).first()
    if version is None:
        raise NotFound
    document = version.document
    access_case(case_id=document.case_id, who=who)
    if document.removed_at:
        raise Refused(reasons=[reason("document_removed", deliverable=document.title)])
    if version.number != document.current:
        raise Refused(reasons=[reason("document_seen_changed", deliverable=document.title)])
    blob = version.blob
    content = bytes(blob.content) if blob.content is not None else None
    draft = Filing(
        case_id=document.case_id,
        key=document.key,
        title=document.title,
        bytes=Bytes(sha256=blob.sha256, size=blob.size, media_type=blob.media_type, filename=version.filename, content=content),
        user_id=who.user_id,
        at=at,
        document_id=document.pk,
        ends_on=version.ends_on,
        form=version.form,
    )
    return _file(draft, who=who, at=at)


def remove_document(*, document_id: int, why: str, who: Standing, at: datetime) -> None:
    """Take a paper out of what fulfils its deliverable, before its activity completes; every version stays readable.

    Raises:
        NotFound: No such paper for them.
        Refused: Its activity is complete, it was taken out already, or no reason was given.
        NotPermitted: They hold no part that files this.
    """
    document = Document.objects.filter(pk=document_id).first()
    if document is None:
        raise NotFound
    access_case(case_id=document.case_id, who=who)
    if not clean_text(why):
        raise Refused(reasons=[reason("reason_missing")])
    _check_length(why)

    def take_out(place: Place) -> dict[str, object]:
        current = DocumentVersion.objects.select_related("document", "blob").get(document=document, number=F("document__current"))
        if current.document.removed_at:
            raise Refused(reasons=[reason("document_removed", deliverable=document.title)])
        Document.objects.filter(pk=document.pk).update(removed_at=place.at)
        return event_record(current) | {"reason": clean_text(why, length=NOTE_LENGTH)}

    record_filing(case_id=document.case_id, key=document.key, document=take_out, who=who, at=at, removed=True)


def _file(draft: Filing, *, who: Standing, at: datetime, upload: Staged | None = None, loaded_from: int | None = None) -> int:
    made: list[Written] = []

    def write(place: Place) -> dict[str, object]:
        if loaded_from is not None:
            _refuse_older(draft, loaded_from)
        if upload is not None:
            store().keep(upload)
        made.append(write_version(replace(draft, activity=place.activity, round=place.round, at=place.at)))
        return made[0].record

    record_filing(case_id=draft.case_id, key=draft.key, document=write, who=who, at=at)
    return made[0].id


def _refuse_older(draft: Filing, loaded_from: int) -> None:
    """Refuse a form that was opened before the version that is now current was filed; under the case's lock.

    Raises:
        Refused: With who filed which version.
    """
    current = newest_form(case_id=draft.case_id, key=draft.key, form=draft.form)
    if current is not None and current.id != loaded_from:
        raise Refused(reasons=[reason("document_newer", name=current.filed_by, version=current.number, deliverable=draft.title)])


def _check(procedure: Procedure, *, key: str, ends_on: date | None, note: str) -> None:
    _check_length(note)
    if key in procedure.deadline_keys() and ends_on is None:
        maker = procedure.maker(key)
        name = next((one.name for one in maker.deliverables if one.key == key), key) if maker else key
        follower = next(one.number for one in procedure.activities if one.time and one.time.follows == key)
        raise Refused(reasons=[reason("end_date_missing", deliverable=name, activity=follower)])


def _check_length(text: str) -> None:
    if len(text) > NOTE_LENGTH:
        raise Invalid(code="text_too_long", limit=NOTE_LENGTH)
    check_legible(text)
