"""What happened in a case: its chain of events, and among them what happened beside it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from heapq import merge
from typing import Any, Final

from django.http import HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from runut.base.numbers import whole
from runut.base.paging import Page
from runut.cases import queries
from runut.cases.feeds import Feed, Happening, feeds
from runut.cases.queries import CasePage
from runut.cases.views.case import head
from runut.cases.words import KINDS, say_event
from runut.core.ledger import Event
from runut.people.access import Request, permission
from runut.procedures.queries import calendar

CHAIN: Final = "chain"
"""The filter that leaves out what is no event of the chain."""
_SIZE: Final = 50
"""Events on a page, and at most so many happenings of a feed among them."""
_BESIDE: Final = gettext_lazy("not part of the chain of events")


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A line of the timeline. An event has its number and its hash; what happened beside the chain has a ``mark`` that says so."""

    at: datetime
    title: str
    who: str
    text: str
    icon: str
    position: str = ""
    tone: str = "calm"
    number: int | None = None
    hash: str = ""
    mark: str = ""
    href: str = ""
    link: str = ""


@permission("signed_in")
@require_safe
def show(request: Request, case_id: int) -> HttpResponse:
    """Every event in words and what happened beside them, newest first, with the head of the chain; ``event`` in the address: that one first.

    Queries: at most 17.
    """
    page = queries.access_page(case_id=case_id, who=request.standing, at=request.at)
    beside = feeds(case_id, who=request.standing, at=request.at)
    kind = request.GET.get("kind", "")
    feed = next((one for one in beside if one.key == kind), None)
    number, upto = whole(request.GET.get("activity"), digits=6), whole(request.GET.get("event"), digits=6)
    oldest, cursor = request.GET.get("order") == "oldest", request.GET.get("cursor", "")
    found: Page[Any]
    if feed:
        found = feed.pages(case_id, oldest=oldest, cursor=cursor, size=_SIZE)
        entries = [_beside(one, feed) for one in found.rows]
    else:
        kinds = [kind] if kind in KINDS else ()
        found = queries.history(case_id=case_id, kinds=kinds, activity=number, upto=upto, oldest=oldest, cursor=cursor, size=_SIZE)
        entries = [_entry(one) for one in found.rows]
        if not kinds and not number and kind != CHAIN:
            entries = _among(entries, case_id, beside, oldest=oldest)
    context = {
        **head(page, dates=calendar(), request=request, active="history"),
        "events": found,
        "entries": entries,
        "beside": beside,
        "choices": _choices(page, beside, kind=kind, number=number, order=request.GET.get("order", "")),
    }
    return render(request, "cases/history.html", context)


@permission("signed_in")
@require_safe
def events_file(request: Request, case_id: int) -> StreamingHttpResponse:
    """The chain of events as JSON Lines: on each line an event and its hash; the last line is the head."""
    case = queries.access_case(case_id=case_id, who=request.standing)
    response = StreamingHttpResponse(queries.json_lines(case_id=case_id), content_type="application/jsonl; charset=utf-8")
    response.headers["Content-Disposition"] = f'attachment; filename="{case.number or case.uid}.jsonl"'
    return response


def _choices(page: CasePage, beside: Sequence[Feed], *, kind: str, number: int | None, order: str) -> list[dict[str, Any]]:
    own = [(CHAIN, _("The chain of events alone")), *((one.key, _(one.label)) for one in beside)] if beside else []
    activities = [("", _("All")), *((one.number, f"{one.number}. {one.text[:60]}") for one in page.procedure.activities)]
    orders = [("", _("newest first")), ("oldest", _("oldest first"))]
    return [
        {"name": "kind", "label": _("What happened"), "value": kind, "options": [("", _("All")), *own, *KINDS.items()]},
        {"name": "activity", "label": _("Activity"), "value": number or "", "options": activities},
        {"name": "order", "label": _("Order"), "value": order, "options": orders},
    ]


def _among(entries: list[Entry], case_id: int, beside: Sequence[Feed], *, oldest: bool) -> list[Entry]:
    """Return a page of events with what happened beside them, in time order.

    To a page belongs what happened from its oldest event to the one after its newest; before the first event of all nothing happens.
    Queries: 1, and 1 for each feed.
    """
    if not entries or not beside:
        return entries
    first, last = (entries[0], entries[-1]) if oldest else (entries[-1], entries[0])
    since = first.at if first.number != 1 else None
    until = queries.moment_of(case_id=case_id, number=(last.number or 0) + 1)
    lists = [entries if oldest else entries[::-1]]
    for feed in beside:
        told = feed.between(case_id, since=since, until=until, most=_SIZE + 1)
        cut = [_more(feed, told[0].at)] if len(told) > _SIZE else []
        lists.append([*cut, *(_beside(one, feed) for one in told[-_SIZE:])])
    # Merged and not sorted: the events keep the order of their numbers, whatever a clock did.
    found = list(merge(*lists, key=lambda one: one.at))
    return found if oldest else found[::-1]


def _more(feed: Feed, at: datetime) -> Entry:
    title, link = _("Earlier ones are not shown here"), _("Show them all")
    return Entry(at=at, title=title, who=_(feed.label), text="", icon=feed.icon, mark=str(_BESIDE), href=f"?kind={feed.key}", link=link)


def _beside(one: Happening, feed: Feed) -> Entry:
    return Entry(at=one.at, title=one.title, who=one.who, text=one.text, icon=feed.icon, mark=str(_BESIDE), href=one.href, link=one.link)


def _entry(event: Event) -> Entry:
    said = say_event(event)
    capacity = event.by.get("capacity") or {}
    acting = capacity.get("capacity", "")
    position = capacity.get("position") or event.by.get("position", "")
    return Entry(
        at=event.at,
        title=said.title,
        who=str(event.by.get("name", "")),
        position=f"{acting.capitalize()}. {position}" if acting in {"plt", "plh"} else str(position),
        text=said.text,
        tone=said.tone,
        icon=said.icon,
        number=event.number,
        hash=f"{event.hash[:16]}…",  # whole in the file of events
    )
