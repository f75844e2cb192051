"""The presentations of a case: planned, invited to, shown; their letter and calendar file."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from runut.base.exports import streamed
from runut.base.letters import known, letter_file
from runut.base.numbers import whole
from runut.cases.queries import CasePage, access_case, access_page, everybody, similar_cases
from runut.core.errors import RunutError
from runut.core.sentences import Reason
from runut.people.access import Request, permission
from runut.people.queries import organisation, units
from runut.reviews import papers, services
from runut.reviews.forms import PlanForm
from runut.reviews.queries import (
    Meeting,
    against_hosting,
    home_of,
    meeting,
    meeting_of,
    meetings,
    minutes_of,
    presented,
    round_of,
)
from runut.reviews.queries.presentations import KEYS
from runut.reviews.services import Planned
from runut.reviews.words import titles


@permission("signed_in")
@require_safe
def listing(request: Request, case_id: int) -> HttpResponse:
    """Every presentation of the case, and what can be planned now."""
    page = access_page(case_id=case_id, who=request.standing, at=request.at)
    known = meetings(case_id=case_id)
    homes = [(key, home_of(page, key)) for key in KEYS if page.procedure.maker(key)]
    planned = {(one.key, one.round) for one in known}
    ways = [
        {"key": key, "title": titles()[key], "activity": home, "round": round_of(page, home), "against": against_hosting(page, home)}
        for key, home in homes
        if page.activity is not None and page.activity.number <= home.number and (key, round_of(page, home)) not in planned
    ]
    shown = [{"meeting": one, "title": titles()[one.key], "open": one.is_open(request.at)} for one in known]
    return render(request, "reviews/presentations.html", {"page": page, "case": page.case, "presentations": shown, "ways": ways})


@permission("signed_in")
@require_safe
def show(request: Request, case_id: int, presentation_id: int) -> HttpResponse:
    """One presentation: when and where, who is invited, what is shown, who attended."""
    page = access_page(case_id=case_id, who=request.standing, at=request.at)
    found = meeting(case_id=case_id, presentation_id=presentation_id)
    home, minutes = home_of(page, found.key), minutes_of(found)
    context = {
        "meeting": found,
        "title": titles()[found.key],
        "hours": papers.hours(found),
        "activity": home,
        "material": presented(page, home, minutes),
        "against": against_hosting(page, home),
        "open": found.is_open(request.at),
        "minutes": minutes,
        "here": page.activity is not None and page.activity.number == home.number,
    }
    return render(request, "reviews/presentation.html", {"page": page, "case": page.case, **context})


@permission("signed_in")
@require_http_methods(["GET", "HEAD", "POST"])
def plan(request: Request, case_id: int, key: str) -> HttpResponse:
    """Plan the presentation of the round that is open or comes next; when it is planned already, change it."""
    page = access_page(case_id=case_id, who=request.standing, at=request.at)
    home = home_of(page, key)
    known = meeting_of(case_id=case_id, key=key, round_=round_of(page, home))
    return _planning(request, page, key, known)


@permission("signed_in")
@require_http_methods(["GET", "HEAD", "POST"])
def change(request: Request, case_id: int, presentation_id: int) -> HttpResponse:
    """Change what was planned."""
    found = meeting(case_id=access_case(case_id=case_id, who=request.standing).pk, presentation_id=presentation_id)
    return _planning(request, access_page(case_id=case_id, who=request.standing, at=request.at), found.key, found)


@permission("signed_in")
@require_safe
def letter(request: Request, case_id: int, presentation_id: int, ending: str) -> HttpResponse:
    """The invitation in the reader's language."""
    known(ending)
    page = access_page(case_id=case_id, who=request.standing, at=request.at)
    found = meeting(case_id=case_id, presentation_id=presentation_id)
    shown = presented(page, home_of(page, found.key), minutes_of(found))
    made = papers.invitation(found, title=titles()[found.key], number=page.case.number or "", shown=shown)
    return letter_file(
        made, ending=ending, name=_name(_("invitation"), found), of=f"invitation {found.id}", at=found.changed_at, issued_at=request.at
    )


@permission("signed_in")
@require_safe
def attendance_list(request: Request, case_id: int, presentation_id: int, ending: str) -> HttpResponse:
    """The attendance list as it is now, in the reader's language: to sign on paper before, as proof after."""
    known(ending)
    page = access_page(case_id=case_id, who=request.standing, at=request.at)
    found = meeting(case_id=case_id, presentation_id=presentation_id)
    made = papers.attendance(found, title=titles()[found.key], number=page.case.number or "")
    at = max([found.changed_at, *(one.at for one in found.attendees)])
    return letter_file(made, ending=ending, name=_name(_("attendance"), found), of=f"attendance {found.id}", at=at, issued_at=request.at)


