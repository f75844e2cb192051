"""What the events of a run hold, and when its work is due."""

from __future__ import annotations

from tests.core.cast import CALENDAR, Run


def data(run: Run, kind: str) -> dict[str, object]:
    """What the last event of this kind holds."""
    return dict(next(one.data for one in reversed(run.events) if one.kind == kind))


def due(run: Run) -> str:
    assert run.position.item is not None
    assert run.position.item.due_at is not None
    return CALENDAR.local(run.position.item.due_at).strftime("%Y-%m-%d %H:%M")
