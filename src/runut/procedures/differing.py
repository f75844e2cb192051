"""The difference of two texts of an SOP, in words."""

from __future__ import annotations

from typing import Any

from runut.core.procedure import Procedure
from runut.procedures import words
from runut.procedures.revision import differences


def in_words(before: Procedure, after: Procedure) -> list[dict[str, Any]]:
    """Return every difference as a row of `procedures/difference_table.html`: where, what, before, after."""
    return [
        {
            "activity": one.activity,
            "performer": one.performer,
            "what": words.FIELDS[one.what],
            "before": words.value_words(one.before, before, what=one.what),
            "after": words.value_words(one.after, after, what=one.what),
        }
        for one in differences(before, after)
    ]
