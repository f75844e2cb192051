"""What a check gives: findings with a level; and what it is told about laws."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from runut.core.errors import Problem
from runut.core.sentences import Param, Reason, reason


class Level(StrEnum):
    """How grave a finding is: an error cannot be run; a warning lacks or contradicts something; a hint is about form."""

    ERROR = "error"
    WARNING = "warning"
    HINT = "hint"


LEVELS: Final[Mapping[str, Level]] = {
    "identity_missing": Level.WARNING,
    "revision_missing": Level.HINT,
    "dates_order": Level.WARNING,
    "effective_day_off": Level.HINT,
    "law_repealed": Level.WARNING,
    "law_undated": Level.HINT,
    "law_vague": Level.HINT,
    "performer_unused": Level.WARNING,
    "performers_order": Level.HINT,
    "activity_no_time": Level.WARNING,
    "activity_no_output": Level.WARNING,
    "activity_no_requirement": Level.HINT,
    "actor_in_text": Level.HINT,
    "outcomes_same": Level.WARNING,
    "outcomes_many": Level.HINT,
    "loop_unlimited": Level.WARNING,
    "end_early": Level.HINT,
    "input_unsourced": Level.HINT,
    "requirement_unsourced": Level.WARNING,
    "requirement_late": Level.WARNING,
    "requirement_some_paths": Level.WARNING,
    "output_unused": Level.HINT,
}
"""The findings about a procedure that can be run (docs/reference/findings.md); every other code is a fault of the file, an error."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One thing to look at: ``place`` is written as in a `Problem` (``activity 4, time``), ``reason`` is its sentence."""

    place: str
    reason: Reason

    @property
    def code(self) -> str:
        """The stable code, which has its section in docs/reference/findings.md."""
        return self.reason.code

    @property
    def level(self) -> Level:
        """How grave it is."""
        return LEVELS.get(self.code, Level.ERROR)


def finding(place: str, code: str, **params: Param) -> Finding:
    """Return a `Finding`; shorter to write where rules read like prose."""
    return Finding(place=place, reason=reason(code, **params))


def of_problem(problem: Problem) -> Finding:
    """Return a fault of the file in the form of a finding."""
    return Finding(place=problem.place, reason=problem.reason)


_PAIR: Final = re.compile(r"(\d+)\s*(?:/|(?:tahun|thn\.?|th\.?)\s*)\s*(\d{4})\b")


@dataclass(frozen=True, slots=True, kw_only=True)
class Law:
    """A regulation that no longer holds.

    ``kinds`` are the ways to write its kind (``peraturan pemerintah``, ``pp``), ``also`` whole citations of another form;
    ``successor`` stands in its place, ``source`` says where that is written.
    """

    kinds: tuple[str, ...]
    number: str
    year: str
    successor: str
    source: str
    also: tuple[str, ...] = ()

    def is_cited(self, text: str) -> bool:
        """Whether ``text`` names this law: its kind, then number and year, before the title; or one of the other forms."""
        if any(_squeezed(one) in _squeezed(text) for one in self.also):
            return True
        for part in re.split(r"[;\n]", text.casefold()):
            cited = re.split(r"\btentang\b", part)[0]
            for found in _PAIR.finditer(cited):
                before = cited[: found.start()]
                since = max((one.end() for one in _PAIR.finditer(before)), default=0)
                kind = any(re.search(rf"\b{re.escape(one)}\b", before[since:]) for one in self.kinds)
                if kind and found.groups() == (self.number, self.year):
                    return True
        return False


def _squeezed(text: str) -> str:
    """Return letters and digits alone: ``PER/21/M.PAN/11/2008`` and ``PER 21 M.PAN 11 2008`` are one citation."""
    return re.sub(r"[^a-z0-9]", "", text.casefold())
