"""Pushes that the office's own forge tells: rows as those of our own repositories."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from runut.people.queries import find_user_by_login
from runut.repositories.forges.hooks import Delivered
from runut.repositories.models import ForgeProject, Push
from runut.repositories.services.forging import ask_again
from runut.repositories.services.looking import FOUND
from runut.repositories.services.pushes import LONGEST, clean, first_lines, note_mentions


@transaction.atomic
def note_delivery(*, project_id: int, told: Delivered, at: datetime) -> None:
    """Write down a push that the forge told; told again, or after a look has found it, it stays one. A tag has the list of tags asked for again.

    Queries: 5, and the job.
    """
    row = ForgeProject.objects.select_for_update().get(pk=project_id, repository__isnull=False)
    assert row.repository_id is not None
    last = Push.objects.filter(repository_id=row.repository_id, ref=told.ref).order_by("-id").values_list("new", "delivery").first()
    if last and last[0] == told.new and (last[1] or "").startswith(FOUND):
        return
    push = Push(
        repository_id=row.repository_id,
        user_id=find_user_by_login(told.email) if told.email else None,
        by=clean(told.by)[:LONGEST] or None,
        delivery=told.delivery,
        at=at,
        ref=told.ref,
        old=told.old,
        new=told.new,
        commits=told.count,
        lines=first_lines(told.commits),
    )
    Push.objects.bulk_create([push], ignore_conflicts=True)
    note_mentions(row.repository_id, told.commits)
    if told.ref.startswith("refs/tags/"):
        ask_again(project_id=project_id)
