"""What a simulation expects, activity by activity, as the figures beside a flowchart."""

from __future__ import annotations

from collections.abc import Iterator

from runut.core.assuming import Span
from runut.core.simulation import Contribution, Outlook
from runut.formats.flowchart.chart import Figure
from runut.formats.words import Language, number_words, outcome_words, word


def expected(outlook: Outlook, *, language: Language = "id") -> dict[int, Figure]:
    """Return for each activity its expected days, how often times how long they are, and the chance of each outcome that is open."""
    return {one.activity: _figure(one, outlook, language) for one in outlook.contributions}


def _figure(one: Contribution, outlook: Outlook, language: Language) -> Figure:
    if not one.visits:
        return Figure(value="0", lines=(word("unvisited", language),))
    share = one.days / outlook.expected if outlook.expected else 0.0
    value = word("schedule", language) if one.scheduled and not one.days else number_words(one.days, language)
    return Figure(value=value, lines=tuple(_lines(one, language)), share=share)


def _lines(one: Contribution, language: Language) -> Iterator[str]:
    if not one.stated:
        yield word("unstated", language)
    elif one.scheduled and not one.days:
        if one.visits > 1:
            yield f"{number_words(one.visits, language)} ×"
    elif one.again and one.visits > one.comes:
        yield times(one.comes, one.span, language)
        yield f"+ {times(one.visits - one.comes, one.again, language)}"
    elif one.visits != 1 or one.span[0] != one.span[1]:
        yield times(one.visits, one.span, language)
    for outcome, chance in one.outcomes.items():
        if 0 < chance < 1:
            yield f"{outcome_words(outcome, language)} {number_words(100 * chance, language)}%"


def times(visits: float, span: Span, language: Language) -> str:
    """Return ``1,67 × 5``, or ``1,67 × 40-80`` for a range."""
    low, high = (number_words(value, language) for value in span)
    return f"{number_words(visits, language)} × {low}" if low == high else f"{number_words(visits, language)} × {low}-{high}"
