"""What this room writes: a case that comes from another installation, and a head's signature on the final report."""

from __future__ import annotations

from datetime import datetime
from io import BytesIO

from django.db import transaction
from django.utils.translation import gettext as _

from runut.cases.queries import CasePage, access_page
from runut.cases.services import Arriving, Turn, certify, take_in_case
from runut.core import flow
from runut.core.errors import Refused
from runut.core.guards import Act
from runut.core.position import Position
from runut.core.sentences import reason
from runut.documents.carrying import take_in_documents
from runut.documents.queries import open_bytes
from runut.documents.renditions import Rendition, file_rendition
from runut.documents.uploads import store_stream
from runut.formats.casefile import Verified
from runut.formats.signing import Signer, Stamp, added
from runut.people.queries import Carried, Standing, withdrawals
from runut.people.services import take_in_people, take_in_units
from runut.procedures.services import take_in_version
from runut.reports.sealing import keys
from runut.reports.signatures import Signatures, signatures_of, stamp


@transaction.atomic
def import_case(found: Verified, *, who: Standing | None, at: datetime) -> int:
    """Write a verified case file into this installation and return the case's id; all of it or nothing.

    People who are not here get accounts that are not active; a text of its SOP that is not here is kept for this case alone.

    Raises:
        NotPermitted: ``who`` is no administrator; None is the operator at the machine's own command line.
        Refused: The case is here already, or its number, a person, a unit or a version cannot be the same as here.
    """
    content = found.content
    units = take_in_units(units=content.units, who=who, at=at)
    people = take_in_people(
        people=[
            Carried(login=one.login, name=one.name, nip=one.nip, position=one.position, unit_code=one.unit, unit="")
            for one in content.people
        ],
        units=units,
        who=who,
        at=at,
    )
    note = f"{found.number or found.events[0].case}: {found.title}"
    versions = [
        take_in_version(key=one.key, number=one.number, text=found.sops[one.sha256].decode(), note=note, at=at)
        for one in content.procedures
    ]
    users = [people[index] for index in content.by]
    case_id = take_in_case(
        Arriving(
            events=found.events,
            purpose=content.purpose,
            unit_id=units[content.unit],
            version_id=versions[-1],
            users=users,
            members={number: people[index] for number, index in content.members.items()},
        )
    )
    take_in_documents(case_id=case_id, events=found.events, users=users, notes=content.notes, read=found.document)
    return case_id


def sign_report(
    *, case_id: int, saw: Turn, seen: frozenset[str], before: str, password: str, note: str, who: Standing, at: datetime
) -> Position:
    """Sign the final report that is filed as whose turn it is, keep what comes of it, and record the turn: all of it or nothing.

    Signing itself comes first, outside the transaction: a device or a service may take its time. Its bytes are durable before anything names them.

    Args:
        case_id: The case.
        saw: The turn that stood on their page.
        seen: The hashes of the documents that did.
        before: The hash of the bytes that they asked to sign.
        password: What opens their key, where they type it; used here and kept nowhere.
        note: What they say with it.
        who: Who signs.
        at: When.

    Raises:
        NotFound: No such case for them.
        ConcurrentChange: The turn that they saw is over.
        NotPermitted: It is another performer's turn.
        Refused: There is no report or no key, it was signed by them or changed, the key cannot be opened, or the turn cannot be recorded.
    """
    page = access_page(case_id=case_id, who=who, at=at)
    found = signatures_of(page)
    flow.refuse(page.position, found.against, at=at)
    if found.later or page.position.item is None:
        raise Refused(reasons=[reason("sign_changed")])
    rendition = _rendition(page, found, page.position.turn(page.procedure).key, before=before, password=password, who=who, at=at)
    with transaction.atomic():
        file_rendition(rendition, who=who, at=at, saw=saw)
        return certify(case_id=case_id, act=Act(note=note, seen=seen), who=who, at=at, saw=saw)


def sign_received(*, case_id: int, before: str, password: str, who: Standing, at: datetime) -> None:
    """Sign the final report that ``who`` received earlier and recorded without a key, and keep what comes of it; nothing in the case moves.

    Raises:
        NotFound: No such case for them.
        NotPermitted, Refused: As `sign_report`; somebody else received it, or they hold the office no longer in whose name they did.
    """
    page = access_page(case_id=case_id, who=who, at=at)
    found = signatures_of(page)
    flow.refuse(page.position, found.against, at=at)
    if found.later is None:
        raise Refused(reasons=[reason("sign_changed")])
    performer = str(found.later.by["performer"])
    rendition = _rendition(page, found, performer, before=before, password=password, who=who, at=at)
    file_rendition(rendition, who=who, at=at, performer=performer)


def _rendition(page: CasePage, found: Signatures, performer: str, *, before: str, password: str, who: Standing, at: datetime) -> Rendition:
    """Return what signing as ``performer`` gives; its bytes are durable, and nothing names them yet.

    Raises:
        Refused: The report is not the one that they saw, they have no key or it cannot be opened, or it cannot be signed.
    """
    assert found.report is not None
    if found.now != before:
        raise Refused(reasons=[reason("sign_changed")])
    signer = keys().signer(who.login, password)
    if signer is None:
        raise Refused(reasons=[reason("sign_no_key", name=who.name)])
    if withdrawn := withdrawals().get(signer.certificate.sha256):
        raise Refused(reasons=[reason("signing_withdrawn", name=signer.certificate.name, since=withdrawn.since)])
    signed = _signed(before, signer, stamp(page, performer, signer.certificate, at=at), at=at)
    return Rendition(of=found.report, before=before, bytes=store_stream(BytesIO(signed)), certificate=signer.certificate.record())


def _signed(sha256: str, signer: Signer, seen: Stamp, *, at: datetime) -> bytes:
    """Return what is stored under the hash with one signature more; whoever signs, nothing else is kept than that.

    Raises:
        Refused: It cannot be signed, or what came back is not what was sent with one good signature behind it.
    """
    with open_bytes(sha256) as file:
        pdf = file.read()
    signed = signer.sign(pdf, seen, at=at)
    if not added(pdf, signed):
        raise Refused(reasons=[reason("signing_failed", detail=_("what came back does not carry exactly one good signature more"))])
    return signed
