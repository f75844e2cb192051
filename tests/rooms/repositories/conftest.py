"""Repositories that are thrown away, and a case whose repository can be made."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest
from pytest_django import Settings

from tests.builders import Story, begin
from tests.cast import cast

AT = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _folders(tmp_path: Path, settings: Settings) -> None:
    settings.GIT_FOLDER = tmp_path / "git"
    settings.FILES_FOLDER = tmp_path / "files"


@pytest.fixture
def story(db: None) -> Story:
    """A case at activity 2."""
    return begin(cast(AT), to=2)
