"""Filing the final report: its texts as a form, and beside them the whole as PDF, as a paper of its own."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from io import BytesIO
from typing import Any, Final

from django.db import transaction
from django.utils.translation import gettext as _

from runut.base.letters import letter_bytes
from runut.base.sentences import in_office_language
from runut.cases.queries import CasePage
from runut.documents.services import file_form, file_upload
from runut.documents.uploads import store_stream
from runut.people.queries import Standing
from runut.reports.report import known, report

FORM: Final = "final_report"
SECONDS: Final = 120
"""How long a report may take; two hundred pages take some seconds."""


def file_report(*, page: CasePage, key: str, name: str, content: Mapping[str, Any], who: Standing, at: datetime) -> None:
    """File the texts and the report.

    Raises:
        NotFound, NotPermitted, Refused: As `runut.documents.services.file_form`.
        PrintFailed: As `printed`.
    """
    pdf = printed(page, content, at=at)
    with transaction.atomic():
        file_form(case_id=page.case.pk, key=key, name=name, form=FORM, content=content, who=who, at=at)
        file_printed(page=page, key=key, name=name, pdf=pdf, who=who, at=at)


def file_printed(*, page: CasePage, key: str, name: str, pdf: bytes, who: Standing, at: datetime) -> None:
    """File the report as PDF. Raises as `runut.documents.services.file_upload`."""
    with in_office_language():
        title = _("%(name)s, whole (PDF)") % {"name": name}
    file_upload(
        case_id=page.case.pk,
        key=key,
        title=title,
        upload=store_stream(BytesIO(pdf)),
        filename=f"{key}.pdf",
        who=who,
        at=at,
    )


def printed(page: CasePage, written: Mapping[str, Any], *, at: datetime, ending: str = "pdf") -> bytes:
    """Return the report as PDF or DOCX.

    Raises:
        PrintFailed: The typesetter refused it, or it took too long.
    """
    return letter_bytes(report(written, known(page, at=at), at=at), ending=ending, at=at, seconds=SECONDS)
