"""The project of a case at the office's own forge: asked for in a request, made by a job, and made to fit again whenever somebody asks.

The job may run twice and may begin in the middle: each of its acts leaves what is so already.
"""

from __future__ import annotations

import secrets
from datetime import UTC, datetime

from django.conf import settings
from django.db import transaction
from django_tasks import task

from runut.base.jobs import enqueue_on_commit
from runut.cases.queries import CasePage
from runut.core.errors import ForgeFailed, Refused, RunutError
from runut.core.sentences import reason
from runut.documents import shelf
from runut.documents.services import file_form
from runut.people.queries import Standing, organisation, standing
from runut.people.sealing import seal, unseal
from runut.repositories import git
from runut.repositories.forges import Forge, forge
from runut.repositories.models import ForgeProject, Repository
from runut.repositories.services.looking import look_at
from runut.repositories.services.members import fit_members
from runut.repositories.services.refusals import kept
from runut.repositories.services.repositories import FORM, KEY


@transaction.atomic
def ask_project(*, page: CasePage, title: str, who: Standing) -> None:
    """Have the case's project made at the forge, and then filed as its source code repository.

    Raises:
        ForgeFailed: The office has no forge.
        Refused: The case has a repository, has no number yet, or they cannot file one now.

    Queries: 3 and the job.
    """
    kind = forge().kind
    case = page.case
    if case.number is None:
        raise Refused(reasons=[reason("repository_number_missing")])
    if Repository.objects.filter(case=case).exists():
        raise Refused(reasons=[reason("repository_exists", name=case.number)])
    if against := shelf.against(page, KEY):
        raise Refused(reasons=against)
    asked = {"kind": kind, "title": title, "asked_by_id": who.user_id, "state": "making", "refusal": None}
    new = {**asked, "secret": seal(secrets.token_urlsafe(32))}
    row, _made = ForgeProject.objects.update_or_create(case=case, defaults=asked, create_defaults=new)
    enqueue_on_commit(make_project, row.pk)


def ask_again(*, project_id: int) -> None:
    """Have an existing project made to fit: its members, its branch, its webhook, its tags. Queries: 1."""
    enqueue_on_commit(make_project, project_id)


@task()
def make_project(project_id: int) -> None:
    """Do what is still missing at the forge; what it refuses is kept as the sentence that the page shows.

    Raises:
        ForgeFailed: Another try may help; the worker makes it.
    """
    row = ForgeProject.objects.select_related("case").filter(pk=project_id).first()
    if row is None:
        return
    try:
        _make(row, forge(row.kind), datetime.now(UTC))
    except RunutError as refused:
        passing = isinstance(refused, ForgeFailed) and refused.passing
        if row.repository_id is None and not passing:
            row.state = "failed"
        row.refusal = kept(refused.reasons)
        row.save(update_fields=["state", "refusal"])
        if passing:
            raise


@task()
def fit_all() -> int:
    """Have every project made to fit, so that who left a team is let out also when nobody asks; return how many that are."""
    chosen = settings.FORGE
    rows = ForgeProject.objects.filter(kind=chosen.kind, repository__isnull=False) if chosen else ForgeProject.objects.none()
    found = list(rows.values_list("pk", flat=True))
    for one in found:
        enqueue_on_commit(make_project, one)
    return len(found)


def _make(row: ForgeProject, there: Forge, at: datetime) -> None:
    if not row.key:
        made = there.make(str(row.case.number), row.case.title, f"Runut {row.case.uid}")
        row.key, row.address, row.page = made.key, made.address, made.page
        row.save(update_fields=["key", "address", "page"])
    there.protect(row.key, git.MAIN)
    there.hook(row.key, f"{settings.ADDRESS}/hooks/forge/{row.pk}/", _secret(row))
    if row.repository_id is None:
        _file(row, standing(user_id=row.asked_by_id, on=organisation().today(at)), at)
    fit_members(row, there, at)
    row.state, row.refusal = "made", None
    row.save(update_fields=["accounts", "strangers", "state", "refusal"])
    look_at(row, there, at)


def _secret(row: ForgeProject) -> str:
    """Return the secret of the webhook; one that our key no longer opens is made anew."""
    found = unseal(row.secret)
    if found is None:
        found = secrets.token_urlsafe(32)
        row.secret = seal(found)
        row.save(update_fields=["secret"])
    return found


@transaction.atomic
def _file(row: ForgeProject, who: Standing, at: datetime) -> None:
    """File the address as the deliverable, in the name of who asked."""
    if Repository.objects.filter(case=row.case).exists():
        raise Refused(reasons=[reason("repository_exists", name=str(row.case.number))])
    content = {"address": row.address, "branch": git.MAIN, "host": organisation().name, "access": ""}
    file_form(case_id=row.case_id, key=KEY, name=row.title, form=FORM, content=content, ends_on=None, who=who, at=at)
    row.repository = Repository.objects.create(case=row.case, name=str(row.case.number), made_by_id=who.user_id, made_at=at)
    row.state = "made"
    row.save(update_fields=["repository", "state"])
