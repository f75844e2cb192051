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
    "test_documentation": trials.file_documentation,
    "result_presentation": meetings.record,
    "installation_report": installing.report,
    "final_report": closing.report,
}


def _present_plan(scene: Scene, example: Example) -> None:
    meetings.hold(scene, example, key="plan_presentation")
    if scene.item.round == 1:
        plan.comment_on_screens(scene, example)


def _develop(scene: Scene, example: Example) -> None:
    if scene.item.round == 1:
        cards.work(scene, example)
    else:
        cards.extend(scene)
        cards.work_again(scene)
    code.push_commits(scene, example)
    if "trials" in example.texts:
        trials.test_everything(scene, example)
    else:
        code.release(scene, example)


_DUTIES: Final[Mapping[int, Callable[[Scene, Example], None]]] = {
    3: plan.write,
    4: _present_plan,
    5: lambda scene, example: meetings.respond(scene, example, part="plan"),
    6: _develop,
    7: lambda scene, example: meetings.hold(scene, example, key="result_presentation"),
    8: installing.install,
    9: lambda scene, example: meetings.respond(scene, example, part="result"),
}


@dataclass(frozen=True, slots=True)
class Crew:
    """The people of the case that ``example`` tells."""

    example: Example

    def begin(self, scene: Scene) -> None:
        """Do what a turn is for, before anything is filed in it."""
        duty = _DUTIES.get(scene.item.activity)
        if duty:
            duty(scene, self.example)

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

    def signs(self, scene: Scene, at: datetime) -> bool:
        """Whether the turn is recorded with a signature. Keys differ from office to office, so only a crew signs, and no rehearsal has one."""
        return closing.signs(scene, at)

    def sign(self, scene: Scene, note: str, who: Standing, at: datetime) -> None:
        """Sign the final report, and record the turn with it."""
        closing.sign(scene, note, who, at)

    def answer(self, number: int) -> tuple[str, str]:
        """Return how a remark is answered, and what changed."""
        told = self.example.texts["answers"][number - 1]
        return told["text"], told["change"]
