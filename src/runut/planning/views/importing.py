"""Reading a list from a file: choose it, look at what it would do and what is wrong with which row, then write all of it or nothing.

Between looking and writing the rows travel through the page as text and are read again by the same rules: nothing is kept meanwhile.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final, Protocol

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from runut.base.sheets import LARGEST, Fault, Table, brought, carried
from runut.core.errors import Invalid, RunutError
from runut.documents.uploads import received
from runut.people.access import Request
from runut.planning.forms.features import ImportForm
from runut.planning.views.place import Place

SHOWN: Final = 200
"""Rows and faults that the preview shows at most; it tells how many there are besides, and all of them are imported."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview:
    """What a file would do: ``said`` in one sentence, its rows as cells below ``heads``, what is wrong, and what is told without being wrong."""

    said: str
    heads: Sequence[str]
    rows: Sequence[Sequence[str]]
    faults: Sequence[Fault]
    notes: Sequence[str] = ()


class Importer(Protocol):
    """What a kind of list knows of its files."""

    title: Any
    listed: Any
    lead: Any
    accept: str
    back: str

    def table(self, name: str, data: bytes) -> Table:
        """Return the file's rows; raises Invalid."""

    def preview(self, place: Place, table: Table) -> Preview:
        """Return what the rows would do; raises Invalid."""

    def write(self, place: Place, table: Table, request: Request) -> str:
        """Write the rows, all or none, and return what to say."""


def import_list(request: Request, place: Place, kind: Importer) -> HttpResponse:
    """Answer the page of an import."""
    if request.method != "POST":
        return _draw(request, place, kind)
    try:
        if "table" in request.POST:
            said = kind.write(place, brought(request.POST["table"]), request)
            messages.success(request, said)
            return redirect(kind.back, place.case_id, place.key)
        upload = received(request, "upload")[0]
        if upload.staged.size > LARGEST:
            raise Invalid(code="table_large", name=upload.name or "", limit=LARGEST // 1_000_000)
        table = kind.table(upload.name or "", upload.staged.path.read_bytes())
        preview = kind.preview(place, table)
        sent = "" if preview.faults else carried(upload.name or "", table)
    except RunutError as refused:
        return _draw(request, place, kind, reasons=refused.reasons, status=refused.status)
    more = {
        "preview": preview,
        "rows": [list(zip(preview.heads, row, strict=True)) for row in preview.rows[:SHOWN]],
        "faults": preview.faults[:SHOWN],
        "rows_left": max(0, len(preview.rows) - SHOWN),
        "faults_left": max(0, len(preview.faults) - SHOWN),
    }
    return _draw(request, place, kind, **more, table=sent, status=422 if preview.faults else 200)


def _draw(request: Request, place: Place, kind: Importer, *, status: int = 200, **more: Any) -> HttpResponse:
    context = {**place.context(), "kind": kind, "form": ImportForm(), **more}
    return render(request, "planning/import.html", context, status=status)
