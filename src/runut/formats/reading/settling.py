"""Makes of the best guesses a procedure that builds: what would leave a row without a way to it, or from it, is guessed otherwise and asked."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from runut.core.building import build
from runut.core.errors import ProcedureInvalid
from runut.core.procedure import END
from runut.core.sentences import reason
from runut.formats.draft import give_decider
from runut.formats.reading.asking import Asking

Row = dict[str, Any]


def settle(data: dict[str, Any], asking: Asking) -> None:
    """Change where rows of ``data`` lead until every activity is reached and leads to the end."""
    for _ in range(2 * len(data["activity"]) + 2):
        if not any(_mend(data["activity"], code, number, asking) for code, number in _faults(data)):
            return


def _faults(data: dict[str, Any]) -> Iterator[tuple[str, int]]:
    try:
        build(data)
    except ProcedureInvalid as error:
        for one in error.problems:
            place = re.fullmatch(r"activity (\d+)", one.place)
            if place and one.reason.code in {"activity_unreachable", "activity_endless"}:
                yield one.reason.code, int(place[1])


def _mend(rows: list[Row], code: str, number: int, asking: Asking) -> bool:
    """Let the row before one that nothing reaches, or one that never ends, lead on to the next; False when it does already."""
    row = rows[number - 2] if code == "activity_unreachable" else rows[number - 1]
    own = row["number"]
    following = own + 1 if own < len(rows) else END
    said = row["decision"]["approved"] if row.get("decision") else row.get("then")
    if said is None or said == following or following in row.get("decision", {}).values():
        return False
    if row.get("decision"):
        row["decision"]["approved"] = following
        because = reason("because_rows_between", target=said) if code == "activity_unreachable" else reason("because_endless", target=said)
        asking.ask(
            f"activity {own}, decision, approved", reason("ask_approved", activity=own), because, guess=following, choices=(following, said)
        )
        return True
    del row["then"]
    if said != END and said < own:  # a way back that always holds never ends: there must be a condition that is not written
        row["decision"] = {"approved": following, "rejected": said}
        give_decider(row)
        asking.deciding(f"activity {own}, performers")
        asking.ask(
            f"activity {own}, decision, rejected",
            reason("ask_rejected", activity=own),
            reason("because_only_back", target=said),
            guess=said,
        )
    else:
        because = reason("because_rows_between", target=said)
        asking.ask(f"activity {own}, then", reason("ask_then", activity=own), because, guess=following, choices=(following, said))
    return True
