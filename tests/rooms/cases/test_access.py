"""Whom a case lets near: asked for its page or for an act, the answer is the same."""

from __future__ import annotations

from dataclasses import fields

import pytest

from runut.cases import queries, services
from runut.core.errors import NotFound
from runut.people.queries import Standing
from tests.builders import begin
from tests.cast import Cast

PEOPLE = [one.name for one in fields(Cast) if one.name not in {"at", "requesting_unit", "bureau", "other_unit", "offices"}]


def may(ask: object, case_id: int, who: Standing) -> bool:
    try:
        ask(case_id=case_id, who=who)  # type: ignore[operator]
    except NotFound:
        return False
    return True


@pytest.mark.parametrize("left", [False, True])
def test_who_sees_the_page_may_try_an_act_and_nobody_else(office: Cast, *, left: bool) -> None:
    story = begin(office, to=2)
    story.name_team(office.outsider, office.developer_one)
    if left:
        story.name_team(office.developer_one)
    elsewhere = services.request_case(
        title="Aplikasi lain", purpose="", unit_id=office.bureau, unit="Biro", who=office.standing(office.registrar), at=story.at
    )
    for person in PEOPLE:
        who = office.standing(getattr(office, person))
        for case_id in (story.case_id, elsewhere, 9_999):
            asked = [may(ask, case_id, who) for ask in (queries.access_case, queries.access_procedure)]
            assert asked[0] == asked[1], (person, case_id)
    seen = [may(queries.access_procedure, elsewhere, office.standing(getattr(office, person))) for person in ("developer_one", "user")]
    assert seen == [True, False]


def test_an_act_reads_the_procedure_that_the_page_shows(office: Cast) -> None:
    story = begin(office)
    assert queries.access_procedure(case_id=story.case_id, who=office.standing(office.user)) == story.page().procedure
