"""Everything that reads cases; views, API, command line and higher rooms import from here."""

from __future__ import annotations

from runut.cases.queries.access import access_case, in_team, visible
from runut.cases.queries.history import (
    Decision,
    RemarkView,
    decisions,
    event_of,
    events,
    heads,
    history,
    json_lines,
    remarks,
)
from runut.cases.queries.lists import (
    SORTS,
    Bell,
    Filters,
    bell,
    case_list,
    deadlines,
    export_rows,
    my_work,
)
from runut.cases.queries.page import CasePage, Item, Outcome, TurnView, case_page
from runut.cases.queries.people import Expert, Person, people_behind, team
from runut.cases.queries.rows import CaseRow

__all__ = [
    "SORTS",
    "Bell",
    "CasePage",
    "CaseRow",
    "Decision",
    "Expert",
    "Filters",
    "Item",
    "Outcome",
    "Person",
    "RemarkView",
    "TurnView",
    "access_case",
    "bell",
    "case_list",
    "case_page",
    "deadlines",
    "decisions",
    "event_of",
    "events",
    "export_rows",
    "heads",
    "history",
    "in_team",
    "json_lines",
    "my_work",
    "people_behind",
    "remarks",
    "team",
    "visible",
]
