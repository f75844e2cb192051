"""Asking about usability by links, and taking anonymous answers."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Final

from django.core.signing import BadSignature, Signer
from django.db import IntegrityError, transaction
from django.db.models import Max

from runut.core.errors import ConcurrentChange, Invalid, NotFound, Refused
from runut.core.legible import check_legible
from runut.core.sentences import Reason, reason
from runut.people.queries import Standing, organisation
from runut.testing.access import access_tests
from runut.testing.models import Answer, Questionnaire, QuestionnaireLink
from runut.testing.sus import score

MOST_LINKS: Final = 200
NOTE: Final = 1000
_SIGNER: Final = Signer(salt="runut.testing.questionnaire")


def ask(*, case_id: int, build: str, links: int, who: Standing, at: datetime) -> Questionnaire:
    """Begin a questionnaire with so many links, one for each answer.

    Raises:
        NotFound: No such case for them.
        Refused: They have no part in the case, or it has ended.
        Invalid: It does not say about which build, or asks for no links or too many.
    """
    place = access_tests(case_id=case_id, who=who, at=at)
    if place.against_adding:
        raise Refused(reasons=place.against_adding)
    if not build.strip():
        raise Invalid(code="text_missing")
    if not 1 <= links <= MOST_LINKS:
        raise Invalid(code="links_number", most=MOST_LINKS)
    last = Questionnaire.objects.filter(case_id=case_id).aggregate(last=Max("number"))["last"] or 0
    try:
        with transaction.atomic():
            made = Questionnaire.objects.create(case_id=case_id, number=last + 1, build=build.strip(), made_by_id=who.user_id, made_at=at)
            QuestionnaireLink.objects.bulk_create(QuestionnaireLink(questionnaire=made) for _ in range(links))
            return made
    except IntegrityError as error:
        raise ConcurrentChange from error


def close(*, case_id: int, number: int, who: Standing, at: datetime) -> None:
    """Take no more answers. Raises as `ask`."""
    place = access_tests(case_id=case_id, who=who, at=at)
    if place.against_adding:
        raise Refused(reasons=place.against_adding)
    if not Questionnaire.objects.filter(case_id=case_id, number=number, closed_at=None).update(closed_at=at):
        raise NotFound


def token_of(link_id: int) -> str:
    """Return what the address of a link ends with."""
    return _SIGNER.sign(str(link_id)).replace(":", "-")


def open_link(token: str) -> QuestionnaireLink:
    """Return the link of an address; it may be used already. Queries: 1.

    Raises:
        NotFound: Nobody here made this link.
    """
    number, _, signature = token.partition("-")
    try:
        found = (
            QuestionnaireLink.objects.select_related("questionnaire__case").filter(pk=int(_SIGNER.unsign(f"{number}:{signature}"))).first()
        )
    except (BadSignature, ValueError, OverflowError):
        found = None
    if found is None:
        raise NotFound
    return found


def against_answering(link: QuestionnaireLink) -> list[Reason]:
    """Return why a link takes no answer: it was used, or the questionnaire is closed."""
    if link.used_on:
        return [reason("link_used")]
    return [reason("questionnaire_closed")] if link.questionnaire.closed_at else []


def answer(*, token: str, items: Sequence[int], note: str, at: datetime) -> None:
    """Take one answer. Nothing about who gave it is kept, and the answer does not know its link.

    Raises:
        NotFound: Nobody here made this link.
        Refused: It was used, or the questionnaire is closed.
        Invalid: Not all ten are answered, or the note is too long.
    """
    link = open_link(token)
    try:
        score(items)
    except ValueError as error:
        raise Invalid(code="sus_incomplete") from error
    if len(note) > NOTE:
        raise Invalid(code="text_too_long", limit=NOTE)
    check_legible(note)
    with transaction.atomic():
        waiting = QuestionnaireLink.objects.filter(pk=link.pk, used_on=None, questionnaire__closed_at=None)
        if not waiting.update(used_on=organisation().today(at)):
            raise Refused(reasons=[reason("questionnaire_closed" if link.questionnaire.closed_at else "link_used")])
        Answer.objects.create(questionnaire=link.questionnaire, items=list(items), note=note.strip())
