"""What the performer whose turn it is sends: the record of a turn, a decision, the answer to a remark.

A refusal comes back on the same page with everything typed still in it.
"""

from __future__ import annotations

from dataclasses import replace

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from runut.base.numbers import whole
from runut.base.sentences import moment, word
from runut.cases import queries, services
from runut.cases.forms import REMARKS, AnswerForm, turn_sent
from runut.cases.services import Turn
from runut.cases.views.case import Typed, draw
from runut.core.errors import ConcurrentChange, RunutError
from runut.core.position import Position
from runut.core.procedure import Procedure
from runut.core.sentences import reason
from runut.people.access import Request, permission


@permission("signed_in")
@require_http_methods(["GET", "HEAD", "POST"])
def record(request: Request, case_id: int) -> HttpResponse:
    """Record the turn, or decide; ``add`` only adds a line for another remark and records nothing."""
    procedure = queries.access_procedure(case_id=case_id, who=request.standing)
    if request.method != "POST":
        return redirect("cases:case", case_id=case_id)
    typed = Typed(
        outcome=request.POST.get("outcome", ""),
        reason=request.POST.get("reason", ""),
        note=request.POST.get("note", ""),
        remarks=request.POST.getlist("remark"),
        weights=request.POST.getlist("weight"),
    )
    if "add" in request.POST:
        more = [""] if request.POST["add"] == "remark" else []
        return draw(request, case_id, replace(typed, remarks=[*typed.remarks, *more], added=bool(more)))
    try:
        act, saw = turn_sent(request.POST)
        position = services.certify(case_id=case_id, act=act, who=request.standing, at=request.at, saw=saw)
    except RunutError as error:
        return _refused(request, case_id, typed, error)
    messages.success(request, _happened(procedure, position, saw, act.outcome))
    # The case's page is where the form stands; to look its name up would take a twentieth of the whole request.
    return HttpResponseRedirect(request.path.removesuffix("record/"))


@permission("signed_in")
@require_http_methods(["GET", "HEAD", "POST"])
def answers(request: Request, case_id: int) -> HttpResponse:
    """Answer remarks of earlier decisions: every one beside which something was written."""
    queries.access_procedure(case_id=case_id, who=request.standing)
    if request.method != "POST":
        return redirect(f"{reverse('cases:case', args=[case_id])}#remarks")
    forms = {number: AnswerForm(number, request.POST) for number in _numbers(request.POST)}
    written = {number: form for number, form in forms.items() if form.typed}
    if not written:
        return draw(request, case_id, Typed(forms=forms, refused=(reason("answer_missing"),)), status=409)
    if not all(form.is_valid() for form in written.values()):
        return draw(request, case_id, Typed(forms=forms), status=422)
    left, done = 0, []
    try:
        for number, form in written.items():
            clean = form.cleaned_data
            position = services.answer_remark(
                case_id=case_id, number=number, text=clean["text"], change=clean["change"], who=request.standing, at=request.at
            )
            left = len(position.open_remarks)
            done.append(str(number))
    except RunutError as error:
        if done:
            messages.success(request, _answered(done, left))
        return _refused(request, case_id, Typed(forms={number: form for number, form in forms.items() if str(number) not in done}), error)
    messages.success(request, _answered(done, left))
    return redirect(f"{reverse('cases:case', args=[case_id])}#{'remarks' if left else 'turn'}")


def _numbers(data: QueryDict) -> list[int]:
    numbers = (whole(one, digits=6) for one in data.getlist("number")[:REMARKS])
    return sorted({one for one in numbers if one is not None})


def _answered(done: list[str], left: int) -> str:
    said = ngettext("Remark %(numbers)s is answered.", "Remarks %(numbers)s are answered.", len(done)) % {"numbers": ", ".join(done)}
    more = (
        ngettext("%(n)s remark is still open.", "%(n)s remarks are still open.", left) % {"n": left}
        if left
        else _("None is open any more.")
    )
    return f"{said} {more}"


def _happened(procedure: Procedure, position: Position, saw: Turn, chosen: str) -> str:
    """Say what was recorded and who is next."""
    done = _("Decided: %(outcome)s.") % {"outcome": word(chosen)} if chosen else _("Recorded.")
    item = position.item
    if item is None:
        ended = {"completed": _("The case is complete."), "refused": _("The request is refused and the case has ended.")}
        return f"{done} {ended[position.status.value]}"
    params = {"activity": item.activity, "performer": position.performer(procedure).name, "round": item.round}
    if (item.activity, item.round) == (saw.activity, saw.round):
        return f"{done} " + _("Next in activity %(activity)s: %(performer)s.") % params
    due = _(", by %(due)s") % {"due": moment(item.due_at)} if item.due_at else ""
    if item.round > 1:
        return f"{done} " + _("Activity %(activity)s follows, round %(round)s: %(performer)s%(due)s.") % (params | {"due": due})
    return f"{done} " + _("Activity %(activity)s follows: %(performer)s%(due)s.") % (params | {"due": due})


def _refused(request: Request, case_id: int, typed: Typed, error: RunutError) -> HttpResponse:
    refused = replace(typed, refused=error.reasons, faster=isinstance(error, ConcurrentChange))
    return draw(request, case_id, refused, status=error.status)
