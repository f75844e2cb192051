"""A case that takes papers, and a folder of its own for their bytes."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytest_django import Settings

from tests.rooms.documents.office import Office, make_office


@pytest.fixture(autouse=True)
def _files(tmp_path: Path, settings: Settings) -> None:
    settings.FILES_FOLDER = tmp_path / "files"


@pytest.fixture
def office(db: None) -> Office:
    return make_office()
