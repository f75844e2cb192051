"""What changes the register of regulations; its keeper (who keeps the register of systems) and administrators do."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction

from runut.core.errors import Invalid, NotFound, Refused
from runut.core.sentences import reason
from runut.documents.keeping import keep_file
from runut.documents.naming import clean_text
from runut.documents.store import Staged
from runut.people.access import PERMISSIONS, admit
from runut.people.queries import Standing
from runut.planning.models.regulations import Regulation
from runut.planning.queries.regulations import KINDS, citation, known_missing

_LENGTHS = {"issuer": 100, "number": 60, "title": 500, "replaced_by": 300}


def enter_regulation(*, values: Mapping[str, Any], upload: Staged | None = None, filename: str = "", who: Standing, at: datetime) -> int:
    """Enter a regulation and return its number.

    Args:
        values: ``kind`` (one of `KINDS`), ``issuer``, ``number``, ``year``, ``title``, ``address``, ``replaced``, ``replaced_by``.
        upload: Its text as a file that has arrived; None: none.
        filename: How that is called.
        who: The register's keeper or an administrator.
        at: When.

    Raises:
        NotPermitted: They are neither.
        Refused: It stands in the register already.
        Invalid: The kind is none, number or title are missing, or the year cannot be.
    """
    admit(PERMISSIONS["regulations"], who, method="POST")
    row = Regulation(changed_by_id=who.user_id, changed_at=at, **_clean(values))
    _write(row, upload, filename, at)
    return row.pk


def change_regulation(
    *, regulation_id: int, values: Mapping[str, Any], upload: Staged | None = None, filename: str = "", who: Standing, at: datetime
) -> None:
    """Say something else about a regulation; without ``upload`` its file stays. What cases chose and filed stays as it was.

    Raises:
        NotFound: There is none.
        NotPermitted, Refused, Invalid: As for `enter_regulation`.
    """
    admit(PERMISSIONS["regulations"], who, method="POST")
    row = Regulation.objects.filter(pk=regulation_id).first()
    if row is None:
        raise NotFound
    for name, value in _clean(values).items():
        setattr(row, name, value)
    row.changed_by_id, row.changed_at = who.user_id, at
    _write(row, upload, filename, at)


def enter_known_regulations(*, who: Standing, at: datetime) -> int:
    """Enter the regulations that the product knows as replaced and the register lacks, and return how many.

    Raises:
        NotPermitted: They are neither the register's keeper nor an administrator.
        Refused: All of them are there.
    """
    admit(PERMISSIONS["regulations"], who, method="POST")
    missing = known_missing()
    if not missing:
        raise Refused(reasons=[reason("regulations_known")])
    rows = [
        Regulation(
            kind=kind,
            issuer=issuer,
            number=one.number,
            year=one.year,
            title=one.title,
            replaced=True,
            replaced_by=one.successor,
            changed_by_id=who.user_id,
            changed_at=at,
        )
        for one, kind, issuer in missing
    ]
    return len(Regulation.objects.bulk_create(rows, ignore_conflicts=True))


def _write(row: Regulation, upload: Staged | None, filename: str, at: datetime) -> None:
    try:
        with transaction.atomic():
            if upload is not None:
                kept = keep_file(upload=upload, filename=filename, at=at)
                row.sha256, row.size, row.media_type, row.filename = kept.sha256, kept.size, kept.media_type, kept.filename
            row.save()
    except IntegrityError as error:
        name = citation(row.kind, row.issuer, row.number, row.year)
        raise Refused(reasons=[reason("regulation_there", name=name)]) from error


def _clean(values: Mapping[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = {name: clean_text(str(values.get(name) or ""), length=most) for name, most in _LENGTHS.items()}
    found |= {"kind": str(values.get("kind")), "year": values.get("year"), "address": str(values.get("address") or "")}
    found["replaced"] = bool(values.get("replaced"))
    if not found["replaced"]:
        found["replaced_by"] = ""
    if found["kind"] not in KINDS or not isinstance(found["year"], int) or not 1900 <= found["year"] <= 2100:
        raise Invalid
    if not found["number"] or not found["title"]:
        raise Invalid(code="text_missing")
    return found
