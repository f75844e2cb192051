"""The tree of errors; each has a stable public code and an HTTP status, and is translated once at each door.

RunutError
├── NotPermitted        403  you may not do this, whoever you are now
├── NotFound            404  it does not exist, or not for you
├── Refused             409  allowed in principle, but something stands against it now: `reasons` says what
│   └── ConcurrentChange     somebody else was faster; nothing was recorded
├── Invalid             422  what was sent cannot be used: `reasons` says what, `places` where
│   ├── ProcedureInvalid     a procedure file with every fault at once
│   └── TooLarge        413  more bytes than are taken at once
├── PrintFailed         500  a form could not be printed
├── ForgeFailed         502  the office's forge did not do what it was asked; `passing`: another try may help
├── CaseFileBroken      500  a case file is not as it was packed
└── ChainBroken         500  evidence does not prove itself
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from runut.core.sentences import Param, Reason, reason


class RunutError(Exception):
    """Something that a person must be told in a sentence."""

    status = 500

    def __init__(self, *, reasons: Sequence[Reason]) -> None:
        if not reasons:
            raise ValueError("an error needs at least one reason")
        self.reasons = tuple(reasons)
        super().__init__(" ".join(one.english() for one in self.reasons))

    @property
    def code(self) -> str:
        """The stable public code: that of the first reason."""
        return self.reasons[0].code


class NotPermitted(RunutError):
    """The person lacks the permission or the office."""

    status = 403


class NotFound(RunutError):
    """Nothing there, or nothing this person may know of."""

    status = 404

    def __init__(self) -> None:
        super().__init__(reasons=[reason("not_found")])


class Refused(RunutError):
    """A guard stands against the act; every reason is listed."""

    status = 409


class ConcurrentChange(Refused):
    """Somebody else changed the case between reading and writing; nothing was written."""

    def __init__(self) -> None:
        super().__init__(reasons=[reason("changed_meanwhile")])


class Invalid(RunutError):
    """What was sent cannot be used."""

    status = 422

    def __init__(self, *, code: str = "invalid", **params: Param) -> None:
        super().__init__(reasons=[reason(code, **params)])


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """One fault of a file: where (``activity 5, time``) and what."""

    place: str
    reason: Reason


class ProcedureInvalid(Invalid):
    """A procedure text with faults: all of them, in the order of the text."""

    def __init__(self, *, problems: Sequence[Problem]) -> None:
        RunutError.__init__(self, reasons=[one.reason for one in problems])
        self.problems = tuple(problems)


class TooLarge(Invalid):
    """What was sent has more bytes than the office takes at once."""

    status = 413


class PrintFailed(RunutError):
    """A form took too long, too much memory, or was refused by the typesetter."""

    def __init__(self, *, code: str, **params: Param) -> None:
        super().__init__(reasons=[reason(code, **params)])


class ForgeFailed(RunutError):
    """The office's own forge did not do what it was asked; ``passing`` says that another try may help."""

    status = 502

    def __init__(self, *, code: str, passing: bool = False, **params: Param) -> None:
        super().__init__(reasons=[reason(code, **params)])
        self.passing = passing


class ChainBroken(RunutError):
    """The chain of a case's events does not hold; ``number`` is the first event that is wrong."""

    def __init__(self, *, number: int, broken: Reason) -> None:
        super().__init__(reasons=[broken])
        self.number = number


class CaseFileBroken(RunutError):
    """A case file that is not as it was packed; the reason is the first thing that is wrong with it."""

    def __init__(self, *, code: str, **params: Param) -> None:
        super().__init__(reasons=[reason(code, **params)])
