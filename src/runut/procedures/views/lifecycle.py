"""What happens to a draft as a whole: submitted, taken back, returned, approved, discarded; and what was done with it."""

from __future__ import annotations

from difflib import SequenceMatcher
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from runut.base.numbers import whole
from runut.base.sentences import place
from runut.core.errors import ProcedureInvalid, RunutError
from runut.people.access import Request, permission
from runut.people.queries import Office, offices
from runut.procedures import queries, services
from runut.procedures.drafting.keys import wording
from runut.procedures.forms import SubmitForm
from runut.procedures.queries import DraftView
from runut.procedures.views.reading import draft_page


@permission("reader")
@require_http_methods(["GET", "HEAD", "POST"])
def submit(request: Request, draft_id: int) -> HttpResponse:
    """Put a draft before the office that approves it."""
    view = queries.draft_view(draft_id)
    known = offices(on=localdate(request.at))
    position = str((view.content["identity"].get("approved_by") or {}).get("position", ""))
    guess = _office(position, known)
    initial = {"seen": view.number, "note": view.row.note, "office": guess or "", "new_office": "" if guess else position}
    form = SubmitForm(request.POST if request.method == "POST" else None, offices=known, initial=initial)
    context: dict[str, Any] = {"draft": view.row, "view": view, "form": form, "position": position}
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                _submit(form, draft_id, request)
            except ProcedureInvalid as error:
                context["problems"] = [(place(one.place), one.reason) for one in error.problems]
            except RunutError as error:
                context["reasons"], status = error.reasons, error.status
            else:
                messages.success(request, _("The draft waits for its approval."))
                return redirect("procedures:draft", draft_id=draft_id)
    return render(request, "procedures/submit.html", context, status=status)


@permission("reader")
@require_POST
def withdraw(request: Request, draft_id: int) -> HttpResponse:
    """Take a submitted draft back."""
    services.withdraw_draft(draft_id=draft_id, who=request.standing, at=request.at)
    messages.success(request, _("The draft can be written on again."))
    return redirect("procedures:draft", draft_id=draft_id)


@permission("reader")
@require_POST
def give_back(request: Request, draft_id: int) -> HttpResponse:
    """Send a submitted draft back with the reason."""
    view = queries.draft_view(draft_id)
    try:
        services.return_draft(draft_id=draft_id, why=request.POST.get("why", "")[:4000], who=request.standing, at=request.at)
    except RunutError as error:
        return draft_page(request, view, reasons=error.reasons, status=error.status)
    messages.success(request, _("The draft went back, with your reason."))
    return redirect("procedures:draft", draft_id=draft_id)


@permission("reader")
@require_POST
def approve(request: Request, draft_id: int) -> HttpResponse:
    """Approve a submitted draft as it was read."""
    view = queries.draft_view(draft_id)
    seen = whole(request.POST.get("seen")) or 0
    try:
        version_id = services.approve_draft(draft_id=draft_id, seen=seen, who=request.standing, at=request.at)
    except RunutError as error:
        return draft_page(request, view, reasons=error.reasons, status=error.status)
    messages.success(request, _("The SOP is approved."))
    return redirect("procedures:version", version_id=version_id)


@permission("reader")
@require_http_methods(["GET", "HEAD", "POST"])
def discard(request: Request, draft_id: int) -> HttpResponse:
    """Throw a draft away."""
    view = queries.draft_view(draft_id)
    if request.method == "POST":
        services.discard_draft(draft_id=draft_id, who=request.standing, at=request.at)
        messages.success(request, _("The draft is discarded."))
        return redirect("procedures:drafts")
    return render(request, "procedures/discard.html", {"draft": view.row})


@permission("reader")
@require_safe
def history(request: Request, draft_id: int) -> HttpResponse:
    """What was done with a draft, and every state in which it was saved."""
    context = {"draft": queries.draft_row(draft_id), "acts": queries.draft_history(draft_id)}
    return render(request, "procedures/draft_history.html", context)


@permission("reader")
@require_http_methods(["GET", "HEAD", "POST"])
def earlier(request: Request, draft_id: int, revision_id: int) -> HttpResponse:
    """An earlier state of a draft, or what was kept aside when two people typed; it can be made a draft of its own."""
    view: DraftView = queries.aside_view(draft_id, revision_id)
    if request.method == "POST":
        made = services.take_aside(draft_id=draft_id, revision_id=revision_id, who=request.standing, at=request.at)
        messages.success(request, _("This text is now a draft of its own."))
        return redirect("procedures:draft", draft_id=made)
    return draft_page(request, view, aside=True)


def _submit(form: SubmitForm, draft_id: int, request: Request) -> None:
    clean = form.cleaned_data
    services.submit_draft(
        draft_id=draft_id,
        seen=clean["seen"],
        note=clean["note"],
        office_id=clean["office"],
        new_office="" if clean["office"] else clean["new_office"],
        who=request.standing,
        at=request.at,
    )


def _office(position: str, known: list[Office]) -> int | None:
    """Return the office whose name is most like the position that the identity block names."""
    if not position:
        return None
    alike = [(SequenceMatcher(None, wording(one.name), wording(position)).ratio(), one.id) for one in known]
    starts = [one.id for one in known if wording(position).startswith(wording(one.name))]
    best = max(alike, default=(0.0, 0))
    return best[1] if best[0] >= 0.8 else starts[0] if len(starts) == 1 else None
