"""What was pushed: git's hook leaves a file in the repository, here it becomes rows.

The file is read when git has answered, and again by a job, so that a push whose server died is noted all the same.
"""

from __future__ import annotations

import subprocess
from collections.abc import Iterator, Sequence
from datetime import datetime
from pathlib import Path
from typing import Final

from django.db import transaction
from django_tasks import task

from runut.base.sentences import say
from runut.cases.mentions import numbers_in
from runut.core.errors import Refused
from runut.core.ledger import moment, timestamp
from runut.core.sentences import reason
from runut.people.queries import Standing
from runut.repositories import git
from runut.repositories.access import access_repository
from runut.repositories.models import Mention, Push, Repository
from runut.repositories.queries.brought import Brought, Told, brought

LINES: Final = 5
"""First lines of commits that a push keeps."""
LONGEST: Final = 200
"""Characters of each, and of an author's name."""
_READ: Final = 50
"""Refs of one push whose commits are read; whoever moves more at once moves a whole repository."""
_NUMBERS: Final = 20
"""Numbers of one message that are noted."""


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

    Queries: 2 inserts for each push.
    """
    return sum(_note(repository_id, file) for file in sorted(git.folder(repository_id).glob("pushes-*")))


def _note(repository_id: int, file: Path) -> int:
    try:
        lines = file.read_text(encoding="utf-8", errors="replace").splitlines()
    except FileNotFoundError:
        return 0
    moved = [line.split(" ", 4) for line in lines]
    came = _came(git.folder(repository_id), moved)
    rows = [
        Push(repository_id=repository_id, user_id=int(user), at=moment(at), old=old, new=new, ref=ref[:255], **_counted(one))
        for (at, user, old, new, ref), one in zip(moved, came, strict=True)
    ]
    with transaction.atomic():
        Push.objects.bulk_create(rows, ignore_conflicts=True)
        note_mentions(repository_id, [commit for one in came for commit in one.commits])
    file.unlink(missing_ok=True)
    return len(rows)


def _counted(one: Brought) -> dict[str, object]:
    return {"commits": one.count, "lines": None if one.count is None else first_lines(one.commits)}


def first_lines(commits: Sequence[Told]) -> str:
    """Return the first lines that a push keeps of its commits."""
    return "\n".join(clean(one.line)[:LONGEST] for one in commits[:LINES])


def note_mentions(repository_id: int, commits: Sequence[Told]) -> None:
    """Note which numbers the messages name. Queries: 1 insert, or none."""
    rows = [
        Mention(
            repository_id=repository_id,
            number=number,
            commit=one.sha,
            line=clean(one.line)[:LONGEST],
            author=clean(one.author)[:LONGEST],
            at=one.at,
        )
        for one in commits
        for number in numbers_in(one.message)[:_NUMBERS]
    ]
    Mention.objects.bulk_create(rows, ignore_conflicts=True, batch_size=1000)


def clean(text: str) -> str:
    """Return the text without what no line holds and PostgreSQL refuses."""
    return "".join(letter for letter in text if letter.isprintable())


def _came(place: Path, moved: Sequence[Sequence[str]]) -> list[Brought]:
    """Return what each moved ref brought that neither the repository had nor a ref before it brought."""
    before = [old for _at, _user, old, _new, _ref in moved if old.strip("0")]
    before += _heads(place, besides={ref for _at, _user, _old, _new, ref in moved})
    return list(_each(place, moved, before))


def _each(place: Path, moved: Sequence[Sequence[str]], before: list[str]) -> Iterator[Brought]:
    for count, (_at, _user, _old, new, _ref) in enumerate(moved):
        if count >= _READ or not new.strip("0"):
            yield Brought()
            continue
        yield brought(place, new, before)
        before.append(new)


def _heads(place: Path, *, besides: set[str]) -> list[str]:
    """Return what the other branches name, of which the thousand that moved last."""
    try:
        told = git.run(place, "for-each-ref", "--sort=-committerdate", "--count=1000", "--format=%(objectname) %(refname)", "refs/heads")
    except (subprocess.SubprocessError, OSError):
        return []
    pairs = [line.partition(" ") for line in told.splitlines()]
    return [sha for sha, _, ref in pairs if ref not in besides]


@task()
def note_all() -> int:
    """Note what pushes have left whose server died before it had answered, and return how many refs that were."""
    return sum(note_pushes(repository_id=one) for one in Repository.objects.filter(forged=None).values_list("pk", flat=True))
