"""Freezing what the tests prove as the deliverable: the tests' documentation, as a version of a document."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from runut.core.errors import Refused
from runut.core.sentences import reason
from runut.documents.services import file_form
from runut.people.queries import Standing, organisation
from runut.testing.access import access_tests
from runut.testing.policy import FORM, KEY
from runut.testing.queries.automated import automated
from runut.testing.queries.coverage import coverage, plan_features
from runut.testing.queries.findings import counts, imports
from runut.testing.queries.security import security_answers, security_progress
from runut.testing.queries.strength import strength
from runut.testing.queries.tasks import usability_tasks
from runut.testing.queries.uat import runs, scenarios
from runut.testing.queries.usability import questionnaires


def file_tests(*, case_id: int, name: str, loaded_from: int | None, who: Standing, at: datetime) -> int:
    """File what stands here about the tests of a case as the deliverable, and return the number of the version's row.

    Raises:
        NotFound, NotPermitted: As `runut.documents.services.file_form`.
        Refused: As there; also when nothing was tested here yet.
    """
    access_tests(case_id=case_id, who=who, at=at)
    content = tested(case_id=case_id, at=at)
    if not any(content[part] for part in ("imports", "findings", "runs", "automated", "security", "usability", "tasks")):
        raise Refused(reasons=[reason("tests_none")])
    return file_form(case_id=case_id, key=KEY, name=name, form=FORM, content=content, who=who, at=at, loaded_from=loaded_from)


def tested(*, case_id: int, at: datetime) -> dict[str, Any]:
    """Return what the tests of a case prove at this moment, as plain JSON values. Queries: 35."""
    today = organisation().today(at)
    found = strength(case_id=case_id, on=today)
    return {
        "release": found.release,
        "points": [
            {
                "part": one.part,
                "strong": one.strong,
                "code": one.text.code,
                "params": {key: str(value) for key, value in one.text.params.items()},
            }
            for one in found.points
        ],
        "findings": counts(case_id, today),
        "imports": _imports(case_id),
        "runs": _runs(case_id),
        "features": [
            {"number": one.feature.number, "name": one.feature.name, "state": one.state, "scenarios": [each.number for each in one.lines]}
            for one in coverage(plan_features(case_id), scenarios(case_id))
        ],
        "automated": _automated(case_id),
        "security": [
            {"function": one.letter, **{name: getattr(done, name) for name in ("fulfilled", "not_applicable", "not_yet", "total")}}
            for one, done in security_progress(security_answers(case_id))[1]
            if done.answered
        ],
        "tasks": _tasks(case_id),
        "usability": [
            {"number": one.number, "build": one.build, "answers": one.outcome.count, "score": one.outcome.score, "grade": one.outcome.grade}
            for one in questionnaires(case_id)
            if one.outcome
        ],
    }


def _imports(case_id: int) -> list[dict[str, Any]]:
    return [
        {
            "number": one.number,
            "kind": one.kind,
            "build": one.build,
            "tester": one.tester,
            "scope": one.scope,
            "tested_on": one.tested_on.isoformat(),
            "counts": dict(one.counts),
        }
        for one in imports(case_id)
    ]


def _runs(case_id: int) -> list[dict[str, Any]]:
    return [
        {
            "number": one.number,
            "build": one.build,
            "verdict": one.verdict,
            "conclusion": one.conclusion,
            "signed_by": one.signed_by,
            "signed_at": one.signed_at.isoformat() if one.signed_at else "",
            "scenarios": [
                {"number": each.number, "title": each.title, "feature": each.feature, "outcome": each.outcome} for each in one.lines
            ],
        }
        for one in runs(case_id)
    ]


def _automated(case_id: int) -> list[dict[str, Any]]:
    return [
        {
            "number": one.number,
            "build": one.build,
            "tested_on": one.tested_on.isoformat(),
            "passed": one.passed,
            "failed": one.failed,
            "skipped": one.skipped,
        }
        for one in automated(case_id)
    ]


def _tasks(case_id: int) -> list[dict[str, Any]]:
    found = usability_tasks(case_id)
    return [
        {
            "number": one.number,
            "text": one.text,
            "build": found.build,
            "unaided": one.result.unaided,
            "helped": one.result.helped,
            "failed": one.result.failed,
            "seconds": round(one.result.seconds) if one.result.seconds else None,
        }
        for one in found.lines
        if one.result
    ]
