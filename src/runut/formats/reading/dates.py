"""Dates as people write them: 12 April 2021, 12-04-2021, 2021/04/12, Pontianak, 2 Nopember 2020."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import Final

_MONTHS: Final[Mapping[str, int]] = {
    name: number
    for number, names in enumerate(
        (
            "januari january jan",
            "februari pebruari february feb peb",
            "maret march mar mrt",
            "april apr",
            "mei may",
            "juni june jun",
            "juli july jul",
            "agustus august agt agst agu aug ags",
            "september sept sep",
            "oktober october okt oct",
            "november nopember nov nop",
            "desember december des dec",
        ),
        1,
    )
    for name in names.split()
}
_WORDED: Final = re.compile(r"(?<!\d)(\d{1,2})(?:st|nd|rd|th)?\s*[-./]?\s*([A-Za-z]{3,9})\.?\s*[-./,]?\s*(\d{4}|\d{2})(?!\d)")
_DAY_FIRST: Final = re.compile(r"(?<!\d)(\d{1,2})\s*[-./]\s*(\d{1,2})\s*[-./]\s*(\d{4}|\d{2})(?!\d)")
_YEAR_FIRST: Final = re.compile(r"(?<!\d)(\d{4})[-./](\d{1,2})[-./](\d{1,2})(?!\d)")
_MONTH_ONLY: Final = re.compile(r"\b([A-Za-z]{3,9})\.?\s+(\d{4})\b")


def read_date(text: str) -> tuple[date | None, bool]:
    """Return the first date in ``text``, and whether all of it is stated; a month alone gives its first day and False."""
    text = text[:200]
    if match := _YEAR_FIRST.search(text):
        return _date(int(match[1]), int(match[2]), int(match[3])), True
    for match in _WORDED.finditer(text):
        if month := _MONTHS.get(match[2].casefold()):
            return _date(_year(match[3]), month, int(match[1])), True
    if match := _DAY_FIRST.search(text):
        return _date(_year(match[3]), int(match[2]), int(match[1])), True
    for match in _MONTH_ONLY.finditer(text):
        if month := _MONTHS.get(match[1].casefold()):
            return _date(int(match[2]), month, 1), False
    return None, False


def _year(text: str) -> int:
    return int(text) if len(text) == 4 else 2000 + int(text)


def _date(year: int, month: int, day: int) -> date | None:
    if month > 12 >= day:  # month first, as spreadsheets from elsewhere write it
        month, day = day, month
    try:
        return date(year, month, day)
    except ValueError:
        return None
