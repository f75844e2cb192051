"""Questionnaires with what their answers say."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from runut.core.errors import NotFound
from runut.testing.models import Answer, Questionnaire, QuestionnaireLink
from runut.testing.sus import Outcome, outcome


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A questionnaire; ``outcome`` None before the first answer; ``notes`` are in no order."""

    number: int
    build: str
    name: str
    made_at: datetime
    closed_at: datetime | None
    links: int
    outcome: Outcome | None
    notes: tuple[str, ...]


def questionnaires(case_id: int) -> list[Asked]:
    """Return the questionnaires of a case, newest first. Queries: 3."""
    rows = Questionnaire.objects.filter(case_id=case_id).select_related("made_by").order_by("-number")
    answers: dict[int, list[tuple[list[int], str]]] = {}
    for pk, items, note in Answer.objects.filter(questionnaire__case_id=case_id).values_list("questionnaire_id", "items", "note"):
        answers.setdefault(pk, []).append((items, note))
    links: dict[int, int] = {}
    for pk in QuestionnaireLink.objects.filter(questionnaire__case_id=case_id).values_list("questionnaire_id", flat=True):
        links[pk] = links.get(pk, 0) + 1
    return [
        Asked(
            number=one.number,
            build=one.build,
            name=one.made_by.name,
            made_at=one.made_at,
            closed_at=one.closed_at,
            links=links.get(one.pk, 0),
            outcome=outcome([items for items, _note in answers.get(one.pk, ())]),
            notes=tuple(sorted(note for _items, note in answers.get(one.pk, ()) if note)),
        )
        for one in rows
    ]


def questionnaire(*, case_id: int, number: int) -> Asked:
    """Return one. Queries: 3.

    Raises:
        NotFound: The case has none of that number.
    """
    found = next((one for one in questionnaires(case_id) if one.number == number), None)
    if found is None:
        raise NotFound
    return found


def unused_links(*, case_id: int, number: int) -> list[int]:
    """Return the links of a questionnaire that wait for an answer. Queries: 1."""
    rows = QuestionnaireLink.objects.filter(questionnaire__case_id=case_id, questionnaire__number=number, used_on=None)
    return list(rows.order_by("id").values_list("id", flat=True))
