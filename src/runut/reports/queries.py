"""What this room reads out of a case: its case file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.conf import settings

from runut.base.issuing import Genuine, code_for, issue, issued
from runut.cases.queries import Held, access_case, events, held
from runut.core.audit import Audit, audit
from runut.core.errors import NotPermitted
from runut.core.ledger import Event
from runut.core.sentences import reason
from runut.documents.carrying import filing_notes
from runut.documents.queries import cases_with, open_bytes, papers_of
from runut.formats import toml
from runut.formats.casefile import Content, Package, Person, Sheet, Text, filled, package, texts_named
from runut.formats.printing.imprint import Imprint
from runut.formats.printing.pdf import print_pdf
from runut.formats.words import Language
from runut.people.queries import Carried, Standing, carried_people
from runut.procedures.queries import calendar, procedure_version, version_name, version_of_text, version_text

AGENT: Final = f"Runut {settings.VERSION}"
"""This product and its release, as a case file names who made it."""


def access_case_file(*, case_id: int, who: Standing) -> Package:
    """Return the case file of a case that ``who`` may see, ready to be streamed.

    Raises:
        NotFound: There is no such case for them.
        NotPermitted: They are no head, keeper of the register, auditor or administrator.
        Refused: A stored file is damaged or gone.
        PrintFailed: The SOP could not be printed.
    """
    refuse_others(access_case(case_id=case_id, who=who).version_id, who)
    return case_file(case_id=case_id)


def refuse_others(version_id: int, who: Standing) -> None:
    """Refuse whoever does not get the case file of a case on this version of its SOP.

    Raises:
        NotPermitted: With those who do.
    """
    registrar = procedure_version(version_id).registrar
    if not gets_case_file(who, registrar.key):
        raise NotPermitted(reasons=[reason("casefile_not_yours", performer=registrar.name)])


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """The answers of a case, the ids of the versions that they name (by title and number), and whether the reader gets the case file."""

    found: Audit
    versions: Mapping[tuple[str, int], int]
    gets_file: bool


def access_audit(*, case_id: int, who: Standing) -> Asked:
    """Return what an auditor asks of a case that ``who`` may see. Queries: 3.

    Raises:
        NotFound: There is no such case for them.
    """
    case = access_case(case_id=case_id, who=who)
    versions = {(one.title, one.number): one.id for paper in papers_of(case_id) for one in paper.versions}
    registrar = procedure_version(case.version_id).registrar
    return Asked(found=audit_of(case_id=case_id), versions=versions, gets_file=gets_case_file(who, registrar.key))


def audit_of(*, case_id: int) -> Audit:
    """Return the answers of a case that the caller may see. Queries: 1."""
    return audit(events(case_id=case_id))


def access_sheet(*, case_id: int, who: Standing, language: Language, at: datetime) -> bytes:
    """Return the SOP's official sheet, filled in with the case that ``who`` may see, as PDF with its code. Queries: 5, and 1 more the first time.

    Raises:
        NotFound: There is no such case for them.
        PrintFailed: It could not be printed.
    """
    case = access_case(case_id=case_id, who=who)
    told, offset = list(events(case_id=case_id)), calendar().local(case.changed_at).utcoffset()
    sheet = Sheet(
        number=case.number or "",
        title=case.title,
        head=told[-1].hash,
        utc_offset=int(offset.total_seconds() // 60) if offset else 0,
        language=language,
    )
    name = version_name(case.version_id)
    made = filled(procedure_version(name.id), name.sha256, audit(told), sheet)

    def make(imprint: Imprint) -> bytes:
        return print_pdf(made, language=language, imprint=imprint)

    return issue(of=f"sheet {case_id}", said=toml.dump(made), language=language, at=told[-1].at, issued_at=at, make=make)


def code_of(uid: str) -> str:
    """Return the code that stands on the final reports of the case ``uid``: it says nothing, but belongs to that case alone."""
    return code_for(uid)


def genuine(*, code: str, sha256: str) -> Genuine:
    """Return how bytes with this hash stand: issued with this code, or filed in the case to which it belongs. Queries: at most 3."""
    told = issued(code=code, sha256=sha256)
    if told is not Genuine.NO:
        return told
    filed = [last for uid, last in cases_with(sha256) if code_of(uid) == code]
    return (Genuine.YES if any(filed) else Genuine.OLDER) if filed else Genuine.NO


def gets_case_file(who: Standing, registrar: str) -> bool:
    """Whether they get the whole evidence of a case: heads, the keeper of the register, auditors and administrators."""
    return who.head or who.auditor or who.administrator or registrar in who.offices


def case_file(*, case_id: int) -> Package:
    """Return the case file of a case. Raises as `access_case_file`. Queries: 6, and 1 for each form that was filed."""
    told, known = list(events(case_id=case_id)), held(case_id=case_id)
    content, versions = _content(case_id, told, known)
    sops = {}
    for sha256, version_id in versions.items():
        text = version_text(version_id)
        sops[sha256] = text.encode(), print_pdf(toml.load(text))
    return package(told, content, sops, open_bytes=open_bytes, agent=AGENT)


def _content(case_id: int, told: Sequence[Event], known: Held) -> tuple[Content, dict[str, int]]:
    """Return what no event holds, and the ids of the versions of its SOP by hash."""
    people = carried_people({*known.actors, *known.members.values()})
    order = {pk: index for index, pk in enumerate(sorted(people, key=lambda pk: people[pk].login))}
    versions = {sha256: version_of_text(sha256) for sha256 in texts_named(told)} or {
        version_name(known.version_id).sha256: known.version_id
    }
    names = [version_name(version_id) for version_id in versions.values()]
    notes, dates = filing_notes(case_id=case_id), calendar()
    offset = dates.local(told[-1].at).utcoffset()
    content = Content(
        purpose=known.purpose,
        unit=known.unit_code,
        units={known.unit_code: known.unit} | {one.unit_code: one.unit for one in people.values() if one.unit_code},
        utc_offset=int(offset.total_seconds() // 60) if offset else 0,
        procedures=[Text(sha256=one.sha256, key=one.key, number=one.number) for one in names],
        people=[_person(people[pk]) for pk in order],
        by=[order[pk] for pk in known.actors],
        members={str(number): order[pk] for number, pk in known.members.items()},
        notes={str(one.number): notes[key] for one in told if one.kind == "file" and (key := _filing(one)) in notes},
    )
    return content, versions


def _person(one: Carried) -> Person:
    return Person(login=one.login, name=one.name, nip=one.nip, position=one.position, unit=one.unit_code)


def _filing(event: Event) -> tuple[str, str, int]:
    return str(event.data["key"]), str(event.data["name"]), int(event.data["version"])
