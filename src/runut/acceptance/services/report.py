"""Filing the report: what people concluded, with what run sheet, comparison and build comparison of the round say."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Final

from django.db.models import F

from runut.acceptance.models import Part
from runut.acceptance.queries.parts import REPORT
from runut.acceptance.queries.report import report_parts
from runut.base import sql
from runut.cases.queries import access_case
from runut.cases.services import lock_case
from runut.documents.services import file_form
from runut.people.queries import Standing

REPORT_FORM: Final = "installation"


def file_report(*, case_id: int, name: str, written: Mapping[str, Any], loaded_from: int | None, who: Standing, at: datetime) -> int:
    """File the report as the next version of the deliverable, and return the version's row.

    Its parts are read under the case's lock: the report says what stands filed at that moment. What is filed anew afterwards holds the activity
    until the report is filed again.

    Args:
        case_id: The case.
        name: The SOP's wording of the deliverable.
        written: What people wrote.
        loaded_from: The version that stood in the form.
        who: Who files.
        at: When.

    Raises:
        NotFound, NotPermitted, Refused: As `runut.documents.services.file_form`.
    """
    with sql.transaction():
        access_case(case_id=case_id, who=who)
        ground = lock_case(case_id=case_id, who=who, at=at)
        content = {**written, **report_parts(case_id=case_id, position=ground.position)}
        if ground.item_id is not None:
            Part.objects.filter(case_id=case_id, item_id=ground.item_id).update(reported=F("filed"))
        return file_form(case_id=case_id, key=REPORT, name=name, form=REPORT_FORM, content=content, who=who, at=at, loaded_from=loaded_from)
