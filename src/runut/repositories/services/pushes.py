"""What was pushed: git's hook leaves a file in the repository, here it becomes rows.

The file is read when git has answered, and again by a job, so that a push whose server died is noted all the same.
"""

from __future__ import annotations

from pathlib import Path

from django.db import transaction
from django_tasks import task

from runut.core.ledger import moment
from runut.repositories import git
from runut.repositories.models import Push, Repository


def note_pushes(*, repository_id: int) -> int:
    """Write down what was pushed into the repository since the last time, and return how many refs moved.

    It may run twice at once: a ref that is noted already is passed over.

    Queries: 1 insert for each push.
    """
    return sum(_note(repository_id, file) for file in sorted(git.folder(repository_id).glob("pushes-*")))


def _note(repository_id: int, file: Path) -> int:
    try:
        lines = file.read_text(encoding="utf-8", errors="replace").splitlines()
    except FileNotFoundError:
        return 0
    rows = [_row(repository_id, line) for line in lines]
    with transaction.atomic():
        Push.objects.bulk_create(rows, ignore_conflicts=True)
    file.unlink(missing_ok=True)
    return len(rows)


def _row(repository_id: int, line: str) -> Push:
    at, user, old, new, ref = line.split(" ", 4)
    return Push(repository_id=repository_id, user_id=int(user), at=moment(at), old=old, new=new, ref=ref[:255])


@task()
def note_all() -> int:
    """Note what pushes have left whose server died before it had answered, and return how many refs that were."""
    return sum(note_pushes(repository_id=one) for one in Repository.objects.values_list("pk", flat=True))
