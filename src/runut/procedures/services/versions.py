"""The versions of the SOPs: the shipped one, the office's confirmation of it, and the versions that drafts become."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from datetime import datetime
from importlib.resources import files
from typing import Any, Final

from django.db import transaction
from django.db.models import Max

from runut.core.errors import NotFound, NotPermitted, Refused
from runut.core.procedure import Identity
from runut.core.sentences import reason
from runut.formats import toml
from runut.people.queries import Standing, organisation
from runut.procedures.models import Draft, Procedure, ProcedureVersion
from runut.procedures.queries.versions import in_force, version_in_force

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
    return add_text(procedure, number=1, text=text, made_at=at, effective_from=since)


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


def add_version(
    draft: Draft, procedure: Procedure, *, text: str, approved_as: Mapping[str, str], identity: Identity, by: int, at: datetime
) -> int:
    """Write an approved draft as the next version and return its id; it holds from the day that it names, but never from before today.

    Queries: 2 reads, 1 insert.
    """
    today = organisation().today(at)
    newest = ProcedureVersion.objects.filter(procedure=procedure).aggregate(number=Max("number"))["number"] or 0
    return add_text(
        procedure,
        number=newest + 1,
        text=text,
        note=draft.note,
        effective_from=max(identity.effective_on or today, today),
        draft=draft,
        approved_as=dict(approved_as),
        made_by_id=draft.made_by_id,
        made_at=at,
        confirmed_by_id=by,
        confirmed_at=at,
    )


def require_procedure_office(who: Standing) -> None:
    """Refuse everybody but administrators and the head of the bureau.

    Raises:
        NotPermitted: For everybody else.
    """
    if not (who.administrator or "bureau_head" in who.offices):
        raise NotPermitted(reasons=[reason("procedure_office_only")])


def add_text(procedure: Procedure, *, text: str, **values: Any) -> int:
    """Write ``text`` as a version and return its id. Queries: 1."""
    sha256 = hashlib.sha256(text.encode()).hexdigest()
    return ProcedureVersion.objects.create(procedure=procedure, text=text, sha256=sha256, **values).pk
