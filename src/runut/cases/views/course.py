"""What moves a case beside the flow, each on a page that shows its consequence before anybody confirms it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from runut.base.sentences import moment
from runut.cases import queries, services
from runut.cases.forms import CourseForm, DeviateForm, ExtendForm, ResumeForm
from runut.cases.queries import CasePage, Consequence
from runut.cases.views.case import head
from runut.core.errors import ConcurrentChange, RunutError
from runut.core.position import Position
from runut.core.sentences import Reason
from runut.people.access import Request, permission
from runut.procedures.queries import calendar

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording:
    """What the page of an act says."""

    title: StrOrPromise
    text: StrOrPromise
    button: StrOrPromise
    icon: str
    danger: bool = False


WORDINGS: Final[Mapping[str, Wording]] = {
    "hold": Wording(
        title=gettext_lazy("Put on hold"),
        text=gettext_lazy(
            "The clock stands still until somebody resumes the case. Nothing can be recorded meanwhile; documents stay as they are."
        ),
        button=gettext_lazy("Put on hold"),
        icon="held",
    ),
    "resume": Wording(
        title=gettext_lazy("Resume"),
        text=gettext_lazy("The clock runs again; the deadline moves by the working days that were held."),
        button=gettext_lazy("Resume"),
        icon="resume",
    ),
    "extend": Wording(
        title=gettext_lazy("Extend the deadline"),
        text=gettext_lazy(
            "The deadline of the activity that runs now moves by working days. Who reads the report sees it with your reason."
        ),
        button=gettext_lazy("Extend the deadline"),
        icon="extension",
    ),
    "deviate": Wording(
        title=gettext_lazy("Move to another activity"),
        text=gettext_lazy(
            "This goes against the flow of the SOP. It is recorded as a deviation, with your name and reason, and stands in the report."
        ),
        button=gettext_lazy("Move the case"),
        icon="deviation",
        danger=True,
    ),
    "cancel": Wording(
        title=gettext_lazy("Cancel the case"),
        text=gettext_lazy("The case ends here for good. Everything filed and recorded stays readable; nothing can be added."),
        button=gettext_lazy("Cancel the case"),
        icon="cancelled",
        danger=True,
    ),
}


def _act_view(act: str) -> Callable[..., HttpResponseBase]:
    @permission("signed_in")
    @require_http_methods(["GET", "HEAD", "POST"])
    def view(request: Request, case_id: int) -> HttpResponse:
        case = queries.access_case(case_id=case_id, who=request.standing)
        page = queries.case_page(case=case, who=request.standing, at=request.at)
        form = _form(act, page, request)
        if request.method != "POST" or "preview" in request.POST:
            return _draw(request, act, page, form, status=200)
        if not form.is_valid():
            return _draw(request, act, page, form, status=422)
        if request.POST.get("shown") != _shown(form) and act in {"extend", "deviate"}:
            return _draw(request, act, page, form, status=200)
        try:
            position = _do(act, case_id, form, request)
        except RunutError as error:
            fresh = queries.access_page(case_id=case_id, who=request.standing, at=request.at)
            faster = isinstance(error, ConcurrentChange)
            return _draw(request, act, fresh, form, status=error.status, refused=error.reasons, faster=faster)
        messages.success(request, _happened(act, position, page))
        return redirect("cases:case", case_id=case_id)

    return view


hold = _act_view("hold")
resume = _act_view("resume")
extend = _act_view("extend")
deviate = _act_view("deviate")
cancel = _act_view("cancel")


def _form(act: str, page: CasePage, request: Request) -> CourseForm:
    data = request.POST if request.method == "POST" else None
    initial = {"events": page.case.events}
    if act == "extend":
        return ExtendForm(data, initial=initial)
    if act == "resume":
        return ResumeForm(data, initial=initial)
    if act == "deviate":
        now = page.position.item.activity if page.position.item else 0
        others = [(one.number, f"{one.number}. {one.text}") for one in page.procedure.activities if one.number != now]
        return DeviateForm(data, initial=initial, activities=others)
    return CourseForm(data, initial=initial)


def _shown(form: CourseForm) -> str:
    """Return what the consequence depends on; a confirmation counts only for the consequence that was shown."""
    return str(form.cleaned_data.get("days") or form.cleaned_data.get("target") or "")


def _draw(
    request: Request,
    act: str,
    page: CasePage,
    form: CourseForm,
    *,
    status: int,
    refused: tuple[Reason, ...] = (),
    faster: bool = False,
) -> HttpResponse:
    after, shown = _consequence(act, page, form, request)
    context: dict[str, Any] = {
        **head(page, dates=calendar(), request=request, active="case"),
        "act": act,
        "wording": WORDINGS[act],
        "form": form,
        "against": page.course[act],
        "consequence": after,
        "shown": shown,
        "asks_first": act in {"extend", "deviate"},
        "refused": refused,
        "faster": faster,
        "typed": {"texts": [one for one in [form.data.get("why", "")] if one.strip()]},
        # Of what stands now, not of what the sent form still says.
        "events": page.case.events,
    }
    return render(request, "cases/course.html", context, status=status)


def _consequence(act: str, page: CasePage, form: CourseForm, request: Request) -> tuple[Consequence | None, str]:
    """Return what would follow with what is typed so far, and for which value it was computed."""
    if page.course[act]:
        return None, ""
    if act not in {"extend", "deviate"}:
        return queries.consequence(act, page=page, at=request.at), ""
    if not form.is_bound:
        return (queries.consequence(act, page=page, at=request.at, days=1), "1") if act == "extend" else (None, "")
    form.is_valid()
    days, target = form.cleaned_data.get("days") or 0, form.cleaned_data.get("target") or 0
    if not (days or target):
        return None, ""
    return queries.consequence(act, page=page, at=request.at, days=days, target=target), str(days or target)


def _do(act: str, case_id: int, form: CourseForm, request: Request) -> Position:
    who, at, clean = request.standing, request.at, form.cleaned_data
    events = clean.get("events")
    if act == "hold":
        return services.hold(case_id=case_id, why=clean["why"], who=who, at=at, events=events)
    if act == "resume":
        return services.resume(case_id=case_id, note=clean["why"], who=who, at=at, events=events)
    if act == "extend":
        return services.extend(case_id=case_id, days=clean["days"], why=clean["why"], who=who, at=at, events=events)
    if act == "deviate":
        return services.deviate(case_id=case_id, target=clean["target"], why=clean["why"], who=who, at=at, events=events)
    return services.cancel(case_id=case_id, why=clean["why"], who=who, at=at, events=events)


def _happened(act: str, position: Position, page: CasePage) -> str:
    item = position.item
    due = moment(item.due_at) if item and item.due_at else ""
    if act == "hold":
        return _("The case is on hold. Its clock stands still until it is resumed.")
    if act == "cancel" or item is None:
        return _("The case is cancelled.")
    params = {"activity": item.activity, "performer": position.performer(page.procedure).name, "due": due}
    if act == "deviate":
        said = _("The case now stands at activity %(activity)s and waits for %(performer)s.") % params
        return f"{said} {_('Due %(due)s.') % params}" if due else said
    if not due:
        return _("The case runs again.")
    return (_("The case runs again; it is due %(due)s.") if act == "resume" else _("The deadline is now %(due)s.")) % params
