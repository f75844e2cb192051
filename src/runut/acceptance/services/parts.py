"""How run sheet and comparison are changed: under the case's lock, by who files the report of the round, and counted."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime

from runut.acceptance.models import Part
from runut.acceptance.queries.parts import REPORT
from runut.base import sql
from runut.cases.queries import access_case
from runut.cases.services import Ground, lock_case
from runut.core.errors import Invalid, NotFound, NotPermitted, Refused
from runut.core.legible import check_legible
from runut.core.sentences import reason
from runut.documents.queries import papers_of
from runut.documents.services import file_upload
from runut.documents.store import Staged
from runut.people.queries import Standing

TEXT = 4000


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """What shows what was found: a file that was sent, or a paper that the case has already (its version's row)."""

    upload: Staged | None = None
    filename: str = ""
    version_id: int | None = None


@contextmanager
def changing(*, case_id: int, key: str, who: Standing, at: datetime) -> Iterator[tuple[Part, Ground]]:
    """Lock the case, refuse whoever does not file the report of the open round, and count the change when the caller is done.

    Raises:
        NotFound: No such case for them, or its SOP has no such report.
        NotPermitted: They do not file it.
        Refused: The activity is not open, or the case is on hold or has ended.
    """
    with sql.transaction():
        access_case(case_id=case_id, who=who)
        ground = lock_case(case_id=case_id, who=who, at=at)
        against = ground.against_filing(REPORT)
        if any(one.code == "not_found" for one in against):
            raise NotFound
        if against:
            denied = any(one.code in {"not_your_filing", "no_part"} for one in against)
            raise (NotPermitted if denied else Refused)(reasons=against)
        part, _made = Part.objects.get_or_create(case_id=case_id, item_id=ground.item_id, key=key)
        part.revision += 1
        yield part, ground
        part.save(update_fields=["revision", "filed", "numbers", "guide"])


def check_version(version: int, saw: int, name: str) -> None:
    """Refuse who saw another version than the one that stands: of two who save at once, the second is told.

    Raises:
        Refused: It was changed meanwhile, by ``name``.
    """
    if version != saw:
        raise Refused(reasons=[reason("plan_changed", name=name)])


def check_text(text: str, *, limit: int = TEXT) -> str:
    """Return ``text`` without spaces around it.

    Raises:
        Invalid: It is too long, or does not read as it is stored.
    """
    text = text.strip()
    if len(text) > limit:
        raise Invalid(code="text_too_long", limit=limit)
    check_legible(text)
    return text


def file_evidence(shown: Shown, *, case_id: int, title: str, who: Standing, at: datetime) -> int | None:
    """Return the version of what is shown; a file that was sent is filed among the case's other papers first.

    Raises:
        Refused: The chosen paper is none of the case.
        NotFound, NotPermitted, Invalid: As `runut.documents.services.file_upload`.
    """
    if shown.upload is not None:
        return file_upload(case_id=case_id, key="", title=title, upload=shown.upload, filename=shown.filename, who=who, at=at)
    if shown.version_id is None:
        return None
    if shown.version_id not in {version.id for one in papers_of(case_id) for version in one.versions}:
        raise Refused(reasons=[reason("evidence_foreign")])
    return shown.version_id
