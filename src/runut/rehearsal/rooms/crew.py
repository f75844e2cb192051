"""Who works with the tools of the rooms in one case: what they do when a turn begins, what they file with a tool, what they decide."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from runut.cases.queries import Item
from runut.core.guards import Act
from runut.people.queries import Standing
from runut.rehearsal.rooms import cards, closing, code, installing, meetings, plan, trials
from runut.rehearsal.rooms.example import Example
from runut.rehearsal.rooms.scene import Scene

Tool = Callable[[Scene, Example, Item, Standing, datetime], None]
TOOLS: Final[Mapping[str, Tool]] = {
    "development_mandate": plan.mandate,
    "project_board": plan.board,
    "source_repository": code.repository,
    "regulations": plan.regulations,
    "analysis_document": plan.feature_list,
    "schedule": plan.schedule,
    "mockups": plan.mockups,
    "business_flow": plan.business_flow,
    "plan_presentation": meetings.record,
    "application": code.release,
    "test_documentation": trials.file_documentation,
    "result_presentation": meetings.record,
    "installation_report": installing.report,
    "final_report": closing.report,
}


@dataclass(frozen=True, slots=True)
class Crew:
    """The people of the case that ``example`` tells."""

    example: Example

    def begin(self, scene: Scene) -> None:
        """Do what a turn is for, before anything is filed in it."""
        activity, round_ = scene.item.activity, scene.item.round
        if activity == 3:
            plan.write(scene, self.example)
        elif activity == 4:
            meetings.hold(scene, self.example, key="plan_presentation")
            if round_ == 1:
                plan.comment_on_screens(scene, self.example)
        elif activity == 5:
            meetings.respond(scene, self.example, part="plan")
        elif activity == 6:
            if round_ == 1:
                cards.work(scene, self.example)
            else:
                cards.extend(scene)
                cards.work_again(scene, self.example)
            code.push_commits(scene, self.example)
            trials.test_everything(scene, self.example)
        elif activity == 7:
            meetings.hold(scene, self.example, key="result_presentation")
        elif activity == 8:
            installing.compare(scene, self.example)
        elif activity == 9:
            meetings.respond(scene, self.example, part="result")

    def files(self, item: Item) -> bool:
        """Whether a tool of a room fulfils ``item``."""
        return item.key in TOOLS

    def file(self, scene: Scene, item: Item, who: Standing, at: datetime) -> None:
        """Fulfil ``item`` with its tool."""
        TOOLS[item.key](scene, self.example, item, who, at)

    def decides(self, scene: Scene) -> bool:
        """Whether the example tells what is said with the decision."""
        return scene.item.activity in {5, 9}

    def decision(self, scene: Scene, outcome: str) -> Act:
        """Return what is decided."""
        return meetings.decision(scene, self.example, outcome)

    def answer(self, number: int) -> tuple[str, str]:
        """Return how a remark is answered, and what changed."""
        told = self.example.texts["answers"][number - 1]
        return told["text"], told["change"]
