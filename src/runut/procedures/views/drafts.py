"""Drafts: the list, how one begins, and the editor."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from runut.base.manyfields import many_fields
from runut.base.numbers import whole
from runut.base.sentences import word
from runut.core.errors import RunutError
from runut.formats import toml
from runut.people.access import Request, permission
from runut.people.queries import Standing, offices
from runut.procedures import queries, services, words
from runut.procedures.desk import desk
from runut.procedures.desk.clashes import anchor, field_words, told
from runut.procedures.drafting import editing
from runut.procedures.drafting.content import Content, of_file
from runut.procedures.drafting.fields import Clash
from runut.procedures.drafting.known import known_wordings
from runut.procedures.forms.typed import OUTCOMES, Typed, typed
from runut.procedures.queries import DraftView
from runut.procedures.services import Saved
from runut.procedures.views.reading import draft_page

MOST_FIELDS: Final = 20_000
"""What the page of the largest SOP sends without JavaScript: 40 performers and a dozen more in each of 300 rows, with room for outcomes."""


@permission("reader")
@require_safe
def listing(request: Request) -> HttpResponse:
    """The drafts that are being written or wait for approval."""
    page = queries.draft_list(cursor=request.GET.get("cursor", ""))
    context = {"page": page, "waiting": queries.drafts_for(request.standing), "may_draft": may_draft(request.standing)}
    return render(request, "procedures/drafts.html", context)


@permission("reader")
@require_POST
def from_version(request: Request, version_id: int) -> HttpResponse:
    """Begin a draft with what a version says."""
    content = of_file(toml.plain(queries.procedure_version(version_id)))
    draft_id = services.start_draft(content=content, based_on=version_id, who=request.standing, at=request.at)
    return redirect("procedures:draft", draft_id=draft_id)


@permission("reader")
@many_fields(MOST_FIELDS)
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: Request, draft_id: int) -> HttpResponse:
    """The editor; a draft that is submitted or over, or that the reader may not write, is shown as the form."""
    view = queries.draft_view(draft_id)
    if request.method == "POST":
        return _save(request, draft_id)
    if view.row.state != "draft" or not may_draft(request.standing):
        return draft_page(request, view)
    return _page(request, view)


@permission("reader")
@many_fields(MOST_FIELDS)
@require_POST
def answer(request: Request, draft_id: int) -> HttpResponse:
    """Answer the questions that the source left open: one with a choice, or all with what was guessed."""
    view = queries.draft_view(draft_id)
    answers: dict[int, Any] = {}
    wanted = request.POST.get("one", "")
    for index, _field, question in view.questions:
        offered = question.choices or (question.guess,)
        chosen = whole(request.POST.get(f"choice.{index}"))
        if "all" in request.POST:
            answers[index] = question.guess
        elif str(index) == wanted:
            answers[index] = offered[chosen] if chosen is not None and chosen < len(offered) else question.guess
    try:
        services.answer_questions(
            draft_id=draft_id, seen=whole(request.POST.get("seen")) or 0, answers=answers, who=request.standing, at=request.at
        )
    except RunutError as error:
        return _page(request, queries.draft_view(draft_id), reasons=error.reasons, status=error.status)
    if request.htmx:
        return _page(request, queries.draft_view(draft_id))
    return redirect(f"{request.path.removesuffix('questions/')}#questions")


def may_draft(who: Standing) -> bool:
    """Whether ``who`` may write an SOP."""
    return not who.reads_only and (who.administrator or bool(who.offices))


def _save(request: Request, draft_id: int) -> HttpResponse:
    sent, act = typed(request.POST), request.POST.get("do", "")
    try:
        if act in {"undo", "redo"}:
            step = services.undo_draft if act == "undo" else services.redo_draft
            saved = Saved(counter=step(draft_id=draft_id, who=request.standing, at=request.at))
        else:
            saved = services.save_draft(
                draft_id=draft_id,
                seen=whole(request.POST.get("seen")) or 0,
                typed=sent.values,
                known=known_wordings(),
                who=request.standing,
                at=request.at,
                then=_then(act, sent),
            )
    except RunutError as error:
        return _refused(request, draft_id, error)
    view = queries.draft_view(draft_id)
    quiet = not (act or saved.others or saved.clashes or sent.mistakes or sent.keys)
    if request.htmx and quiet:
        context = _context(request, view, rows_touched=_rows_of(sent))
        return render(request, "procedures/editor/saved.html", context)
    if not request.htmx and not (saved.clashes or sent.mistakes or saved.others):
        messages.success(request, _("Saved."))
        return redirect(f"{request.path}{_fragment(act)}")
    return _page(request, view, clashes=saved.clashes, typed=sent, others=saved.others)


def _refused(request: Request, draft_id: int, error: RunutError) -> HttpResponse:
    view = queries.draft_view(draft_id)
    if view.row.state != "draft":
        return draft_page(request, view, reasons=error.reasons, status=error.status)
    return _page(request, view, reasons=error.reasons, status=error.status)


def _then(act: str, sent: Typed) -> Callable[[Content], Content] | None:
    """Return what a button of the editor does after saving: ``up:12`` moves the row 12."""
    name, _colon, rest = act.partition(":")
    steps: list[Callable[[Content], Content]] = [
        lambda content, key=key, to=to: editing.rename_deliverable(content, key, to)  # type: ignore[misc]
        for key, to in sent.keys.items()
    ]
    first, dash, second = rest.partition("-")
    row, place = whole(first), whole(second)
    if name in editing.ROW_ACTS and row is not None and not dash:
        steps.append(lambda content: editing.ROW_ACTS[name](content, row))
    elif name == "turn" and row is not None and place is not None:
        steps.append(lambda content: editing.earlier_turn(content, row, place))
    elif name == "add-column":
        steps.append(editing.add_column)
    elif name == "add-row":
        steps.append(editing.add_row)
    if not steps:
        return None

    def then(content: Content) -> Content:
        for step in steps:
            content = step(content)
        return content

    return then


def _fragment(act: str) -> str:
    name, _colon, rest = act.partition(":")
    if name.startswith("column") or name == "add-column":
        return "#columns"
    return f"#row-{rest.split('-')[0]}" if rest else "#end" if name == "add-row" else ""


def _page(request: Request, view: DraftView, *, status: int = 200, **more: Any) -> HttpResponse:
    context = {**_context(request, view), **_told(view, **more)}
    if not request.htmx:
        return render(request, "procedures/editor/page.html", context, status=status)
    response = render(request, "procedures/editor/desk.html", context)
    # htmx draws no answer with the status of an error; what is wrong stands in it.
    response.headers["HX-Retarget"], response.headers["HX-Reswap"] = "#desk", "outerHTML"
    return response


def _context(request: Request, view: DraftView, *, rows_touched: frozenset[int] = frozenset()) -> dict[str, Any]:
    return {
        "desk": desk(view, offices=offices(on=localdate(request.at))),
        "view": view,
        "draft": view.row,
        "parts": words.PARTS.items(),
        "units": words.UNITS.items(),
        "outcomes": [word(one) for one in OUTCOMES],
        "rows_touched": rows_touched,
        "somebody_else": view.row.changed_by_id != request.standing.user_id,
        "clashes": (),
        "mistakes": (),
    }


def _told(view: DraftView, *, clashes: tuple[Clash, ...] = (), typed: Typed | None = None, **more: Any) -> dict[str, Any]:
    mistakes = typed.mistakes if typed else ()
    return {
        "clashes": [told(one, view.content) for one in clashes],
        "mistakes": [(anchor(one.field), field_words(one.field, view.content), one.sentence) for one in mistakes],
        **more,
    }


def _rows_of(sent: Typed) -> frozenset[int]:
    return frozenset(int(name.split(".")[1]) for name in sent.values if name.startswith("row."))
