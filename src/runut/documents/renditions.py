"""Signed renditions: what signing a filed version gave, kept as a paper of its own under the key ``signed``, which nobody files to by hand.

The version that was signed stays as it is. An event ``sign`` proves each rendition, and says of which version it is and with what it begins.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import PurePath
from typing import Any, Final

from django.utils.translation import gettext as _

from runut.base.sentences import in_office_language
from runut.cases.queries import signings
from runut.cases.services import Place, Turn, record_later_signing, record_signing
from runut.core.errors import Refused
from runut.core.ledger import Event
from runut.core.sentences import reason
from runut.documents.naming import clean_text
from runut.documents.queries import Version, papers_of
from runut.documents.store import Staged, store
from runut.documents.versions import Bytes, Filing, write_version
from runut.people.queries import Standing

SIGNED: Final = "signed"
"""The key of signed renditions; no SOP has it, so filing under it is refused."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rendition:
    """What signing gave: ``of`` is the version that is filed, ``before`` the hash of what was signed, ``bytes`` what came of it."""

    of: Version
    before: str
    bytes: Staged
    certificate: Mapping[str, object]


def signings_of(case_id: int, sha256: str) -> list[Event]:
    """Return the events by which the version with this hash was signed, in their order. Queries: 1."""
    return [one for one in signings(case_id=case_id) if one.data["of"] == sha256]


def signers(events: Sequence[Event]) -> frozenset[str]:
    """Return the performers in whose name these signatures were made."""
    return frozenset(str(one.by.get("performer", "")) for one in events)


def file_rendition(rendition: Rendition, *, who: Standing, at: datetime, saw: Turn | None = None, performer: str = "") -> None:
    """Keep what signing gave, and record it; all of it or nothing.

    It was given with the turn that they ``saw``, or afterwards as the ``performer`` in whose name they received it.

    Raises:
        NotFound: No such case.
        ConcurrentChange: The turn that they saw is over.
        NotPermitted: It is another performer's turn.
        Refused: They signed it already, or it was filed anew or signed by somebody else after it was opened.
    """
    of, title = rendition.of, _title(rendition.of)
    told: list[Event] = []

    def signed() -> frozenset[str]:
        told[:] = signings_of(of.case_id, of.sha256)
        return signers(told)

    def write(place: Place) -> dict[str, object]:
        last = str(told[-1].data["sha256"]) if told else of.sha256
        if last != rendition.before or not _is_current(of):
            raise Refused(reasons=[reason("sign_changed")])
        store().keep(rendition.bytes)
        found = Bytes(
            sha256=rendition.bytes.sha256,
            size=rendition.bytes.size,
            media_type=of.media_type,
            filename=f"{PurePath(of.filename).stem}-{SIGNED}.pdf",
        )
        draft = Filing(
            case_id=of.case_id,
            key=SIGNED,
            title=title,
            bytes=found,
            user_id=who.user_id,
            at=place.at,
            activity=place.activity,
            round=place.round,
        )
        more = {"of": of.sha256, "before": rendition.before, "certificate": dict(rendition.certificate)}
        return write_version(draft).record | more

    place: dict[str, Any] = {"case_id": of.case_id, "key": of.key, "signers": signed, "rendition": write, "who": who, "at": at}
    if saw:
        record_signing(saw=saw, **place)
    else:
        record_later_signing(sha256=of.sha256, performer=performer, **place)


def _is_current(version: Version) -> bool:
    papers = papers_of(version.case_id)
    return any(paper.current.id == version.id for paper in papers if paper.removed_at is None)


def _title(of: Version) -> str:
    """Return the paper's title in the office's language, whoever signs: it says which paper it is."""
    with in_office_language():
        return clean_text(_("%(name)s, signed") % {"name": of.title})
