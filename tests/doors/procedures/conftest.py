"""An office with the SOP as shipped, two hours into its day."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest
import time_machine

from runut.people.queries import Standing
from runut.procedures import queries, services
from tests.cast import Cast, cast
from tests.doors.procedures.asking import AT, DAY, GOVERNOR
from tests.rooms.procedures.writing import draft_of


@pytest.fixture(autouse=True)
def _now() -> Iterator[None]:
    with time_machine.travel(AT + timedelta(hours=2), tick=False):
        yield


@pytest.fixture
def office() -> Cast:
    made = cast(AT)
    services.install_shipped(at=AT)
    return made


@pytest.fixture
def who(office: Cast) -> Standing:
    return office.standing(office.administrator)


@pytest.fixture
def edition(who: Standing) -> int:
    return services.draft_edition(decree=GOVERNOR, days=[DAY], who=who, at=AT)


@pytest.fixture
def draft(office: Cast) -> int:
    return draft_of(queries.version_in_force(on=office.today)[0], who=office.standing(office.registrar), at=AT)
