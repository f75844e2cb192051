"""Real processes on a real installation, on the kind of database that RUNUT_TEST_DATABASE names."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.ops.installation import Installation, copied, installation, remove


@pytest.fixture
def new_installation(tmp_path: Path) -> Iterator[Callable[[str], Installation]]:
    """Make installations without tables, each in a folder of its own."""
    made: list[Installation] = []

    def make(name: str) -> Installation:
        made.append(installation(tmp_path / name))
        return made[-1]

    yield make
    for one in made:
        remove(one)


@pytest.fixture(scope="session")
def founded(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Installation]:
    """An installation with an invented office and no case, for copying."""
    one = installation(tmp_path_factory.mktemp("founded"))
    one.program("found")
    yield one
    remove(one)


@pytest.fixture
def office(founded: Installation, tmp_path: Path) -> Iterator[Installation]:
    """An installation with an invented office and no case."""
    one = copied(founded, tmp_path / "office")
    yield one
    remove(one)


@pytest.fixture(scope="session")
def walked(founded: Installation, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Installation]:
    """An invented office with one case that has taken twelve steps, for copying."""
    one = copied(founded, tmp_path_factory.mktemp("walked"))
    one.program("one", "12")
    yield one
    remove(one)


@pytest.fixture
def case_office(walked: Installation, tmp_path: Path) -> Iterator[Installation]:
    """An invented office with one case that has taken twelve steps."""
    one = copied(walked, tmp_path / "office")
    yield one
    remove(one)
