"""One's own account: who one is, language and theme, tokens. Auditors use these pages too."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from runut.core.sentences import reason
from runut.people import services
from runut.people.access import Request, permission
from runut.people.forms import SCOPE_NAMES, OwnForm, PreferencesForm, TokenForm
from runut.people.queries import holdings, organisation, person, token, tokens
from runut.people.sealing import seal, unseal
from runut.people.signin import second_factor
from runut.people.unsent import kept
from runut.people.views.answers import confirm, fill

_SHOWN_ONCE = "people.token"


@permission("own_account")
@require_safe
def show(request: Request) -> HttpResponse:
    """Who one is to the office, and where to change it."""
    own = person(request.standing.user_id)
    secured = second_factor(own.id)
    context = {
        "person": own,
        "holdings": holdings(user_id=own.id),
        "today": organisation().today(request.at),
        "secured": secured,
        "should_secure": not secured and (request.standing.administrator or request.standing.head),
        "preferences": PreferencesForm(initial={"language": own.language, "theme": own.theme}),
    }
    return render(request, "people/account.html", context)


@permission("own_account")
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: Request) -> HttpResponse:
    """Change one's own name, NIP and position."""
    own = person(request.standing.user_id)
    form = OwnForm(request.POST or None, initial={"name": own.name, "nip": own.nip, "position": own.position})

    def act() -> str:
        services.change_own(who=request.standing, at=request.at, **form.cleaned_data)
        messages.success(request, _("Your data were changed."))
        return reverse("people:account")

    return fill(request, template="people/own.html", form=form, act=act)


@permission("own_account")
@never_cache
@require_safe
def unsent(request: Request) -> HttpResponse:
    """Offer to send what was typed when the sign-in had ended."""
    found = kept(request, at=request.at)
    return render(request, "people/unsent.html", {"unsent": found}) if found else HttpResponseRedirect("/")


@permission("own_account")
@require_POST
def prefer(request: Request) -> HttpResponse:
    """Keep language and theme."""
    form = PreferencesForm(request.POST)
    if form.is_valid():
        services.prefer(who=request.standing, **form.cleaned_data)
        with override(form.cleaned_data["language"]):
            messages.success(request, _("Language and theme are kept."))
    return HttpResponseRedirect(reverse("people:account"))


@permission("own_account")
@require_safe
def email(request: Request) -> HttpResponse:
    """Stand where allauth would let people change their address: it is their name in the evidence, and the administrator's to change."""
    return HttpResponseRedirect(reverse("people:account"))


@permission("own_account")
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def token_list(request: Request) -> HttpResponse:
    """One's tokens, a form for a new one, and one that was just issued, once."""
    form = TokenForm(request.POST or None)

    def act() -> str:
        said = form.cleaned_data
        raw = services.issue_token(name=said["name"], scopes=said["scopes"], days=said["days"], who=request.standing, at=request.at)
        request.session[_SHOWN_ONCE] = seal(raw)
        return reverse("people:tokens")

    context = {
        "tokens": [
            {"token": one, "works": one.works(request.at), "scopes": [str(SCOPE_NAMES.get(scope, scope)) for scope in one.scopes]}
            for one in tokens(user_id=request.standing.user_id)
        ],
        "issued": unseal(request.session.pop(_SHOWN_ONCE, "")) if request.method != "POST" else None,
    }
    return fill(request, template="people/tokens.html", form=form, act=act, context=context)


@permission("own_account")
@require_http_methods(["GET", "HEAD", "POST"])
def token_revoke(request: Request, token_id: int) -> HttpResponse:
    """Revoke a token, after a question."""
    found = token(token_id=token_id, who=request.standing)

    def act() -> str:
        services.revoke_token(token_id=token_id, who=request.standing, at=request.at)
        messages.success(request, _("The token is revoked."))
        return reverse("people:tokens")

    return confirm(
        request,
        act=act,
        against=[reason("token_revoked")] if found.revoked_at else [],
        title=_("Revoke the token “%(name)s”") % {"name": found.name},
        text=_("Programs that use it are refused from now on."),
        button=_("Revoke"),
        danger=True,
        cancel=reverse("people:tokens"),
        section=(_("Access tokens"), reverse("people:tokens")),
    )
