"""Releasing a tag: the deliverable "Aplikasi"."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from runut.cases.queries import CasePage, access_page
from runut.core.errors import NotFound, RunutError
from runut.documents import shelf
from runut.people.access import Request, permission
from runut.repositories.access import access_repository
from runut.repositories.forges import forge_name
from runut.repositories.forms import ReleaseForm
from runut.repositories.queries import has_code, reading
from runut.repositories.queries.forging import Forged, project_of
from runut.repositories.queries.releases import released
from runut.repositories.services import Manual, make_release
from runut.repositories.services.fetching import ask_release
from runut.repositories.services.releases import KEY, LONGEST_TAG
from runut.repositories.telling import commit_address

MANUALS = ("analysis_documentation", "development_documentation", "test_documentation", "installation_guide", "user_guide")
"""Deliverables of activity 6 that can stand in the repository (design section 5)."""


@permission("signed_in")
@require_http_methods(["GET", "HEAD", "POST"])
def release(request: Request, case_id: int, key: str) -> HttpResponse:
    """Choose a tag and say what is new; without a repository here the application is a file."""
    page = access_page(case_id=case_id, who=request.standing, at=request.at)
    found = shelf.find(page, key)
    if key != KEY or found is None:
        raise NotFound
    if not has_code(case_id, request.standing, request.at):
        return redirect("documents:upload", case_id, key)
    admitted = access_repository(case_id=case_id, who=request.standing, at=request.at)
    done = released(repository_id=admitted.repository.pk)
    project = project_of(case_id=case_id)
    there = project if project and project.made else None
    tags = [one for one in _tags(admitted.repository.pk, there) if one not in {each.tag for each in done}]
    manuals = _manuals(page)
    form = ReleaseForm(request.POST or None, initial=dict(there.typed) if there else {}, tags=tags, manuals=manuals)
    if there:
        form.fields["tag"].help_text = _(
            "A tag of the forge, not released yet. The archive is kept here, whatever becomes of the tag there."
        )
    stands = shelf.against(page, key)
    context: dict[str, Any] = {"page": page, "case": page.case, "key": key, "deliverable": found[0].name, "form": form, "tags": tags}
    context |= {
        "released": [(one, commit_address(case_id, one.commit, (there.kind, there.page) if there else None)) for one in done],
        "against": [*stands, *(one for one in admitted.against if one not in stands)],
        "repository": admitted.repository,
        "project": there,
        "forge": forge_name(),
    }
    if request.method != "POST":
        return render(request, "repositories/release.html", context)
    if not form.is_valid():
        return render(request, "repositories/release.html", context, status=422)
    names = dict(manuals)
    chosen = tuple(Manual(key=one, name=names[one], path=path) for one, path in form.paths().items())
    asked = {"tag": form.cleaned_data["tag"], "notes": form.cleaned_data["notes"], "name": found[0].name, "manuals": chosen}
    try:
        if there:
            ask_release(case_id=case_id, who=request.standing, at=request.at, **asked)
            return redirect("repositories:release", case_id, key)
        made = make_release(case_id=case_id, who=request.standing, at=request.at, **asked)
    except RunutError as refused:
        return render(request, "repositories/release.html", context | {"reasons": refused.reasons}, status=refused.status)
    messages.success(request, _("%(tag)s is released and filed.") % {"tag": made.tag})
    return redirect("cases:case", case_id)


def _tags(repository_id: int, there: Forged | None) -> list[str]:
    """Return the tags of our repository, or those that the forge named last."""
    if there:
        return [one["name"] for one in there.tags if len(one["name"]) <= LONGEST_TAG]
    with reading.opened(repository_id) as repo:
        return [one.name for one in reading.refs(repo) if one.is_tag]


def _manuals(page: CasePage) -> list[tuple[str, str]]:
    """Return key and wording of the deliverables of the case's SOP that can stand in the repository."""
    found = [(key, shelf.find(page, key)) for key in MANUALS]
    return [(key, one[0].name) for key, one in found if one is not None]
