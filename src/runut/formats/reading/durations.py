"""Time limits as people write them, in the form of the file; what cannot be said there exactly comes with a doubt."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from typing import Any, Final

from runut.core.building import LONGEST
from runut.core.procedure import Unit
from runut.formats.reading.wordings import nothing

_UNITS: Final[Mapping[str, tuple[Unit | None, Fraction]]] = {
    # word: unit of the file, and how many of them one is; None: seconds, which the file does not know
    **dict.fromkeys(["detik", "dtk", "second", "seconds"], (None, Fraction(1))),
    **dict.fromkeys(["menit", "menitt", "mnt", "mntt", "min", "minute", "minutes", "mins"], (Unit.MINUTE, Fraction(1))),
    **dict.fromkeys(["jam", "hour", "hours", "j"], (Unit.HOUR, Fraction(1))),
    **dict.fromkeys(["hari", "hr", "hri", "day", "days", "harikerja", "hk"], (Unit.DAY, Fraction(1))),
    **dict.fromkeys(["minggu", "mgg", "mg", "pekan", "week", "weeks"], (Unit.WEEK, Fraction(1))),
    **dict.fromkeys(["bulan", "bln", "month", "months"], (Unit.MONTH, Fraction(1))),
    **dict.fromkeys(["triwulan", "kuartal"], (Unit.MONTH, Fraction(3))),
    "semester": (Unit.MONTH, Fraction(6)),
    **dict.fromkeys(["tahun", "thn", "year", "years"], (Unit.MONTH, Fraction(12))),
}
_DIGITS: Final[Mapping[str, int]] = {
    "satu": 1, "dua": 2, "tiga": 3, "empat": 4, "lima": 5, "enam": 6, "tujuh": 7, "delapan": 8, "sembilan": 9,
    "sepuluh": 10, "sebelas": 11, "seratus": 100,
}  # fmt: skip
_DIGIT: Final = "|".join(_DIGITS)
_NUMBER_WORD: Final = rf"(?:(?:{_DIGIT})(?:\s+(?:belas|puluh|ratus))?(?:\s+(?:{_DIGIT}))?)"
_UNIT_WORD: Final = "|".join(sorted(_UNITS, key=len, reverse=True))
_AMOUNT: Final = r"\d/\d|\d+(?:[.,]\d+)*"
_TO: Final = r"\s*(?:-|–|—|s/d|s\.d\.?|sd|sampai(?:\s+dengan)?|hingga|~|to)\s*"
_QUANTITY: Final = re.compile(
    rf"(?:(?P<times>\d+)\s*[x×]\s*)?(?P<low>{_AMOUNT})(?:\s*(?P<first>{_UNIT_WORD})?(?:\s+kerja)?{_TO}(?P<high>{_AMOUNT}))?\s*(?:working\s+)?(?P<unit>{_UNIT_WORD}|['’′])(?![a-z])"
)
_SCHEDULE: Final = re.compile(
    r"\b(?:sesuai|menurut|mengikuti|berdasarkan|tergantung|menyesuaikan|ikut)\b.*\b(?:jadwal|jadual|schedule|timeline|kontrak|rencana kerja)\b|^\s*(?:ter)?jadwal\b|\bas scheduled\b"
)
_BEFORE_OR_EVERY: Final = re.compile(r"\b(?:sebelum|setiap|tiap)\s|\bh\s*[-+–]\s*\d|\bt\s*[-+–]\s*\d|/\s*(?:hari|minggu|bulan|tahun)\b")
_AT_LEAST: Final = re.compile(r"\b(?:minimal|minimum|min\.|paling\s+(?:sedikit|cepat|singkat)|sekurang)")
_CLOCK: Final = re.compile(r"(?<!\d)([01]?\d|2[0-3])[.:]([0-5]\d)\s*(?:wib|wita|wit)?" + _TO + r"([01]?\d|2[0-3])[.:]([0-5]\d)")
_SMALLER: Final[Mapping[Unit, tuple[Unit, int]]] = {Unit.HOUR: (Unit.MINUTE, 60), Unit.WEEK: (Unit.DAY, 5), Unit.MONTH: (Unit.DAY, 20)}
"""What a part of a unit is told in: 1,5 jam is 90 minutes. Working days, as an office counts them."""


_LONGEST_TEXT: Final = 200
"""Letters of a cell that may still say how long; a longer one tells a story."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Duration:
    """What a cell says of time. ``time`` is in the form of the file; ``doubt`` a code of a sentence when a person should look at it."""

    time: dict[str, Any] | None = None
    doubt: str = ""
    choices: tuple[dict[str, Any] | None, ...] = ()
    schedule: bool = False
    calendar: bool | None = None
    stated: bool = True


