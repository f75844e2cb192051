"""The cards of a board as HTML, without the template language: a thousand of them take it half a second, and this a fiftieth of that."""

from __future__ import annotations

from django.urls import reverse
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from runut.planning.queries.board import Card, Lane


def draw_cards(lane: Lane, *, case_id: int, earlier: str, later: str, may_move: bool) -> SafeString:
    """Return the items of a column's list; ``earlier`` and ``later`` are the words of the columns beside it."""
    address = reverse("planning:card", args=[case_id, 0]).removesuffix("0/")
    # Both numbers of each word are looked up once, not once for every card.
    days = {one: ngettext("day", "days", one) for one in (1, 2)}
    comments = {one: ngettext("comment", "comments", one) for one in (1, 2)}
    around = [(state, escape(name), sign) for state, name, sign in ((lane.earlier, earlier, "←"), (lane.later, later, "→")) if state]
    items = []
    for one in lane.cards:
        number = one.number
        buttons = "".join(
            f'<button class="btn-icon" form="acts" name="move" value="{number}:{one.version}:{state}" aria-label="#{number}: {name}"'
            f' title="{name}">{sign}</button>'
            for state, name, sign in around
        )
        acts = f'<p class="card-acts">{buttons}</p>' if may_move else ""
        items.append(
            f'<li id="T{number}" class="task-card" data-number="{number}" data-version="{one.version}"><a href="{address}{number}/">'
            f'<span class="task-number">#{number}</span> {escape(one.name)}</a><p class="card-meta">{_meta(one, days, comments)}</p>{acts}</li>'
        )
    return mark_safe("".join(items))  # noqa: S308 - whatever people typed is escaped above


def _meta(one: Card, days: dict[int, str], comments: dict[int, str]) -> str:
    parts = [f"◆ {_('milestone')}" if one.milestone else f"{one.days} {days[min(one.days, 2)]}"]
    if one.expert:
        parts.append(escape(one.expert))
    if one.feature:
        parts.append(f"F{one.feature}")
    if one.notes:
        parts.append(f"{one.notes} {comments[min(one.notes, 2)]}")
    return " · ".join(parts)
