"""Who sees which case."""

from __future__ import annotations

from datetime import date

from django.db.models import Exists, OuterRef, Q
from django.db.models.expressions import Combinable

from runut.cases.models import Case, TeamMember
from runut.core.errors import NotFound
from runut.people.queries import Standing


def visible(who: Standing) -> Combinable | Q:
    """Return the condition for the cases that ``who`` sees.

    Office holders, administrators and auditors see all; others those of their unit and those whose team they belong or belonged to.
    """
    if who.sees_all:
        return Q()
    return Q(unit_id=who.unit_id or 0) | Exists(TeamMember.objects.filter(case=OuterRef("pk"), user_id=who.user_id))


def waits_for(who: Standing, on: date) -> Combinable | Q:
    """Return the condition for the cases whose open turn waits for ``who``: as `lists.my_work` finds them, for lists that are short."""
    members = TeamMember.objects.filter(Q(to_on__isnull=True) | Q(to_on__gte=on), case=OuterRef("pk"), user_id=who.user_id, from_on__lte=on)
    office = Q(turn_key__in=who.offices) & ~Exists(members)
    return office | Q(turn_key="@unit", unit_id=who.unit_id or 0) | (Q(turn_key="@team") & Exists(members))


def access_case(*, case_id: int, who: Standing) -> Case:
    """Return the case with its unit, if ``who`` may see it. Queries: 1.

    Raises:
        NotFound: There is none, or none for them.
    """
    case = Case.objects.filter(visible(who), pk=case_id).select_related("unit", "requested_by").first()
    if case is None:
        raise NotFound
    return case


def in_team(*, case_id: int, user_id: int, on: date) -> bool:
    """Return whether the person belongs to the case's development team on that day. Queries: 1."""
    rows = TeamMember.objects.filter(case_id=case_id, user_id=user_id, from_on__lte=on)
    return rows.filter(Q(to_on__isnull=True) | Q(to_on__gte=on)).exists()
