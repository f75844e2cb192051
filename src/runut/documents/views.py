"""Pages of a case's papers: the list, the upload, one version, its preview and its bytes, filing again, taking out."""

from __future__ import annotations

from typing import Any, Final

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse, HttpResponseNotModified
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from runut.base.letters import known, letter_file
from runut.base.middleware import policy
from runut.cases.queries import access_page
from runut.core.errors import NotFound, RunutError
from runut.documents import queries, services, shelf
from runut.documents.downloads import POLICY, send
from runut.documents.forms import RemoveForm, UploadForm, show_of
from runut.documents.letters import form_letter
from runut.documents.previews import TEXT_LIMIT, kind_of, text_of
from runut.documents.queries import Version
from runut.documents.sniffing import TEXT
from runut.documents.thumbnails import MEDIA_TYPE, thumbnail
from runut.documents.uploads import landed, received
from runut.formats.smaller import blank
from runut.people.access import Request, permission

_PREVIEW: Final = "default-src 'none'; style-src 'unsafe-inline'; img-src 'self'; frame-ancestors 'self'"


@permission("signed_in")
@require_safe
def papers(request: Request, case_id: int) -> HttpResponse:
    """Every paper of a case in the order of its SOP, with what is missing."""
    page = access_page(case_id=case_id, who=request.standing, at=request.at)
    found = queries.papers_of(case_id)
    context = {
        "page": page,
        "case": page.case,
        "shelves": shelf.shelves(page, found),
        "others": shelf.other_papers(page, found),
        "others_against": shelf.against(page, ""),
    }
    return render(request, "documents/papers.html", context)


@permission("signed_in")
@require_http_methods(["GET", "HEAD", "POST"])
def upload(request: Request, case_id: int, key: str = "") -> HttpResponse:
    """File one file or several under a deliverable; without a key, as other papers."""
    page = access_page(case_id=case_id, who=request.standing, at=request.at)
    found = shelf.find(page, key)
    if key and found is None:
        raise NotFound
    line = shelf.line(page, *found, queries.papers_of(case_id)) if found else None
    kept = [one for one in line.papers if one.removed_at is None] if line else []
    asked: dict[str, Any] = {"papers": kept, "asks_end": line.asks_end if line else False}
    context: dict[str, Any] = {"page": page, "case": page.case, "key": key, "line": line, "most": settings.UPLOAD_LIMIT_MB * 1_000_000}
    context["against"] = shelf.against(page, key)
    if request.method != "POST":
        chosen = str(kept[0].id) if len(kept) == 1 else ""
        return render(request, "documents/upload.html", context | {"form": UploadForm(**asked, initial={"paper": chosen})})
    form = UploadForm(request.POST, **asked)
    if not form.is_valid():
        return render(request, "documents/upload.html", context | {"form": form}, status=422)
    try:
        _file(request, form, case_id=case_id, key=key)
    except RunutError as refused:
        return render(request, "documents/upload.html", context | {"form": form, "reasons": refused.reasons}, status=refused.status)
    return landed(request, reverse("cases:case" if key else "documents:papers", args=[case_id]))


def _file(request: Request, form: UploadForm, *, case_id: int, key: str) -> None:
    uploads = received(request, "upload")
    services.file_uploads(
        case_id=case_id,
        key=key,
        files=[(one.staged, one.name or "") for one in uploads],
        title=form.cleaned_data["title"],
        ends_on=form.cleaned_data.get("ends_on"),
        note=form.cleaned_data["note"],
        document_id=form.document_id,
        who=request.standing,
        at=request.at,
    )
    names = ", ".join(one.name or "" for one in uploads[:3]) + ("…" if len(uploads) > 3 else "")
    messages.success(
        request,
        ngettext("Filed: %(names)s", "%(count)s files are filed: %(names)s", len(uploads)) % {"names": names, "count": len(uploads)},
    )


@permission("signed_in")
@policy(frame_src="'self'")
@require_safe
def version(request: Request, version_id: int) -> HttpResponse:
    """One version of a paper: what it says, where it stands, every other version."""
    one, paper = queries.access_paper(version_id=version_id, who=request.standing)
    page = access_page(case_id=one.case_id, who=request.standing, at=request.at)
    found = shelf.find(page, one.key)
    context: dict[str, Any] = {
        "page": page,
        "case": page.case,
        "version": one,
        "paper": paper,
        "deliverable": found[0].name if found else "",
        "against": shelf.against(page, one.key),
        "kind": kind_of(one),
    }
    if one.form:
        show = show_of(one.form)
        content = queries.form_content(one)
        context |= {"show": show, "content": content, "reading": show.reading(content) if show.reading else None}
    return render(request, "documents/version.html", context)


