"""The board: tasks in columns, moved by drag, by button, or on the card's own page."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from runut.base.numbers import whole
from runut.base.sentences import say
from runut.cases.mentions import namings
from runut.cases.queries import CasePage, access_page
from runut.core.errors import Invalid, NotFound, RunutError
from runut.documents import shelf
from runut.documents.uploads import landed, received
from runut.people.access import Request, permission
from runut.planning.forms.features import ImportForm
from runut.planning.guards import against_board
from runut.planning.queries.board import Lane, board, notes, papers, progress
from runut.planning.queries.schedule import TaskRow, task_row
from runut.planning.services import board as services
from runut.planning.views.drawing import draw_cards
from runut.planning.views.files import number_of
from runut.planning.words import STATES


@permission("signed_in")
@require_http_methods(["GET", "HEAD", "POST"])
def cards(request: Request, case_id: int) -> HttpResponse:
    """The board; the buttons of a card move it, those below set limits. Queries: those of the case's page and 4."""
    page = access_page(case_id=case_id, who=request.standing, at=request.at)
    if request.method != "POST":
        return _draw(request, page)
    by_script = request.headers.get("X-Requested-With") == "XMLHttpRequest"
    try:
        if "limits" in request.POST:
            services.limit_columns(case_id=case_id, most=_limits(request), who=request.standing, at=request.at)
            messages.success(request, _("The limits are saved."))
            return redirect("planning:cards", case_id)
        number, version = _move(request, case_id)
    except RunutError as refused:
        if by_script:
            # The script loads the board anew, which then says why.
            messages.error(request, " ".join(say(one) for one in refused.reasons))
            return JsonResponse({"refused": True})
        return _draw(request, page, reasons=refused.reasons, status=refused.status, limiting="limits" in request.POST)
    if by_script:
        return JsonResponse({"version": version})
    return redirect(reverse("planning:cards", args=[case_id]) + f"#T{number}")


def _draw(request: Request, page: CasePage, *, status: int = 200, **more: Any) -> HttpResponse:
    words = dict(STATES)
    against = against_board(page.procedure, page.position, page.actor)

    def drawn(lane: Lane) -> SafeString:
        earlier, later = str(words.get(lane.earlier, "")), str(words.get(lane.later, ""))
        return draw_cards(lane, case_id=page.case.pk, earlier=earlier, later=later, may_move=not against)

    lanes = [(one, words[one.state], drawn(one)) for one in board(case_id=page.case.pk)]
    typed = _typed(request) if more.get("limiting") else {}
    context = {
        "page": page,
        "case": page.case,
        "against": against,
        "lanes": lanes,
        "limits": [(one.state, words[one.state], typed.get(one.state, one.most or "")) for one, _words, _drawn in lanes],
        "progress": progress(case_id=page.case.pk),
        "plan": shelf.find(page, "schedule") is not None,
        **more,
    }
    return render(request, "planning/board.html", context, status=status)


def _move(request: Request, case_id: int) -> tuple[int, int]:
    """Do what ``move`` asks: the card's number, its version and the column, as 12:3:doing."""
    parts = request.POST.get("move", "").split(":")
    if len(parts) != 3:
        raise Invalid
    number, version = number_of(parts[0]), number_of(parts[1])
    before = number_of(request.POST.get("before")) if "before" in request.POST else None
    return number, services.move_card(
        case_id=case_id, number=number, state=parts[2], version=version, before=before, who=request.standing, at=request.at
    )


def _typed(request: Request) -> dict[str, str]:
    return {state: request.POST.get(f"most-{state}", "").strip() for state, _words in STATES}


def _limits(request: Request) -> dict[str, int | None]:
    sent = _typed(request)
    limits = {state: whole(text, digits=4) for state, text in sent.items()}
    if any(text and limits[state] is None for state, text in sent.items()):
        raise Invalid(code="board_limit", most=services.MOST_CARDS)
    return limits


@permission("signed_in")
@require_http_methods(["GET", "HEAD", "POST"])
def card(request: Request, case_id: int, number: int) -> HttpResponse:
    """One task: where it stands, what was said about it, and its papers."""
    page = access_page(case_id=case_id, who=request.standing, at=request.at)
    task = task_row(case_id=case_id, number=number)
    if request.method != "POST":
        return _card(request, page, task)
    here = reverse("planning:card", args=[case_id, number])
    try:
        if "comment" in request.POST:
            services.comment(case_id=case_id, number=number, text=request.POST.get("text", ""), who=request.standing, at=request.at)
        elif "attach" in request.POST:
            for one in received(request, "upload"):
                services.attach(
                    case_id=case_id, number=number, upload=one.staged, filename=one.name or "", who=request.standing, at=request.at
                )
            return landed(request, here)
        else:
            state, version = request.POST.get("state", ""), number_of(request.POST.get("version"))
            services.move_card(case_id=case_id, number=number, state=state, version=version, who=request.standing, at=request.at)
    except RunutError as refused:
        return _card(request, page, task, reasons=refused.reasons, typed=request.POST.get("text", ""), status=refused.status)
    return redirect(here)


def _card(request: Request, page: CasePage, task: TaskRow, *, status: int = 200, **more: Any) -> HttpResponse:
    words = dict(STATES)
    context = {
        "page": page,
        "case": page.case,
        "task": task,
        "state": words[task.state],
        "states": STATES,
        "notes": [(one, words.get(one.state, "")) for one in notes(task_id=task.id)],
        "papers": papers(task_id=task.id),
        "namings": namings(page.case.pk, task.number, who=request.standing, at=request.at),
        "against": against_board(page.procedure, page.position, page.actor),
        "form": ImportForm(),
        **more,
    }
    return render(request, "planning/card.html", context, status=status)


@permission("signed_in")
@require_POST
def use_board(request: Request, case_id: int) -> HttpResponse:
    """Name the product's own board as the case's project board."""
    page = access_page(case_id=case_id, who=request.standing, at=request.at)
    found = shelf.find(page, services.KEY)
    if found is None:
        raise NotFound
    address = f"{settings.ADDRESS}{reverse('planning:cards', args=[case_id])}"
    who = request.standing
    services.use_board(case_id=case_id, name=found[0].name, address=address, keeper=who.name, who=who, at=request.at)
    messages.success(request, _("“%(name)s” is filed.") % {"name": found[0].name})
    return redirect("cases:case", case_id)
