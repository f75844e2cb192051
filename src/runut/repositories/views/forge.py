"""The office's own forge: the button that has a project made there, and the address to which the forge tells pushes."""

from __future__ import annotations

from typing import Final

from django.contrib import messages
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from runut.base.sentences import say
from runut.cases.queries import access_case, case_page
from runut.core.errors import Invalid, NotFound
from runut.core.sentences import Reason, reason
from runut.documents import shelf
from runut.people.access import Request, permission
from runut.people.sealing import unseal
from runut.repositories.access import access_repository
from runut.repositories.forges import forge_name
from runut.repositories.forges.hooks import delivered, genuine
from runut.repositories.queries.forging import project_of, secret_of
from runut.repositories.services.delivering import note_delivery
from runut.repositories.services.forging import ask_again, ask_project
from runut.repositories.services.repositories import KEY

LARGEST: Final = 5 * 1024 * 1024
"""Bytes of a message; those of a push are some thousand."""


@permission("signed_in")
@require_POST
def make_there(request: Request, case_id: int) -> HttpResponse:
    """Have the case's project made at the forge, or made to fit again."""
    case = access_case(case_id=case_id, who=request.standing)
    project = project_of(case_id=case_id)
    if project and project.made:
        access_repository(case_id=case_id, who=request.standing, at=request.at)
        ask_again(project_id=project.id)
        messages.success(request, _("%(forge)s is asked again: members, branch, webhook and tags.") % {"forge": forge_name()})
        return redirect("repositories:code", case_id)
    page = case_page(case=case, who=request.standing, at=request.at)
    found = shelf.find(page, KEY)
    if found is None:
        raise NotFound
    ask_project(page=page, title=found[0].name, who=request.standing)
    return redirect("repositories:repository", case_id, KEY)


@csrf_exempt
@permission("public")
@require_POST
def told(request: Request, project_id: int) -> HttpResponse:
    """Take what the forge tells of a push. Who asks is known by the signature alone; a project that is not there is told as a wrong one."""
    if int(request.META.get("CONTENT_LENGTH") or 0) > LARGEST:
        return _refuse(reason("forge_large", most=LARGEST), 413)
    body, found = request.body, secret_of(project_id=project_id)
    kind, secret = (found[0], unseal(found[1])) if found else ("", None)
    if not secret or not genuine(kind, request.headers, body, secret):
        return _refuse(reason("forge_signature"), 403)
    try:
        push = delivered(kind, request.headers, body)
    except Invalid as refused:
        return _refuse(refused.reasons[0], refused.status)
    if push is not None:
        note_delivery(project_id=project_id, told=push, at=request.at)
    return JsonResponse({"noted": push is not None})


def _refuse(one: Reason, status: int) -> HttpResponse:
    return JsonResponse({"code": one.code, "message": say(one)}, status=status)
