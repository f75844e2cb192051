"""What was pushed, by whom and when; and who sees that a case has source code here."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from runut.cases.queries import in_team
from runut.people.queries import Standing, organisation
from runut.repositories.models import Push, Repository


@dataclass(frozen=True, slots=True, kw_only=True)
class Pushed:
    """One ref that a push moved; ``kind`` made, moved or removed."""

    name: str
    at: datetime
    ref: str
    kind: str
    commit: str


def pushes(*, repository_id: int, most: int = 50) -> list[Pushed]:
    """Return what was pushed last, newest first. Queries: 1."""
    rows = Push.objects.filter(repository_id=repository_id).order_by("-id").values_list("user__name", "at", "ref", "old", "new")[:most]
    return [
        Pushed(
            name=name,
            at=at,
            ref=ref.removeprefix("refs/heads/").removeprefix("refs/tags/"),
            kind="removed" if not new.strip("0") else "moved" if old.strip("0") else "made",
            commit=new,
        )
        for name, at, ref, old, new in rows
    ]


def has_code(case_id: int, who: Standing, at: datetime) -> bool:
    """Whether the case has a repository here that ``who`` reads. Queries: 1, and 2 for whoever does not see everything."""
    if not Repository.objects.filter(case_id=case_id).exists():
        return False
    return who.sees_all or in_team(case_id=case_id, user_id=who.user_id, on=organisation().today(at))
