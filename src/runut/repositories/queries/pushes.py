"""What was pushed, by whom and when; and who sees that a case has source code here."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from runut.base.paging import Page, paginate
from runut.cases.queries import in_team
from runut.people.queries import Standing, organisation
from runut.repositories.models import Mention, Push, Repository

_COLUMNS: Final = (
    "user__name",
    "by",
    "repository__forged__kind",
    "repository__forged__page",
    "at",
    "ref",
    "old",
    "new",
    "commits",
    "lines",
    "delivery",
)
Row = tuple[str | None, str | None, str | None, str | None, datetime, str, str, str, int | None, str | None, str | None]


@dataclass(frozen=True, slots=True)
class Mentioned:
    """A commit whose message names a number."""

    commit: str
    line: str
    author: str
    at: datetime
    forge: str | None
    page: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Pushed:
    """One ref that a push moved; ``kind`` made, moved or removed, ``forge`` kind and page of the project there, None for a repository of ours.

    ``commits`` came with it (None: nobody counted), the newest said ``lines``. ``name`` is empty where it was found at the forge and nobody told who pushed.
    """

    name: str
    forge: tuple[str, str] | None
    at: datetime
    ref: str
    is_tag: bool
    kind: str
    old: str
    commit: str
    commits: int | None
    lines: tuple[str, ...]


def pushes(*, repository_id: int, most: int = 50) -> list[Pushed]:
    """Return what was pushed last, newest first. Queries: 1."""
    rows = Push.objects.filter(repository_id=repository_id).order_by("-id").values_list(*_COLUMNS)[:most]
    return [_pushed(row) for row in rows]


def pushes_between(*, case_id: int, since: datetime | None, until: datetime | None, most: int) -> list[Pushed]:
    """Return the last ``most`` pushes of a case at or after ``since`` and before ``until``, oldest first. Queries: 1."""
    rows = Push.objects.filter(repository__case_id=case_id)
    if since is not None:
        rows = rows.filter(at__gte=since)
    if until is not None:
        rows = rows.filter(at__lt=until)
    return [_pushed(row) for row in rows.order_by("-at", "-id").values_list(*_COLUMNS)[:most]][::-1]


def push_page(*, case_id: int, oldest: bool, cursor: str, size: int) -> Page[Pushed]:
    """Return a page of the pushes of a case, newest first unless ``oldest``. Queries: 1."""
    rows = Push.objects.filter(repository__case_id=case_id).values("id", *_COLUMNS)
    page = paginate(rows, order=["at", "id"] if oldest else ["-at", "-id"], cursor=cursor, size=size)
    found = [_pushed(tuple(row[name] for name in _COLUMNS)) for row in page.rows]
    return Page(rows=found, next_cursor=page.next_cursor, previous_cursor=page.previous_cursor)


def mentions(*, case_id: int, number: int, most: int = 50) -> list[Mentioned]:
    """Return the commits of a case that name the number, newest first. Queries: 1."""
    rows = Mention.objects.filter(repository__case_id=case_id, number=number).order_by("-at", "-id")
    return [
        Mentioned(*row)
        for row in rows.values_list("commit", "line", "author", "at", "repository__forged__kind", "repository__forged__page")[:most]
    ]


def _pushed(row: Row) -> Pushed:
    name, by, forge, page, at, ref, old, new, commits, lines, delivery = row
    return Pushed(
        name=name or by or ("" if (delivery or "").startswith("look-") else "-"),
        forge=(forge, page or "") if forge else None,
        at=at,
        ref=ref.removeprefix("refs/heads/").removeprefix("refs/tags/"),
        is_tag=ref.startswith("refs/tags/"),
        kind="removed" if not new.strip("0") else "moved" if old.strip("0") else "made",
        old=old,
        commit=new,
        commits=commits,
        lines=tuple(lines.split("\n")) if lines else (),
    )


def has_code(case_id: int, who: Standing, at: datetime) -> bool:
    """Whether the case has a repository here that ``who`` reads. Queries: 1, and 2 for whoever does not see everything."""
    if not Repository.objects.filter(case_id=case_id).exists():
        return False
    return who.sees_all or in_team(case_id=case_id, user_id=who.user_id, on=organisation().today(at))
