"""What pages of other rooms about a case show: `{% load cases %}{% case_state page %}{% case_tabs case.pk "documents" %}`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import template

from runut.cases.queries import CasePage
from runut.cases.state import state
from runut.cases.tabs import tabs
from runut.cases.things import address
from runut.procedures.queries import calendar

register = template.Library()


@register.simple_tag
def thing_address(case_id: int, about: Mapping[str, str]) -> str:
    """Return the page of what a remark is tied to; empty when there is none."""
    return address(case_id, about)


@register.inclusion_tag("web/components/tabs.html", takes_context=True)
def case_tabs(context: Mapping[str, Any], case_id: int, active: str) -> dict[str, Any]:
    """Draw the parts of the case that the reader sees, the one named ``active`` marked."""
    request = context["request"]
    return {"tabs": tabs(case_id, active, who=request.standing, at=request.at)}


@register.inclusion_tag("cases/state.html", takes_context=True)
def case_state(context: dict[str, Any], page: CasePage, *, titled: bool = True) -> dict[str, Any]:
    """Draw where the case stands and by when it waits, on a page that is about a part of it."""
    return {**state(page, dates=calendar(), at=context["request"].at), "titled": titled}
