"""A case at activity 1 among the cast."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from tests.builders import Story, begin
from tests.cast import Cast, cast

AT = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)
"""A Monday, 9 o'clock where the office is."""


@pytest.fixture
def office(db: None) -> Cast:
    return cast(AT)


@pytest.fixture
def story(office: Cast) -> Story:
    return begin(office)
