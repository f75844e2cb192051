"""What experts are doing over all cases: seen when a team is chosen."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q

from runut.cases.models import TeamMember
from runut.cases.queries.access import visible
from runut.cases.queries.rows import CaseRow, case_rows, row_values
from runut.people.queries import Standing


@dataclass(frozen=True, slots=True, kw_only=True)
class Load:
    """An open case in whose team somebody is; ``case`` says at which activity it stands and until when."""

    case: CaseRow
    role: str


def loads(*, user_ids: Iterable[int], who: Standing, on: date, at: datetime, besides: int = 0) -> Mapping[int, Sequence[Load]]:
    """Return the open cases of each of ``user_ids`` that ``who`` sees, the next to be due first, without the case ``besides``. Queries: 2, and 1 for an SOP not read before."""
    wanted = list(user_ids)
    found: dict[int, list[Load]] = {one: [] for one in wanted}
    if not wanted:
        return found
    members = TeamMember.objects.filter(Q(to_on__isnull=True) | Q(to_on__gte=on), user_id__in=wanted, case__status__in=("active", "held"))
    roles: dict[int, list[tuple[int, str]]] = {}
    for case_id, user_id, role in members.exclude(case_id=besides).order_by("id").values_list("case_id", "user_id", "role"):
        roles.setdefault(case_id, []).append((user_id, role))
    rows = row_values().filter(visible(who), pk__in=list(roles)).order_by("due_order", "id")
    for row in case_rows(rows, at=at):
        for user_id, role in roles[row.id]:
            found[user_id].append(Load(case=row, role=role))
    return found
