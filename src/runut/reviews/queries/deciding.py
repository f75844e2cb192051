"""What was drafted, as the decision takes it, and what of it stands against deciding now."""

from __future__ import annotations

from typing import Any, Final

from django.conf import settings
from django.urls import reverse

from runut.base import sql
from runut.cases.counsel import Advice, Asked, Counsel
from runut.cases.deliverables import made_by_decision
from runut.cases.queries import CasePage, is_rehearsal
from runut.core.ledger import timestamp
from runut.core.remarks import Remark
from runut.core.sentences import Reason, reason
from runut.people.queries import Standing
from runut.reviews.queries.responses import NOTHING, Drafted, against_drafting, drafted, drafted_for, presentation_of, responding

_ANYTHING: Final = """
SELECT EXISTS (SELECT 1 FROM reviews_draft WHERE item_id = %s AND taken_back_at IS NULL)
    OR EXISTS (SELECT 1 FROM reviews_opinion WHERE item_id = %s)
    OR EXISTS (SELECT 1 FROM reviews_verdict WHERE item_id = %s)
    OR EXISTS (SELECT 1 FROM reviews_presentation p JOIN reviews_attendance a ON a.presentation_id = p.id
               WHERE p.case_id = %s AND p.key = %s AND p.round = %s AND a.struck_at IS NULL)"""


def counsel(asked: Asked) -> Counsel:
    """Return what was drafted for a decision, and what of it stands against deciding now; see `runut.cases.counsel`.

    Queries: 1 where nothing was drafted and nobody attended, as in most decisions; else 5. One more where several must give their view.
    """
    found = NOTHING
    if _anything(asked):
        found = drafted(case_id=asked.case_id, item_id=asked.item_id, procedure=asked.procedure, position=asked.position, keys=asked.keys)
    remarks = tuple(Remark(text=one.text, weight=one.weight, about=one.about, by=one.author) for one in found.remarks)
    return Counsel(
        remarks=remarks,
        reopened={number: one.reason for number, one in found.verdicts.items() if not one.closed},
        closed=frozenset(number for number, one in found.verdicts.items() if one.closed),
        content=_content(found, remarks),
        against=against_deciding(asked, found),
    )


def against_deciding(asked: Asked, found: Drafted) -> tuple[Reason, ...]:
    """Return what stands against deciding: too few have given their view, or who decides knows the material neither by attending nor by reading.

    The latter is asked where the attendance list of the round was kept, or the office asks for the view of several.
    """
    needed = settings.RESPONSE_QUORUM
    if needed > 1 and is_rehearsal(case_id=asked.case_id):  # its people are invented, however many the office has
        needed = 1
    against = []
    read = next((one.read_at for one in found.opinions if one.user_id == asked.user_id), None)
    if (found.listed or needed > 1) and asked.user_id not in found.attended and read is None:
        against.append(reason("material_unread"))
    given = {one.user_id for one in found.views} | {asked.user_id}
    if len(given) < needed:
        performer = asked.position.performer(asked.procedure).name
        against.append(reason("quorum_missing", needed=needed, given=len(given), performer=performer))
    return tuple(against)


def advice(page: CasePage, who: Standing) -> Advice | None:
    """Return what the page of a case tells of the decision that is open, and why its reader cannot take it yet. Queries: 0, or 4 to 5."""
    if responding(page) is None or page.item_id is None:
        return None
    found = drafted_for(page)
    keys = made_by_decision(one.key for one in page.activity.outputs) if page.activity else frozenset()
    asked = Asked(
        case_id=page.case.pk,
        item_id=page.item_id,
        procedure=page.procedure,
        position=page.position,
        keys=keys,
        actor=page.actor,
        user_id=who.user_id,
    )
    drafting = not against_drafting(page)
    content = {
        "found": found,
        "must": sum(one.must for one in found.remarks),
        "suggested": sum(not one.must for one in found.remarks),
        "reopened": sum(not one.closed for one in found.verdicts.values()),
        "against": against_deciding(asked, found) if page.deciding and page.mine else (),
        "drafting": drafting,
    }
    href = reverse("reviews:response", args=[page.case.pk]) if drafting else ""
    return Advice(template="reviews/advice.html", content=content, href=href)


def _content(found: Drafted, remarks: tuple[Remark, ...]) -> dict[str, Any]:
    """Return what the response says of how it came about; nothing where nobody drafted anything."""
    views = [
        {"name": one.name, "view": one.view, "reason": one.reason, "attended": one.user_id in found.attended, "at": timestamp(one.given_at)}
        for one in found.views
        if one.given_at
    ]
    tied = [one.record(number) for number, one in enumerate(remarks, 1)]
    verdicts = [{"number": number, "closed": one.closed, "reason": one.reason} for number, one in sorted(found.verdicts.items())]
    return {name: value for name, value in (("views", views), ("drafted", tied), ("verdicts", verdicts)) if value}


def _anything(asked: Asked) -> bool:
    """Whether anything stands before the decision. Queries: 1, and lean: every decision asks it while it holds the lock."""
    key, round_ = presentation_of(asked.procedure, asked.position, asked.keys)
    ((found,),) = sql.read(_ANYTHING, [asked.item_id, asked.item_id, asked.item_id, asked.case_id, key, round_])
    return bool(found)
