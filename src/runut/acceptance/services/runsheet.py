"""Carrying out the installation guide: its steps taken, changed, added; what came of each; and filing the sheet."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from runut.acceptance import guide as guides_text
from runut.acceptance.models import Part, Step
from runut.acceptance.models.sheets import RESULTS
from runut.acceptance.queries.runsheet import RUN_SHEET, guide_authors, guides, run_sheet
from runut.acceptance.services.parts import Shown, changing, check_text, check_version, file_evidence
from runut.core.errors import Invalid, NotFound, NotPermitted, Refused
from runut.core.sentences import reason
from runut.documents.queries import open_bytes
from runut.documents.services import file_form
from runut.people.queries import Standing

NAME: Final = "Lembar langkah instalasi"
EVIDENCE: Final = "Bukti langkah instalasi"
"""Titles of the papers, in the language of the SOP."""
MOST_MINUTES: Final = 9_999


@dataclass(frozen=True, slots=True, kw_only=True)
class Carried:
    """What a step says, and what came of carrying it out; ``result`` is empty until then."""

    text: str
    expected: str = ""
    result: str = ""
    observed: str = ""
    minutes: int | None = None

    def checked(self) -> Carried:
        """Return it without spaces around its texts.

        Raises:
            Invalid: It says nothing, too much, has no such result or time, or does not say what was observed.
        """
        text, expected, observed = (check_text(one) for one in (self.text, self.expected, self.observed))
        if not text:
            raise Invalid(code="text_missing")
        if self.result not in RESULTS:
            raise Invalid(code="step_result")
        if self.result in {"differs", "silent"} and not observed:
            raise Invalid(code="step_observed")
        if self.minutes is not None and not 0 <= self.minutes <= MOST_MINUTES:
            raise Invalid(code="step_minutes", most=MOST_MINUTES)
        return Carried(text=text, expected=expected, result=self.result, observed=observed, minutes=self.minutes)


@contextmanager
def _writing(*, case_id: int, who: Standing, at: datetime) -> Iterator[Part]:
    """As `changing`; the guide is carried out by somebody who did not write it.

    Raises:
        NotPermitted: They filed the guide, or were in the team that did.
    """
    with changing(case_id=case_id, key=RUN_SHEET, who=who, at=at) as (part, _ground):
        if who.user_id in guide_authors(case_id):
            raise NotPermitted(reasons=[reason("guide_own_work")])
        yield part


def take_guide(*, case_id: int, who: Standing, at: datetime) -> int:
    """Take the steps of the installation guide into an empty sheet, and return how many there are.

    Raises:
        NotFound, NotPermitted: As `_writing`.
        Refused: As `_writing`; also when the sheet has steps already, or no step can be read from the guide.
    """
    with _writing(case_id=case_id, who=who, at=at) as part:
        if Step.objects.filter(part=part, removed_at=None).exists():
            raise Refused(reasons=[reason("run_sheet_begun")])
        found = next(iter(guides(case_id)), None)
        read = []
        if found and guides_text.is_readable(found.filename) and not found.form:
            with open_bytes(found.sha256) as file:
                read = guides_text.steps(guides_text.text_of(file, found.filename))
        if found is None or not read:
            raise Refused(reasons=[reason("guide_unreadable")])
        part.guide_id = found.id
        for one in read:
            _make(part, Carried(text=one.text, expected=one.expected), who=who, at=at)
        return len(read)


def add_step(*, case_id: int, carried: Carried, shown: Shown, who: Standing, at: datetime) -> int:
    """Add a step at the end and return its number. Raises as `change_step`, and Invalid when there are too many."""
    carried = carried.checked()
    with _writing(case_id=case_id, who=who, at=at) as part:
        _room(part)
        step = _make(part, carried, who=who, at=at)
        step.evidence_id = file_evidence(shown, case_id=case_id, title=f"{EVIDENCE} {step.number}", who=who, at=at)
        step.save(update_fields=["evidence"])
        return step.number


def _room(part: Part) -> None:
    if Step.objects.filter(part=part, removed_at=None).count() >= guides_text.MOST:
        raise Invalid(code="run_sheet_many", most=guides_text.MOST)


def change_step(*, case_id: int, number: int, carried: Carried, version: int, shown: Shown, who: Standing, at: datetime) -> None:
    """Say what a step is and what came of it; ``version`` is the one that stood on the page.

    Raises:
        NotFound, NotPermitted: As `_writing`, or no such step.
        Refused: As `_writing`, or somebody changed it meanwhile.
        Invalid: As `Carried.checked`.
    """
    carried = carried.checked()
    with _writing(case_id=case_id, who=who, at=at) as part:
        step = _find(part, number)
        check_version(step.version, version, step.changed_by.name)
        step.text, step.expected, step.result = carried.text, carried.expected, carried.result
        step.observed, step.minutes = carried.observed, carried.minutes
        step.evidence_id = file_evidence(shown, case_id=case_id, title=f"{EVIDENCE} {number}", who=who, at=at)
        _touch(step, who=who, at=at)


def remove_step(*, case_id: int, number: int, who: Standing, at: datetime) -> None:
    """Take a step out; its row stays. Raises as `_writing`, and NotFound."""
    with _writing(case_id=case_id, who=who, at=at) as part:
        step = _find(part, number)
        step.removed_at = at
        _touch(step, who=who, at=at)


def restore_step(*, case_id: int, number: int, who: Standing, at: datetime) -> None:
    """Put a step back that was taken out, at the end. Raises as `_writing`, NotFound, and Invalid when there are too many."""
    with _writing(case_id=case_id, who=who, at=at) as part:
        step = Step.objects.filter(part=part, number=number).exclude(removed_at=None).select_related("changed_by").first()
        if step is None:
            raise NotFound
        _room(part)
        last = Step.objects.filter(part=part).order_by("-place").values_list("place", flat=True).first()
        step.removed_at, step.place = None, (last or 0) + 1
        _touch(step, who=who, at=at)


def move_step(*, case_id: int, number: int, step: int, who: Standing, at: datetime) -> None:
    """Move a step by ``step`` places. Raises as `_writing`, and NotFound."""
    with _writing(case_id=case_id, who=who, at=at) as part:
        kept = list(Step.objects.filter(part=part, removed_at=None).order_by("place", "id"))
        place = next((place for place, one in enumerate(kept) if one.number == number), None)
        if place is None:
            raise NotFound
        moved = kept.pop(place)
        kept.insert(max(0, min(place + step, len(kept))), moved)
        for index, one in enumerate(kept, 1):
            one.place = index
        Step.objects.bulk_update(kept, ["place"])


def file_run_sheet(*, case_id: int, who: Standing, at: datetime) -> int:
    """File the sheet as it stands as a paper of the case, and return the version's row.

    Raises:
        NotFound, NotPermitted: As `_writing`.
        Refused: As `_writing`; also without a step, or while one was not carried out.
    """
    with _writing(case_id=case_id, who=who, at=at) as part:
        found = run_sheet(case_id=case_id, item_id=part.item_id)
        if not found.steps:
            raise Refused(reasons=[reason("run_sheet_none")])
        if found.open:
            raise Refused(reasons=[reason("run_sheet_open", count=found.open, all=len(found.steps))])
        part.revision -= 1  # filing changes nothing
        part.filed = part.revision
        return file_form(case_id=case_id, key="", name=NAME, form=RUN_SHEET, content=found.content(), who=who, at=at)


def _make(part: Part, carried: Carried, *, who: Standing, at: datetime) -> Step:
    part.numbers += 1
    return Step.objects.create(
        part=part,
        number=part.numbers,
        place=part.numbers,
        text=carried.text,
        expected=carried.expected,
        result=carried.result,
        observed=carried.observed,
        minutes=carried.minutes,
        changed_by_id=who.user_id,
        changed_at=at,
    )


def _find(part: Part, number: int) -> Step:
    step = Step.objects.filter(part=part, number=number, removed_at=None).select_related("changed_by").first()
    if step is None:
        raise NotFound
    return step


def _touch(step: Step, *, who: Standing, at: datetime) -> None:
    step.changed_by_id, step.changed_at = who.user_id, at
    step.version += 1
    step.save()
