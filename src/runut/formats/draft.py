"""What reading an SOP gives: a draft in the form of the procedure file, and the questions that its source leaves open."""

from __future__ import annotations

import copy
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from runut.core.building import build
from runut.core.procedure import Procedure
from runut.core.sentences import Reason


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """Something that the source does not say, or says in a way that a person should look at.

    ``place`` is written as in a `Problem` (``activity 4, performers``), and names a part of a list by its number from 1
    (``procedure, legal_basis 4``) and a part of a table by its key (``activity 9, decision, rejected``). ``guess`` is what the draft holds
    there now, in the form of the file, and ``because`` why; ``choices`` are the answers worth offering, best first. None means: nothing.
    """

    place: str
    asks: Reason
    because: Reason
    guess: Any = None
    choices: tuple[Any, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """``data`` in the form that `build` takes (design section 2, "The file"), best guesses in place, and the open ``questions``."""

    data: Mapping[str, Any]
    questions: tuple[Question, ...] = ()

    def procedure(self) -> Procedure:
        """Return the draft as a procedure, guesses taken as they are.

        Raises:
            ProcedureInvalid: The draft breaks rules of the file: every fault, each with its place.
        """
        return build(self.data)

    def answered(self, question: Question, answer: Any) -> Draft:
        """Return the draft with ``answer`` at the question's place, and without the question.

        An activity that gets its decision gets who decides it too (the last who certifies), and one that loses it loses the decider.

        Raises:
            KeyError: The draft has no such place.
        """
        data = copy.deepcopy(dict(self.data))
        if question.place != "file":  # a question about the file as a whole has no place in it
            _put(data, question.place, answer)
        for activity in data.get("activity", ()):
            give_decider(activity)
        return replace(self, data=data, questions=tuple(one for one in self.questions if one is not question))


def _put(data: dict[str, Any], place: str, value: Any) -> None:
    """Set ``value`` at ``place``, or take away what stands there when it is None."""
    steps: list[str | int] = []
    for part in place.split(", "):
        word, _, number = part.partition(" ")
        steps.extend([word, int(number) - 1] if number else [word])
    holder: Any = data
    last: Any = steps[-1]
    try:
        for step in steps[:-1]:
            # A table that the source does not have yet (a decision) comes with its first part.
            holder = holder.setdefault(step, {}) if isinstance(step, str) and isinstance(holder, dict) else holder[step]
        if value is not None:
            holder[last] = value
        elif isinstance(holder, list):
            del holder[last]
        else:
            holder.pop(last, None)
    except (IndexError, TypeError) as error:
        raise KeyError(place) from error


def give_decider(activity: dict[str, Any]) -> None:
    """Let the last who certifies decide where a decision has nobody, and nobody where there is no decision."""
    performers = [one for one in activity.get("performers", ()) if isinstance(one, dict)]
    certifying = [one for one in performers if one.get("part") != "attends"]
    deciding = [one for one in certifying if one.get("part") == "decides"]
    if activity.get("decision") and not deciding and certifying:
        certifying[-1]["part"] = "decides"
    elif not activity.get("decision"):
        activity.pop("decision", None)
        for one in deciding:
            one["part"] = "acts"
