"""Invitations: made by administrators, accepted by whoever has the link."""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from runut.core.errors import Refused
from runut.core.sentences import Reason, reason
from runut.people import services
from runut.people.access import Request, permission
from runut.people.forms import InviteForm, PasswordForm
from runut.people.queries import Invitation, invitation, invitation_by_token, invitations, organisation, units
from runut.people.sealing import seal, unseal
from runut.people.views.answers import confirm, fill, tabs

_SHOWN_ONCE = "people.invited"


@permission("administration")
@require_safe
@never_cache
def listing(request: Request) -> HttpResponse:
    """Every invitation; the link of one that was just made, once."""
    context = {
        "page": invitations(at=request.at, cursor=request.GET.get("cursor", "")),
        "invited": _once(request),
        "mail_leaves": settings.EMAIL_BACKEND.endswith(("smtp.EmailBackend", "locmem.EmailBackend")),
        "tabs": tabs(request.standing, "invitations"),
        "may_change": request.standing.administrator,
    }
    return render(request, "people/invitations.html", context)


@permission("administrator")
@require_http_methods(["GET", "HEAD", "POST"])
def invite(request: Request) -> HttpResponse:
    """Invite somebody."""
    form = InviteForm(request.POST or None, units=units())

    def act() -> str:
        return _tell(request, services.invite(who=request.standing, at=request.at, **form.told()))

    return fill(request, template="people/invite.html", form=form, act=act)


@permission("administrator")
@require_http_methods(["GET", "HEAD", "POST"])
def resend(request: Request, invitation_id: int) -> HttpResponse:
    """Send an invitation again with a fresh link, after a question."""
    sent = invitation(invitation_id, at=request.at)

    def act() -> str:
        return _tell(request, services.resend_invitation(invitation_id=invitation_id, who=request.standing, at=request.at))

    return confirm(
        request,
        act=act,
        against=_over(sent),
        title=_("Invite %(email)s again") % {"email": sent.email},
        text=_("They get a new link that works for seven days. The old link works no more."),
        button=_("Send again"),
        cancel=reverse("people:invitations"),
        section=(_("Invitations"), reverse("people:invitations")),
    )


@permission("administrator")
@require_http_methods(["GET", "HEAD", "POST"])
def cancel(request: Request, invitation_id: int) -> HttpResponse:
    """Let a link work no more, after a question."""
    sent = invitation(invitation_id, at=request.at)

    def act() -> str:
        services.cancel_invitation(invitation_id=invitation_id, who=request.standing, at=request.at)
        messages.success(request, _("The invitation of %(email)s is cancelled.") % {"email": sent.email})
        return reverse("people:invitations")

    return confirm(
        request,
        act=act,
        against=_over(sent),
        title=_("Cancel the invitation of %(email)s") % {"email": sent.email},
        text=_("The link works no more."),
        button=_("Cancel the invitation"),
        danger=True,
        cancel=reverse("people:invitations"),
        section=(_("Invitations"), reverse("people:invitations")),
    )


@permission("public")
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def accept(request: Request, token: str) -> HttpResponse:
    """Choose a password and join. Whoever has the link may; it works once."""
    found = invitation_by_token(token, at=request.at)
    try:
        services.check_open(accepted_at=found.accepted_at, cancelled_at=found.cancelled_at, expires_at=found.expires_at, at=request.at)
    except Refused as error:
        return render(request, "people/invitation_over.html", {"reasons": error.reasons}, status=error.status)
    form = PasswordForm(request.POST or None)

    def act() -> str:
        language = get_language() or settings.LANGUAGE_CODE
        services.accept_invitation(token=token, password=form.cleaned_data["password"], at=request.at, language=language)
        messages.success(request, _("Your account is ready. Sign in with your address and your new password."))
        return reverse("account_login")

    answer = fill(request, template="people/accept.html", form=form, act=act, context={"invitation": found, "office": organisation().name})
    # The address holds the secret: it must not travel in a Referer. (With `no-referrer` a browser sends the form with the origin "null",
    # which is refused as forged.)
    answer["Referrer-Policy"] = "strict-origin"
    return answer


def _over(sent: Invitation) -> list[Reason]:
    """Return why nothing can be done with an invitation any more."""
    return [reason(f"invitation_{sent.state}")] if sent.state in {"accepted", "cancelled"} else []


def _tell(request: Request, invited: services.Invited) -> str:
    """Keep the link for the next page of this session alone, and return that page's address."""
    request.session[_SHOWN_ONCE] = {"email": invited.email, "link": seal(invited.link)}
    return reverse("people:invitations")


def _once(request: Request) -> dict[str, str | None] | None:
    """Return the invitation that this session just made, the first time it is asked for."""
    kept = request.session.pop(_SHOWN_ONCE, None)
    return {"email": kept["email"], "link": unseal(kept["link"])} if kept else None
