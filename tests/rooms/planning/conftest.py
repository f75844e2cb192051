"""A case whose plan is being drawn up, and files that are thrown away."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest
from pytest_django import Settings

from tests.builders import Story, begin
from tests.cast import cast

AT = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _files(tmp_path: Path, settings: Settings) -> None:
    settings.FILES_FOLDER = tmp_path / "files"


@pytest.fixture
def story(db: None) -> Story:
    """A case at activity 3, with both developers in its team."""
    return begin(cast(AT), to=3)
