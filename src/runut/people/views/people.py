"""The people of the office: the list, one person, and what an administrator changes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from django.contrib import messages
from django.http import HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from runut.base.exports import csv_lines, streamed
from runut.core.sentences import reason
from runut.people import history, services
from runut.people.access import Request, access_person, may, permission
from runut.people.forms import PersonForm
from runut.people.queries import Person, Search, changes, holdings, organisation, people_export, people_list, units
from runut.people.views.answers import confirm, fill, number, tabs

STATES = ("active", "inactive", "all")


@permission("signed_in")
@require_safe
def listing(request: Request) -> HttpResponse:
    """Everybody whom the reader may see, with the offices they hold today."""
    search = _asked(request)
    sort = request.GET.get("sort", "name")
    today = organisation().today(request.at)
    page = people_list(who=request.standing, on=today, sort=sort, search=search, cursor=request.GET.get("cursor", ""))
    every = units() if request.standing.sees_all else []
    context = {
        "page": page,
        "tabs": tabs(request.standing, "list"),
        "filters": _filters(search, [(str(one.id), one.name) for one in every]),
        "keep": [("sort", sort)] if "sort" in request.GET else [],
        "asked": search,
        "may_change": may("administrator", request.standing),
        "may_export": may("reader", request.standing),
    }
    return render(request, "people/list.html", context)


@permission("reader")
@require_safe
def export(request: Request) -> StreamingHttpResponse:
    """The list as CSV, with the same search and filters."""
    people = people_export(who=request.standing, search=_asked(request))
    return streamed(_csv(people), f"{_('people')}.csv")


@permission("signed_in")
@require_safe
def show(request: Request, person_id: int) -> HttpResponse:
    """One person: who they are, which offices they hold and held, and for administrators and auditors what was changed."""
    person = access_person(person_id=person_id, who=request.standing)
    audits = may("administration", request.standing)
    page = changes(user_id=person_id, cursor=request.GET.get("cursor", "")) if audits else None
    context = {
        "person": person,
        "holdings": holdings(user_id=person_id),
        "today": organisation().today(request.at),
        "page": page,
        "history": history.lines(page.rows) if page else [],
        "own": person.id == request.standing.user_id,
        "may_change": may("administrator", request.standing),
    }
    return render(request, "people/person.html", context)


@permission("administrator")
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: Request, person_id: int) -> HttpResponse:
    """Change what the office says of a person."""
    person = access_person(person_id=person_id, who=request.standing)
    known = {
        "email": person.email,
        "name": person.name,
        "nip": person.nip,
        "unit": person.unit_id,
        "position": person.position,
        "administrator": person.is_administrator,
        "auditor": person.is_auditor,
    }
    open_units = [one for one in units(active=None) if one.is_active or one.id == person.unit_id]
    form = PersonForm(request.POST or None, initial=known, units=open_units)

    def act() -> str:
        services.change_user(user_id=person_id, who=request.standing, at=request.at, **form.told())
        messages.success(request, _("The account of %(name)s was changed.") % {"name": form.cleaned_data["name"]})
        return reverse("people:person", args=[person_id])

    return fill(request, template="people/edit.html", form=form, act=act, context={"person": person})


@permission("administrator")
@require_http_methods(["GET", "HEAD", "POST"])
def deactivate(request: Request, person_id: int) -> HttpResponse:
    """Let an account rest, after a question."""
    person = access_person(person_id=person_id, who=request.standing)

    def act() -> str:
        services.deactivate_user(user_id=person_id, who=request.standing, at=request.at)
        messages.success(request, _("The account of %(name)s is deactivated.") % {"name": person.name})
        return reverse("people:person", args=[person_id])

    own = [reason("not_yourself")] if person_id == request.standing.user_id else []
    return confirm(
        request,
        act=act,
        against=own if person.is_active else [reason("person_inactive", name=person.name)],
        title=_("Deactivate %(name)s") % {"name": person.name},
        text=_(
            "They are signed out everywhere and cannot sign in any more, their tokens are revoked, and their offices count no more. What they did stays."
        ),
        button=_("Deactivate"),
        danger=True,
        cancel=reverse("people:person", args=[person_id]),
        section=(person.name, reverse("people:person", args=[person_id])),
    )


@permission("administrator")
@require_http_methods(["GET", "HEAD", "POST"])
def reactivate(request: Request, person_id: int) -> HttpResponse:
    """Wake an account, after a question."""
    person = access_person(person_id=person_id, who=request.standing)

    def act() -> str:
        services.reactivate_user(user_id=person_id, who=request.standing, at=request.at)
        messages.success(request, _("The account of %(name)s is active again.") % {"name": person.name})
        return reverse("people:person", args=[person_id])

    return confirm(
        request,
        act=act,
        against=[reason("person_active", name=person.name)] if person.is_active else [],
        title=_("Activate %(name)s again") % {"name": person.name},
        text=_(
            "They can sign in again with their old password, and the offices that have not ended count again. Revoked tokens stay revoked."
        ),
        button=_("Activate"),
        cancel=reverse("people:person", args=[person_id]),
        section=(person.name, reverse("people:person", args=[person_id])),
    )


@permission("administration")
@require_safe
def changed(request: Request) -> HttpResponse:
    """Everything that was changed about people, units and offices, newest first."""
    page = changes(cursor=request.GET.get("cursor", ""))
    return render(
        request, "people/history.html", {"page": page, "history": history.lines(page.rows), "tabs": tabs(request.standing, "history")}
    )


def _asked(request: Request) -> Search:
    state = request.GET.get("state", "active")
    unit_id = number(request.GET.get("unit", ""))
    return Search(q=request.GET.get("q", "").strip()[:200], unit_id=unit_id, state=state if state in STATES else "active")


def _filters(search: Search, units: list[tuple[str, str]]) -> list[dict[str, object]]:
    states = [("active", _("active")), ("inactive", _("deactivated")), ("all", _("all"))]
    filters: list[dict[str, object]] = [{"name": "state", "label": _("State"), "value": search.state, "options": states}]
    if units:
        chosen = str(search.unit_id or "")
        filters.append({"name": "unit", "label": _("Unit"), "value": chosen, "options": [("", _("all units")), *units]})
    return filters


def _csv(people: Iterable[Person]) -> Iterator[bytes]:
    heads = [_("Name"), _("E-mail address"), _("NIP"), _("Unit"), _("Position"), _("State")]
    return csv_lines(heads, ((one.name, one.email, one.nip, one.unit, one.position, _state(one)) for one in people))


def _state(one: Person) -> str:
    return _("active") if one.is_active else _("deactivated")
