"""Who may do what: the one table of permissions, the decorator that every view carries, and the objects a person may see."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import wraps
from typing import Any, Final, cast
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import resolve_url
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django_htmx.middleware import HtmxDetails

from runut.base.sentences import say
from runut.core.errors import NotFound, NotPermitted
from runut.core.sentences import reason
from runut.people.queries import Office, Person, Standing, Unit, office, person, standing_today, unit
from runut.people.unsent import keep

SAFE: Final = frozenset({"GET", "HEAD", "OPTIONS"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Permission:
    """A rule over where somebody stands, and the code of the sentence that refuses them.

    ``rule`` is None where nobody needs to sign in; ``own`` says that only what is the person's own changes by it, their account or a copy made for them, so auditors may too.
    """

    rule: Callable[[Standing], bool] | None
    refusal: str = "not_found"
    own: bool = False


PERMISSIONS: Final[Mapping[str, Permission]] = {
    # whoever comes, signed in or not
    "public": Permission(rule=None),
    # everybody who works here; objects are found through access_*
    "signed_in": Permission(rule=lambda who: True),
    # what somebody changes of themselves: language, password, tokens; auditors too
    "own_account": Permission(rule=lambda who: True, own=True),
    # what somebody has made for themselves of what they may read, such as a paper by a job: it changes nothing of the office's; auditors too
    "own_copy": Permission(rule=lambda who: True, own=True),
    # the whole portfolio: office holders, administrators, auditors
    "reader": Permission(rule=lambda who: who.sees_all, refusal="readers_only"),
    # holders of any office of the procedure
    "office_holder": Permission(rule=lambda who: bool(who.offices), refusal="office_holders_only"),
    # keeps the register of regulations: who keeps the register of systems, and administrators
    "regulations": Permission(rule=lambda who: who.administrator or "system_development" in who.offices, refusal="regulations_only"),
    # sets the office up: people, units, offices, procedures, calendar
    "administrator": Permission(rule=lambda who: who.administrator, refusal="administrators_only"),
    # where the administrator sets up and auditors look on
    "administration": Permission(rule=lambda who: who.administrator or who.auditor, refusal="administrators_only"),
}


class Request(HttpRequest):
    """The request as a view behind `permission` finds it; views say so in their signature."""

    at: datetime
    standing: Standing
    htmx: HtmxDetails


def permission(name: str) -> Callable[[Callable[..., HttpResponseBase]], Callable[..., HttpResponseBase]]:
    """Let a view be used by those whom the rule ``name`` admits, and give it ``request.standing``.

    Who is not signed in goes to the sign-in page and comes back afterwards (401 under ``/api/``); who is deactivated is signed out.
    An auditor who holds nothing else is refused every unsafe method, whatever the rule.

    Raises:
        NotPermitted: The rule refuses the person.
        KeyError: No permission has this name (when the view is made, not when it is called).

    Queries: 1 a request, after those of the session and its user.
    """
    rule = PERMISSIONS[name]

    def decorate(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if rule.rule is None:
                return view(request, *args, **kwargs)
            who = who_asks(request)
            if who is None:
                return _to_sign_in(request)
            admit(rule, who, method=request.method or "GET")
            return view(request, *args, **kwargs)

        guarded.permission = name  # type: ignore[attr-defined]
        return guarded

    return decorate


def who_asks(request: HttpRequest) -> Standing | None:
    """Return where the person of this session stands today and keep it as ``request.standing``; None: nobody is signed in.

    From then on the request writes its times in the zone of the office.
    """
    known = getattr(request, "standing", None)
    if known is not None:
        return cast(Standing, known)
    user = request.user
    if not user.is_authenticated:
        return None
    if not user.is_active:
        logout(request)
        return None
    found, zone = standing_today(user, at=request.at)  # type: ignore[attr-defined]
    timezone.activate(zone)
    request.standing = found  # type: ignore[attr-defined]
    return found


def admit(rule: Permission, who: Standing, *, method: str) -> None:
    """Let ``who`` pass, or say why not.

    Raises:
        NotPermitted: Always with a sentence.
    """
    if rule.rule is not None and not rule.rule(who):
        raise NotPermitted(reasons=[reason(rule.refusal)])
    if who.reads_only and not rule.own and method not in SAFE:
        raise NotPermitted(reasons=[reason("auditor_reads")])


def may(name: str, who: Standing, *, method: str = "GET") -> bool:
    """Whether ``who`` may use what carries the permission ``name``: for showing a link or not."""
    try:
        admit(PERMISSIONS[name], who, method=method)
    except NotPermitted:
        return False
    return True


def access_person(*, person_id: int, who: Standing) -> Person:
    """Return a person whom ``who`` may see: those who see everything see everybody, others their own unit and themselves.

    Raises:
        NotFound: There is nobody, or nobody for them.

    Queries: 1.
    """
    found = person(person_id)
    if who.sees_all or found.id == who.user_id or (found.unit_id is not None and found.unit_id == who.unit_id):
        return found
    raise NotFound


def access_unit(*, unit_id: int, who: Standing) -> Unit:
    """Return a unit that ``who`` may see: their own, or any for those who see everything.

    Raises:
        NotFound: There is none, or none for them.

    Queries: 1.
    """
    found = unit(unit_id)
    if who.sees_all or found.id == who.unit_id:
        return found
    raise NotFound


def access_office(*, office_id: int, who: Standing) -> Office:
    """Return an office; everybody who is signed in (``who``) may see who holds it.

    Raises:
        NotFound: There is none.

    Queries: 1.
    """
    return office(office_id)


def _to_sign_in(request: HttpRequest) -> HttpResponse:
    if request.path.startswith("/api/"):
        refused = reason("sign_in")
        return JsonResponse({"code": refused.code, "reasons": [say(refused)]}, status=401)
    if request.headers.get("HX-Request") == "true":
        # htmx would draw the sign-in page into a corner of this one.
        page = urlsplit(request.headers.get("HX-Current-URL", ""))
        target = redirect_to_login(f"{page.path or '/'}?{page.query}".rstrip("?"), resolve_url(settings.LOGIN_URL)).url
        return HttpResponse(status=401, headers={"HX-Redirect": target})
    if request.method in SAFE:
        return redirect_to_login(request.get_full_path(), resolve_url(settings.LOGIN_URL))
    if keep(request, at=request.at):  # type: ignore[attr-defined]
        messages.warning(request, _("Your sign-in had ended, so nothing was recorded yet. Sign in again: what you typed is kept."))
        return redirect_to_login(reverse("people:unsent"), resolve_url(settings.LOGIN_URL))
    messages.warning(request, _("Your sign-in had ended, so nothing was recorded."))
    return redirect_to_login("/", resolve_url(settings.LOGIN_URL))
