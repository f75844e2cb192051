"""The attendance list: the page on the wall of the room, and the page on everybody's own phone."""

from __future__ import annotations

from typing import Any, Final
from urllib.parse import urlencode

from django.conf import settings
from django.contrib import messages
from django.core.cache import cache
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.html import escape
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from runut.base.qr import qr_svg
from runut.cases.queries import access_case, access_page
from runut.core.errors import RunutError
from runut.core.sentences import reason
from runut.people.access import Request, permission
from runut.reviews import codes, services
from runut.reviews.forms import CodeForm, EnterForm
from runut.reviews.queries import against_hosting, home_of, meeting, meeting_by_code
from runut.reviews.words import titles

TRIES: Final = 20
"""How many codes one person may try a minute; there are 700 million."""


@permission("signed_in")
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def room(request: Request, case_id: int, presentation_id: int) -> HttpResponse:
    """What is shown in the room: the code as picture and as letters, and who has signed. POST opens or closes the list, or enters somebody."""
    found = meeting(case_id=access_case(case_id=case_id, who=request.standing).pk, presentation_id=presentation_id)
    if request.method != "POST":
        return _room(request, case_id, presentation_id, EnterForm(), ())
    form = EnterForm(request.POST if "enter" in request.POST else None)
    if "enter" in request.POST and not form.is_valid():
        return _room(request, case_id, presentation_id, form, (), status=422)
    asked: dict[str, Any] = {"case_id": case_id, "presentation_id": found.id, "who": request.standing, "at": request.at}
    try:
        if "enter" in request.POST:
            services.enter_attendee(**asked, **form.cleaned_data)
            messages.success(request, _("%(name)s is on the list.") % {"name": form.cleaned_data["name"]})
        elif request.POST.get("attendance") == "close":
            services.close_attendance(**asked)
        else:
            services.open_attendance(**asked)
    except RunutError as refused:
        return _room(request, case_id, presentation_id, form, refused.reasons, status=refused.status)
    return redirect("reviews:room", case_id, presentation_id)


@permission("signed_in")
@require_POST
def strike(request: Request, case_id: int, presentation_id: int, attendee_id: int) -> HttpResponse:
    """Take somebody off the list who was entered by mistake."""
    services.strike_attendee(case_id=case_id, presentation_id=presentation_id, attendee_id=attendee_id, who=request.standing, at=request.at)
    messages.success(request, _("The entry is struck."))
    return redirect("reviews:room", case_id, presentation_id)


@permission("signed_in")
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def attend(request: Request) -> HttpResponse:
    """The page on the phone: type the code, or come with it from the picture; then one tap."""
    code = codes.typed_code((request.POST if request.method == "POST" else request.GET).get("code", ""))
    context: dict[str, Any] = {"form": CodeForm(initial={"code": code}), "code": code}
    if not code:
        return render(request, "reviews/attend.html", context, status=422 if request.method == "POST" else 200)
    if _often(request):
        return render(request, "reviews/attend.html", context | {"reasons": [reason("attendance_often")]}, status=429)
    if request.method == "POST":
        try:
            found, new = services.sign_attendance(code=code, who=request.standing, at=request.at)
        except RunutError as refused:
            return render(request, "reviews/attend.html", context | {"reasons": refused.reasons}, status=refused.status)
        shown = {"meeting": found, "title": titles()[found.key], "signed": True, "new": new}
        return render(request, "reviews/attend.html", context | shown)
    meant = meeting_by_code(code=code, at=request.at)
    if meant is None:
        return render(request, "reviews/attend.html", context | {"reasons": [reason("attendance_code")]}, status=409)
    already = any(one.user_id == request.standing.user_id for one in meant.attendees)
    shown = {"meeting": meant, "title": titles()[meant.key], "signed": already, "new": False}
    return render(request, "reviews/attend.html", context | shown)


def _often(request: Request) -> bool:
    """Whether the person tries too many codes this minute; two at once may count as one, which is enough against guessing."""
    key = f"reviews:attend:{request.standing.user_id}:{int(request.at.timestamp()) // 60}"
    cache.add(key, 0, timeout=120)
    return int(cache.incr(key)) > TRIES


def _room(request: Request, case_id: int, presentation_id: int, form: EnterForm, reasons: Any, *, status: int = 200) -> HttpResponse:
    page = access_page(case_id=case_id, who=request.standing, at=request.at)
    found = meeting(case_id=case_id, presentation_id=presentation_id)
    against = against_hosting(page, home_of(page, found.key))
    context: dict[str, Any] = {
        "page": page,
        "case": page.case,
        "meeting": found,
        "title": titles()[found.key],
        "against": against,
        "hosting": not against,
        "form": form,
        "reasons": reasons,
        "open": found.is_open(request.at),
        "address": f"{settings.ADDRESS}{reverse('reviews:attend')}",
    }
    # The code is for who sits in the room: only the host's page has it, for the wall.
    if found.is_open(request.at) and not against:
        code = codes.code_at(found.secret, request.at)
        address = f"{context['address']}?{urlencode({'code': code})}"
        picture = qr_svg(address, label=escape(_("Picture of the address with the code %(code)s") % {"code": code}))
        context |= {"code": code, "until": codes.ends_at(request.at), "qr": mark_safe(picture)}  # noqa: S308 - drawn by us, its label escaped
    return render(request, "reviews/room.html", context, status=status)