@permission("signed_in")
@require_safe
def letter(request: Request, version_id: int, ending: str) -> HttpResponse:
    """A version of a form as an official letter, in the reader's language.

    Raises:
        NotFound: No such version for them, or it is a file, or a form that is read in a way of its own.
    """
    one = queries.access_version(version_id=version_id, who=request.standing)
    show = show_of(known(ending) and one.form)
    if not one.form or show.reading is None:
        raise NotFound
    made = form_letter(access_page(case_id=one.case_id, who=request.standing, at=request.at), one, show.reading(queries.form_content(one)))
    return letter_file(
        made,
        ending=ending,
        name=f"{one.form}-{one.case_id}-{one.number}",
        of=f"document {one.document_id}",
        at=one.filed_at,
        issued_at=request.at,
    )


@permission("signed_in")
@xframe_options_sameorigin
@require_safe
def preview(request: Request, version_id: int) -> HttpResponseBase:
    """The bytes to look at, in a place of their own where nothing runs: pictures of dots, PDF, and the beginning of a text."""
    one = queries.access_version(version_id=version_id, who=request.standing)
    kind = kind_of(one)
    if kind == "text":
        return _text(request, one)
    if not kind:
        raise NotFound
    return send(request, one, media_type=one.media_type, policy=_PREVIEW + "; object-src 'self'; sandbox", inline=True)


@permission("signed_in")
@require_safe
def small(request: Request, version_id: int) -> HttpResponse:
    """A small picture of what can be looked at, for lists; of what none can be made of a grey one. Queries: those of `access_version`."""
    one = queries.access_version(version_id=version_id, who=request.standing)
    if kind_of(one) not in {"picture", "pdf"}:
        raise NotFound
    etag = f'"{one.sha256}-small"'
    headers = {
        "ETag": etag,
        "Cache-Control": "private, max-age=3600",
        "X-Content-Type-Options": "nosniff",
        "Content-Security-Policy": POLICY,
    }
    if etag in request.headers.get("If-None-Match", ""):
        return HttpResponseNotModified(headers=headers)
    return HttpResponse(thumbnail(one) or blank(), content_type=MEDIA_TYPE, headers=headers)


def _text(request: Request, one: Version) -> HttpResponse:
    text, whole = text_of(one)
    context = {"version": one, "text": text, "whole": whole, "limit": TEXT_LIMIT}
    response = render(request, "documents/text.html", context)
    response.headers["Content-Security-Policy"] = f"{_PREVIEW}; sandbox"
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Cache-Control"] = "private, no-cache"
    return response


@permission("signed_in")
@require_safe
def download(request: Request, version_id: int) -> HttpResponseBase:
    """The bytes to save."""
    one = queries.access_version(version_id=version_id, who=request.standing)
    return send(request, one, media_type=f"{TEXT}; charset=utf-8" if one.media_type == TEXT else "")


@permission("signed_in")
@require_POST
def refile(request: Request, version_id: int) -> HttpResponse:
    """File the version again as it is."""
    one = queries.access_version(version_id=version_id, who=request.standing)
    made = services.refile(version_id=one.id, who=request.standing, at=request.at)
    messages.success(request, _("“%(name)s” is filed again as it is.") % {"name": one.title})
    return redirect("documents:version", made)


@permission("signed_in")
@require_http_methods(["GET", "HEAD", "POST"])
def remove(request: Request, version_id: int) -> HttpResponse:
    """Take a paper out, after asking why."""
    one = queries.access_version(version_id=version_id, who=request.standing)
    page = access_page(case_id=one.case_id, who=request.standing, at=request.at)
    against = shelf.against(page, one.key)
    context: dict[str, Any] = {"case": page.case, "version": one, "against": against, "back": reverse("documents:version", args=[one.id])}
    form = RemoveForm(request.POST if request.method == "POST" else None)
    if request.method != "POST" or not form.is_valid():
        return render(request, "documents/remove.html", context | {"form": form}, status=422 if form.is_bound else 200)
    try:
        services.remove_document(document_id=one.document_id, why=form.cleaned_data["why"], who=request.standing, at=request.at)
    except RunutError as refused:
        return render(request, "documents/remove.html", context | {"form": form, "reasons": refused.reasons}, status=refused.status)
    messages.success(request, _("“%(name)s” is taken out; every version stays readable.") % {"name": one.title})
    return redirect("documents:papers", one.case_id)
