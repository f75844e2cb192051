"""What members say before the decision: remarks drafted and taken back, what they read, their view, and whether answers suffice."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from django.db import transaction

from runut.base import sql
from runut.cases.queries import CasePage, access_case, case_page
from runut.cases.things import about
from runut.core.errors import Invalid, NotFound, NotPermitted, Refused
from runut.core.legible import check_legible
from runut.core.sentences import Reason, reason
from runut.people.queries import Standing
from runut.reviews.models import Draft, Opinion, Verdict
from runut.reviews.queries import against_drafting, against_viewing, drafted_for, material_hashes, proposed_for

TEXT: Final = 4000
VIEWS: Final = ("agree", "disagree", "abstain")


def draft_remark(*, case_id: int, text: str, must: bool, thing: str = "", place: str = "", who: Standing, at: datetime) -> int:
    """Draft a remark for the decision that is open.

    Args:
        case_id: The case.
        text: What is to be said.
        must: It must be fixed; otherwise a suggestion.
        thing: What it is tied to, as ``kind:key`` of `runut.cases.things`; empty: nothing.
        place: The page, or the spot in it.
        who: Somebody who takes part in the activity.
        at: When.

    Raises:
        NotFound: No such case for them.
        NotPermitted: They take no part, or it is their own work.
        Refused: No such decision is open, or the thing is not there any more.
        Invalid: Nothing was written, or too much; or the place is a spot that lies outside.
    """
    _judge(text, needed=True)
    _judge(place, most=200)
    with transaction.atomic():
        page = _open(case_id, who, at)
        _admit(against_drafting(page))
        row = Draft.objects.create(
            item_id=_item(page), author_id=who.user_id, text=text.strip(), must=must, about=about(case_id, thing, place), drafted_at=at
        )
    return row.pk


def draft_proposals(*, case_id: int, keys: frozenset[str], who: Standing, at: datetime) -> int:
    """Draft those of the proposed remarks that have ``keys``, all or none, and return how many: what was drafted meanwhile is left out.

    Raises:
        NotFound, NotPermitted, Refused: As `draft_remark`.
        Invalid: Nothing was chosen.
    """
    if not keys:
        raise Invalid(code="proposal_none")
    with transaction.atomic():
        page = _open(case_id, who, at)
        _admit(against_drafting(page))
        chosen = [one for one in proposed_for(page, drafted_for(page)) if one.key in keys]
        for one in chosen:
            text = one.text if len(one.text) <= TEXT else f"{one.text[: TEXT - 1]}…"
            draft_remark(case_id=case_id, text=text, must=one.must, thing=one.thing, place=one.place, who=who, at=at)
    return len(chosen)


def take_back_remark(*, case_id: int, draft_id: int, who: Standing, at: datetime) -> None:
    """Take a drafted remark back: its author, or whoever decides; it stays in the rows.

    Raises:
        NotFound: No such draft that stands. NotPermitted, Refused: As `draft_remark`; also another's draft.
    """
    with transaction.atomic():
        page = _open(case_id, who, at)
        row = Draft.objects.filter(pk=draft_id, item_id=page.item_id or 0, taken_back_at=None).first()
        if row is None:
            raise NotFound
        _admit(against_drafting(page, view=row.author_id != who.user_id))
        Draft.objects.filter(pk=row.pk).update(taken_back_at=at, taken_back_by_id=who.user_id)


def confirm_reading(*, case_id: int, seen: frozenset[str], who: Standing, at: datetime) -> None:
    """Say that one has read the material as it stands; ``seen`` are the hashes that stood on the page.

    Raises:
        Refused: The material is another than that on the page. NotFound, NotPermitted: As `draft_remark`.
    """
    with transaction.atomic():
        page = _open(case_id, who, at)
        _admit(against_drafting(page, view=True))
        material = material_hashes(page)
        if not material or not material <= seen:
            raise Refused(reasons=[reason("material_changed")])
        said = {"read": sorted(material), "read_at": at}
        Opinion.objects.update_or_create(item_id=_item(page), user_id=who.user_id, defaults=said)


def give_view(*, case_id: int, view: str, why: str, who: Standing, at: datetime) -> None:
    """Give one's view on what was presented; the last one counts.

    Raises:
        Refused: They neither attended nor confirmed having read the material, or gave no reason for anything but agreeing.
        Invalid: No such view, or too long a reason. NotFound, NotPermitted: As `draft_remark`.
    """
    if view not in VIEWS:
        raise Invalid
    _judge(why)
    with transaction.atomic():
        page = _open(case_id, who, at)
        _admit(against_viewing(page, drafted_for(page), who.user_id))
        if view != "agree" and not why.strip():
            raise Refused(reasons=[reason("view_reason")])
        said = {"view": view, "reason": why.strip(), "given_at": at}
        Opinion.objects.update_or_create(item_id=_item(page), user_id=who.user_id, defaults=said)


def judge_answer(*, case_id: int, number: int, closed: bool, why: str = "", who: Standing, at: datetime) -> None:
    """Say whether the answer to a remark of an earlier decision suffices (closed), or the remark is reopened, and why.

    It takes effect with the decision.

    Raises:
        Refused: No such remark, not answered, or reopened without a reason. Invalid: Too long a reason.
        NotFound, NotPermitted: As `draft_remark`.
    """
    _judge(why)
    with transaction.atomic():
        page = _open(case_id, who, at)
        _admit(against_drafting(page, view=True))
        if not 1 <= number <= page.position.remarks:
            raise Refused(reasons=[reason("remark_unknown", number=number)])
        if number in page.position.open_remarks:
            raise Refused(reasons=[reason("remark_unjudged", number=number)])
        if not closed and not why.strip():
            raise Refused(reasons=[reason("reason_missing")])
        said = {"closed": closed, "reason": "" if closed else why.strip(), "by_id": who.user_id, "at": at}
        Verdict.objects.update_or_create(item_id=_item(page), number=number, defaults=said)


def _open(case_id: int, who: Standing, at: datetime) -> CasePage:
    """Return the page of the case under its lock: nothing is drafted for a decision that is being taken."""
    case = access_case(case_id=case_id, who=who)
    sql.lock_row("cases_case", case_id)
    return case_page(case=case, who=who, at=at)


def _item(page: CasePage) -> int:
    assert page.item_id is not None
    return page.item_id


def _admit(against: tuple[Reason, ...]) -> None:
    if any(one.code in {"response_not_yours", "own_work"} for one in against):
        raise NotPermitted(reasons=against)
    if against:
        raise Refused(reasons=against)


def _judge(text: str, *, needed: bool = False, most: int = TEXT) -> None:
    if needed and not text.strip():
        raise Invalid(code="text_missing")
    if len(text) > most:
        raise Invalid(code="text_too_long", limit=most)
    check_legible(text)
