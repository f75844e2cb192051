"""The days of the joint decrees, typed by hand from the domain notes (section 5.2): the second source beside the library."""

from __future__ import annotations

from datetime import date

_NATIONAL = {
    2025: "1-1 1-27 1-29 3-29 3-31 4-1 4-18 4-20 5-1 5-12 5-29 6-1 6-6 6-27 8-17 9-5 12-25",
    2026: "1-1 1-16 2-17 3-19 3-21 3-22 4-3 4-5 5-1 5-14 5-27 5-31 6-1 6-16 8-17 8-25 12-25",
    2027: "1-1 1-5 2-6 3-8 3-10 3-11 3-26 3-28 5-1 5-6 5-17 5-20 6-1 6-6 8-15 8-17 12-25 12-26",
}
_JOINT = {
    2025: "1-28 3-28 4-2 4-3 4-4 4-7 5-13 5-30 6-9 8-18 12-26",
    2026: "2-16 3-18 3-20 3-23 3-24 5-15 5-28 12-24",
    2027: "2-5 3-9 3-12 3-15 3-25 5-18 5-19 12-24",
}
WORKING = {
    2025: [19, 20, 19, 16, 17, 18, 23, 20, 21, 23, 20, 21],
    2026: [20, 18, 17, 21, 16, 20, 23, 19, 22, 22, 21, 21],
    2027: [19, 19, 15, 22, 16, 21, 22, 21, 22, 21, 22, 22],
}
"""Working days of each month, Monday to Friday without both lists."""


def decreed(year: int) -> dict[date, str]:
    """Return the days of ``year`` with their kind."""
    kinds = {"holiday": _NATIONAL[year], "joint_leave": _JOINT[year]}
    return {date(year, *map(int, day.split("-"))): kind for kind, days in kinds.items() for day in days.split()}
