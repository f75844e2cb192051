"""The page on which members prepare a response together, and the response on paper."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from runut.base.letters import known, letter_file
from runut.base.numbers import whole
from runut.cases.queries import CasePage, access_case, case_page, decisions, remarks
from runut.cases.things import since
from runut.core.errors import Invalid, NotFound, RunutError
from runut.core.sentences import Reason
from runut.documents.forms.values import typed
from runut.documents.queries import papers_of
from runut.people.access import Request, permission
from runut.reviews import services
from runut.reviews.forms import DraftForm, ViewForm
from runut.reviews.queries import (
    against_drafting,
    against_viewing,
    changes_since,
    drafted_for,
    material_hashes,
    proposed_for,
    responding,
)
from runut.reviews.response_paper import response_letter
from runut.reviews.views.drafting import Desk, desk


@permission("signed_in")
@require_http_methods(["GET", "HEAD", "POST"])
def response(request: Request, case_id: int) -> HttpResponse:
    """What stands before the decision: material, answers of the last round, drafted remarks, views. POST adds to it.

    ``about`` names what a remark is begun on (kind:key); the button ``look`` shows its picture and records nothing.
    """
    case = access_case(case_id=case_id, who=request.standing)
    if request.method != "POST" or "look" in request.POST:
        page = case_page(case=case, who=request.standing, at=request.at)
        sent = typed(DraftForm, request.POST) if request.method == "POST" else {"thing": request.GET.get("about", "")[:300]}
        return _draw(request, page, drafting=desk(case_id, typed=sent) if responding(page) else None)
    forms: dict[str, Any] = {}
    try:
        said = _do(request, case_id, forms)
    except RunutError as refused:
        page = case_page(case=case, who=request.standing, at=request.at)
        return _draw(request, page, reasons=refused.reasons, status=refused.status, **forms)
    if not said:
        return _draw(request, case_page(case=case, who=request.standing, at=request.at), status=422, **forms)
    messages.success(request, said)
    return redirect("reviews:response", case_id)


@permission("signed_in")
@require_safe
def paper(request: Request, case_id: int, number: int, language: str, ending: str) -> HttpResponse:
    """The response in one of the two languages; ``number`` is that of the event of its decision."""
    known(ending)
    case = access_case(case_id=case_id, who=request.standing)
    found = next((one for one in decisions(case_id=case_id) if one.event.number == number), None)
    if found is None or language not in {"id", "en"}:
        raise NotFound
    page = case_page(case=case, who=request.standing, at=request.at)
    with translation.override(language):
        made = response_letter(page, found)
        name = _("response")
    called = f"{name.lower()}-{case.number or case.pk}-{found.event.round}.{language}"
    return letter_file(made, ending=ending, name=called, of=f"response {case_id} {number}", at=found.event.at, issued_at=request.at)


def _do(request: Request, case_id: int, forms: dict[str, Any]) -> str:
    """Do what the pressed button asks and say so; empty: a form is not right, and stands in ``forms``."""
    asked: dict[str, Any] = {"case_id": case_id, "who": request.standing, "at": request.at}
    acts: dict[str, Callable[[], str]] = {
        "draft": lambda: _draft(request, asked, forms),
        "propose": lambda: _propose(request, asked),
        "take_back": lambda: _take_back(request, asked),
        "read": lambda: _read(request, asked),
        "give": lambda: _give(request, asked, forms),
        "close": lambda: _judge(request, asked, closed=True),
        "reopen": lambda: _judge(request, asked, closed=False),
    }
    act = next((acts[one] for one in acts if one in request.POST), None)
    if act is None:
        raise Invalid
    return act()


def _draft(request: Request, asked: dict[str, Any], forms: dict[str, Any]) -> str:
    forms["drafting"] = desk(asked["case_id"], data=request.POST)
    form = forms["drafting"].form
    if not form.is_valid():
        return ""
    clean = form.cleaned_data
    services.draft_remark(**asked, text=clean["text"], must=clean["weight"] == "must", thing=clean["thing"], place=clean.get("place", ""))
    return _("The remark is drafted; the decision takes it with it.")


def _propose(request: Request, asked: dict[str, Any]) -> str:
    count = services.draft_proposals(**asked, keys=frozenset(request.POST.getlist("proposal")))
    return ngettext("%(n)s remark is drafted.", "%(n)s remarks are drafted.", count) % {"n": count}


def _take_back(request: Request, asked: dict[str, Any]) -> str:
    services.take_back_remark(**asked, draft_id=whole(request.POST["take_back"]) or 0)
    return _("The remark is taken back.")


def _read(request: Request, asked: dict[str, Any]) -> str:
    services.confirm_reading(**asked, seen=frozenset(request.POST.getlist("seen")))
    return _("You have confirmed that you read the material.")


def _give(request: Request, asked: dict[str, Any], forms: dict[str, Any]) -> str:
    form = ViewForm(request.POST)
    forms["viewing"] = form
    if not form.is_valid():
        return ""
    services.give_view(**asked, view=form.cleaned_data["view"], why=form.cleaned_data["reason"])
    return _("Your view is recorded.")


def _judge(request: Request, asked: dict[str, Any], *, closed: bool) -> str:
    number = whole(request.POST["close" if closed else "reopen"]) or 0
    services.judge_answer(**asked, number=number, closed=closed, why=request.POST.get(f"why-{number}", ""))
    done = _("Remark %(number)s is closed.") if closed else _("Remark %(number)s is reopened; the decision sends it back.")
    return done % {"number": number}


def _draw(
    request: Request,
    page: CasePage,
    *,
    reasons: tuple[Reason, ...] | Any = (),
    drafting: Desk | None = None,
    viewing: ViewForm | None = None,
    status: int = 200,
) -> HttpResponse:
    context: dict[str, Any] = {"page": page, "case": page.case, "activity": responding(page), "reasons": reasons}
    if context["activity"] is not None:
        context |= _content(request, page, drafting, viewing)
    return render(request, "reviews/responding.html", context, status=status)


def _content(request: Request, page: CasePage, drafting: Desk | None, viewing: ViewForm | None) -> dict[str, Any]:
    found, mine = drafted_for(page), request.standing.user_id
    own = next((one for one in found.opinions if one.user_id == mine), None)
    material = material_hashes(page)
    wanted = [item.key for item in page.items if item.role == "requirement"]
    papers = [one.current for one in papers_of(page.case.pk) if one.removed_at is None and one.key in wanted]
    against_view = against_viewing(page, found, mine)
    closed = against_drafting(page, view=True)
    return {
        "found": found,
        "own": own,
        "attended": mine in found.attended,
        "knows": found.knows(mine, material),
        "material": sorted(papers, key=lambda one: wanted.index(one.key)),
        "seen": sorted(material),
        "changes": changes_since(page),
        "answered": _answered(page, found.verdicts),
        "drafts": [(one, one.author_id == mine or not closed) for one in found.remarks],
        "proposed": proposed_for(page, found),
        "desk": drafting or desk(page.case.pk),
        "viewing": viewing or ViewForm(initial={"view": own.view, "reason": own.reason} if own and own.view else None),
        "against_draft": against_drafting(page),
        "against_view": against_view,
        "closed": closed,
        "unread": [one.code for one in against_view] == ["material_unread"],
        "given": ngettext("%(n)s view given", "%(n)s views given", len(found.views)) % {"n": len(found.views)},
    }


def _answered(page: CasePage, verdicts: Any) -> list[tuple[Any, Any, Any]]:
    """Return the remarks whose answers are to be judged, each with its verdict and what became of what it is about."""
    if not page.position.remarks:
        return []
    rows = [one for one in remarks(case_id=page.case.pk) if one.answered_at and not one.closed_at]
    became = since(page.case.pk, [(one.about, one.raised_at) for one in rows])
    return [(one, verdicts.get(one.number), each) for one, each in zip(rows, became, strict=True)]
