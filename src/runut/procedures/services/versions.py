"""The versions of the SOP: the shipped one, the office's confirmation, and what the office changes."""

from __future__ import annotations

import hashlib
from datetime import date, datetime
from importlib.resources import files
from typing import Final

from django.db import transaction

from runut.core.errors import NotFound, NotPermitted, Refused
from runut.core.sentences import reason
from runut.formats import toml
from runut.people.queries import Standing, organisation
from runut.procedures.models import Procedure, ProcedureVersion
from runut.procedures.queries.versions import in_force, version_in_force
from runut.procedures.revision import revise
from runut.procedures.values import Changes

SHIPPED: Final = "pengembangan-aplikasi"


def install_shipped(*, at: datetime) -> int:
    """Install the shipped SOP as version 1, for new cases, and return its id; an office that has it keeps what it has.

    Queries: 3 and 2 inserts the first time, then 2.
    """
    text = files("runut.procedures").joinpath("shipped", f"{SHIPPED}.toml").read_text(encoding="utf-8")
    return install_text(key=SHIPPED, text=text, at=at)


@transaction.atomic
def install_text(*, key: str, text: str, at: datetime) -> int:
    """Install the SOP file ``text`` under ``key`` as `install_shipped` does; a rehearsal installs the one that it is to run.

    Raises:
        ProcedureInvalid: The text has faults; every one is listed.

    Queries: 3 and 2 inserts the first time, then 2.
    """
    identity = toml.load(text).identity
    procedure = Procedure.objects.filter(key=key).first()
    if procedure is not None:
        return in_force(at.date()).values_list("pk", flat=True).get(procedure=procedure)
    procedure = Procedure.objects.create(key=key, name=identity.name)
    since = min(identity.effective_on or at.date(), at.date())
    return _add(procedure, number=1, text=text, at=at, effective_from=since)


@transaction.atomic
def confirm_version(*, version_id: int, who: Standing, at: datetime) -> None:
    """Record that the office confirms the performers of the current version as they were read.

    Raises:
        NotPermitted: Neither administrator nor head of the bureau.
        NotFound: There is no such version.
        Refused: It is confirmed already, or new cases follow another.

    Queries: 2 reads, 1 update.
    """
    require_procedure_office(who)
    row = ProcedureVersion.objects.select_for_update().filter(pk=version_id).first()
    if row is None:
        raise NotFound
    if row.confirmed_at is not None:
        raise Refused(reasons=[reason("procedure_confirmed")])
    if version_in_force(on=organisation().today(at), procedure_id=row.procedure_id)[0] != row.pk:
        raise Refused(reasons=[reason("procedure_not_current")])
    ProcedureVersion.objects.filter(pk=row.pk).update(confirmed_by_id=who.user_id, confirmed_at=at)


@transaction.atomic
def new_version(*, based_on: int, changes: Changes, note: str, who: Standing, at: datetime) -> int:
    """Make the version that new cases follow from now on; running cases stay on theirs. Who makes it confirms it.

    Args:
        based_on: The current version, as the person saw it.
        changes: What differs from it.
        note: Why; shown in the list of versions.
        who: Administrator or head of the bureau.
        at: When, as aware UTC.

    Raises:
        NotPermitted: Neither administrator nor head of the bureau.
        Refused: ``based_on`` is no longer the current version, no reason is given, or nothing differs.
        ProcedureInvalid: The changed SOP breaks a rule of the file; every fault is listed.

    Queries: 2 reads, 1 update, 1 insert.
    """
    require_procedure_office(who)
    if not note.strip():
        raise Refused(reasons=[reason("reason_missing")])
    before = ProcedureVersion.objects.select_for_update(of=("self",)).select_related("procedure").filter(pk=based_on).first()
    if before is None or ProcedureVersion.objects.filter(procedure_id=before.procedure_id, number__gt=before.number).exists():
        raise Refused(reasons=[reason("draft_changed")])
    old = toml.load(before.text)
    revised = revise(old, changes)
    if revised == old:
        raise Refused(reasons=[reason("procedure_same")])
    text, today = toml.dump(revised), organisation().today(at)
    return _add(before.procedure, number=before.number + 1, text=text, at=at, effective_from=today, note=note.strip(), by=who.user_id)


def require_procedure_office(who: Standing) -> None:
    """Refuse everybody but administrators and the head of the bureau.

    Raises:
        NotPermitted: For everybody else.
    """
    if not (who.administrator or "bureau_head" in who.offices):
        raise NotPermitted(reasons=[reason("procedure_office_only")])


def _add(procedure: Procedure, *, number: int, text: str, at: datetime, effective_from: date, note: str = "", by: int | None = None) -> int:
    row = ProcedureVersion.objects.create(
        procedure=procedure,
        number=number,
        text=text,
        sha256=hashlib.sha256(text.encode()).hexdigest(),
        note=note,
        effective_from=effective_from,
        made_by_id=by,
        made_at=at,
        confirmed_by_id=by,
        confirmed_at=at if by else None,
    )
    return row.pk
