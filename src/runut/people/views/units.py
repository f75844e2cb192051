"""The units of the government."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from runut.core.sentences import reason
from runut.people import services
from runut.people.access import Request, access_unit, may, permission
from runut.people.forms import UnitForm
from runut.people.queries import units
from runut.people.views.answers import confirm, fill, tabs


@permission("signed_in")
@require_safe
def listing(request: Request) -> HttpResponse:
    """Every unit with what it belongs to; closed ones for those who see everything."""
    every = units(active=None if request.standing.sees_all else True)
    context = {"units": every, "tabs": tabs(request.standing, "units"), "may_change": may("administrator", request.standing)}
    return render(request, "people/units.html", context)


@permission("administrator")
@require_http_methods(["GET", "HEAD", "POST"])
def add(request: Request) -> HttpResponse:
    """Make a unit."""
    form = UnitForm(request.POST or None, units=units())

    def act() -> str:
        said = form.cleaned_data
        services.create_unit(name=said["name"], code=said["code"], parent_id=said["parent"], who=request.standing, at=request.at)
        messages.success(request, _("%(unit)s was added.") % {"unit": said["name"]})
        return reverse("people:units")

    return fill(request, template="people/unit_form.html", form=form, act=act)


@permission("administrator")
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: Request, unit_id: int) -> HttpResponse:
    """Give a unit another name, code or place."""
    unit = access_unit(unit_id=unit_id, who=request.standing)
    above = [one for one in units(active=None) if one.id != unit_id and (one.is_active or one.id == unit.parent_id)]
    form = UnitForm(request.POST or None, initial={"name": unit.name, "code": unit.code, "parent": unit.parent_id}, units=above)

    def act() -> str:
        said = form.cleaned_data
        services.change_unit(
            unit_id=unit_id, name=said["name"], code=said["code"], parent_id=said["parent"], who=request.standing, at=request.at
        )
        messages.success(request, _("%(unit)s was changed.") % {"unit": said["name"]})
        return reverse("people:units")

    return fill(request, template="people/unit_form.html", form=form, act=act, context={"unit": unit})


@permission("administrator")
@require_http_methods(["GET", "HEAD", "POST"])
def close(request: Request, unit_id: int) -> HttpResponse:
    """Close a unit that nobody works in, after a question."""
    unit = access_unit(unit_id=unit_id, who=request.standing)

    def act() -> str:
        services.deactivate_unit(unit_id=unit_id, who=request.standing, at=request.at)
        messages.success(request, _("%(unit)s is closed.") % {"unit": unit.name})
        return reverse("people:units")

    return confirm(
        request,
        act=act,
        against=[] if unit.is_active else [reason("unit_closed", unit=unit.name)],
        title=_("Close %(unit)s") % {"unit": unit.name},
        text=_("Nobody can be put into it any more. Its projects and what was recorded stay."),
        button=_("Close the unit"),
        danger=True,
        cancel=reverse("people:units"),
        section=(_("Units"), reverse("people:units")),
    )


@permission("administrator")
@require_http_methods(["GET", "HEAD", "POST"])
def reopen(request: Request, unit_id: int) -> HttpResponse:
    """Open a closed unit again, after a question."""
    unit = access_unit(unit_id=unit_id, who=request.standing)

    def act() -> str:
        services.reactivate_unit(unit_id=unit_id, who=request.standing, at=request.at)
        messages.success(request, _("%(unit)s is open again.") % {"unit": unit.name})
        return reverse("people:units")

    return confirm(
        request,
        act=act,
        against=[reason("unit_open", unit=unit.name)] if unit.is_active else [],
        title=_("Open %(unit)s again") % {"unit": unit.name},
        text=_("People can be put into it again."),
        button=_("Open the unit"),
        cancel=reverse("people:units"),
        section=(_("Units"), reverse("people:units")),
    )
