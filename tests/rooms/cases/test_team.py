"""Who belongs to the team of a case, from when and until when."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from runut.cases import queries
from tests.builders import Story, begin
from tests.cast import Cast

UNTIL = date(2026, 12, 11)


@pytest.fixture
def story(office: Cast) -> Story:
    story = begin(office, to=2)
    story.name_team(office.developer_one, office.developer_two, until=UNTIL)
    return story


def until(story: Story) -> list[tuple[int, date | None]]:
    return [(one.user_id, one.to_on) for one in queries.team(case_id=story.case_id)]


def test_a_member_belongs_to_it_to_the_end_of_the_last_day(story: Story) -> None:
    developer = story.cast.developer_one
    reached = [queries.in_team(case_id=story.case_id, user_id=developer, on=day) for day in (UNTIL, UNTIL + timedelta(days=1))]
    assert reached == [True, False]


def test_who_is_named_again_stays_on_one_line_with_the_new_day(story: Story) -> None:
    story.name_team(story.cast.developer_one, until=UNTIL + timedelta(days=30))
    story.name_team(story.cast.developer_one, story.cast.developer_two)
    assert until(story) == [(story.cast.developer_one, None), (story.cast.developer_two, None)]


def test_who_is_taken_off_the_list_leaves_today_and_not_on_the_day_that_was_named(story: Story) -> None:
    story.name_team(story.cast.developer_one, until=UNTIL)
    assert dict(until(story)) == {story.cast.developer_one: UNTIL, story.cast.developer_two: story.cast.today}
