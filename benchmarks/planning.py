"""Plans: the days of 5,000 tasks, and a board of 1,000 cards as the server answers it."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path
from random import Random

from django.conf import settings
from django.contrib.auth import get_user_model
from django.test import Client
from django.urls import reverse

from benchmarks.figures import alternate, table
from runut.core.workdays import Calendar
from runut.planning.scheduling import Work, schedule
from runut.planning.services.tasks import TaskText, import_tasks
from tests.builders import begin
from tests.cast import cast

ROUNDS = 15
TASKS, CARDS = 5_000, 1_000
BEGIN = date(2026, 11, 23)


def run(folder: Path) -> None:
    """Time both, in turn."""
    works, calendar = _works(), Calendar()
    client, address = _board()

    def days() -> None:
        schedule(works, starts_on=BEGIN, is_working=calendar.works)

    def answer() -> None:
        found = client.get(address)
        assert found.content.count(b'class="task-card"') == CARDS

    found = {
        f"the days of {TASKS:,} tasks": (alternate(ROUNDS, days)[0].median, "200"),
        f"a board of {CARDS:,} cards, the whole answer": (alternate(ROUNDS, answer)[0].median, "100"),
    }
    table("Plans, ms (median)", ["", "here", "at most"], [[name, *values] for name, values in found.items()])


def _works() -> list[Work]:
    """Return tasks of which each second waits for up to two of the sixty before it."""
    chance = Random(1)
    works = []
    for number in range(1, TASKS + 1):
        before = {chance.randint(max(1, number - 60), number - 1) for _ in range(2)} if number > 1 and chance.random() < 0.5 else set()
        works.append(Work(number=number, days=chance.randint(0, 5), after=tuple((one, chance.randint(0, 2)) for one in sorted(before))))
    return works


def _board() -> tuple[Client, str]:
    settings.ALLOWED_HOSTS = ["testserver"]
    story = begin(cast(datetime(2026, 11, 23, 2, tzinfo=UTC))).to(3)
    rows = [TaskText(name=f"Tugas {number}", number=number, days=number % 5 + 1) for number in range(1, CARDS + 1)]
    import_tasks(case_id=story.case_id, rows=rows, who=story.cast.standing(story.cast.developer_one), at=story.at)
    client = Client()
    client.force_login(get_user_model().objects.get(pk=story.cast.developer_one))
    return client, reverse("planning:cards", args=[story.case_id])
