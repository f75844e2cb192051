"""The run sheet: the steps of the installation guide as they were carried out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from runut.acceptance.guide import is_readable
from runut.acceptance.models import Part, Step
from runut.acceptance.queries.comparison import Evidence
from runut.cases.queries import team
from runut.core.ledger import moment, timestamp
from runut.documents.queries import Version, current_form, filers, papers_of

RUN_SHEET: Final = "run_sheet"
GUIDE: Final = "installation_guide"


@dataclass(frozen=True, slots=True, kw_only=True)
class StepView:
    """One step; ``result`` is empty until it was carried out."""

    number: int
    text: str
    expected: str = ""
    observed: str = ""
    result: str = ""
    minutes: int | None = None
    evidence: Evidence | None = None
    by: str = ""
    at: datetime | None = None
    version: int = 0

    def content(self) -> dict[str, Any]:
        """Return it as it is filed."""
        said: dict[str, Any] = {"number": self.number, "text": self.text, "expected": self.expected, "observed": self.observed}
        said |= {"result": self.result, "minutes": self.minutes, "by": self.by, "at": timestamp(self.at) if self.at else ""}
        return said | ({"evidence": self.evidence.content()} if self.evidence else {})


@dataclass(frozen=True, slots=True, kw_only=True)
class RunSheet:
    """All steps of a round. ``guide`` is the version whose steps were taken (title, number, sha256, version); empty: they were written by hand."""

    steps: tuple[StepView, ...] = ()
    guide: Mapping[str, Any] | None = None

    @property
    def open(self) -> int:
        """How many steps were not carried out yet."""
        return sum(not one.result for one in self.steps)

    @property
    def done(self) -> int:
        """How many steps were carried out."""
        return len(self.steps) - self.open

    @property
    def counts(self) -> Mapping[str, int]:
        """How many steps have which result."""
        return Counter(one.result for one in self.steps if one.result)

    @property
    def silent(self) -> tuple[StepView, ...]:
        """What had to be done and the guide does not say."""
        return tuple(one for one in self.steps if one.result == "silent")

    @property
    def minutes(self) -> int:
        """How long it took."""
        return sum(one.minutes or 0 for one in self.steps)

    @property
    def people(self) -> tuple[str, ...]:
        """Who carried it out."""
        return tuple(dict.fromkeys(one.by for one in self.steps if one.by and one.result))

    def content(self) -> dict[str, Any]:
        """Return it as it is filed."""
        return {
            "guide": dict(self.guide or {}),
            "steps": [one.content() for one in self.steps],
            "counts": dict(self.counts),
            "minutes": self.minutes,
            "people": list(self.people),
        }


def run_sheet(*, case_id: int, item_id: int) -> RunSheet:
    """Return the run sheet of the round of a work item, as its rows say. Queries: 2."""
    part = Part.objects.filter(case_id=case_id, item_id=item_id, key=RUN_SHEET).select_related("guide__document").first()
    if part is None:
        return RunSheet()
    rows = Step.objects.filter(part=part, removed_at=None).select_related("changed_by", "evidence__document").order_by("place", "id")
    guide = part.guide
    told = {"title": guide.document.title, "number": guide.number, "sha256": guide.blob_id, "version": guide.pk} if guide else None
    return RunSheet(steps=tuple(_step(one) for one in rows), guide=told)


def _step(row: Step) -> StepView:
    paper = row.evidence
    return StepView(
        number=row.number,
        text=row.text,
        expected=row.expected,
        observed=row.observed,
        result=row.result,
        minutes=row.minutes,
        evidence=Evidence(version_id=paper.pk, title=paper.document.title, sha256=paper.blob_id) if paper else None,
        by=row.changed_by.name,
        at=row.changed_at,
        version=row.version,
    )


def removed_steps(*, case_id: int, item_id: int) -> list[StepView]:
    """Return the steps that were taken out of the run sheet of a round. Queries: 1."""
    rows = Step.objects.filter(part__case_id=case_id, part__item_id=item_id, part__key=RUN_SHEET).exclude(removed_at=None)
    return [_step(one) for one in rows.select_related("changed_by", "evidence__document").order_by("number")]


def filed_run_sheet(*, case_id: int) -> tuple[Version, RunSheet] | None:
    """Return the run sheet as it was filed last; None before the first. Queries: 2."""
    found = current_form(case_id=case_id, key="", form=RUN_SHEET)
    return None if found is None else (found[0], sheet_of(found[1]))


def sheet_of(content: Mapping[str, Any]) -> RunSheet:
    """Return a filed run sheet."""
    steps = []
    for one in content.get("steps", ()):
        shown = one.get("evidence")
        said = {name: one[name] for name in ("number", "text", "expected", "observed", "result", "minutes", "by")}
        evidence = Evidence(version_id=shown["version"], title=shown["title"], sha256=shown["sha256"]) if shown else None
        steps.append(StepView(**said, at=moment(one["at"]) if one["at"] else None, evidence=evidence))
    return RunSheet(steps=tuple(steps), guide=content.get("guide") or None)


def guides(case_id: int) -> list[Version]:
    """Return the installation guide of a case as it stands: its current versions, those that can be read for their steps first. Queries: 1."""
    found = [one.current for one in papers_of(case_id) if one.key == GUIDE and one.removed_at is None]
    return sorted(found, key=lambda one: not is_readable(one.filename))


def guide_authors(case_id: int) -> frozenset[int]:
    """Return who wrote the guide: whoever filed or released a version of it, and everybody who was in the team that developed the application.
    Queries: 2.
    """
    return filers(case_id=case_id, key=GUIDE) | {one.user_id for one in team(case_id=case_id)}
