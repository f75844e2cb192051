"""What all tests share: Indonesian unless told otherwise, and no network but the machine's own."""

from __future__ import annotations

import gc
import socket
from collections.abc import Iterator
from typing import Any, Final

import pytest
from django.conf import settings
from django.db import connection
from django.test import TransactionTestCase
from django.utils import translation

import tests.core.conftest  # noqa: F401 - how many examples every property tries, on whichever tests a run is made of
from tests import emptying

_connect = socket.socket.connect


TransactionTestCase._fixture_teardown = emptying.empty  # type: ignore[attr-defined]


LONG: Final = (
    "tests/ops/",
    "tests/rehearsal/",
    "test_walk",
    "test_cli",
    "test_whole_case",
    "test_first_sop",
    "test_own_sop",
    "test_plan.py",
    "test_without_javascript",
    "test_every_page",
)
"""Where tests of many seconds stand."""


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Begin with the longest, so that no process is left alone with one of them at the end.

    On PostgreSQL leave out what meets no database: it ran on SQLite and can only give the same. What starts processes (`ops`) meets one.
    """
    items.sort(key=lambda item: not any(one in item.nodeid for one in LONG))
    if connection.vendor == "sqlite":
        return
    meets = [
        one for one in items if "ops" in one.path.parts or one.get_closest_marker("django_db") or "db" in getattr(one, "fixturenames", ())
    ]
    config.hook.pytest_deselected(items=[one for one in items if one not in set(meets)])
    items[:] = meets


def pytest_collection_finish() -> None:
    """Keep the collector away from all that is loaded and stays: it would walk it again and again, for a tenth of the processor's time."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 10, 10)


@pytest.fixture(autouse=True)
def _office_language() -> Iterator[None]:
    with translation.override(settings.LANGUAGE_CODE):
        yield


@pytest.fixture(autouse=True)
def _no_memory_of_other_tests() -> Iterator[None]:
    yield
    from runut.procedures import queries

    # A rolled-back row's number is given again, so what a process rightly remembers for ever would be another test's.
    queries.forget()


@pytest.fixture(autouse=True, scope="session")
def _nothing_calls_out() -> Iterator[None]:
    def connect(self: socket.socket, address: Any) -> None:
        if self.family != socket.AF_UNIX and address[0] not in {"127.0.0.1", "::1", "localhost"}:
            raise AssertionError(f"a test called {address[0]}")
        _connect(self, address)

    patch = pytest.MonkeyPatch()
    patch.setattr(socket.socket, "connect", connect)
    yield
    patch.undo()
