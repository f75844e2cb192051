"""What a simulation may be told, and the chances and days that follow from it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from runut.core.assuming import LONGEST, Assumptions, leading_on, model
from runut.core.building import build
from runut.core.errors import Invalid
from runut.core.procedure import END, Procedure
from tests.core.cast import shipped


def sop(*rows: dict[str, Any], day: str = "working") -> Procedure:
    """An SOP of these rows, all of one performer."""
    return build(
        {
            "procedure": {"name": "Kecil", "day": day},
            "performer": [{"key": "a", "name": "A"}],
            "activity": [
                {"number": number, "text": "Buat", "performers": [{"key": "a", "part": "decides" if "decision" in row else "acts"}], **row}
                for number, row in enumerate(rows, 1)
            ],
        }
    )


NO_WAY_ON = sop({"decision": {"go": 2, "stop": "end"}}, {"decision": {"again": 1, "redo": 2}})
"""Its second row only leads back."""


@pytest.mark.parametrize(
    ("assumed", "code", "params"),
    [
        (Assumptions(back=-0.1), "simulation_chance", {}),
        (Assumptions(back=1.0), "simulation_chance", {}),
        (Assumptions(chances={0: {"approved": 0.5}}), "activity_unknown", {"activity": 0}),
        (Assumptions(chances={11: {"approved": 0.5}}), "activity_unknown", {"activity": 11}),
        (Assumptions(chances={10: {"approved": 0.5}}), "outcome_unknown", {"activity": 10, "outcome": "approved", "outcomes": "-"}),
        (
            Assumptions(chances={5: {"later": 0.5}}),
            "outcome_unknown",
            {"activity": 5, "outcome": "later", "outcomes": "approved, rejected"},
        ),
        (Assumptions(chances={5: {"rejected": -0.1}}), "simulation_chance", {}),
        (Assumptions(chances={5: {"rejected": 1.1}}), "simulation_chance", {}),
        (Assumptions(chances={5: {"approved": 0.5, "rejected": 0.4}}), "simulation_chances", {"activity": 5}),
        (Assumptions(chances={5: {"approved": 0.5, "rejected": 0.6}}), "simulation_chances", {"activity": 5}),
        (Assumptions(scheduled=(0, LONGEST + 1)), "simulation_days", {"most": LONGEST}),
        (Assumptions(scheduled=(-1, 1)), "simulation_days", {"most": LONGEST}),
        (Assumptions(rework=(2, 1)), "simulation_days", {"most": LONGEST}),
        (Assumptions(start=date(1899, 12, 31)), "simulation_start", {"first": 1900, "last": 2999}),
        (Assumptions(start=date(3000, 1, 1)), "simulation_start", {"first": 1900, "last": 2999}),
        (Assumptions(chances={9: {"approved": 0.0}}), "simulation_endless", {"activity": 9}),
    ],
)
def test_what_cannot_be_assumed_is_told_by_name(assumed: Assumptions, code: str, params: dict[str, object]) -> None:
    with pytest.raises(Invalid) as refused:
        model(shipped(), assumed)
    assert (refused.value.code, refused.value.reasons[0].params) == (code, params)


@pytest.mark.parametrize(
    "assumed",
    [
        Assumptions(chances={5: {"approved": 0.5, "rejected": 0.5}, 1: {"rejected": 0.0}}),
        Assumptions(chances={1: {"rejected": 1.0}, 5: {"rejected": 1.0}}),  # nobody comes to the loop that never ends
        Assumptions(scheduled=(LONGEST, LONGEST), rework=(LONGEST, LONGEST)),
        Assumptions(start=date(1900, 1, 1)),
        Assumptions(start=date(2999, 12, 31)),
    ],
)
def test_the_edges_can_be_assumed(assumed: Assumptions) -> None:
    assert model(shipped(), assumed).chances


def test_a_refused_request_has_the_chance_stated_and_no_other() -> None:
    assert model(shipped(), Assumptions(back=0.3)).outcomes[1] == {"approved": 1.0, "rejected": 0.0}
    assert model(shipped(), Assumptions(back=0.3, chances={1: {"rejected": 0.2}})).outcomes[1] == {"approved": 0.8, "rejected": 0.2}


def test_the_chance_of_going_back_is_shared_by_the_outcomes_that_do() -> None:
    both = sop({}, {"decision": {"again": 2, "redo": 1, "approved": 3}}, {})
    assert model(both, Assumptions(back=0.2)).outcomes == {2: {"again": 0.1, "redo": 0.1, "approved": 0.8}}


def test_what_nobody_stated_goes_to_the_way_on_else_to_the_first_that_is_left() -> None:
    assert model(shipped(), Assumptions(chances={5: {"approved": 0.75}})).outcomes[5] == {"approved": 0.75, "rejected": 0.25}
    three = sop({"decision": {"approved": "end", "again": 1, "postponed": "end"}})
    assert model(three, Assumptions(chances={1: {"approved": 0.5}})).outcomes[1] == {"approved": 0.5, "again": 0.5, "postponed": 0.0}


def test_two_outcomes_that_lead_to_one_place_are_one_way() -> None:
    ends = sop({"decision": {"approved": "end", "postponed": "end", "rejected": 1}})
    found = model(ends, Assumptions(chances={1: {"approved": 0.25, "postponed": 0.5}}))
    assert found.chances == {1: {END: 0.75, 1: 0.25}}
    assert found.outcomes == {1: {"approved": 0.25, "postponed": 0.5, "rejected": 0.25}}


def test_where_every_outcome_leads_back_each_is_as_likely_as_the_others() -> None:
    found = model(NO_WAY_ON, Assumptions(back=0.2))
    assert found.outcomes == {1: {"go": 0.2, "stop": 0.8}, 2: {"again": 0.5, "redo": 0.5}}
    assert [leading_on(NO_WAY_ON, one) for one in NO_WAY_ON.activities] == ["stop", ""]


def test_a_visit_takes_what_the_limit_says_in_working_days() -> None:
    rows: list[dict[str, Any]] = [
        {"outputs": [{"key": "plan", "name": "Jadwal"}]},
        {"time": {"amount": [1, 3], "unit": "week"}},
        {"time": {"as": "plan"}},
    ]
    found = model(sop(*rows), Assumptions(scheduled=(10, 20)))
    assert found.first == found.again == {1: (0, 0), 2: (5, 15), 3: (10, 20)}
    assert model(sop(*rows), Assumptions(scheduled=(10, 20), rework=(1, 2))).again == {1: (0, 0), 2: (5, 15), 3: (1, 2)}
    calendar_days = sop({"time": {"amount": 7, "unit": "day"}}, day="calendar")
    assert model(calendar_days, Assumptions()).first[1] == pytest.approx((5, 5))
    three_day_week = replace(Assumptions().calendar, week=frozenset(range(3)))
    assert model(calendar_days, Assumptions(calendar=three_day_week)).first[1] == pytest.approx((3, 3))
    assert model(calendar_days, Assumptions(start=date(2026, 1, 1))).first[1] == pytest.approx((7 * 261 / 365,) * 2)
