"""A store that is thrown away, and an office with a case at activity 1."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytest_django import Settings

from tests.rooms.documents.office import Office, make_office


@pytest.fixture(autouse=True)
def files(tmp_path: Path, settings: Settings) -> Path:
    settings.FILES_FOLDER = tmp_path / "files"
    return tmp_path / "files"


@pytest.fixture
def office(db: None) -> Office:
    return make_office()
