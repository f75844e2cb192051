"""From a draft to a version: submitted to the office that enacts it, returned or approved by its holders, in force from its day."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from django.db import transaction

from runut.core.building import build
from runut.core.errors import Invalid, NotPermitted, Refused
from runut.core.legible import check_legible
from runut.core.procedure import HeldBy, Performer
from runut.core.procedure import Procedure as Sop
from runut.core.sentences import reason
from runut.formats import toml
from runut.people.queries import Standing, holders, offices, organisation
from runut.people.services import seed_offices
from runut.procedures.drafting.content import to_file
from runut.procedures.drafting.keys import slug
from runut.procedures.models import Draft, DraftAct, Procedure, ProcedureVersion, Revision
from runut.procedures.services.revisions import locked, open_draft, record_act, require_drafter, revision
from runut.procedures.services.versions import add_version

_RESERVED: Final = frozenset({"import", "new", "drafts", "versions", "sop"})
"""Words that stand where the key of an SOP stands in an address."""


@transaction.atomic
def submit_draft(
    *, draft_id: int, seen: int, note: str, who: Standing, at: datetime, office_id: int | None = None, new_office: str = ""
) -> None:
    """Put a draft before the office that is to approve it; nobody changes it until that office has spoken or it is taken back.

    Args:
        draft_id: Which draft.
        seen: The revision that is submitted.
        note: Why there is a new SOP or version; shown in the list of versions.
        who: An administrator, or who holds an office.
        at: When.
        office_id: The office that approves.
        new_office: Or the name of an office that is made for it; an administrator then appoints its holder.

    Raises:
        NotPermitted: Neither administrator nor holder of an office.
        NotFound: There is no such draft.
        Invalid: Neither office was named, or there is none of that number.
        Refused: It changed meanwhile, is submitted or over, gives no reason, or says what the newest version says.
        ProcedureInvalid: It cannot be run; every fault is listed.
    """
    draft = open_draft(draft_id, who)
    now = _same(draft, seen)
    sop = build(to_file(now.content))
    if not note.strip():
        raise Refused(reasons=[reason("reason_missing")])
    newest = ProcedureVersion.objects.filter(procedure_id=draft.procedure_id).order_by("-number").first() if draft.procedure_id else None
    if newest and toml.load(newest.text) == sop:
        raise Refused(reasons=[reason("procedure_same")])
    if new_office.strip():
        office_id = _office(new_office, who=who, at=at)
    if office_id not in {one.id for one in offices(on=organisation().today(at))}:
        raise Invalid(code="approver_missing")
    record_act(draft, kind="submitted", who=who, at=at, note=note.strip())
    _write(draft, who, at, state="submitted", office_id=office_id, note=note.strip())


@transaction.atomic
def withdraw_draft(*, draft_id: int, who: Standing, at: datetime) -> None:
    """Take a submitted draft back, to write on.

    Raises:
        NotPermitted: Neither administrator nor holder of an office.
        NotFound: There is no such draft.
        Refused: It is not submitted.
    """
    require_drafter(who)
    draft = _submitted(draft_id)
    record_act(draft, kind="withdrawn", who=who, at=at)
    _write(draft, who, at, state="draft")


@transaction.atomic
def return_draft(*, draft_id: int, why: str, who: Standing, at: datetime) -> None:
    """Send a submitted draft back, with the reason.

    Raises:
        NotPermitted: Who asks does not hold the office that approves.
        NotFound: There is no such draft.
        Refused: It is not submitted, or no reason is given. Invalid: The reason does not read as it is stored.
    """
    draft = _submitted(draft_id)
    _require_office(draft, who)
    if not why.strip():
        raise Refused(reasons=[reason("reason_missing")])
    check_legible(why)
    record_act(draft, kind="returned", who=who, at=at, note=why.strip(), acted_as=_capacity(draft, who))
    _write(draft, who, at, state="draft")


@transaction.atomic
def approve_draft(*, draft_id: int, seen: int, who: Standing, at: datetime) -> int:
    """Approve a submitted draft: it becomes the next version of its SOP, in force from the day that it names, or from today.

    Offices that stand behind its performers and are not there yet are made; nobody holds them until an administrator appoints somebody.

    Args:
        draft_id: Which draft.
        seen: The revision that was read.
        who: A holder of the office that it was submitted to; another one than wrote it, where there is another.
        at: When.

    Raises:
        NotPermitted: Who asks does not hold the office, or wrote it while another holder could approve.
        NotFound: There is no such draft.
        Refused: It is not submitted, or not what was read.
    """
    draft = _submitted(draft_id)
    _require_office(draft, who)
    if _wrote(draft, who) and _others(draft, who, at):
        raise NotPermitted(reasons=[reason("approve_own")])
    data = to_file(_same(draft, seen).content)
    sop = build(data)
    procedure = draft.procedure or _new_procedure(sop)
    capacity = _capacity(draft, who)
    record_act(draft, kind="approved", who=who, at=at, acted_as=capacity)
    _write(draft, who, at, state="approved", procedure=procedure)
    Procedure.objects.filter(pk=procedure.pk).update(name=sop.identity.name[:200])
    seed_offices(performers=sop.performers, at=at, who=who)
    return add_version(draft, procedure, text=toml.write(data), approved_as=capacity, identity=sop.identity, by=who.user_id, at=at)


def may_approve(draft: Draft, who: Standing) -> bool:
    """Whether ``who`` holds the office that is asked. Queries: 1."""
    return draft.office is not None and draft.office.key in who.offices


def _new_procedure(sop: Sop) -> Procedure:
    taken = set(Procedure.objects.values_list("key", flat=True)) | _RESERVED
    key = slug(sop.identity.name, taken=taken, fallback="sop").replace("_", "-")
    while key in taken:
        key = f"{key}-2"
    return Procedure.objects.create(key=key, name=sop.identity.name[:200])


def _office(name: str, *, who: Standing, at: datetime) -> int:
    """Return the office of this name, made if there is none."""
    wanted = " ".join(name.split())[:200]
    there = {one.name.casefold(): one.id for one in offices(on=organisation().today(at))}
    if wanted.casefold() not in there:
        key = slug(wanted, taken={one.key for one in offices(on=organisation().today(at))}, fallback="office")
        seed_offices(performers=[Performer(key=key, name=wanted, held_by=HeldBy.OFFICE)], at=at, who=who)
        there = {one.name.casefold(): one.id for one in offices(on=organisation().today(at))}
    return there[wanted.casefold()]


def _submitted(draft_id: int) -> Draft:
    draft = locked(draft_id)
    if draft.state != "submitted":
        raise Refused(reasons=[reason("draft_not_submitted")])
    return draft


def _same(draft: Draft, seen: int) -> Revision:
    if seen != draft.counter:
        raise Refused(reasons=[reason("draft_changed")])
    return revision(draft, seen)


def _require_office(draft: Draft, who: Standing) -> None:
    if not may_approve(draft, who):
        raise NotPermitted(reasons=[reason("approver_only", office=draft.office.name if draft.office else "")])


def _capacity(draft: Draft, who: Standing) -> dict[str, str]:
    return {"name": who.name, **who.capacity.get(draft.office.key if draft.office else "", {})}


def _wrote(draft: Draft, who: Standing) -> bool:
    wrote = Revision.objects.filter(draft=draft, made_by_id=who.user_id).exists()
    return wrote or DraftAct.objects.filter(draft=draft, by_id=who.user_id, kind="submitted").exists()


def _others(draft: Draft, who: Standing, at: datetime) -> bool:
    """Whether somebody else who did not write the draft holds the office today."""
    key = draft.office.key if draft.office else ""
    held = {one.user_id for one in holders([key], on=organisation().today(at))[key]} - {who.user_id}
    return bool(held - set(Revision.objects.filter(draft=draft).values_list("made_by_id", flat=True)))


def _write(draft: Draft, who: Standing, at: datetime, **values: object) -> None:
    Draft.objects.filter(pk=draft.pk).update(changed_by_id=who.user_id, changed_at=at, **values)
