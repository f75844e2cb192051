"""What pages of other rooms about a case show: `{% load cases %}{% case_state page %}{% case_tabs case.pk "documents" %}`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import template

from runut.cases.counsel import advice
from runut.cases.queries import CasePage
from runut.cases.rework import Link, rework_links
from runut.cases.state import state
from runut.cases.tabs import tabs
from runut.cases.things import address
from runut.procedures.queries import calendar

register = template.Library()


@register.inclusion_tag("cases/about.html")
def about(case_id: int, tied: Mapping[str, str]) -> dict[str, Any]:
    """Draw what a remark is tied to, with the way to its exact place; nothing where it is tied to nothing."""
    return {"about": tied, "href": address(case_id, tied)}


@register.simple_tag(takes_context=True)
def remarks_at(context: Mapping[str, Any], page: CasePage) -> str:
    """Return where the reader drafts remarks on this case now; empty: nowhere. Queries: 0, or those of the adviser while a response is due."""
    found = advice(page, context["request"].standing)
    return found.href if found else ""


@register.simple_tag(takes_context=True)
def remark_work(context: Mapping[str, Any], case_id: int, number: int) -> Link | None:
    """Return where the work on a remark stands; those of the case are read once a page."""
    request = context["request"]
    known = getattr(request, "rework", None)
    if known is None:
        known = request.rework = rework_links(case_id)
    found: Link | None = known.get(number)
    return found


@register.inclusion_tag("web/components/tabs.html", takes_context=True)
def case_tabs(context: Mapping[str, Any], case_id: int, active: str) -> dict[str, Any]:
    """Draw the parts of the case that the reader sees, the one named ``active`` marked."""
    request = context["request"]
    return {"tabs": tabs(case_id, active, who=request.standing, at=request.at)}


@register.inclusion_tag("cases/state.html", takes_context=True)
def case_state(context: dict[str, Any], page: CasePage, *, titled: bool = True) -> dict[str, Any]:
    """Draw where the case stands and by when it waits, on a page that is about a part of it."""
    return {**state(page, dates=calendar(), at=context["request"].at), "titled": titled}
