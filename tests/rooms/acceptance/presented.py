"""A case whose features, tests and presentation are filed with the product's own tools, so that there is something to compare."""

from __future__ import annotations

from typing import Any

from runut.acceptance import services
from runut.acceptance.queries import Comparison, claims_of, comparison
from runut.acceptance.services import Shown
from runut.documents.services import file_form
from runut.planning.services import FeatureText, add_feature, file_features
from tests.builders import Story

TESTED = {
    "release": "v1.0",
    "points": [],
    "findings": {"open": {"medium": 2, "low": 0}},
    "imports": [],
    "runs": [{"number": 1, "build": "v1.0", "scenarios": [{"number": 1, "outcome": "pass"}, {"number": 2, "outcome": "fail"}]}],
    "automated": [],
    "usability": [{"number": 1, "build": "v1.0", "answers": 6, "score": 78.3, "grade": "B"}],
}
RECORD = {
    "held_on": "2026-11-23",
    "place": "Ruang rapat",
    "minutes": "Ditunjukkan.",
    "shown": ["uat", "penetration_test", "user_guide", "system_requirements"],
    "attendees": [{"name": "Rina", "position": ""}],
    "actions": [{"what": "Menambah ekspor PDF", "who": "Tim", "by_on": "2026-12-01"}],
}


def filed(story: Story, key: str, form: str, content: dict[str, Any]) -> None:
    who = story.cast.standing(story.performer())
    file_form(case_id=story.case_id, key=key, name=key, form=form, content=content, who=who, at=story.at)


def to_comparison(story: Story, *features: str) -> Story:
    """Walk to activity 8 with features that were approved, and tests that were presented."""
    story.to(3)
    dev = story.cast.standing(story.cast.developer_one)
    for name in features or ("Masuk", "Daftar antrean"):
        add_feature(case_id=story.case_id, text=FeatureText(name=name, criteria=f"{name} bisa dipakai"), who=dev, at=story.at)
    file_features(case_id=story.case_id, name="Dokumen analisis", who=dev, at=story.at)
    story.to(6)
    return present(story)


def present(story: Story) -> Story:
    """Go on from activity 6 to 8 with the tests' documentation and the record of the presentation."""
    filed(story, "test_documentation", "testing", TESTED)
    story.to(7)
    filed(story, "result_presentation", "result_presentation", RECORD)
    return story.to(8)


def lines(story: Story) -> Comparison:
    """Return the comparison of the round that is open."""
    page = story.page()
    assert page.item_id is not None
    return comparison(case_id=story.case_id, item_id=page.item_id, claims=claims_of(case_id=story.case_id, procedure=page.procedure))


def judge(story: Story, key: str, verdict: str = "matches", *, by: int | None = None, version: int = 0, **more: Any) -> None:
    who = story.cast.standing(by or story.cast.technical_one)
    said = {"installed": "" if verdict in {"matches", "missing"} else "Lain", "shown": Shown(), **more}
    services.judge(case_id=story.case_id, key=key, verdict=verdict, version=version, who=who, at=story.at, **said)


def judge_all(story: Story, **verdicts: str) -> None:
    """Give every open line its verdict: ``matches``, or what is named by key (with underscores)."""
    for one in lines(story).lines:
        if not one.verdict:
            judge(story, one.key, verdicts.get(one.key.replace("-", "_"), "matches"))


def file_comparison(story: Story) -> int:
    who = story.cast.standing(story.cast.technical_one)
    return services.file_comparison(case_id=story.case_id, who=who, at=story.at)
