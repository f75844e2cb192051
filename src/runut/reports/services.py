"""What this room writes: a case that comes from another installation."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from runut.cases.services import Arriving, take_in_case
from runut.documents.carrying import take_in_documents
from runut.formats.casefile import Verified
from runut.people.queries import Carried, Standing
from runut.people.services import take_in_people, take_in_units
from runut.procedures.services import take_in_version


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
