"""Everything that reads cases; views, API, command line and higher rooms import from here."""

from __future__ import annotations

from runut.cases.queries.access import access_case, access_procedure, in_team, is_rehearsal, visible
from runut.cases.queries.ahead import Consequence, Following, consequence, following
from runut.cases.queries.carrying import Held, find_case, held
from runut.cases.queries.filters import SORTS, Filters
from runut.cases.queries.history import (
    Decision,
    RemarkView,
    completions,
    decisions,
    event_of,
    events,
    heads,
    history,
    json_lines,
    last_event,
    moment_of,
    receipts,
    remarks,
    signings,
)
from runut.cases.queries.late import Behind, Stuck, behind
from runut.cases.queries.lists import (
    Bell,
    bell,
    case_list,
    deadlines,
    export_rows,
    followed,
    my_work,
    similar_cases,
)
from runut.cases.queries.loads import Load, loads
from runut.cases.queries.measured import Measured, case_numbers, measured
from runut.cases.queries.moving import Pair, VersionAhead, other_versions, version_ahead
from runut.cases.queries.page import CasePage, Item, Outcome, TurnView, access_page, case_page
from runut.cases.queries.people import Expert, Person, everybody, people_behind, team
from runut.cases.queries.rows import CaseRow

__all__ = [
    "SORTS",
    "Behind",
    "Bell",
    "CasePage",
    "CaseRow",
    "Consequence",
    "Decision",
    "Expert",
    "Filters",
    "Following",
    "Held",
    "Item",
    "Load",
    "Measured",
    "Outcome",
    "Pair",
    "Person",
    "RemarkView",
    "Stuck",
    "TurnView",
    "VersionAhead",
    "access_case",
    "access_page",
    "access_procedure",
    "behind",
    "bell",
    "case_list",
    "case_numbers",
    "case_page",
    "completions",
    "consequence",
    "deadlines",
    "decisions",
    "event_of",
    "events",
    "everybody",
    "export_rows",
    "find_case",
    "followed",
    "following",
    "heads",
    "held",
    "history",
    "in_team",
    "is_rehearsal",
    "json_lines",
    "last_event",
    "loads",
    "measured",
    "moment_of",
    "my_work",
    "other_versions",
    "people_behind",
    "receipts",
    "remarks",
    "signings",
    "similar_cases",
    "team",
    "version_ahead",
    "visible",
]
