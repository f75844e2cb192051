"""What the tests of these pages ask and read."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from django.urls import reverse

from tests.builders import Story

AT = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)


def text_of(response: Any) -> str:
    found: str = response.getvalue().decode(errors="replace")
    return found


def address(name: str, story: Story) -> str:
    return reverse(f"cases:{name}", args=[story.case_id])
