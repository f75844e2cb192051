"""Everything that writes the feature list; who may is who files the deliverable, while its activity is open."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from runut.base import sql
from runut.core.errors import Invalid, NotFound, Refused
from runut.core.legible import check_legible
from runut.core.sentences import reason
from runut.documents.services import file_form
from runut.people.queries import Standing
from runut.planning.models import Feature, Part
from runut.planning.models.features import PRIORITIES
from runut.planning.queries.features import features
from runut.planning.services.order import reordered
from runut.planning.services.parts import changing, next_number

KEY: Final = "analysis_document"
FORM: Final = "features"
MOST: Final = 500
NAME: Final = 200
TEXT: Final = 4000
_WRITTEN: Final = ("name", "purpose", "priority", "criteria", "place", "version", "changed_by", "changed_at", "removed_at")


@dataclass(frozen=True, slots=True, kw_only=True)
class FeatureText:
    """What is said of a feature: its name, what it does for whom, its priority, and by what it will be accepted."""

    name: str
    purpose: str = ""
    priority: str = "must"
    criteria: str = ""

    def checked(self) -> FeatureText:
        """Return it without spaces around.

        Raises:
            Invalid: No name, an unknown priority, or too long.
        """
        name, purpose, criteria = self.name.strip(), self.purpose.strip(), self.criteria.strip()
        if not name:
            raise Invalid(code="text_missing")
        if len(name) > NAME:
            raise Invalid(code="text_too_long", limit=NAME)
        if max(len(purpose), len(criteria)) > TEXT:
            raise Invalid(code="text_too_long", limit=TEXT)
        if self.priority not in PRIORITIES:
            raise Invalid(code="priority_unknown", value=self.priority)
        check_legible(name, purpose, criteria)
        return FeatureText(name=name, purpose=purpose, priority=self.priority, criteria=criteria)


def add_feature(*, case_id: int, text: FeatureText, who: Standing, at: datetime) -> int:
    """Add a feature at the end of the list and return its number.

    Raises:
        NotFound, NotPermitted, Refused: As `changing`.
        Invalid: As `FeatureText.checked`, or there are `MOST` already.
    """
    text = text.checked()
    with changing(case_id=case_id, key=KEY, who=who, at=at) as part:
        kept = _kept(case_id)
        _refuse_many(len(kept) + 1)
        return _make(part, text, place=_end(kept), who=who, at=at).number


def change_feature(*, case_id: int, number: int, text: FeatureText, version: int, who: Standing, at: datetime) -> None:
    """Change what is said of a feature; ``version`` is the one that stood in the form.

    Raises:
        NotFound, NotPermitted: As `changing`, or no such feature.
        Refused: As `changing`, or somebody changed it meanwhile.
        Invalid: As `FeatureText.checked`.
    """
    text = text.checked()
    with changing(case_id=case_id, key=KEY, who=who, at=at):
        feature = _find(case_id, number)
        if feature.version != version:
            raise Refused(reasons=[reason("plan_changed", name=feature.changed_by.name)])
        _write(feature, text, who=who, at=at)


def remove_feature(*, case_id: int, number: int, who: Standing, at: datetime) -> None:
    """Take a feature off the list; its row and number stay. Raises as `changing`, and NotFound."""
    with changing(case_id=case_id, key=KEY, who=who, at=at):
        feature = _find(case_id, number)
        feature.removed_at, feature.changed_by_id, feature.changed_at = at, who.user_id, at
        feature.version += 1
        feature.save(update_fields=_WRITTEN)


def restore_feature(*, case_id: int, number: int, who: Standing, at: datetime) -> None:
    """Put a removed feature back where it stood. Raises as `changing`, NotFound, and Invalid when the list is full."""
    with changing(case_id=case_id, key=KEY, who=who, at=at):
        feature = Feature.objects.filter(case_id=case_id, number=number, removed_at__isnull=False).first()
        if feature is None:
            raise NotFound
        _refuse_many(len(_kept(case_id)) + 1)
        feature.removed_at, feature.changed_by_id, feature.changed_at = None, who.user_id, at
        feature.version += 1
        feature.save(update_fields=_WRITTEN)


def move_feature(*, case_id: int, number: int, who: Standing, at: datetime, before: int | None = None, step: int = 0) -> None:
    """Move a feature by ``step`` places, or before the feature ``before`` (0: to the end). Raises as `changing`, and NotFound."""
    with changing(case_id=case_id, key=KEY, who=who, at=at):
        moved = reordered(_kept(case_id), number, before=before, step=step)
        Feature.objects.bulk_update(moved, ["place"])


def import_features(*, case_id: int, rows: Sequence[tuple[int | None, FeatureText]], who: Standing, at: datetime) -> tuple[int, int]:
    """Write rows of a file, all or none: those with a number change that feature, the others are added. Return how many were added and changed.

    Raises:
        NotFound, NotPermitted, Refused: As `changing`.
        Invalid: A row says what no feature can say, names a number that the list has not, or they are too many.
    """
    checked = [(number, text.checked()) for number, text in rows]
    with changing(case_id=case_id, key=KEY, who=who, at=at) as part:
        kept = _kept(case_id)
        by_number = {one.number: one for one in kept}
        added = changed = 0
        place = _end(kept)
        for number, text in checked:
            if number is None:
                _make(part, text, place=place + added, who=who, at=at)
                added += 1
            elif number not in by_number:
                raise Invalid(code="feature_number_unknown", number=number)
            elif _text(by_number[number]) != text:
                _write(by_number[number], text, who=who, at=at)
                changed += 1
        _refuse_many(len(kept) + added)
    return added, changed


def file_features(*, case_id: int, name: str, who: Standing, at: datetime) -> int:
    """File the list as it stands as the next version of the deliverable, and return the version's row. ``name`` is the SOP's wording.

    Raises:
        NotFound, NotPermitted, Refused: As `runut.documents.services.file_form`, or the list is empty.
    """
    with sql.transaction():
        with changing(case_id=case_id, key=KEY, who=who, at=at) as part:
            rows = features(case_id=case_id)
            if not rows:
                raise Refused(reasons=[reason("feature_none")])
            part.revision -= 1  # filing changes nothing
            part.filed = part.revision
        content = {"features": [one.content() for one in rows]}
        return file_form(case_id=case_id, key=KEY, name=name, form=FORM, content=content, who=who, at=at)


def _kept(case_id: int) -> list[Feature]:
    return list(Feature.objects.filter(case_id=case_id, removed_at=None).order_by("place", "id"))


def _end(kept: Sequence[Feature]) -> int:
    return kept[-1].place + 1 if kept else 1


def _find(case_id: int, number: int) -> Feature:
    feature = Feature.objects.filter(case_id=case_id, number=number, removed_at=None).select_related("changed_by").first()
    if feature is None:
        raise NotFound
    return feature


def _text(feature: Feature) -> FeatureText:
    return FeatureText(name=feature.name, purpose=feature.purpose, priority=feature.priority, criteria=feature.criteria)


def _make(part: Part, text: FeatureText, *, place: int, who: Standing, at: datetime) -> Feature:
    return Feature.objects.create(
        case_id=part.case_id,
        number=next_number(part),
        place=place,
        name=text.name,
        purpose=text.purpose,
        priority=text.priority,
        criteria=text.criteria,
        changed_by_id=who.user_id,
        changed_at=at,
    )


def _write(feature: Feature, text: FeatureText, *, who: Standing, at: datetime) -> None:
    feature.name, feature.purpose, feature.priority, feature.criteria = text.name, text.purpose, text.priority, text.criteria
    feature.changed_by_id, feature.changed_at = who.user_id, at
    feature.version += 1
    feature.save(update_fields=_WRITTEN)


def _refuse_many(count: int) -> None:
    if count > MOST:
        raise Invalid(code="features_many", most=MOST)
