"""What the report on installation and testing is made of: what was filed in its round."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from runut.acceptance.queries.builds import compared_build
from runut.acceptance.queries.comparison import COMPARISON
from runut.acceptance.queries.runsheet import RUN_SHEET
from runut.core.position import Position
from runut.documents.queries import Version, current_form

BUILD: Final = "build_comparison"
PARTS: Final = (BUILD, RUN_SHEET, COMPARISON)
"""Names of the parts in the report's content."""


def report_parts(*, case_id: int, position: Position) -> dict[str, dict[str, Any]]:
    """Return what was filed in the open round, each part with the version and hash of its paper; of other rounds nothing. Queries: 3 to 6."""
    item = position.item
    found = {
        BUILD: compared_build(case_id=case_id),
        RUN_SHEET: current_form(case_id=case_id, key="", form=RUN_SHEET),
        COMPARISON: current_form(case_id=case_id, key="", form=COMPARISON),
    }
    return {
        name: {**one[1], "paper": _paper(one[0])}
        for name, one in found.items()
        if one and item and (one[0].activity, one[0].round) == (item.activity, item.round)
    }


def _paper(version: Version) -> Mapping[str, Any]:
    return {"title": version.title, "number": version.number, "sha256": version.sha256, "version": version.id}
