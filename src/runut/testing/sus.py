"""The System Usability Scale: its items, and how its score is computed.

Source: Brooke 1996 (items, score); Sharfina and Santoso, "An Indonesian Adaptation of the System Usability Scale", ICACSIS 2016, pp. 145-148
(the Indonesian wording, in this room's catalogue); Sauro and Lewis 2016 (curved grading scale); Bangor, Kortum and Miller 2009 (adjectives).
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import mean, stdev
from typing import Final

from django.utils.translation import gettext_lazy as _

ITEMS: Final = (
    _("I think that I would like to use this system frequently."),
    _("I found the system unnecessarily complex."),
    _("I thought the system was easy to use."),
    _("I think that I would need the support of a technical person to be able to use this system."),
    _("I found the various functions in this system were well integrated."),
    _("I thought there was too much inconsistency in this system."),
    _("I would imagine that most people would learn to use this system very quickly."),
    _("I found the system very cumbersome to use."),
    _("I felt very confident using the system."),
    _("I needed to learn a lot of things before I could get going with this system."),
)
SCALE: Final = {
    "1": _("strongly disagree"),
    "2": _("disagree"),
    "3": _("neither"),
    "4": _("agree"),
    "5": _("strongly agree"),
}
FEW: Final = 5
"""Under so many answers a score says little."""
GRADES: Final = (
    (84.1, "A+"),
    (80.8, "A"),
    (78.9, "A-"),
    (77.2, "B+"),
    (74.1, "B"),
    (72.6, "B-"),
    (71.1, "C+"),
    (65.0, "C"),
    (62.7, "C-"),
    (51.7, "D"),
    (0.0, "F"),
)
"""Least score of each grade, of scores rounded to one decimal."""
ADJECTIVES: Final = (
    (12.5, _("worst imaginable")),
    (20.3, _("awful")),
    (35.7, _("poor")),
    (50.9, _("OK")),
    (71.4, _("good")),
    (85.5, _("excellent")),
    (90.9, _("best imaginable")),
)
"""Mean score of each adjective; they are no edges, so the nearest is told."""
# Student's t for 95 %, two-sided, by degrees of freedom from 1 on.
_T: Final = (
    12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262, 2.228, 2.201, 2.179, 2.160, 2.145, 2.131,
    2.120, 2.110, 2.101, 2.093, 2.086, 2.080, 2.074, 2.069, 2.064, 2.060, 2.056, 2.052, 2.048, 2.045, 2.042,
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What a set of answers says. ``low`` and ``high`` bound the mean with 95 % confidence; None with fewer than two answers.

    ``straight`` counts answers that say the same to all ten, half of which turn the other way round: a sign of not reading.
    """

    count: int
    score: float
    low: float | None
    high: float | None
    grade: str
    adjective: object
    straight: int
    scores: tuple[float, ...]


def score(answers: Sequence[int]) -> float:
    """Return the score of one answer, 0 to 100: odd items count from 1 up, even items from 5 down, all of it times 2.5.

    Raises:
        ValueError: There are not ten answers from 1 to 5.
    """
    if len(answers) != len(ITEMS) or not all(one in {1, 2, 3, 4, 5} for one in answers):
        raise ValueError("ten answers from 1 to 5")
    return 2.5 * sum(one - 1 if place % 2 == 0 else 5 - one for place, one in enumerate(answers))


def outcome(all_answers: Sequence[Sequence[int]]) -> Outcome | None:
    """Return what the answers say together; None when there are none."""
    if not all_answers:
        return None
    scores = tuple(score(one) for one in all_answers)
    middle = mean(scores)
    half = t(len(scores) - 1) * stdev(scores) / math.sqrt(len(scores)) if len(scores) > 1 else None
    return Outcome(
        count=len(scores),
        score=round(middle, 1),
        low=None if half is None else max(0.0, round(middle - half, 1)),
        high=None if half is None else min(100.0, round(middle + half, 1)),
        grade=next(name for least, name in GRADES if round(middle, 1) >= least),
        adjective=min(ADJECTIVES, key=lambda one: abs(one[0] - middle))[1],
        straight=sum(len(set(one)) == 1 for one in all_answers),
        scores=scores,
    )


def t(freedom: int) -> float:
    """Return Student's t for 95 %, two-sided: from the table up to 30 degrees of freedom, beyond by its expansion around the normal."""
    if freedom <= len(_T):
        return _T[freedom - 1]
    z = 1.959964
    return z + (z**3 + z) / (4 * freedom) + (5 * z**5 + 16 * z**3 + 3 * z) / (96 * freedom**2)