@permission("signed_in")
@require_safe
def calendar_file(request: Request, case_id: int, presentation_id: int) -> StreamingHttpResponse:
    """The presentation as an iCalendar file."""
    access_case(case_id=case_id, who=request.standing)
    found = meeting(case_id=case_id, presentation_id=presentation_id)
    return streamed(papers.calendar_entry(found, title=titles()[found.key]), f"{_name(_('presentation'), found)}.ics")


def _planning(request: Request, page: CasePage, key: str, known: Meeting | None) -> HttpResponse:
    home = home_of(page, key)
    context: dict[str, Any] = {"page": page, "case": page.case, "meeting": known, "title": titles()[key], "activity": home}
    context |= {"against": against_hosting(page, home), "reasons": ()}
    if request.method != "POST" or "search" in request.POST:
        typed = request.POST if request.method == "POST" else None
        form = _form(request, page, key, known, initial=_typed(typed) if typed is not None else None)
        return render(request, "reviews/plan.html", context | {"form": form, "searched": typed is not None})
    form = _form(request, page, key, known, data=True)
    if not form.is_valid():
        return render(request, "reviews/plan.html", context | {"form": form}, status=422)
    try:
        planned = _planned(form, page, known, request)
        if known is None:
            number = services.plan_presentation(case_id=page.case.pk, key=key, planned=planned, who=request.standing, at=request.at)
        else:
            number, saw = known.id, whole(request.POST.get("sequence"))
            services.change_presentation(
                case_id=page.case.pk,
                presentation_id=number,
                planned=planned,
                saw=-1 if saw is None else saw,
                who=request.standing,
                at=request.at,
            )
    except RunutError as refused:
        reasons: tuple[Reason, ...] = tuple(refused.reasons)
        return render(request, "reviews/plan.html", context | {"form": form, "reasons": reasons}, status=refused.status)
    messages.success(request, _("The presentation is planned: the invitation and the calendar file are ready."))
    return redirect("reviews:presentation", page.case.pk, number)


def _form(
    request: Request, page: CasePage, key: str, known: Meeting | None, *, data: bool = False, initial: dict[str, Any] | None = None
) -> PlanForm:
    """Return the form with everybody who can be invited and the applications that its words find."""
    home = home_of(page, key)
    words = (request.POST.get("words") or "").strip()[:100]
    rows = similar_cases(case=page.case, who=request.standing, at=request.at, words=words, most=10)
    similar = {str(one["id"]): f"{one['number']} {one['title']} ({one['unit']})" for one in (known.similar if known else ())}
    similar |= {str(row.id): f"{row.number} {row.title} ({row.unit})" for row in rows}
    behind = everybody(case=page.case, procedure=page.procedure, on=organisation().today(request.at))
    people = {str(one.user_id): one.name for those in behind.values() for one in those}
    people |= {str(number): name for number, name in (known.chosen.get("people", ()) if known else ())}
    choices: dict[str, Any] = {
        "performers": [(one.key, one.name) for one in page.procedure.performers],
        "people": sorted(people.items(), key=lambda pair: pair[1]),
        "units": [(str(one.id), one.name) for one in units()],
        "similar": list(similar.items()),
    }
    if data:
        return PlanForm(request.POST, **choices)
    return PlanForm(initial=initial or _initial(known, [one.key for one in home.performers]), **choices)


def _initial(known: Meeting | None, performers: list[str]) -> dict[str, Any]:
    if known is None:
        return {
            "performers": performers,
            "agenda": "\n".join([_("Opening"), _("What is presented"), _("Questions and answers"), _("Closing")]),
        }
    chosen = {kind: [str(one) for one, _name in known.chosen.get(kind, ())] for kind in ("performers", "people", "units")}
    plain = {name: getattr(known, name) for name in ("held_on", "began_at", "ended_at", "place", "link", "agenda", "letter_number")}
    return plain | chosen | {"others": "\n".join(known.invited.others), "similar": [str(one["id"]) for one in known.similar]}


def _typed(data: Any) -> dict[str, Any]:
    several = ("performers", "people", "units", "similar")
    return {name: data.getlist(name) if name in several else data.get(name, "") for name in PlanForm.base_fields}


def _planned(form: PlanForm, page: CasePage, known: Meeting | None, request: Request) -> Planned:
    clean = form.cleaned_data
    rows = similar_cases(case=page.case, who=request.standing, at=request.at, words=clean["words"].strip(), most=10)
    found = {str(one["id"]): dict(one) for one in (known.similar if known else ())}
    found |= {str(row.id): {"id": row.id, "number": row.number, "title": row.title, "unit": row.unit} for row in rows}
    return Planned(
        **{name: clean[name] for name in ("held_on", "began_at", "ended_at", "place", "link", "agenda", "letter_number")},
        invited={
            **{kind: form.named(kind) for kind in ("performers", "units", "people")},
            "others": [line.strip()[:200] for line in clean["others"].splitlines() if line.strip()],
        },
        similar=[found[one] for one, _label in form.named("similar") if one in found],
    )


def _name(word: str, found: Meeting) -> str:
    return f"{word.lower()}-{found.held_on:%Y-%m-%d}"