@dataclass(frozen=True, slots=True)
class _Span:
    low: Fraction
    high: Fraction
    unit: Unit
    clock_days: bool = False


def read_duration(text: str, *, unit: str = "") -> Duration:
    """Return what ``text`` says of time; ``unit`` is the word that the column's head gives for numbers alone."""
    return _read(text, unit) if len(text) <= _LONGEST_TEXT else Duration(doubt="because_time_unreadable", choices=(None,))


@lru_cache(maxsize=4096)
def _read(text: str, unit: str) -> Duration:
    if nothing(text):
        return Duration(stated=False)
    words = _digits(" ".join(text.split()).casefold())
    calendar = True if "kalender" in words else False if re.search(r"\bkerja\b", words) else None
    if _SCHEDULE.search(words):
        return Duration(schedule=True)
    if clock := _CLOCK.search(words):
        minutes = (int(clock[3]) - int(clock[1])) * 60 + int(clock[4]) - int(clock[2])
        time = {"amount": minutes, "unit": "minute"} if minutes > 0 else None
        return Duration(time=time, doubt="because_clock_times", choices=(time, None))
    without = re.sub(r"\([^)]*\)", " ", words)
    spans = [_span(match) for match in _QUANTITY.finditer(without)] or [_span(match) for match in _QUANTITY.finditer(words)]
    if not spans and unit and re.fullmatch(rf"(?:{_AMOUNT})(?:{_TO}(?:{_AMOUNT}))?", without.strip()):
        spans = [_span(match) for match in _QUANTITY.finditer(f"{without.strip()} {unit}")]
    found = [one for one in spans if one and one.high > 0]
    if not found:
        bare = re.fullmatch(rf"({_AMOUNT})", without.strip())
        guess = _file(_Span(_number(bare[1]), _number(bare[1]), Unit.MINUTE)) if bare else None
        return Duration(
            time=guess,
            doubt="because_time_without_unit" if guess else "because_time_unreadable",
            choices=(guess, None) if guess else (None,),
        )
    return _told(found, without, calendar=calendar)


def _told(found: list[_Span], words: str, *, calendar: bool | None) -> Duration:
    if len(found) > 1 and re.search(r"/|\batau\b|\bdan/atau\b", words):
        times = sorted((one for one in map(_file, found) if one), key=_minutes, reverse=True)
        return (
            Duration(time=times[0], doubt="because_time_twice", choices=tuple(times), calendar=calendar)
            if times
            else Duration(doubt="because_time_unreadable")
        )
    total, mixed = _sum(found)
    time = _file(total)
    doubt = "because_time_unreadable" if time is None else "because_time_mixed" if mixed else ""
    if total.clock_days:
        hours = _file(_Span(total.low * 24, total.high * 24, Unit.HOUR))
        return Duration(time=time, doubt="because_time_clock_days", choices=(time, hours), calendar=calendar)
    if _BEFORE_OR_EVERY.search(words):
        return Duration(time=time, doubt="because_time_point", choices=(time, None), calendar=calendar)
    if _AT_LEAST.search(words):
        doubt = "because_time_least"
    elif total.unit is Unit.DAY and total.high.denominator > 1:
        doubt = "because_time_mixed"
    return Duration(time=time, doubt=doubt, choices=(time, None) if doubt else (), calendar=calendar)


