"""Naming the development team of a case: one form, whose buttons search, add and drop without recording anything."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import zip_longest

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from runut.base.letters import known, letter_file
from runut.base.numbers import whole
from runut.cases import queries, services
from runut.cases.assignment import assignment_letter
from runut.cases.forms import MemberForm
from runut.cases.queries import CasePage
from runut.cases.views.case import head
from runut.core.errors import Invalid, NotFound, RunutError
from runut.core.sentences import Reason
from runut.people.access import Request, permission
from runut.people.queries import Search, Standing, people_list, standings
from runut.procedures.queries import calendar

_FOUND = 8
_MEMBERS = 60
_DIGITS = 10
_FIELDS = ("user_id", "role", "from_on", "to_on")


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A line of the form, with the name of the person it is about."""

    form: MemberForm
    user_id: int
    name: str
    position: str


@permission("signed_in")
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: Request, case_id: int, key: str = "") -> HttpResponse:
    """Show the team as it would be named; only the button ``save`` names it."""
    case = queries.access_case(case_id=case_id, who=request.standing)
    today = calendar().local(request.at).date()
    forms = _sent(request.POST) if request.method == "POST" else _now(case_id, today)
    if "add" in request.POST and whole(request.POST["add"], digits=_DIGITS) is not None:
        forms.append(_form({"user_id": request.POST["add"][:10], "role": request.POST.get("as", ""), "from_on": str(today), "to_on": ""}))
    if request.POST.get("drop"):
        forms = [one for one in forms if one.data.get("user_id") != request.POST["drop"]]
    known = standings(user_ids=[_user(one) for one in forms], on=today)
    reasons: tuple[Reason, ...] = ()
    status = 200
    if "save" in request.POST:
        try:
            _save(case_id, forms, known, request)
        except RunutError as error:
            reasons, status = error.reasons, error.status
        else:
            messages.success(request, _("The team is named. Its members see the case among their work when it is their turn."))
            return redirect("cases:case", case_id=case_id)
    page = queries.case_page(case=case, who=request.standing, at=request.at)
    return _draw(request, page, _lines(forms, known), reasons, status=status)


@permission("signed_in")
@require_safe
def assignment(request: Request, case_id: int, ending: str) -> HttpResponse:
    """The letter of assignment of the team as it was named last, in the reader's language.

    Raises:
        NotFound: No such case for them, or no team is named.
    """
    known(ending)
    case = queries.access_case(case_id=case_id, who=request.standing)
    named = queries.last_event(case_id=case_id, kind="team")
    if named is None:
        raise NotFound
    page = queries.case_page(case=case, who=request.standing, at=request.at)
    letter = assignment_letter(page, named, queries.team(case_id=case_id))
    name = _("assignment")
    called = f"{name}-{case.number or case.pk}"
    return letter_file(letter, ending=ending, name=called, of=f"assignment {case.pk}", at=named.at, issued_at=request.at)


def _draw(request: Request, page: CasePage, lines: list[Line], reasons: tuple[Reason, ...], *, status: int) -> HttpResponse:
    wanted = request.POST.get("person", request.GET.get("person", ""))[:100]
    searched = bool(wanted.strip()) and page.may_name_team
    on = calendar().local(request.at).date()
    named = {one.user_id for one in lines}
    found = people_list(who=request.standing, on=on, search=Search(q=wanted), size=_FOUND + len(named)).rows if searched else []
    listed = [one.person for one in found if one.person.id not in named][:_FOUND]
    ids = {*named, *(one.id for one in listed)} if page.may_name_team else set()
    busy = queries.loads(user_ids=ids, who=request.standing, on=on, at=request.at, besides=page.case.pk)
    context = {
        **head(page, dates=calendar(), request=request, active="people"),
        "lines": [(one, busy.get(one.user_id, ())) for one in lines],
        "q": wanted,
        "searched": searched,
        "found": [(one, busy.get(one.id, ())) for one in listed],
        "reasons": reasons,
    }
    return render(request, "cases/team.html", context, status=status)


def _save(case_id: int, forms: Sequence[MemberForm], known: Mapping[int, Standing], request: Request) -> None:
    """Name the team as the lines say.

    Raises:
        Invalid: A line makes no sense, or names somebody who has no account.
        NotPermitted, Refused: As `services.name_team`.
    """
    if not all(one.is_valid() for one in forms) or len(forms) > _MEMBERS:
        raise Invalid()
    if any(one.cleaned_data["user_id"] not in known for one in forms):
        raise Invalid(code="person_unknown")
    names = {user_id: one.name for user_id, one in known.items()}
    members = [one.member(names) for one in forms]
    services.name_team(case_id=case_id, members=members, who=request.standing, at=request.at)


def _now(case_id: int, today: date) -> list[MemberForm]:
    return [
        _form({"user_id": str(one.user_id), "role": one.role, "from_on": str(one.from_on), "to_on": str(one.to_on or "")})
        for one in queries.team(case_id=case_id)
        if one.to_on is None or one.to_on >= today
    ]


def _sent(data: QueryDict) -> list[MemberForm]:
    rows = zip_longest(*(data.getlist(name) for name in _FIELDS), fillvalue="")
    return [_form(dict(zip(_FIELDS, (row[0][:10], *row[1:]), strict=True))) for row in list(rows)[: _MEMBERS + 1]]


def _form(data: Mapping[str, str]) -> MemberForm:
    return MemberForm(data, auto_id=f"id_member_{data['user_id']}_%s")


def _lines(forms: Sequence[MemberForm], known: Mapping[int, Standing]) -> list[Line]:
    lines = []
    for form in forms:
        person = known.get(user_id := _user(form))
        if person:
            lines.append(Line(form=form, user_id=user_id, name=person.name, position=person.position or person.unit))
    return lines


def _user(form: MemberForm) -> int:
    """Return the number of the account that a line names; 0, which nobody has, for anything else."""
    return whole(form.data["user_id"], digits=_DIGITS) or 0
