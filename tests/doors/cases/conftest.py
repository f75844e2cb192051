"""An office two hours into its day, and a case that has just been entered."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import time_machine

from tests.builders import Story, begin
from tests.cast import Cast, cast
from tests.doors.cases.asking import AT


@pytest.fixture(autouse=True)
def _now() -> Iterator[None]:
    with time_machine.travel(AT.replace(hour=4), tick=False):
        yield


@pytest.fixture
def office() -> Cast:
    return cast(AT)


@pytest.fixture
def story(office: Cast) -> Story:
    return begin(office)