def _digits(words: str) -> str:
    """Write number words as digits: satu hari, dua puluh lima menit, setengah jam; not in brackets, where they repeat the digits."""
    words = re.sub(rf"\(\s*{_NUMBER_WORD}\s*\)", " ", words).replace("½", ",5" if re.search(r"\d½", words) else "0,5")
    words = re.sub(r"\bsetengah\s+", "0,5 ", words)
    words = re.sub(rf"\bse(?=(?:{_UNIT_WORD})\b)", "1 ", words)
    words = re.sub(rf"\b{_NUMBER_WORD}\b(?=\s+(?:{_UNIT_WORD})\b)", lambda match: str(_value(match[0])), words)
    return re.sub(r"(?<=\d)\.(?=\d{3}\b)", "", words)


def _value(word: str) -> int:
    total = 0
    for part in word.split():
        if part == "belas":
            total += 10
        elif part in {"puluh", "ratus"}:
            total *= 10 if part == "puluh" else 100
        else:
            total += _DIGITS[part]
    return total


def _number(text: str) -> Fraction:
    if "/" in text:
        over, under = text.split("/")
        return Fraction(int(over), int(under)) if int(under) else Fraction(0)
    whole, _, part = (
        text.replace(",", ".").rpartition(".") if text.count(".") + text.count(",") == 1 else (re.sub(r"[.,]", "", text), "", "")
    )
    return Fraction(f"{whole}.{part}") if part else Fraction(whole or text)


def _span(match: re.Match[str]) -> _Span | None:
    low = _number(match["low"])
    high = _number(match["high"]) if match["high"] else low
    unit, times = _UNITS.get(match["unit"], (Unit.MINUTE, Fraction(1)))
    if match["times"] and low == 24 and unit is Unit.HOUR:
        days = Fraction(int(match["times"]))
        return _Span(days, days, Unit.DAY, clock_days=True)
    if match["times"]:
        low, high = low * int(match["times"]), high * int(match["times"])
    if unit is None:
        low, high, unit = low / 60, high / 60, Unit.MINUTE
    first = _UNITS.get(match["first"] or match["unit"], (unit, times))[0]
    if {first, unit} == {Unit.MINUTE, Unit.HOUR} and first is not unit:  # 30 menit - 1 jam
        return _Span(low, high * 60, Unit.MINUTE)
    return _Span(min(low, high) * times, max(low, high) * times, unit)


def _sum(spans: list[_Span]) -> tuple[_Span, bool]:
    """Add what stands together: 1 jam 30 menit. Days and hours have no common measure: then the days, one more, in doubt."""
    total = spans[0]
    mixed = False
    for one in spans[1:]:
        if one.unit is total.unit:
            total = _Span(total.low + one.low, total.high + one.high, total.unit)
        elif {one.unit, total.unit} == {Unit.HOUR, Unit.MINUTE}:
            first, second = _in_minutes(total), _in_minutes(one)
            total = _Span(first.low + second.low, first.high + second.high, Unit.MINUTE)
        else:
            larger = max(total, one, key=lambda span: list(Unit).index(span.unit))
            total, mixed = _Span(larger.low, larger.high + 1, larger.unit), True
    return total, mixed


def _in_minutes(span: _Span) -> _Span:
    factor = 60 if span.unit is Unit.HOUR else 1
    return _Span(span.low * factor, span.high * factor, Unit.MINUTE)


def _file(span: _Span) -> dict[str, Any] | None:
    """Return ``span`` in the form of the file: whole numbers, rounded up where no smaller unit helps, within what is believed."""
    low, high, unit = span.low, span.high, span.unit
    if (low.denominator > 1 or high.denominator > 1) and unit in _SMALLER:
        unit, factor = _SMALLER[unit]
        low, high = low * factor, high * factor
    whole = [max(1, math.ceil(low)), max(1, math.ceil(high))]
    if whole[1] > LONGEST[unit]:
        return None
    return {"amount": whole[0] if whole[0] == whole[1] else whole, "unit": unit.value}


def _minutes(time: Mapping[str, Any]) -> int:
    amount = time["amount"][-1] if isinstance(time["amount"], list) else time["amount"]
    factor = {"minute": 1, "hour": 60, "day": 450, "week": 2250, "month": 9000}[time["unit"]]
    return int(amount) * factor
