"""The checklist of security functions: how far it is, and one function to answer."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from runut.core.errors import NotFound, RunutError
from runut.documents.queries import papers_of
from runut.people.access import Request, permission
from runut.testing import queries, services
from runut.testing.access import access_findings
from runut.testing.forms import ItemForm
from runut.testing.queries.security import Answered
from runut.testing.security import FUNCTIONS
from runut.testing.views.uat import context_of


@permission("signed_in")
@require_safe
def checklist(request: Request, case_id: int) -> HttpResponse:
    """The thirteen functions, and how far each is answered."""
    place = access_findings(case_id=case_id, who=request.standing, at=request.at)
    whole, functions = queries.security_progress(queries.security_answers(case_id))
    context = context_of(place) | {"whole": whole, "functions": functions, "against": place.against_adding}
    return render(request, "testing/security.html", context)


@permission("signed_in")
@require_http_methods(["GET", "HEAD", "POST"])
def function(request: Request, case_id: int, letter: str) -> HttpResponse:
    """One function: its items, each with an answer and its evidence."""
    place = access_findings(case_id=case_id, who=request.standing, at=request.at)
    one = next((each for each in FUNCTIONS if each.letter == letter), None)
    if one is None:
        raise NotFound
    answers = queries.security_answers(case_id)
    papers = {paper.current.id: paper.title for paper in papers_of(case_id) if paper.removed_at is None}
    data = request.POST if request.method == "POST" else None
    lines = [(item, _form(item.key, answers.get(item.key), papers, data), answers.get(item.key)) for item in one.items]
    following = next((each for each in FUNCTIONS if each.number == one.number + 1), None)
    context: dict[str, Any] = context_of(place) | {"function": one, "lines": lines, "next": following, "against": place.against_adding}
    if request.method != "POST":
        return render(request, "testing/security_function.html", context)
    valid = [form.is_valid() for _item, form, _answer in lines]  # every one tells its own faults
    if not all(valid):
        return render(request, "testing/security_function.html", context, status=422)
    said = {
        item.key: services.Said(**form.cleaned_data | {"evidence": int(form.cleaned_data["evidence"])})
        for item, form, _answer in lines
        if form.cleaned_data["answer"]
    }
    try:
        fresh = services.answer_security(case_id=case_id, said=said, who=place.who, at=place.at)
    except RunutError as refused:
        return render(request, "testing/security_function.html", context | {"reasons": refused.reasons}, status=refused.status)
    messages.success(request, ngettext("%(n)s answer is recorded.", "%(n)s answers are recorded.", fresh) % {"n": fresh})
    return redirect("testing:security", case_id)


def _form(key: str, now: Answered | None, papers: dict[int, str], data: Any) -> ItemForm:
    choices = dict(papers)
    if now and now.evidence_id and now.evidence_id not in choices:  # an older version, or a paper that was taken out
        choices[now.evidence_id] = _("the version that was chosen")
    initial = {"answer": now.answer, "reason": now.reason, "evidence": now.evidence_id} if now else None
    return ItemForm(data, prefix=f"i{key}", initial=initial, papers=list(choices.items()))
