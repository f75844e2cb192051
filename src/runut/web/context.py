"""What the shell around every page shows: the office, where one can go, in which language and theme."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Final

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from runut.core.errors import Refused
from runut.people.access import who_asks
from runut.people.queries import Standing, organisation
from runut.web.navigation import ACCOUNT, MAIN, Link, links

THEMES: Final = ("auto", "light", "dark")
THEME_COOKIE: Final = "theme"


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Who is signed in, as the header names them."""

    name: str
    position: str
    initials: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Shell:
    """What `web/base.html` shows around a page; the defaults serve a page that may ask no database."""

    theme: str = "auto"
    version: str = ""
    organisation: str = ""
    region: str = ""
    contact: str = ""
    is_demonstration: bool = False
    person: Person | None = None
    nav: list[Link] = field(default_factory=list)
    account: list[Link] = field(default_factory=list)

    @property
    def here(self) -> str:
        """The name of the part of the site that this page belongs to, or nothing."""
        return next((link.label for link in self.nav if link.current), "")


def shell(request: HttpRequest) -> dict[str, Any]:
    """Context processor: ``shell``, read only when a page shows it.

    Queries: 1, and those of `who_asks` where the view has not asked already.
    """
    return {"shell": SimpleLazyObject(lambda: _shell(request))}


def alone(request: HttpRequest) -> Shell:
    """Return the shell of a page that must not need the database: of an error."""
    return Shell(theme=cookie_theme(request), version=settings.VERSION)


def cookie_theme(request: HttpRequest) -> str:
    """Return the theme that this browser chose."""
    chosen = request.COOKIES.get(THEME_COOKIE, "")
    return chosen if chosen in THEMES else "auto"


def _shell(request: HttpRequest) -> Shell:
    who = who_asks(request) if hasattr(request, "user") else None
    try:
        office = organisation()
    except Refused:
        return alone(request)
    return Shell(
        theme=request.user.theme if who and request.user.is_authenticated else cookie_theme(request),
        version=settings.VERSION,
        organisation=office.name,
        region=office.region,
        contact=" · ".join(filter(None, (office.address, office.telephone, office.email))),
        is_demonstration=office.is_demonstration,
        person=_person(who) if who else None,
        nav=links(MAIN, who=who, path=request.path) if who else [],
        account=links(ACCOUNT, who=who, path=request.path) if who else [],
    )


def _person(who: Standing) -> Person:
    words = [word for word in who.name.split() if word[:1].isalpha() and not word.endswith(".")]
    initials = "".join(word[0] for word in (words[:1] + words[-1:] if len(words) > 1 else words))
    return Person(name=who.name, position=who.position, initials=initials.upper())
