"""Another opening time, closing time, work week or zone: written down, and every open deadline moved, in one transaction."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from runut.core.errors import NotPermitted, Refused
from runut.core.sentences import reason
from runut.people import services as people
from runut.people.queries import Hours, Standing, organisation
from runut.procedures import adoption
from runut.procedures.services.editions import take_calendar


@transaction.atomic
def change_hours(*, hours: Hours, seen: str, why: str, who: Standing, at: datetime) -> None:
    """Let other hours decide deadlines from now on, and move the open ones, each with ``why`` as its reason.

    Args:
        hours: What holds from now on.
        seen: The `stamp` of the hours when the person opened the page.
        why: The decree or letter that says so.
        who: An administrator.
        at: When, as aware UTC.

    Raises:
        NotPermitted: Not an administrator.
        Refused: Somebody else changed them since ``seen``.
        Invalid: Hours, week or zone that cannot be, or no reason.

    Queries: 3 reads, 1 update, 1 insert, and those of the listeners.
    """
    if not who.administrator:
        raise NotPermitted(reasons=[reason("administrators_only")])
    take_calendar()
    if organisation().hours.stamp != seen:
        raise Refused(reasons=[reason("draft_changed")])
    said = people.change_hours(hours=hours, why=why, who=who, at=at)
    adoption.move(who, at, why=said)
