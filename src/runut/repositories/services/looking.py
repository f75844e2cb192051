"""What stands at the office's own forge, looked at: its tags, and the branches and tags that moved without a message.

GitLab tells none of a push that moves more than three branches, and a message is lost where Runut was down for long. What differs from what was told is
looked at again a little later: a message may be on its way, and it says who pushed, which no look can.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime, timedelta
from typing import Final

from django.conf import settings
from django.db import transaction
from django.db.models import Max
from django_tasks import task

from runut.base.jobs import enqueue_on_commit
from runut.core.errors import ForgeFailed
from runut.repositories import git
from runut.repositories.access import ENDED
from runut.repositories.forges import Forge, Ref, forge
from runut.repositories.models import ForgeProject, Push
from runut.repositories.queries.brought import Brought
from runut.repositories.services.pushes import first_lines, note_mentions
from runut.repositories.services.refusals import kept

SETTLES: Final = timedelta(minutes=2)
"""How long a message may be on its way."""
FOUND: Final = "look-"
"""How the delivery of a push begins that was found, not told."""
_NONE: Final = "0" * 40
_READ: Final = 50
"""Refs of one look whose commits are asked for."""
_PASSING: Final = frozenset({"forge_away", "forge_broken", "forge_slow"})
"""Refusals that the next look may find gone."""


def look_at(row: ForgeProject, there: Forge, at: datetime) -> None:
    """Keep the tags of the forge, and have what no message told looked at again a little later.

    Raises:
        ForgeFailed: The forge does not say.
    """
    tags, branches = there.tags(row.key), there.branches(row.key)
    row.tags = [{"name": one.name, "commit": one.commit} for one in tags]
    row.save(update_fields=["tags"])
    if found := _untold(row, branches, tags):
        note_untold.using(run_after=at + SETTLES).enqueue(row.pk, {ref: new for ref, (_old, new) in found.items()})


@task()
def look_all() -> int:
    """Have the project of every case that lives looked at, and return how many those are."""
    chosen = settings.FORGE
    rows = ForgeProject.objects.filter(kind=chosen.kind, repository__isnull=False) if chosen else ForgeProject.objects.none()
    found = list(rows.exclude(case__status__in=ENDED).values_list("pk", flat=True))
    for one in found:
        enqueue_on_commit(look_project, one)
    return len(found)


@task()
def look_project(project_id: int) -> None:
    """Look at one project. That the forge is away stands on its page until a look finds it again.

    Raises:
        ForgeFailed: Another try may help; the worker makes it.
    """
    row = ForgeProject.objects.get(pk=project_id)
    passing = {str(one["code"]) for one in row.refusal or ()} <= _PASSING
    try:
        look_at(row, forge(row.kind), datetime.now(UTC))
    except ForgeFailed as refused:
        if passing:
            row.refusal = kept(refused.reasons)
            row.save(update_fields=["refusal"])
        if refused.passing:
            raise
    else:
        if passing and row.refusal:
            row.refusal = None
            row.save(update_fields=["refusal"])


@task()
def note_untold(project_id: int, seen: Mapping[str, str]) -> int:
    """Write down what a look saw (refs and their commits), still stands so, and was not told meanwhile; return how many refs.

    Raises:
        ForgeFailed: Another try may help; the worker makes it.
    """
    row = ForgeProject.objects.get(pk=project_id)
    there = forge(row.kind)
    branches = there.branches(row.key)
    found = _untold(row, branches, there.tags(row.key))
    moved = {ref: pair for ref, pair in found.items() if seen.get(ref) == pair[1]}
    main = next((one.commit for one in branches if one.name == git.MAIN), "")
    came = {ref: _brought(there, row.key, ref, pair, main) for ref, pair in list(moved.items())[:_READ]}
    return _note(row, moved, came)


@transaction.atomic
def _note(row: ForgeProject, moved: Mapping[str, tuple[str, str]], came: Mapping[str, Brought]) -> int:
    ForgeProject.objects.select_for_update().get(pk=row.pk)  # a message that comes now waits, and finds what was noted
    assert row.repository_id is not None
    known = _known(row.repository_id)
    rows = [
        Push(
            repository_id=row.repository_id,
            delivery=_delivery(ref, old, new, known.get(ref, (0, ""))[0]),
            at=datetime.now(UTC),
            ref=ref,
            old=old,
            new=new,
            commits=came[ref].count if ref in came else None,
            lines=first_lines(came[ref].commits) if ref in came else None,
        )
        for ref, (old, new) in moved.items()
        if known.get(ref, (0, _NONE))[1] == old
    ]
    Push.objects.bulk_create(rows, ignore_conflicts=True)
    note_mentions(row.repository_id, [commit for one in rows if one.ref in came for commit in came[one.ref].commits])
    return len(rows)


def _brought(there: Forge, key: str, ref: str, pair: tuple[str, str], main: str) -> Brought:
    """Return what came with a branch; a new one is counted from the main branch on. A tag brings nothing, and what is gone neither."""
    old, new = pair
    if new == _NONE or ref.startswith("refs/tags/"):
        return Brought(count=0)
    without = old if old != _NONE else main if main != new else ""
    try:
        return there.brought(key, new, without)
    except ForgeFailed as refused:  # of a branch that was rewritten the forge may know the old commit no longer
        if refused.passing:
            raise
        return Brought()


def _untold(row: ForgeProject, branches: Iterable[Ref], tags: Iterable[Ref]) -> dict[str, tuple[str, str]]:
    """Return old and new commit of each ref that stands elsewhere than the last push which we know of left it; the main branch first."""
    assert row.repository_id is not None
    known = {ref: new for ref, (_pk, new) in _known(row.repository_id).items()}
    there = {f"refs/heads/{one.name}": one for one in branches} | {f"refs/tags/{one.name}": one for one in tags}
    found = {ref: (known.get(ref, _NONE), one.commit) for ref, one in there.items() if known.get(ref) not in {one.commit, one.made}}
    if there:  # a forge that names nothing at all has said too little to take everything for removed
        found |= {ref: (new, _NONE) for ref, new in known.items() if new != _NONE and ref not in there}
    return dict(sorted(found.items(), key=lambda one: (one[0] != f"refs/heads/{git.MAIN}", one[0])))


def _known(repository_id: int) -> dict[str, tuple[int, str]]:
    """Return where the last push that we know of left each ref, with the number of its row. Queries: 1."""
    last = Push.objects.filter(repository_id=repository_id).values("ref").annotate(last=Max("id")).values("last")
    rows = Push.objects.filter(pk__in=last).values_list("ref", "pk", "new")
    return {ref: (pk, new) for ref, pk, new in rows}


def _delivery(ref: str, old: str, new: str, after: int) -> str:
    """Return what names a push that was found, the same however often it is."""
    return FOUND + hashlib.sha256(f"{ref} {old} {new} {after}".encode()).hexdigest()
