"""How well people did the tasks of a usability test: success with its interval, and the time that a task takes.

Sources: the interval of a rate is adjusted Wald (Agresti and Coull 1998; for few participants Sauro and Lewis 2005); the mean of times is geometric
(Sauro and Lewis 2010), because a few slow ones pull the arithmetic mean up; 78% is the success that tasks have on average (Sauro 2011).
"""

from __future__ import annotations

from collections.abc import Sequence
from math import exp, log, sqrt
from typing import Final

Z: Final = 1.96
"""Standard deviations of 95% confidence."""
AVERAGE: Final = 0.78


def interval(successes: int, attempts: int) -> tuple[float, float]:
    """Return where the true rate lies with 95% confidence, by adjusted Wald.

    Raises:
        ValueError: Nobody attempted it.
    """
    if attempts < 1 or not 0 <= successes <= attempts:
        raise ValueError
    square = Z * Z
    middle = (successes + square / 2) / (attempts + square)
    reach = Z * sqrt(middle * (1 - middle) / (attempts + square))
    return max(0.0, middle - reach), min(1.0, middle + reach)


def geometric_mean(seconds: Sequence[int]) -> float | None:
    """Return the geometric mean of times; None without any."""
    times = [one for one in seconds if one > 0]
    return exp(sum(log(one) for one in times) / len(times)) if times else None
