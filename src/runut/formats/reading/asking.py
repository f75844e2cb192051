"""Gathers the questions of a draft."""

from __future__ import annotations

import copy
import re
from collections.abc import Sequence
from typing import Any

from runut.core.sentences import Reason
from runut.formats.draft import Question


class Asking:
    """The questions so far; of two about one place the later stands, because it knows more."""

    def __init__(self) -> None:
        self._questions: dict[tuple[str, str], Question] = {}

    def ask(self, place: str, asks: Reason, because: Reason, *, guess: Any = None, choices: Sequence[Any] = ()) -> None:
        """Add a question; the guess is offered first."""
        offered = tuple(choices) if guess is None or guess in choices else (guess, *choices)
        self._questions[place, asks.code] = Question(place=place, asks=asks, because=because, guess=guess, choices=offered)

    def in_order(self) -> tuple[Question, ...]:
        """Return the questions in the order of the file: identity block, performers, activities."""
        questions = copy.deepcopy(list(self._questions.values()))
        return tuple(sorted(questions, key=lambda one: _order(one.place)))

    def deciding(self, place: str) -> None:
        """Let every choice of the question about these performers decide: the activity turned out to be a decision."""
        question = self._questions.get((place, "ask_performer"))
        for choice in question.choices if question else ():
            if not any(one["part"] == "decides" for one in choice):
                [one for one in choice if one["part"] != "attends"][-1]["part"] = "decides"


def _order(place: str) -> tuple[int, int]:
    word, _, rest = place.partition(" ")
    number = re.match(r"\d+", rest)
    order = {"file": 0, "procedure,": 1, "performer": 2, "activity": 3}.get(word, 4)
    return order, int(number[0]) if number else 0
