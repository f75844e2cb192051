"""What was pushed: git's hook leaves a file in the repository, here it becomes rows.

The file is read when git has answered, and again by a job, so that a push whose server died is noted all the same.
"""

from __future__ import annotations

import subprocess
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from django.db import transaction
from django_tasks import task

from runut.base.sentences import say
from runut.core.errors import Refused
from runut.core.ledger import moment, timestamp
from runut.core.sentences import reason
from runut.people.queries import Standing
from runut.repositories import git
from runut.repositories.access import access_repository
from runut.repositories.models import Push, Repository


def told(*, who: Standing, at: datetime) -> dict[str, str]:
    """Return what the hooks are told: whom they serve, their limits, and their sentences."""
    return {
        "RUNUT_USER": str(who.user_id),
        "RUNUT_AT": timestamp(at),
        "RUNUT_MAIN": git.MAIN,
        "RUNUT_MOST_REFS": str(git.MOST_REFS),
        "RUNUT_SAY_MANY": say(reason("push_refs_many", most=git.MOST_REFS)),
        "RUNUT_SAY_REF": say(reason("push_ref_kind")),
        "RUNUT_SAY_MAIN": say(reason("push_main_protected", branch=git.MAIN)),
        "RUNUT_SAY_RELEASED": say(reason("push_tag_released")),
    }


def push_from(*, case_id: int, source: Path, refs: Sequence[str], who: Standing, at: datetime) -> int:
    """Push ``refs`` (as git's command takes them) of a repository on this machine, by the rules and hooks of every push; return how many moved.

    Raises:
        NotFound: No such case, or it has no repository.
        Refused: They do not push into it now.
        subprocess.CalledProcessError: A hook, or git itself, refuses it.
    """
    admitted = access_repository(case_id=case_id, who=who, at=at)
    if admitted.against:
        raise Refused(reasons=admitted.against)
    place = git.folder(admitted.repository.pk)
    environment = {**git.environment(source), **told(who=who, at=at)}
    subprocess.run(["git", "push", "--quiet", str(place), *refs], cwd=source, env=environment, capture_output=True, check=True, timeout=60)
    return note_pushes(repository_id=admitted.repository.pk)


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
