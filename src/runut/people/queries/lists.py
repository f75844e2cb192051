"""Lists of people, of invitations, and of what was changed; each a page at a time."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from django.db.models import Q, QuerySet

from runut.base.paging import Page, paginate
from runut.core.errors import NotFound
from runut.people import models
from runut.people.queries.offices import Holder, holder_of
from runut.people.queries.people import Person, person_of
from runut.people.queries.standing import Standing, in_force
from runut.people.queries.tokens import token_hash

SORTS: Final = {"name": "name", "email": "email", "joined": "created_at"}
"""By what the list of people can be sorted, and the column of each."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Search:
    """Whom the list of people shows.

    ``q`` are words, each of which stands in name, address, NIP or position; ``state`` is ``active``, ``inactive`` or ``all``.
    """

    q: str = ""
    unit_id: int | None = None
    state: str = "active"

    @property
    def narrowed(self) -> bool:
        """Whether it leaves anybody out whom the plain list shows."""
        return self != Search()


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """A person of the list with the offices they hold today."""

    person: Person
    offices: tuple[Holder, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """Somebody who can be named in a team or appointed to an office."""

    id: int
    name: str
    position: str
    unit: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Invitation:
    """An invitation; ``state`` is pending, expired, accepted or cancelled."""

    id: int
    email: str
    name: str
    unit: str
    position: str
    is_administrator: bool
    is_auditor: bool
    invited_by: str
    created_at: datetime
    expires_at: datetime
    accepted_at: datetime | None
    cancelled_at: datetime | None
    state: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """What was changed about people; ``by`` is empty for the operator at the machine and for who accepts an invitation."""

    id: int
    at: datetime
    by: str
    action: str
    user_id: int | None
    user: str
    office_id: int | None
    office: str
    data: dict[str, Any]


def people_list(
    *, who: Standing, on: date, search: Search = Search(), sort: str = "name", cursor: str = "", size: int = 30
) -> Page[Listed]:
    """Return a page of the people whom ``who`` may see, each with the offices held on the day ``on``.

    ``sort`` is a key of `SORTS`, with ``-`` before it for the other way round. Who does not see everything sees their own unit.

    Queries: 2.
    """
    column = SORTS.get(sort.lstrip("-"), "name")
    order = [f"-{column}" if sort.startswith("-") else column]
    page = paginate(_people(who, search), order=order, cursor=cursor, size=size)
    held: dict[int, list[Holder]] = {row.pk: [] for row in page.rows}
    rows = models.Holding.objects.select_related("office", "user").filter(in_force(on), user_id__in=list(held))
    for row in rows.order_by("office_id", "id"):
        held[row.user_id].append(holder_of(row))
    listed = [Listed(person=person_of(row), offices=tuple(held[row.pk])) for row in page.rows]
    return Page(rows=listed, next_cursor=page.next_cursor, previous_cursor=page.previous_cursor)


def people_export(*, who: Standing, search: Search = Search()) -> Iterator[Person]:
    """Return everybody of the list, by name, a few at a time. Queries: 1."""
    rows = _people(who, search).order_by("name", "id")
    return (person_of(row) for row in rows.iterator(chunk_size=500))


def candidates() -> list[Candidate]:
    """Return every active person, by name: whom a team or an office can take. Queries: 1."""
    rows = models.User.objects.filter(is_active=True).order_by("name", "id").values("id", "name", "position", "unit__name")
    return [Candidate(id=row["id"], name=row["name"], position=row["position"], unit=row["unit__name"] or "") for row in rows]


def invitations(*, at: datetime, cursor: str = "", size: int = 30) -> Page[Invitation]:
    """Return a page of invitations, newest first, as they stand at ``at``. Queries: 1."""
    rows = models.Invitation.objects.select_related("unit", "invited_by")
    page = paginate(rows, order=["-id"], cursor=cursor, size=size)
    listed = [_invitation(row, at) for row in page.rows]
    return Page(rows=listed, next_cursor=page.next_cursor, previous_cursor=page.previous_cursor)


def invitation(invitation_id: int, *, at: datetime) -> Invitation:
    """Return one invitation as it stands at ``at``.

    Raises:
        NotFound: None has this number.

    Queries: 1.
    """
    return _found(models.Invitation.objects.filter(pk=invitation_id), at)


def invitation_by_token(token: str, *, at: datetime) -> Invitation:
    """Return the invitation that a link opens.

    Raises:
        NotFound: None has this token.

    Queries: 1.
    """
    return _found(models.Invitation.objects.filter(token_hash=token_hash(token)), at)


def changes(*, office_id: int | None = None, user_id: int | None = None, cursor: str = "", size: int = 30) -> Page[Change]:
    """Return a page of what was changed, newest first: of one office, of one person, or of all. Queries: 1."""
    rows = models.Change.objects.select_related("by", "user", "office")
    if office_id is not None:
        rows = rows.filter(office_id=office_id)
    if user_id is not None:
        rows = rows.filter(user_id=user_id)
    page = paginate(rows, order=["-id"], cursor=cursor, size=size)
    return Page(rows=[_change(row) for row in page.rows], next_cursor=page.next_cursor, previous_cursor=page.previous_cursor)


def _people(who: Standing, search: Search) -> QuerySet[models.User]:
    rows = models.User.objects.select_related("unit")
    if not who.sees_all:
        rows = rows.filter(Q(pk=who.user_id) | Q(unit_id=who.unit_id, unit__isnull=False))
    if search.unit_id is not None:
        rows = rows.filter(unit_id=search.unit_id)
    if search.state in {"active", "inactive"}:
        rows = rows.filter(is_active=search.state == "active")
    for word in search.q.replace("\x00", " ").split()[:8]:
        rows = rows.filter(Q(name__icontains=word) | Q(email__icontains=word) | Q(nip__icontains=word) | Q(position__icontains=word))
    return rows


def _found(rows: QuerySet[models.Invitation], at: datetime) -> Invitation:
    row = rows.select_related("unit", "invited_by").first()
    if row is None:
        raise NotFound
    return _invitation(row, at)


def _invitation(row: models.Invitation, at: datetime) -> Invitation:
    state = "expired" if at >= row.expires_at else "pending"
    state = "accepted" if row.accepted_at else "cancelled" if row.cancelled_at else state
    same = ("id", "email", "name", "position", "is_administrator", "is_auditor", "created_at", "expires_at", "accepted_at", "cancelled_at")
    return Invitation(
        unit=row.unit.name if row.unit else "",
        invited_by=row.invited_by.name,
        state=state,
        **{name: getattr(row, name) for name in same},
    )


def _change(row: models.Change) -> Change:
    return Change(
        id=row.pk,
        at=row.at,
        by=row.by.name if row.by else "",
        action=row.action,
        user_id=row.user_id,
        user=row.user.name if row.user else "",
        office_id=row.office_id,
        office=row.office.name if row.office else "",
        data=row.data,
    )
