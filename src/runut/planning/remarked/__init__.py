"""What of a plan a remark can be tied to (`runut.cases.things`): features and tasks, spots of screens, elements of diagrams."""

from __future__ import annotations

from typing import Final

from runut.cases.things import Kind
from runut.planning.remarked import drawn, rows

KINDS: Final[tuple[Kind, ...]] = (rows.FEATURE, rows.TASK, drawn.SCREEN, drawn.ELEMENT)
