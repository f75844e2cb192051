"""The calendars of invented offices: one that never changes for rehearsals, and for the demonstration what the library proposes."""

from __future__ import annotations

from datetime import date, datetime
from typing import Final

from runut.core.errors import Refused
from runut.core.workdays import Calendar
from runut.people.queries import Standing
from runut.procedures import queries, services
from runut.procedures.values import Day, Decree

FIRST: Final = date(2026, 1, 5)
"""The Monday on which every rehearsal begins, so that the same seed gives the same days."""
_YEARS: Final = range(2026, 2031)
_DAYS: Final = (
    ((1, 1), "Tahun Baru (gladi)"),
    ((5, 1), "Hari Buruh (gladi)"),
    ((8, 17), "Kemerdekaan (gladi)"),
    ((12, 25), "Natal (gladi)"),
)


def adopt_invented(*, who: Standing, at: datetime) -> Calendar:
    """Adopt a calendar of a few fixed days, which no release of a library moves, and return what decides deadlines."""
    days = [Day(day=date(year, *day), kind="holiday", name=name) for year in _YEARS for day, name in _DAYS]
    decree = Decree(
        decree="Kalender gladi (contoh)",
        decided_on=queries.calendar().local(at).date(),
        covers_from=date(_YEARS[0], 1, 1),
        covers_to=date(_YEARS[-1], 12, 31),
    )
    services.adopt_edition(edition_id=services.draft_edition(decree=decree, days=days, who=who, at=at), who=who, at=at)
    return queries.calendar()


def adopt_proposed(*, years: range, who: Standing, at: datetime) -> Calendar:
    """Adopt what the library proposes for ``years`` under names that say they are examples; years it does not know stay away."""
    for year in years:
        try:
            edition_id = services.propose_edition(year=year, who=who, at=at)
        except Refused:
            continue
        view = queries.edition(edition_id)
        named = Decree(
            decree=f"Hari libur nasional dan cuti bersama {year} (contoh)",
            decided_on=queries.calendar().local(at).date(),
            covers_from=view.told.covers_from,
            covers_to=view.told.covers_to,
        )
        services.edit_edition(edition_id=edition_id, seen=view.fingerprint, decree=named, days=view.days, who=who, at=at)
        services.adopt_edition(edition_id=edition_id, who=who, at=at)
    return queries.calendar()
