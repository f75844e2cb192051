"""Writing scenarios, also from a table."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.db import IntegrityError, transaction
from django.db.models import Max

from runut.core.errors import ConcurrentChange, Invalid, NotFound, Refused
from runut.core.legible import check_legible
from runut.people.queries import Standing
from runut.testing.access import access_tests
from runut.testing.models import Scenario

MOST_STEPS: Final = 50
MOST_SCENARIOS: Final = 500
Step = Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A scenario as somebody writes it."""

    title: str
    feature: str = ""
    steps: Sequence[Step] = ()


def write_scenario(*, case_id: int, draft: Draft, number: int | None = None, who: Standing, at: datetime) -> Scenario:
    """Write a new scenario, or the next version of scenario ``number``; what was executed keeps the steps that it was executed with.

    Raises:
        NotFound: No such case or scenario for them.
        Refused: They have no part in the case, or it has ended.
        Invalid: Title or steps are missing, or there are too many.
    """
    place = access_tests(case_id=case_id, who=who, at=at)
    if place.against_adding:
        raise Refused(reasons=place.against_adding)
    _check(draft)
    if number is not None:
        return _rewrite(case_id, number, draft, who, at)
    rows = Scenario.objects.filter(case_id=case_id)
    if rows.filter(retired_at=None).count() >= MOST_SCENARIOS:
        raise Invalid(code="scenarios_many", most=MOST_SCENARIOS)
    last = rows.aggregate(last=Max("number"))["last"] or 0
    try:
        with transaction.atomic():
            return Scenario.objects.create(case_id=case_id, number=last + 1, written_by_id=who.user_id, written_at=at, **_values(draft))
    except IntegrityError as error:
        raise ConcurrentChange from error


@dataclass(frozen=True, slots=True, kw_only=True)
class Sorted:
    """What several drafts would do: those with a new title, those that replace the text of a scenario (its number and version), the rest."""

    new: tuple[Draft, ...]
    changed: tuple[tuple[int, int, Draft], ...]
    same: int

    @property
    def replaced(self) -> str:
        """What is replaced, as a page carries it from the question to the answer."""
        return " ".join(f"{number}:{version}" for number, version, _draft in self.changed)


def sort_scenarios(*, case_id: int, drafts: Sequence[Draft], who: Standing, at: datetime) -> Sorted:
    """Return what `write_scenarios` would do. Raises as it does. Queries: 1, and those of the access."""
    place = access_tests(case_id=case_id, who=who, at=at)
    if place.against_adding:
        raise Refused(reasons=place.against_adding)
    known = {one.title: one for one in Scenario.objects.filter(case_id=case_id, retired_at=None)}
    seen, new, changed = set[str](), list[Draft](), list[tuple[int, int, Draft]]()
    for draft in drafts:
        _check(draft)
        title, found = draft.title.strip(), known.get(draft.title.strip())
        if title in seen:
            raise Invalid(code="scenario_twice", title=title)
        seen.add(title)
        if found is None:
            new.append(draft)
        elif _values(draft) != {"title": found.title, "feature": found.feature, "steps": found.steps}:
            changed.append((found.number, found.version, draft))
    return Sorted(new=tuple(new), changed=tuple(changed), same=len(drafts) - len(new) - len(changed))


def write_scenarios(*, case_id: int, drafts: Sequence[Draft], saw: str | None = None, who: Standing, at: datetime) -> tuple[int, int]:
    """Write several at once, all or none; one with the title of another is its next version. Return how many are new and how many changed.

    Args:
        case_id: The case.
        drafts: The scenarios.
        saw: What they replace as `Sorted.replaced` said it when it was asked; None: nobody was asked.
        who: Somebody with a part in the case.
        at: When.

    Raises:
        ConcurrentChange: By now they replace something else.
        NotFound, Refused, Invalid: As `write_scenario`, or a title stands twice.
    """
    with transaction.atomic():
        found = sort_scenarios(case_id=case_id, drafts=drafts, who=who, at=at)
        if saw is not None and saw != found.replaced:
            raise ConcurrentChange
        for draft in found.new:
            write_scenario(case_id=case_id, draft=draft, who=who, at=at)
        for number, _version, draft in found.changed:
            write_scenario(case_id=case_id, draft=draft, number=number, who=who, at=at)
    return len(found.new), len(found.changed)


def retire_scenario(*, case_id: int, number: int, who: Standing, at: datetime) -> None:
    """Take a scenario out of what is to be tried; what was tried stays readable. Raises as `write_scenario`."""
    place = access_tests(case_id=case_id, who=who, at=at)
    if place.against_adding:
        raise Refused(reasons=place.against_adding)
    if not Scenario.objects.filter(case_id=case_id, number=number, retired_at=None).update(retired_at=at):
        raise NotFound


def _rewrite(case_id: int, number: int, draft: Draft, who: Standing, at: datetime) -> Scenario:
    with transaction.atomic():
        found = Scenario.objects.select_for_update().filter(case_id=case_id, number=number, retired_at=None).first()
        if found is None:
            raise NotFound
        for name, value in _values(draft).items():
            setattr(found, name, value)
        found.version += 1
        found.written_by_id, found.written_at = who.user_id, at
        found.save()
        return found


def _values(draft: Draft) -> dict[str, object]:
    steps = [{"action": one["action"].strip(), "expected": one.get("expected", "").strip()} for one in draft.steps]
    return {"title": draft.title.strip(), "feature": draft.feature.strip(), "steps": steps}


def _check(draft: Draft) -> None:
    if not draft.title.strip() or not draft.steps or not all(one.get("action", "").strip() for one in draft.steps):
        raise Invalid(code="scenario_incomplete")
    if len(draft.steps) > MOST_STEPS:
        raise Invalid(code="scenario_steps", most=MOST_STEPS)
    texts = [draft.title * 5, draft.feature * 10, *(part for one in draft.steps for part in one.values())]
    if any(len(text) > 1000 for text in texts):
        raise Invalid(code="text_too_long", limit=1000)
    check_legible(*texts)
