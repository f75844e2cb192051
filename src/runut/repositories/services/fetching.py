"""A release of a project at the office's own forge: asked for in a request, its archive fetched by a job, filed as a release of our own repositories is."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

from django.db import transaction
from django_tasks import task

from runut.base.jobs import enqueue_on_commit
from runut.core.errors import ForgeFailed, Refused, RunutError
from runut.core.sentences import reason
from runut.documents.store import Staged, store
from runut.people.queries import Standing, organisation, standing
from runut.repositories.forges import Forge, forge
from runut.repositories.models import ForgeProject, Release
from runut.repositories.opening import open_archive
from runut.repositories.parts import parts_list
from runut.repositories.services.refusals import kept
from runut.repositories.services.releases import Contents, Manual, file_release, releasable


@transaction.atomic
def ask_release(*, case_id: int, tag: str, notes: str, name: str, manuals: Sequence[Manual], who: Standing, at: datetime) -> None:
    """Have a tag of the forge fetched and released.

    Raises:
        NotFound, Refused, Invalid: As `make_release`; also Refused while another is being fetched.

    Queries: those of `access_repository`, 3, and the job.
    """
    repository = releasable(case_id=case_id, tag=tag, notes=notes, who=who, at=at)
    row = ForgeProject.objects.select_for_update().get(repository=repository)
    if row.wanted and not row.wanted.get("refusal"):
        raise Refused(reasons=[reason("forge_working")])
    chosen = [{"key": one.key, "name": one.name, "path": one.path} for one in manuals]
    row.wanted = {"tag": tag, "notes": notes, "name": name, "manuals": chosen, "user": who.user_id}
    row.save(update_fields=["wanted"])
    enqueue_on_commit(fetch_release, row.pk)


@task()
def fetch_release(project_id: int) -> None:
    """Fetch what was asked for and file it; what stands against it is kept as the sentence that the page shows.

    Raises:
        ForgeFailed: Another try may help; the worker makes it.
    """
    row = ForgeProject.objects.select_related("repository").filter(pk=project_id, wanted__isnull=False).first()
    if row is None or row.repository is None:
        return
    wanted: dict[str, Any] = row.wanted or {}
    try:
        if not Release.objects.filter(repository=row.repository, tag=wanted["tag"]).exists():
            _fetch(row, wanted, forge(row.kind), datetime.now(UTC))
    except RunutError as refused:
        row.wanted = {**wanted, "refusal": kept(refused.reasons)}
        row.save(update_fields=["wanted"])
        if isinstance(refused, ForgeFailed) and refused.passing:
            raise
        return
    row.wanted = None
    row.save(update_fields=["wanted"])


def _fetch(row: ForgeProject, wanted: dict[str, Any], there: Forge, at: datetime) -> None:
    who = standing(user_id=wanted["user"], on=organisation().today(at))
    tag, manuals = wanted["tag"], [Manual(**one) for one in wanted["manuals"]]
    repository = releasable(case_id=row.case_id, tag=tag, notes=wanted["notes"], who=who, at=at)
    commit = next((one.commit for one in there.tags(row.key) if one.name == tag), None)
    if commit is None:
        raise ForgeFailed(code="forge_tag", tag=tag)
    archive = _archive(there, row.key, commit)
    try:
        locks, files = open_archive(archive.path, [one.path for one in manuals])
        parts = parts_list(locks, name=repository.name, version=tag, at=at)
        contents = Contents(commit=commit, archive=archive, parts=parts, manuals=[(one, files[one.path]) for one in manuals])
        file_release(repository, tag=tag, notes=wanted["notes"], name=wanted["name"], contents=contents, who=who, at=at)
    finally:
        archive.discard()


def _archive(there: Forge, key: str, commit: str) -> Staged:
    staged = store().stage()
    with there.archive(key, commit) as blocks:
        for block in blocks:
            staged.write(block)
    return staged.finish()
