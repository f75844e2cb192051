"""The System Usability Scale: computed as it was published, one anonymous answer for each link."""

from __future__ import annotations

import statistics

import pytest
from django.db import DatabaseError, transaction

from runut.core.errors import Invalid, NotFound, Refused, RunutError
from runut.testing import queries, sus
from runut.testing.models import Answer, QuestionnaireLink
from runut.testing.services import answer, ask, close
from runut.testing.services.usability import token_of
from tests.builders import Story

GOOD = [5, 2, 4, 1, 4, 2, 5, 1, 4, 3]


@pytest.mark.parametrize(
    ("answers", "score"),
    [([3] * 10, 50), ([5] * 10, 50), ([5, 1] * 5, 100), ([1, 5] * 5, 0), ([4, 2] * 5, 75), (GOOD, 82.5)],
)
def test_a_score_is_that_of_brooke(answers: list[int], score: float) -> None:
    assert sus.score(answers) == score


@pytest.mark.parametrize("answers", [[3] * 9, [3] * 11, [0, *[3] * 9], [6, *[3] * 9]])
def test_ten_answers_from_one_to_five_or_none(answers: list[int]) -> None:
    with pytest.raises(ValueError, match="ten"):
        sus.score(answers)


def made(score: float) -> list[int]:
    """Ten answers that score as much, in steps of 2.5."""
    points = round(score / 2.5)
    given = [min(4, max(0, points - 4 * place)) for place in range(10)]
    return [one + 1 if place % 2 == 0 else 5 - one for place, one in enumerate(given)]


def test_the_interval_is_the_published_example() -> None:
    found = sus.outcome([made(one) for one in (72.5, 80, 65, 90, 77.5)])
    assert found is not None
    assert (found.score, found.low, found.high, found.grade, str(found.adjective)) == (77.0, 65.5, 88.5, "B", "baik")


def test_one_answer_has_no_interval_and_none_has_no_score() -> None:
    one = sus.outcome([GOOD])
    assert one is not None
    assert (one.low, one.high) == (None, None)
    assert sus.outcome([]) is None


@pytest.mark.parametrize(("score", "grade"), [(84.1, "A+"), (84.0, "A"), (80.8, "A"), (71.0, "C"), (51.7, "D"), (51.6, "F"), (0, "F")])
def test_the_grades_are_those_of_sauro_and_lewis(score: float, grade: str) -> None:
    assert next(name for least, name in sus.GRADES if score >= least) == grade


def test_the_same_answer_to_all_ten_is_told() -> None:
    found = sus.outcome([[3] * 10, GOOD])
    assert found is not None
    assert found.straight == 1


def test_students_t_goes_over_into_the_normal() -> None:
    assert sus.t(4) == 2.776
    assert abs(sus.t(31) - 2.0395) < 0.0005
    assert abs(sus.t(100) - 1.9840) < 0.0005
    assert abs(sus.t(100_000) - statistics.NormalDist().inv_cdf(0.975)) < 0.0001


def begin(story: Story, links: int = 3) -> list[str]:
    who = story.cast.standing(story.cast.developer_one)
    asked = ask(case_id=story.case_id, build="v1.0", links=links, who=who, at=story.at)
    return [token_of(one) for one in queries.unused_links(case_id=story.case_id, number=asked.number)]


def say(story: Story, token: str, items: list[int] | None = None, note: str = "") -> None:
    answer(token=token, items=GOOD if items is None else items, note=note, at=story.at)


def code(error: RunutError) -> str:
    return error.reasons[0].code


def test_each_link_takes_one_answer(story: Story) -> None:
    tokens = begin(story)
    say(story, tokens[0], note="Mudah")
    with pytest.raises(Refused) as caught:
        say(story, tokens[0])
    assert code(caught.value) == "link_used"
    [asked] = queries.questionnaires(story.case_id)
    assert asked.outcome is not None
    assert (asked.outcome.count, asked.outcome.score, asked.links, asked.notes) == (1, 82.5, 3, ("Mudah",))
    assert len(queries.unused_links(case_id=story.case_id, number=1)) == 2


def test_an_answer_knows_neither_its_link_nor_its_hour(story: Story) -> None:
    assert {one.name for one in Answer._meta.concrete_fields} == {"id", "questionnaire", "items", "note"}
    assert {one.name for one in QuestionnaireLink._meta.concrete_fields} == {"id", "questionnaire", "used_on"}


def test_half_an_answer_is_refused_and_leaves_the_link_as_it_was(story: Story) -> None:
    [token, *_rest] = begin(story)
    with pytest.raises(Invalid) as caught:
        say(story, token, [3] * 9)
    assert code(caught.value) == "sus_incomplete"
    say(story, token)


@pytest.mark.parametrize("token", ["", "1", "1-abc", "x-y", "99999999999999999999-abc"])
def test_a_link_that_nobody_made_opens_nothing(story: Story, token: str) -> None:
    begin(story)
    with pytest.raises(NotFound):
        say(story, token)


def test_a_closed_questionnaire_takes_no_answer(story: Story) -> None:
    [token, *_rest] = begin(story)
    close(case_id=story.case_id, number=1, who=story.cast.standing(story.cast.developer_one), at=story.at)
    with pytest.raises(Refused) as caught:
        say(story, token)
    assert code(caught.value) == "questionnaire_closed"


def test_few_answers_are_told_as_few(story: Story) -> None:
    tokens = begin(story, 6)
    for token in tokens[:4]:
        say(story, token)

    def codes() -> list[str]:
        return [one.text.code for one in queries.strength(case_id=story.case_id, on=story.cast.today).of("usability")]

    assert codes() == ["usability_score", "usability_few"]
    say(story, tokens[4])
    assert codes() == ["usability_score"]


def test_links_are_asked_for_within_bounds(story: Story) -> None:
    for number in (0, 201):
        with pytest.raises(Invalid):
            begin(story, number)


def test_the_database_keeps_what_was_answered(story: Story) -> None:
    say(story, begin(story)[0])
    with pytest.raises(DatabaseError, match="never changed"), transaction.atomic():
        Answer.objects.all().delete()
