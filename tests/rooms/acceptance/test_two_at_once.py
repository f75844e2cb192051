"""Two people judge the same line at the same moment: one verdict counts, and the other person is told."""

from __future__ import annotations

import pytest

from runut.core.errors import RunutError
from tests.builders import begin
from tests.cast import cast
from tests.rooms.acceptance.conftest import AT
from tests.rooms.acceptance.presented import judge, lines, to_comparison
from tests.rooms.documents.test_two_at_once import at_once


@pytest.mark.django_db(transaction=True)
def test_of_two_verdicts_at_one_moment_one_counts() -> None:
    story = to_comparison(begin(cast(AT)))
    people = (story.cast.technical_one, story.cast.technical_two)
    (failed,) = at_once(*(lambda by=by: judge(story, "feature-1", "matches", by=by) for by in people))
    assert isinstance(failed, RunutError) and failed.code == "plan_changed"
    line = lines(story).find("feature-1")
    assert line is not None and (line.verdict, line.version) == ("matches", 1)
