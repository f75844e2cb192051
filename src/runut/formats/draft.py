"""What reading an SOP gives: a draft in the form of the procedure file, and the questions that its source leaves open."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from runut.core.building import build
from runut.core.procedure import Procedure
from runut.core.sentences import Reason


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """Something that the source does not say, or says in a way that a person should look at.

    ``place`` is written as in a `Problem` (``activity 4, performers``). ``guess`` is what the draft holds there now, in the form of the file,
    and ``because`` why; ``choices`` are the answers worth offering, best first.
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
