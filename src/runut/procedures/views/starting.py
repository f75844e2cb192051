"""How a draft begins: with a file of the office, with pasted text, or with nothing."""

from __future__ import annotations

from io import BytesIO
from typing import IO, Any, BinaryIO, cast

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from runut.core.errors import Invalid, RunutError
from runut.formats import reading
from runut.formats.draft import Draft
from runut.people.access import Request, permission
from runut.procedures import services
from runut.procedures.drafting.content import Content, empty, of_file
from runut.procedures.forms.starting import LONGEST_TEXT, StartForm
from runut.procedures.services.revisions import require_drafter


@permission("reader")
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: Request) -> HttpResponse:
    """Begin a draft: read a file or what was pasted, or begin with an empty table."""
    form = StartForm(request.POST if request.method == "POST" else None)
    context: dict[str, Any] = {"form": form, "limit": reading.LIMIT}
    status = 200
    if request.method == "POST":
        try:
            draft_id = _begin(request, form)
        except RunutError as error:
            context["reasons"], status = error.reasons, error.status
        else:
            return redirect("procedures:draft", draft_id=draft_id)
    return render(request, "procedures/new.html", context, status=status)


def _begin(request: Request, form: StartForm) -> int:
    """Start the draft that was asked for and return its id.

    Raises:
        NotPermitted: Neither administrator nor holder of an office.
        Invalid: Nothing was sent, or it cannot be read.
    """
    require_drafter(request.standing)
    if not form.is_valid():
        long = any(one.code == "max_length" for found in form.errors.as_data().values() for one in found)
        raise Invalid(code="text_too_long", limit=LONGEST_TEXT) if long else Invalid(code="text_characters")
    if "empty" in request.POST:
        return _start(request, empty(form.cleaned_data.get("name", "")))
    problem = getattr(request, "runut_upload_problem", None)
    if problem:
        raise Invalid(code=problem.code, **problem.params)
    sent = request.FILES.get("file")
    if sent is not None and sent.file is not None:
        return _read(request, sent.name or "SOP", sent.file)
    text = form.cleaned_data.get("text", "")
    if not text.strip():
        raise Invalid(code="file_none")
    return _read(request, "", BytesIO(text.encode()))


def _read(request: Request, name: str, stream: IO[bytes]) -> int:
    found = reading.read(name, cast(BinaryIO, stream))
    return _start(request, of_file(found.data), found, source=name)


def _start(request: Request, content: Content, found: Draft | None = None, *, source: str = "") -> int:
    questions = found.questions if found else ()
    return services.start_draft(content=content, questions=questions, source=source, who=request.standing, at=request.at)
