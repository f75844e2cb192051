"""Answering the checklist of security functions."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.db import transaction

from runut.core.errors import Invalid, Refused
from runut.core.legible import check_legible
from runut.core.sentences import reason
from runut.documents.queries import papers_of
from runut.people.queries import Standing
from runut.testing.access import access_findings
from runut.testing.models import SecurityAnswer
from runut.testing.queries.security import security_answers
from runut.testing.security import ANSWERS, ITEMS

LONGEST: Final = 1000


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """An answer; ``evidence`` is the version of a paper of the case, 0: none."""

    answer: str
    reason: str = ""
    evidence: int = 0


def answer_security(*, case_id: int, said: Mapping[str, Said], who: Standing, at: datetime) -> int:
    """Answer items of the checklist, all or none; what stands so already is passed over. Return how many answers are new.

    Raises:
        NotFound: No such case, or they do not read what tells how to break in.
        Refused: They have no part in the case, it has ended, a reason is missing for what does not apply, or evidence for what is fulfilled.
        Invalid: There is no such item or answer, or a paper is none of the case.
    """
    place = access_findings(case_id=case_id, who=who, at=at)
    if place.against_adding:
        raise Refused(reasons=place.against_adding)
    papers = {version.id for paper in papers_of(case_id) if paper.removed_at is None for version in paper.versions}
    for key, one in said.items():
        _check(key, one, papers)
    missing = [reason(f"security_{what}", item=_named(key)) for key, one in said.items() if (what := _missing(one))]
    if missing:
        raise Refused(reasons=missing)
    with transaction.atomic():
        now = security_answers(case_id)
        fresh = [
            (key, one)
            for key, one in said.items()
            if key not in now
            or (now[key].answer, now[key].reason, now[key].evidence_id or 0) != (one.answer, one.reason.strip(), one.evidence)
        ]
        SecurityAnswer.objects.bulk_create(
            SecurityAnswer(
                case_id=case_id,
                item=key,
                answer=one.answer,
                reason=one.reason.strip(),
                evidence_id=one.evidence or None,
                by_id=who.user_id,
                at=at,
            )
            for key, one in fresh
        )
    return len(fresh)


def _check(key: str, one: Said, papers: set[int]) -> None:
    if key not in ITEMS or one.answer not in ANSWERS or (one.evidence and one.evidence not in papers):
        raise Invalid
    if len(one.reason) > LONGEST:
        raise Invalid(code="text_too_long", limit=LONGEST)
    check_legible(one.reason)


def _missing(one: Said) -> str:
    if one.answer == "not_applicable" and not one.reason.strip():
        return "reason"
    return "evidence" if one.answer == "fulfilled" and not one.evidence else ""


def _named(key: str) -> str:
    return f"({ITEMS[key].paragraph}) {ITEMS[key].letter}"
