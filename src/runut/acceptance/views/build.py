"""Is what was installed what was presented? The script that lists a server, and the page that holds its list against the release."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from runut.acceptance import builds
from runut.acceptance.forms import BuildForm
from runut.acceptance.queries import archives, compared_build
from runut.acceptance.services import compare_build
from runut.cases.queries import access_case, access_page
from runut.core.errors import RunutError
from runut.documents import shelf
from runut.documents.downloads import disposition
from runut.documents.uploads import received
from runut.people.access import Request, permission


@permission("signed_in")
@require_http_methods(["GET", "HEAD", "POST"])
def build(request: Request, case_id: int) -> HttpResponse:
    """How the build on the server compared last; a POST compares a new list."""
    page = access_page(case_id=case_id, who=request.standing, at=request.at)
    found = archives(case_id=case_id, who=request.standing)
    form = BuildForm(request.POST if request.method == "POST" else None, archives=found)
    context: dict[str, Any] = {"case": page.case, "page": page, "archives": found, "form": form, "against": shelf.against(page, "")}
    status = 200
    if request.method == "POST" and form.is_valid():
        try:
            version_id = _compare(request, case_id, form)
        except RunutError as refused:
            context["reasons"], status = refused.reasons, refused.status
        else:
            messages.success(request, _("The list is filed and compared."))
            return redirect("documents:version", version_id)
    elif request.method == "POST":
        status = 422
    version, content = compared_build(case_id=case_id) or (None, None)
    return render(request, "acceptance/build.html", context | {"version": version, "content": content}, status=status)


def _compare(request: Request, case_id: int, form: BuildForm) -> int:
    (upload, *_more) = received(request, "upload")
    return compare_build(
        case_id=case_id,
        archive_id=int(form.cleaned_data["archive"]),
        upload=upload.staged,
        filename=upload.name or "",
        server=form.cleaned_data["server"],
        leave_out=form.cleaned_data["leave_out"],
        who=request.standing,
        at=request.at,
    )


@permission("signed_in")
@require_safe
def script(request: Request, case_id: int) -> HttpResponse:
    """The script that lists the files of a server."""
    access_case(case_id=case_id, who=request.standing)
    headers = {"Content-Disposition": disposition("runut-list.sh", inline=False), "X-Content-Type-Options": "nosniff"}
    return HttpResponse(builds.LISTING, content_type="application/x-sh", headers=headers)
