"""Tasks as what a text names by number: `#12` in the message of a commit is the task of that number."""

from __future__ import annotations

from collections.abc import Iterable

from django.urls import reverse

from runut.cases.mentions import Named
from runut.planning.queries.board import task_names


def tasks_named(case_id: int, numbers: Iterable[int]) -> list[Named]:
    """Return the tasks of a case that have these numbers. Queries: 1."""
    found = task_names(case_id=case_id, numbers=numbers)
    return [Named(number=number, title=name, address=reverse("planning:card", args=[case_id, number])) for number, name in found]
