"""Where one can go from every page. A link shows when its page exists and the person may use it: the view's own permission decides."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from django.urls import Resolver404, resolve
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from runut.people.access import may
from runut.people.queries import Standing


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A link of the shell; ``key`` follows ``g`` on the keyboard."""

    href: str
    label: str | Promise
    icon: str
    key: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A place as one page shows it; ``current`` is the value of `aria-current`."""

    href: str
    label: str
    icon: str
    key: str
    current: str


MAIN: Final = (
    Place(href="/", label=_("My work"), icon="work", key="w"),
    Place(href="/cases/", label=_("Register of systems"), icon="case", key="r"),
    Place(href="/deadlines/", label=_("Deadlines"), icon="deadline", key="d"),
    Place(href="/procedures/", label=_("SOP"), icon="procedure", key="s"),
    Place(href="/regulations/", label=_("Regulations"), icon="regulation", key="u"),
    Place(href="/calendar/", label=_("Calendar"), icon="calendar", key="c"),
    Place(href="/people/", label=_("People"), icon="people", key="p"),
)
ACCOUNT: Final = (
    Place(href="/account/", label=_("My account"), icon="person"),
    Place(href="/account/tokens/", label=_("Access tokens"), icon="token"),
    Place(href="/account/password/change/", label=_("Password"), icon="key"),
    Place(href="/account/2fa/", label=_("Two-step sign-in"), icon="evidence"),
    Place(href="/account/sessions/", label=_("Where I am signed in"), icon="sign-in"),
)


def links(places: tuple[Place, ...], *, who: Standing | None, path: str) -> list[Link]:
    """Return the links of ``places`` that ``who`` may use, the one that ``path`` is under marked."""
    usable = list(_open(places, who))
    # The longest address that the path begins with: a page of one's tokens is not also marked as the account above it.
    above = max((place.href for place in usable if place.href != "/" and path.startswith(place.href)), key=len, default="")
    return [
        Link(
            href=place.href,
            label=str(place.label),
            icon=place.icon,
            key=place.key,
            current="page" if place.href == path else "true" if place.href == above else "",
        )
        for place in usable
    ]


def _open(places: tuple[Place, ...], who: Standing | None) -> Iterator[Place]:
    for place in places:
        try:
            view = resolve(place.href).func
        except Resolver404:
            continue
        name = getattr(view, "permission", "signed_in")
        if name == "public" or (who is not None and may(name, who)):
            yield place
