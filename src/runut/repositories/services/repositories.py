"""Making the repository of a case."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.db import transaction

from runut.cases.queries import access_case
from runut.core.errors import Refused
from runut.core.sentences import reason
from runut.documents.services import file_form
from runut.people.queries import Standing, organisation
from runut.repositories import git
from runut.repositories.models import Repository

KEY = "source_repository"
FORM = "repository"


def address(name: str) -> str:
    """Return the address from which git clones the repository ``name``."""
    return f"{settings.ADDRESS}/git/{name}.git"


@transaction.atomic
def make_repository(*, case_id: int, title: str, who: Standing, at: datetime) -> Repository:
    """Make the case's repository here and file its address as the deliverable ``source_repository``.

    Raises:
        NotFound: The case is not there, or not for them.
        NotPermitted: They do not supply the repository.
        Refused: The case has one already, has no register number yet, or stands where none can be supplied.

    Queries: 4 and those of `file_form`.
    """
    case = access_case(case_id=case_id, who=who)
    if case.number is None:
        raise Refused(reasons=[reason("repository_number_missing")])
    if Repository.objects.filter(case=case).exists():
        raise Refused(reasons=[reason("repository_exists", name=case.number)])
    content = {"address": address(case.number), "branch": git.MAIN, "host": organisation().name, "access": ""}
    file_form(case_id=case_id, key=KEY, name=title, form=FORM, content=content, ends_on=None, who=who, at=at)
    made = Repository.objects.create(case=case, name=case.number, made_by_id=who.user_id, made_at=at)
    git.make(made.pk)
    return made
