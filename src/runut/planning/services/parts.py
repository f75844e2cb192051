"""How every part of a plan is changed: under the case's lock, by who may file it, and counted."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime

from runut.base import sql
from runut.cases.queries import access_case
from runut.cases.services import Ground, lock_case
from runut.core.errors import NotFound, NotPermitted, Refused
from runut.core.sentences import Reason
from runut.people.queries import Standing
from runut.planning.models import Part

_DENIED = frozenset({"not_your_filing", "no_part", "plan_team_only"})
Guard = Callable[[Ground], tuple[Reason, ...]]


@contextmanager
def changing(*, case_id: int, key: str, who: Standing, at: datetime, against: Guard | None = None) -> Iterator[Part]:
    """Lock the case, refuse what stands against changing the part ``key``, and count the change when the caller is done.

    ``against`` says what stands against it; without it, whatever stands against filing the deliverable.

    Raises:
        NotFound: No such case for them, or its SOP has no such deliverable.
        NotPermitted, Refused: As `runut.documents.services.file_form`.
    """
    with sql.transaction():
        access_case(case_id=case_id, who=who)
        ground = lock_case(case_id=case_id, who=who, at=at)
        refuse(against(ground) if against else ground.against_filing(key))
        part, _made = Part.objects.get_or_create(case_id=case_id, key=key)
        part.revision += 1
        yield part
        part.save(update_fields=["revision", "numbers", "filed", "starts_on"])


def refuse(reasons: tuple[Reason, ...]) -> None:
    """Raise what stands against it.

    Raises:
        NotFound, NotPermitted, Refused: As the reasons are.
    """
    if any(one.code == "not_found" for one in reasons):
        raise NotFound
    if any(one.code in _DENIED for one in reasons):
        raise NotPermitted(reasons=reasons)
    if reasons:
        raise Refused(reasons=reasons)


def next_number(part: Part) -> int:
    """Return a number that no row of the part ever had."""
    part.numbers += 1
    return part.numbers
