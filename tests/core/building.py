"""Small procedures, and what is said against wrong ones."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from runut.core.errors import ProcedureInvalid


def problems(act: Callable[[], object]) -> list[tuple[str, str]]:
    with pytest.raises(ProcedureInvalid) as caught:
        act()
    return [(one.place, one.reason.code) for one in caught.value.problems]


def sentences(act: Callable[[], object]) -> list[str]:
    with pytest.raises(ProcedureInvalid) as caught:
        act()
    return [one.reason.english() for one in caught.value.problems]


def small(**changes: Any) -> dict[str, Any]:
    """A whole procedure of one activity, whose row is changed."""
    row = {"number": 1, "text": "Buat", "performers": ["a", "b"]} | changes
    performers = [{"key": "a", "name": "A"}, {"key": "b", "name": "B"}]
    return {"procedure": {"name": "Kecil"}, "performer": performers, "activity": [row]}


def row(number: int, **changes: Any) -> dict[str, Any]:
    return {"number": number, "text": str(number), "performers": ["a"]} | changes
