"""Who sees which case."""

from __future__ import annotations

from datetime import date
from typing import Final

from django.db.models import Exists, OuterRef, Q
from django.db.models.expressions import Combinable

from runut.base import sql
from runut.cases.models import Case, TeamMember
from runut.core.errors import NotFound
from runut.core.procedure import Procedure
from runut.people.queries import Standing
from runut.procedures.queries import procedure_version


def visible(who: Standing) -> Q:
    """Return the condition for the cases that ``who`` sees.

    Office holders, administrators and auditors see all; others those of their unit and those whose team they belong or belonged to.
    """
    if who.sees_all:
        return Q()
    # Each half from its index, then both together: with OR a database walks the whole register for whoever has few cases.
    own = Case.objects.filter(unit_id=who.unit_id or 0).values("pk")
    return Q(pk__in=own.union(TeamMember.objects.filter(user_id=who.user_id).values("case_id")))


def ways_of_seeing(who: Standing) -> list[sql.Statement]:
    """Return the conditions of which a case that ``who`` sees meets at least one, that of the unit first: `visible`, apart, for lists that read each
    in its order.
    """
    if who.sees_all:
        return [("1 = 1", [])]
    team = "cases_case.id IN (SELECT case_id FROM cases_teammember WHERE user_id = %s)"
    return [("cases_case.unit_id = %s", [who.unit_id or 0]), (team, [who.user_id])]


_VERSION: Final = "SELECT c.version_id FROM cases_case c WHERE c.id = %s"
_SEEN: Final = " AND (c.unit_id = %s OR EXISTS (SELECT 1 FROM cases_teammember t WHERE t.case_id = c.id AND t.user_id = %s))"
"""`visible` for those who do not see all, as lean SQL; `tests/rooms/cases/test_access.py` holds both to the same answers."""


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
    theirs = Q(unit_id=who.unit_id or 0) | Exists(TeamMember.objects.filter(case=OuterRef("pk"), user_id=who.user_id))
    found = Case.objects.filter(Q() if who.sees_all else theirs, pk=case_id)
    case = found.select_related("unit", "requested_by").first()
    if case is None:
        raise NotFound
    return case


def access_procedure(*, case_id: int, who: Standing) -> Procedure:
    """Return the SOP that the case follows, if ``who`` may see the case: all that an act needs which reads the case again under its lock.

    Queries: 1.

    Raises:
        NotFound: There is none, or none for them.
    """
    if who.sees_all:
        rows = sql.read(_VERSION, [case_id])
    else:
        rows = sql.read(_VERSION + _SEEN, [case_id, who.unit_id or 0, who.user_id])
    if not rows:
        raise NotFound
    return procedure_version(rows[0][0])


def is_rehearsal(*, case_id: int) -> bool:
    """Return whether the case is a rehearsal, with invented people. Queries: 1."""
    return Case.objects.filter(pk=case_id, is_rehearsal=True).exists()


def in_team(*, case_id: int, user_id: int, on: date) -> bool:
    """Return whether the person belongs to the case's development team on that day. Queries: 1."""
    rows = TeamMember.objects.filter(case_id=case_id, user_id=user_id, from_on__lte=on)
    return rows.filter(Q(to_on__isnull=True) | Q(to_on__gte=on)).exists()
