"""The page "Pengujian": whether the case may be presented, and why not; and filing it as the tests' documentation."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from runut.base.numbers import whole
from runut.core.errors import NotFound, RunutError
from runut.documents import shelf
from runut.documents.queries import newest_form
from runut.people.access import Request, permission
from runut.people.queries import organisation
from runut.testing import policy, queries, services
from runut.testing.access import access_tests, page_of
from runut.testing.words import PARTS


@permission("signed_in")
@require_safe
def tests(request: Request, case_id: int) -> HttpResponse:
    """What the tests of a case prove, and what they leave open."""
    place = access_tests(case_id=case_id, who=request.standing, at=request.at)
    page = page_of(place)
    found = shelf.find(page, policy.KEY)
    context: dict[str, Any] = {
        "case": page.case,
        "case_page": page,
        "place": place,
        "strength": queries.strength(case_id=case_id, on=organisation().today(request.at)),
        "key": policy.KEY if found and not shelf.against(page, policy.KEY) else "",
        "filed": newest_form(case_id=case_id, key=policy.KEY, form=policy.FORM),
        "rule": bool(policy.blocking()),
    }
    return render(request, "testing/page.html", context)


@permission("signed_in")
@require_http_methods(["GET", "HEAD", "POST"])
def file(request: Request, case_id: int, key: str) -> HttpResponse:
    """File the page as the tests' documentation; a file is accepted in its place."""
    place = access_tests(case_id=case_id, who=request.standing, at=request.at)
    page = page_of(place)
    found = shelf.find(page, key)
    if key != policy.KEY or found is None:
        raise NotFound
    version = newest_form(case_id=case_id, key=key, form=policy.FORM)
    found_out = queries.strength(case_id=case_id, on=organisation().today(request.at))
    context: dict[str, Any] = {
        "case": page.case,
        "case_page": page,
        "place": place,
        "key": key,
        "deliverable": found[0].name,
        "strength": found_out,
        "parts": [(name, found_out.of(part)) for part, name in PARTS.items()],
        "against": shelf.against(page, key),
        "version": version,
        "base": version.id if version else 0,
    }
    if request.method != "POST":
        return render(request, "testing/file.html", context)
    loaded = whole(request.POST.get("base"), digits=18) or 0
    try:
        services.file_tests(case_id=case_id, name=found[0].name, loaded_from=loaded, who=request.standing, at=request.at)
    except RunutError as refused:
        return render(request, "testing/file.html", context | {"reasons": refused.reasons}, status=refused.status)
    messages.success(request, _("“%(name)s” is filed.") % {"name": found[0].name})
    return redirect("cases:case", case_id)
