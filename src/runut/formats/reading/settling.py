"""Makes of the best guesses a procedure that builds: what would leave a row without a way to it, or from it, is guessed otherwise and asked."""

from __future__ import annotations

from typing import Any

from runut.core.building import build
from runut.core.errors import ProcedureInvalid
from runut.core.procedure import END
from runut.core.sentences import reason
from runut.formats.reading.asking import Asking


def settle(data: dict[str, Any], asking: Asking) -> None:
    """Change the decisions of ``data`` until every activity is reached and leads to the end."""
    for _ in range(len(data["activity"]) + 1):
        codes = _faults(data)
        if "activity_unreachable" not in codes and "activity_endless" not in codes:
            return
        if not _straighten(data, asking, codes):
            return


def _faults(data: dict[str, Any]) -> set[str]:
    try:
        build(data)
    except ProcedureInvalid as error:
        return {one.reason.code for one in error.problems}
    return set()


def _straighten(data: dict[str, Any], asking: Asking, codes: set[str]) -> bool:
    """Let one more decision lead on to the next row; False when none is left that does not."""
    last = len(data["activity"])
    for activity in data["activity"]:
        number, decision = activity["number"], activity.get("decision", {})
        following = number + 1 if number < last else END
        if not decision or decision["approved"] == following or following in decision.values():
            continue
        said = decision["approved"]
        decision["approved"] = following
        because = reason("because_rows_between", target=said) if "activity_unreachable" in codes else reason("because_endless", target=said)
        asking.ask(
            f"activity {number}, decision, approved",
            reason("ask_approved", activity=number),
            because,
            guess=following,
            choices=(following, said),
        )
        return True
    return False
