"""A version of an SOP on paper: the official form, and its flowchart alone."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from django.http import HttpResponse
from django.utils.timezone import localdate
from django.views.decorators.http import require_safe

from runut.base.sentences import language
from runut.core.errors import NotFound
from runut.core.procedure import Procedure
from runut.formats import bpmn, json
from runut.formats.flowchart import draw
from runut.formats.printing.docx import print_docx
from runut.formats.printing.pdf import print_pdf
from runut.formats.printing.xlsx import print_xlsx
from runut.formats.words import Language
from runut.people.access import Request, permission
from runut.procedures import queries


def _svg(procedure: Procedure, *, language: Language) -> bytes:
    return draw(procedure, language=language).encode()


def _json(procedure: Procedure, *, language: Language) -> bytes:
    return json.dump(procedure).encode()


_OFFICE: Final = "application/vnd.openxmlformats-officedocument."
PRINTERS: Final[Mapping[str, tuple[str, Callable[..., bytes]]]] = {
    "pdf": ("application/pdf", print_pdf),
    "docx": (f"{_OFFICE}wordprocessingml.document", print_docx),
    "xlsx": (f"{_OFFICE}spreadsheetml.sheet", print_xlsx),
    "svg": ("image/svg+xml", _svg),
    "bpmn": ("application/xml", bpmn.dump),
    "json": ("application/json", _json),
}
"""What the ending of an address asks for."""


@permission("signed_in")
@require_safe
def printed(request: Request, version_id: int, ending: str) -> HttpResponse:
    """A version in the official form, in the reader's language; as SVG its flowchart, as BPMN its model."""
    row, procedure = queries.version(version_id, on=localdate(request.at)), queries.procedure_version(version_id)
    if ending not in PRINTERS:
        raise NotFound
    kind, printer = PRINTERS[ending]
    response = HttpResponse(printer(procedure, language=language()), content_type=kind)
    response["Content-Disposition"] = f'attachment; filename="{row.key}-v{row.number}.{ending}"'
    return response
