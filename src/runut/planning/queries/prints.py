"""The long paper of a schedule that somebody asked for: how far it is, and its bytes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from runut.core.errors import NotFound
from runut.core.sentences import Reason, reason
from runut.planning.models import Print


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintView:
    """What became of the asking: ``state`` is waiting, making, made or failed (then ``reasons`` says why)."""

    paper: str
    asked_at: datetime
    state: str
    tasks: int
    reasons: tuple[Reason, ...]

    @property
    def on_its_way(self) -> bool:
        """Whether it is worth looking again."""
        return self.state in {"waiting", "making"}


def print_of(*, case_id: int, user_id: int) -> PrintView | None:
    """Return what a person asked for last; None: nothing, or it was taken away. Queries: 1."""
    row = Print.objects.filter(case_id=case_id, by_id=user_id).defer("content").first()
    if row is None:
        return None
    reasons = (_kept(row.refusal),) if row.refusal else ()
    return PrintView(paper=row.paper, asked_at=row.asked_at, state=row.state, tasks=row.tasks, reasons=reasons)


def print_content(*, case_id: int, user_id: int) -> bytes:
    """Return the paper that was made for a person. Queries: 1.

    Raises:
        NotFound: None is made.
    """
    content = Print.objects.filter(case_id=case_id, by_id=user_id, state="made").values_list("content", flat=True).first()
    if content is None:
        raise NotFound
    return bytes(content)


def _kept(refusal: Mapping[str, Any]) -> Reason:
    return reason(refusal["code"], **refusal["params"])
