"""A year of the calendar as months, weeks and counted working days: plain values for the page, from the same days as deadlines."""

from __future__ import annotations

import calendar as weeks_of
from dataclasses import dataclass
from datetime import date

from runut.core.workdays import Calendar, DayKind, DayRule


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """One day: what it is, whether people work, and whether no adopted edition speaks for it yet.

    ``decree`` is the place, from 1, of the decree that names it in the year's list.
    """

    day: date
    rule: DayRule
    works: bool
    provisional: bool
    decree: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Month:
    """A month in weeks from Monday; a None stands for a day of another month."""

    first: date
    weeks: tuple[tuple[Cell | None, ...], ...]

    @property
    def days(self) -> tuple[Cell, ...]:
        """Its days in order."""
        return tuple(cell for week in self.weeks for cell in week if cell)

    @property
    def working(self) -> int:
        """How many days people work."""
        return sum(cell.works for cell in self.days)

    @property
    def named(self) -> tuple[Cell, ...]:
        """The days that a decree names."""
        return tuple(cell for cell in self.days if cell.rule.name)


@dataclass(frozen=True, slots=True, kw_only=True)
class Year:
    """Twelve months."""

    year: int
    months: tuple[Month, ...]
    decrees: tuple[str, ...]

    @property
    def working(self) -> int:
        """How many days people work."""
        return sum(month.working for month in self.months)

    @property
    def provisional(self) -> int:
        """How many working days no adopted edition speaks for yet."""
        return sum(cell.provisional and cell.works for month in self.months for cell in month.days)

    @property
    def holidays(self) -> int:
        """How many national holidays the decrees name, on whatever weekday."""
        return self._count(DayKind.HOLIDAY)

    @property
    def joint_leave(self) -> int:
        """How many days of joint leave the decrees name."""
        return self._count(DayKind.JOINT_LEAVE)

    def _count(self, kind: DayKind) -> int:
        return sum(cell.rule.kind is kind for month in self.months for cell in month.days)


def year_of(calendar: Calendar, year: int) -> Year:
    """Return ``year`` as ``calendar`` counts it."""
    named = sorted((day, rule.decree) for day, rule in calendar.days.items() if day.year == year and rule.decree)
    decrees = tuple(dict.fromkeys(decree for _day, decree in named))
    return Year(year=year, months=tuple(_month(calendar, year, month, decrees) for month in range(1, 13)), decrees=decrees)


def _month(calendar: Calendar, year: int, month: int, decrees: tuple[str, ...]) -> Month:
    weeks = weeks_of.Calendar().monthdatescalendar(year, month)
    return Month(
        first=date(year, month, 1),
        weeks=tuple(tuple(_cell(calendar, day, decrees) if day.month == month else None for day in week) for week in weeks),
    )


def _cell(calendar: Calendar, day: date, decrees: tuple[str, ...]) -> Cell:
    rule = calendar.rule(day)
    return Cell(
        day=day,
        rule=rule,
        works=calendar.works(day),
        provisional=day > calendar.covers_to,
        decree=decrees.index(rule.decree) + 1 if rule.decree else 0,
    )
