"""A case whose team develops, and what the tests of this room do to it."""

from __future__ import annotations

from datetime import UTC, date, datetime
from io import BytesIO
from pathlib import Path

import pytest
from pytest_django import Settings

from runut.documents.uploads import store_stream
from runut.testing.models import Finding, ScanImport
from runut.testing.services import About, import_scan, judge_finding
from tests.builders import Story, begin
from tests.cast import cast

AT = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)
UNTIL = date(2027, 1, 29)
ABOUT = About(build="v1.0", tester="Tim Keamanan (contoh)", scope="Semua peran, kotak abu-abu", tested_on=date(2026, 11, 20))


@pytest.fixture(autouse=True)
def _folder(tmp_path: Path, settings: Settings) -> None:
    settings.FILES_FOLDER = tmp_path / "files"


@pytest.fixture
def story(db: None) -> Story:
    """A case at activity 6 with its team."""
    return begin(cast(AT), to=6)


def bring(story: Story, text: str, *, by: int = 0, name: str = "laporan.json", about: About = ABOUT) -> ScanImport:
    who = story.cast.standing(by or story.cast.developer_one)
    staged = store_stream(BytesIO(text.encode()))
    return import_scan(case_id=story.case_id, upload=staged, filename=name, about=about, who=who, at=story.at)


def judge(story: Story, number: int, state: str, *, by: int, why: str = "Diuji ulang", until: date | None = UNTIL) -> None:
    judge_finding(case_id=story.case_id, number=number, state=state, why=why, until=until, who=story.cast.standing(by), at=story.at)


def found(story: Story, number: int = 1) -> Finding:
    return Finding.objects.get(case_id=story.case_id, number=number)
