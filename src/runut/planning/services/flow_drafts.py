"""What becomes of drafts of business flows: returned to what was filed or saved before, given another name, thrown away."""

from __future__ import annotations

from datetime import datetime

from django.db import IntegrityError, transaction

from runut.cases.queries import access_case
from runut.core.errors import Invalid, NotFound, Refused
from runut.core.sentences import reason
from runut.documents.naming import clean_text
from runut.people.queries import Standing
from runut.planning.models.flows import Flow
from runut.planning.queries.flows import flow, flow_bytes, save_bytes
from runut.planning.services.flows import locked, may_draw, write


def return_draft(*, case_id: int, flow_id: int, revision: int, version: int = 0, save: int = 0, who: Standing, at: datetime) -> int:
    """Let a version that was filed, or an earlier draft, take the place of the draft, and return its revision; what it was is kept among the earlier ones.

    Args:
        case_id: The case.
        flow_id: The diagram.
        revision: That of the draft whose replacement was confirmed.
        version: The number of the version that was filed; 0: an earlier draft.
        save: The revision of the earlier draft.
        who: Somebody who files the business flow now.
        at: When.

    Raises:
        NotFound: No such case for them, or no such diagram, version or earlier draft.
        NotPermitted, Refused: As for `runut.planning.services.flows.save_flow`.
    """
    access_case(case_id=case_id, who=who)
    may_draw(case_id, who, at)
    with transaction.atomic():
        row = locked(case_id, flow_id)
        if row.revision != revision:
            raise Refused(reasons=[reason("flow_newer", name=row.saved_by.name, at=row.saved_at)])
        shown = flow(case_id=case_id, flow_id=flow_id)
        if version:
            filed = next((one for one in shown.versions if one.number == version), None)
            if filed is None:
                raise NotFound
            xml = flow_bytes(shown, filed)
        else:
            xml = save_bytes(shown, save)
        made = write(row, xml.decode(), who=who, at=at)
        if version and version == shown.versions[0].number:
            Flow.objects.filter(pk=row.pk).update(filed=made)
    return made


def rename_flow(*, case_id: int, flow_id: int, name: str, who: Standing, at: datetime) -> None:
    """Call a diagram otherwise; its paper keeps the title under which it was filed.

    Raises:
        Invalid: The name is empty.
        NotFound, NotPermitted, Refused: As for `runut.planning.services.flows.begin_flow`.
    """
    access_case(case_id=case_id, who=who)
    named = clean_text(name)
    if not named:
        raise Invalid(code="text_missing")
    may_draw(case_id, who, at)
    try:
        with transaction.atomic():
            row = locked(case_id, flow_id)
            row.name = named
            row.save(update_fields=["name"])
    except IntegrityError as error:
        raise Refused(reasons=[reason("flow_name_taken", name=named)]) from error


def discard_flow(*, case_id: int, flow_id: int, revision: int, who: Standing, at: datetime) -> None:
    """Throw a diagram away that was never filed, with its earlier drafts.

    Raises:
        NotFound, NotPermitted: As for `return_draft`.
        Refused: As for `return_draft`, or it was filed: then its document is taken out.
    """
    access_case(case_id=case_id, who=who)
    may_draw(case_id, who, at)
    with transaction.atomic():
        row = locked(case_id, flow_id)
        if row.document_id is not None:
            raise Refused(reasons=[reason("flow_was_filed", name=row.name)])
        if row.revision != revision:
            raise Refused(reasons=[reason("flow_newer", name=row.saved_by.name, at=row.saved_at)])
        row.delete()
