"""Days that a library proposes for a year; the office's editions decide, never the library."""

from __future__ import annotations

from datetime import date
from importlib.metadata import version
from typing import Final

from runut.core.errors import Invalid
from runut.core.workdays import DayKind
from runut.procedures.values import Day, Decree

YEARS: Final = range(2025, 2100)
DRAFT: Final = "Usulan {year}"
"""What a proposal is called as long as nobody has entered the number of its decree."""

KNOWN: Final = {
    2026: ("SKB Menteri Agama, Menteri Ketenagakerjaan, dan Menteri PANRB Nomor 1497, 2, 5 Tahun 2025", date(2025, 9, 19)),
}
"""Decrees whose number and date are certain (domain notes 5.2); they fill the fields in, and the office still reads the decree."""

_CATEGORIES: Final = (("public", DayKind.HOLIDAY), ("government", DayKind.JOINT_LEAVE))


def proposer() -> str:
    """Return name and version of the library that proposes."""
    return f"holidays {version('holidays')}"


def proposed_days(year: int) -> list[Day]:
    """Return the national holidays and the joint leave of ``year``, by day, with their Indonesian names.

    Raises:
        Invalid: The year is out of reach.

    Source: the joint decree of three ministers, as the library holds it.
    """
    import holidays  # here, because it takes longer to import than the rest of the room and is needed once a year

    if year not in YEARS:
        raise Invalid(code="edition_year", year=year)
    found: dict[date, Day] = {}
    for category, kind in reversed(_CATEGORIES):  # a national holiday stays one where joint leave falls on it
        for day, name in holidays.country_holidays("ID", years=year, language="id", categories=(category,)).items():
            if day.year == year:
                found[day] = Day(day=day, kind=kind.value, name=name[:160])
    return sorted(found.values())


def proposed_decree(year: int, *, today: date) -> Decree:
    """Return the decree of ``year`` as far as it is known; its date is today where it is not."""
    decree, decided_on = KNOWN.get(year, (DRAFT.format(year=year), today))
    return Decree(decree=decree, decided_on=decided_on, covers_from=date(year, 1, 1), covers_to=date(year, 12, 31))


def is_unnamed(decree: str) -> bool:
    """Whether ``decree`` is still the name of a proposal instead of the number of a decree."""
    return decree.strip() == "" or decree in {DRAFT.format(year=year) for year in YEARS}
