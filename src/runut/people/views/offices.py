"""The offices of the SOP: who holds each now, who did before, appointments and their ends."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from runut.core.sentences import reason
from runut.people import history, services
from runut.people.access import Request, access_office, may, permission
from runut.people.forms import AppointForm, EndForm
from runut.people.queries import candidates, changes, holding, holdings, offices, organisation
from runut.people.views.answers import confirm, fill, tabs


@permission("signed_in")
@require_safe
def listing(request: Request) -> HttpResponse:
    """Every office with who holds it today."""
    today = organisation().today(request.at)
    context = {
        "offices": offices(on=today),
        "today": today,
        "tabs": tabs(request.standing, "offices"),
        "may_change": may("administrator", request.standing),
    }
    return render(request, "people/offices.html", context)


@permission("signed_in")
@require_safe
def show(request: Request, office_id: int) -> HttpResponse:
    """One office: everybody who holds or held it, and for administrators and auditors who appointed them."""
    office = access_office(office_id=office_id, who=request.standing)
    audits = may("administration", request.standing)
    page = changes(office_id=office_id, cursor=request.GET.get("cursor", "")) if audits else None
    context = {
        "office": office,
        "holdings": holdings(office_id=office_id),
        "today": organisation().today(request.at),
        "page": page,
        "history": history.lines(page.rows) if page else [],
        "may_change": may("administrator", request.standing),
    }
    return render(request, "people/office.html", context)


@permission("administrator")
@require_http_methods(["GET", "HEAD", "POST"])
def appoint(request: Request, office_id: int) -> HttpResponse:
    """Give an office to a person."""
    office = access_office(office_id=office_id, who=request.standing)
    form = AppointForm(request.POST or None, people=candidates(), initial={"from_on": organisation().today(request.at)})

    def act() -> str:
        services.appoint(office_id=office_id, who=request.standing, at=request.at, **form.told())
        messages.success(request, _("The appointment is recorded."))
        return reverse("people:office", args=[office_id])

    return fill(request, template="people/appoint.html", form=form, act=act, context={"office": office})


@permission("administrator")
@require_http_methods(["GET", "HEAD", "POST"])
def end(request: Request, holding_id: int) -> HttpResponse:
    """Say when a holding ends."""
    held = holding(holding_id)
    today = organisation().today(request.at)
    form = EndForm(request.POST or None, today=today)

    def act() -> str:
        services.end_holding(holding_id=holding_id, to_on=form.cleaned_data["to_on"], who=request.standing, at=request.at)
        messages.success(request, _("The end is recorded."))
        return reverse("people:office", args=[held.office_id])

    against = [reason("holding_ended", day=held.to_on)] if held.to_on and held.to_on < today else []
    return fill(request, template="people/end.html", form=form, act=act, context={"held": held, "against": against})


@permission("administrator")
@require_http_methods(["GET", "HEAD", "POST"])
def withdraw(request: Request, holding_id: int) -> HttpResponse:
    """Take back an appointment that has not begun, after a question."""
    held, today = holding(holding_id), organisation().today(request.at)

    def act() -> str:
        services.withdraw_holding(holding_id=holding_id, today=today, who=request.standing, at=request.at)
        messages.success(request, _("The appointment is withdrawn."))
        return reverse("people:office", args=[held.office_id])

    return confirm(
        request,
        act=act,
        against=[reason("holding_begun")] if held.from_on <= today else [],
        title=_("Withdraw the appointment of %(name)s") % {"name": held.name},
        text=_("It has not begun, so nothing rests on it. The history keeps that it was made and withdrawn."),
        button=_("Withdraw"),
        danger=True,
        cancel=reverse("people:office", args=[held.office_id]),
        section=(held.office, reverse("people:office", args=[held.office_id])),
    )
