"""Switches of language and theme, and the style guide."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_GET, require_POST

from runut.core.errors import Invalid
from runut.people.access import permission, who_asks
from runut.people.services import prefer
from runut.web import guide
from runut.web.context import THEME_COOKIE, THEMES

YEAR = 365 * 24 * 60 * 60


@permission("public")
@require_POST
def language(request: HttpRequest) -> HttpResponse:
    """Keep the language in this browser, and with the account of whoever is signed in."""
    chosen = request.POST.get("language", "")
    if chosen not in dict(settings.LANGUAGES):
        raise Invalid(code="language_unknown", language=chosen[:20])
    if (who := who_asks(request)) is not None:
        prefer(who=who, language=chosen)
    return _keep(request, settings.LANGUAGE_COOKIE_NAME, chosen)


@permission("public")
@require_POST
def theme(request: HttpRequest) -> HttpResponse:
    """Keep the theme in this browser, and with the account of whoever is signed in."""
    chosen = request.POST.get("theme", "")
    if chosen not in THEMES:
        raise Invalid(code="theme_unknown", theme=chosen[:20])
    if (who := who_asks(request)) is not None:
        prefer(who=who, theme=chosen)
    return _keep(request, THEME_COOKIE, chosen)


@permission("public" if settings.DEBUG else "administrator")
@require_GET
def styleguide(request: HttpRequest) -> HttpResponse:
    """Show every component once, with invented values."""
    return render(request, "web/styleguide.html", guide.context())


def _keep(request: HttpRequest, name: str, value: str) -> HttpResponse:
    target = request.POST.get("next", "/")
    if not url_has_allowed_host_and_scheme(target, allowed_hosts={request.get_host()}, require_https=request.is_secure()):
        target = "/"
    response = HttpResponseRedirect(target)
    response.set_cookie(name, value, max_age=YEAR, samesite="Lax", secure=settings.SECURE, httponly=True)
    return response
