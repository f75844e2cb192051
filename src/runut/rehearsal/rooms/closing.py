"""The final report of an example application."""

from __future__ import annotations

from datetime import datetime

from runut.cases.queries import Item, access_case, case_page
from runut.people.queries import Standing
from runut.rehearsal.rooms.example import Example
from runut.rehearsal.rooms.scene import Scene
from runut.reports.filing import file_report


def report(scene: Scene, example: Example, item: Item, who: Standing, at: datetime) -> None:
    """Write the report and file it, whole."""
    page = case_page(case=access_case(case_id=scene.case_id, who=who), who=who, at=at)
    file_report(page=page, key=item.key, name=item.name, content=example.texts["final_report"], who=who, at=at)
