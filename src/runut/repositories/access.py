"""Who reads and who writes a repository."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from runut.cases.queries import access_case, in_team
from runut.core.errors import NotFound
from runut.core.sentences import Reason, reason
from runut.people.queries import Standing, organisation
from runut.repositories.models import Repository

ENDED = frozenset({"completed", "refused", "cancelled"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Admitted:
    """A repository that somebody reads; ``against`` is why they cannot push into it now."""

    repository: Repository
    against: Sequence[Reason]


def access_repository(*, who: Standing, at: datetime, case_id: int | None = None, name: str = "") -> Admitted:
    """Return the repository of a case, or the one that we keep under that name: office holders, administrators and auditors read it, the team of the case also writes.

    The requesting unit sees its case, but not the source code.

    Raises:
        NotFound: There is none, or none for them.

    Queries: 3.
    """
    wanted = {"name": name, "forged": None} if case_id is None else {"case_id": case_id}
    repository = Repository.objects.filter(**wanted).first()
    if repository is None:
        raise NotFound
    case = access_case(case_id=repository.case_id, who=who)
    member = in_team(case_id=case.pk, user_id=who.user_id, on=organisation().today(at))
    if not (member or who.sees_all):
        raise NotFound
    against: list[Reason] = []
    if not member:
        against.append(reason("repository_team_writes"))
    if case.status in ENDED:
        against.append(reason("case_ended"))
    return Admitted(repository=repository, against=against)
