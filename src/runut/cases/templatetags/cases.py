"""What pages of other rooms about a case show: `{% load cases %}{% case_tabs case.pk "documents" %}`."""

from __future__ import annotations

from typing import Any

from django import template

from runut.cases.tabs import tabs

register = template.Library()


@register.inclusion_tag("web/components/tabs.html")
def case_tabs(case_id: int, active: str) -> dict[str, Any]:
    """Draw the parts of the case, the one named ``active`` marked."""
    return {"tabs": tabs(case_id, active)}
