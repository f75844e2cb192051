"""The gallery of mockups, and one screen with its versions and the comments on it."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from runut.base.middleware import policy
from runut.base.numbers import whole
from runut.cases.queries import CasePage, access_page
from runut.core.errors import Invalid, NotFound, RunutError
from runut.documents import shelf
from runut.documents.uploads import landed, received
from runut.people.access import Request, permission
from runut.planning.forms.screens import CommentForm, NameForm, ReplyForm, ScreensForm, VersionForm
from runut.planning.queries.screens import KEY, ScreenView, comments, gallery, screens_of
from runut.planning.remarked.drawn import spot_of
from runut.planning.services import screens as services


@permission("signed_in")
@require_http_methods(["GET", "HEAD", "POST"])
def mockups(request: Request, case_id: int, key: str) -> HttpResponse:
    """Every screen of the case in its order; POST adds some."""
    page = access_page(case_id=case_id, who=request.standing, at=request.at)
    found = shelf.find(page, key)
    if key != KEY or found is None:
        raise NotFound
    form = ScreensForm(request.POST if request.method == "POST" else None)
    reasons: Any = ()
    status = 200
    if request.method == "POST":
        try:
            if not form.is_valid():
                raise Invalid
            files = [(one.staged, one.name or "") for one in received(request, "upload")]
            services.add_screens(case_id=case_id, files=files, name=form.cleaned_data["name"], who=request.standing, at=request.at)
        except RunutError as refused:
            reasons, status = refused.reasons, refused.status
        else:
            said = ngettext("The screen is filed.", "%(count)s screens are filed.", len(files)) % {"count": len(files)}
            messages.success(request, said)
            return landed(request, reverse("planning:mockups", args=[case_id, KEY]))
    context = {
        "page": page,
        "case": page.case,
        "key": key,
        "deliverable": found[0].name,
        "gallery": gallery(case_id),
        "form": form,
        "reasons": reasons,
        "against": shelf.against(page, key),
        "most": settings.UPLOAD_LIMIT_MB * 1_000_000,
    }
    return render(request, "planning/mockups.html", context, status=status)


@permission("signed_in")
@require_POST
def screen_list(request: Request, case_id: int) -> HttpResponse:
    """File the list of the screens as they stand."""
    services.file_screens(case_id=case_id, who=request.standing, at=request.at)
    messages.success(request, _("The list of screens is filed."))
    return redirect("planning:mockups", case_id, KEY)


@permission("signed_in")
@policy(frame_src="'self'")
@require_http_methods(["GET", "HEAD", "POST"])
def screen(request: Request, case_id: int, document_id: int) -> HttpResponse:
    """One screen, also one that was taken out: a version (``version``), another beside it (``beside``), what is said about it; POST comments."""
    page = access_page(case_id=case_id, who=request.standing, at=request.at)
    one = _screen(case_id, document_id, taken_out=request.method != "POST")
    if request.method != "POST":
        return _show(request, page, one)
    form = CommentForm(request.POST)
    if not form.is_valid():
        return _show(request, page, one, comment=form, status=422)
    sent = form.cleaned_data
    try:
        number = services.comment_screen(
            case_id=case_id,
            document_id=document_id,
            version=sent["version"],
            text=sent["text"],
            x=sent["x"],
            y=sent["y"],
            page=sent["page"] or 1,
            who=request.standing,
            at=request.at,
        )
    except RunutError as refused:
        return _show(request, page, one, comment=form, refused=refused)
    messages.success(request, _("Comment %(number)s is written.") % {"number": number})
    return redirect(f"{reverse('planning:screen', args=[case_id, document_id])}?version={sent['version']}#comment-{number}")


@permission("signed_in")
@policy(frame_src="'self'")
@require_POST
def screen_version(request: Request, case_id: int, document_id: int) -> HttpResponse:
    """File the next version of a screen."""
    page = access_page(case_id=case_id, who=request.standing, at=request.at)
    one = _screen(case_id, document_id)
    form = VersionForm(request.POST)
    try:
        if not form.is_valid():
            raise Invalid
        files = received(request, "upload")
        if len(files) > 1:
            raise Invalid(code="file_one")
        services.add_version(
            case_id=case_id,
            document_id=document_id,
            upload=files[0].staged,
            filename=files[0].name or "",
            note=form.cleaned_data["note"],
            who=request.standing,
            at=request.at,
        )
    except RunutError as refused:
        return _show(request, page, one, upload=form, refused=refused)
    messages.success(request, _("The next version of “%(name)s” is filed.") % {"name": one.name})
    return landed(request, reverse("planning:screen", args=[case_id, document_id]))


@permission("signed_in")
@policy(frame_src="'self'")
@require_POST
def screen_change(request: Request, case_id: int, document_id: int) -> HttpResponse:
    """Give the screen another name, or move it (``move``: up or down)."""
    page = access_page(case_id=case_id, who=request.standing, at=request.at)
    one = _screen(case_id, document_id)
    asked: Any = {"case_id": case_id, "document_id": document_id, "who": request.standing, "at": request.at}
    if "move" in request.POST:
        services.move_screen(by=-1 if request.POST["move"] == "up" else 1, **asked)
        return redirect(f"{reverse('planning:mockups', args=[case_id, KEY])}#screen-{document_id}")
    form = NameForm(request.POST)
    if not form.is_valid():
        return _show(request, page, one, name=form, status=422)
    try:
        services.rename_screen(name=form.cleaned_data["name"], **asked)
    except RunutError as refused:
        return _show(request, page, one, name=form, refused=refused)
    messages.success(request, _("The screen is now called “%(name)s”.") % {"name": form.cleaned_data["name"]})
    return redirect("planning:screen", case_id, document_id)


@permission("signed_in")
@policy(frame_src="'self'")
@require_POST
def screen_reply(request: Request, case_id: int, document_id: int, number: int) -> HttpResponse:
    """Answer a comment, resolve it, or open it again (``kind``)."""
    page = access_page(case_id=case_id, who=request.standing, at=request.at)
    one = _screen(case_id, document_id)
    form = ReplyForm(request.POST)
    try:
        if not form.is_valid():
            raise Invalid(code="text_too_long", limit=services.LONGEST)
        services.reply_to_comment(
            case_id=case_id,
            document_id=document_id,
            number=number,
            kind=request.POST.get("kind", ""),
            text=form.cleaned_data["text"],
            who=request.standing,
            at=request.at,
        )
    except RunutError as refused:
        return _show(request, page, one, refused=refused, replying=(number, form))
    version = whole(request.POST.get("version"))
    back = "" if version is None else f"?version={version}"
    return redirect(f"{reverse('planning:screen', args=[case_id, document_id])}{back}#comment-{number}")


def _show(
    request: Request,
    page: CasePage,
    one: ScreenView,
    *,
    comment: CommentForm | None = None,
    upload: VersionForm | None = None,
    name: NameForm | None = None,
    replying: tuple[int, ReplyForm] | None = None,
    refused: RunutError | None = None,
    status: int = 200,
) -> HttpResponse:
    shown = _version(one, request.GET.get("version", "")) or one.current
    said = comments(one.id)
    context = {
        "page": page,
        "case": page.case,
        "key": KEY,
        "screen": one,
        "shown": shown,
        "beside": _version(one, request.GET.get("beside", "")),
        "comments": said,
        "spots": [each for each in said if each.x is not None and each.version == shown.number],
        "marked": spot_of(" % / ".join(request.GET.get("spot", "").split(",")) + " %"),
        "comment": comment or CommentForm(initial={"version": shown.number}),
        "upload": upload or VersionForm(),
        "name": name or NameForm(initial={"name": one.name}),
        "reply": ReplyForm(auto_id=False),
        "replying": replying,
        "against": shelf.against(page, KEY),
        "against_comments": services.against_comments(page),
        "reasons": refused.reasons if refused else (),
        "most": settings.UPLOAD_LIMIT_MB * 1_000_000,
    }
    return render(request, "planning/screen.html", context, status=refused.status if refused else status)


def _version(one: ScreenView, asked: str) -> Any:
    """Return the version with the number that is asked for; None: no such."""
    return next((each for each in one.versions if str(each.number) == asked), None)


def _screen(case_id: int, document_id: int, *, taken_out: bool = False) -> ScreenView:
    """Return the screen; one that was taken out is only looked at: remarks lead to it, and it says so.

    Raises:
        NotFound: There is no such screen.
    """
    found = next((one for one in screens_of(case_id, taken_out=taken_out) if one.id == document_id), None)
    if found is None:
        raise NotFound
    return found
