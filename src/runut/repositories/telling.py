"""What this room tells elsewhere in a case: pushes in its history, and on a task the commits that name it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, ngettext

from runut.base.paging import Page
from runut.cases.feeds import Feed, Happening
from runut.cases.mentions import Naming
from runut.people.queries import Standing
from runut.repositories.forges.pages import commit_page, comparison_page, history_page
from runut.repositories.queries import Pushed, has_code, mentions, push_page, pushes_between


def commits_naming(case_id: int, number: int, who: Standing, at: datetime) -> Sequence[Naming]:
    """Return the commits that name the number, for those who read the code."""
    if not has_code(case_id, who, at):
        return []
    return [
        Naming(
            title=one.line,
            who=one.author,
            at=one.at,
            label=one.commit[:8],
            address=commit_address(case_id, one.commit, (one.forge, one.page or "") if one.forge else None),
        )
        for one in mentions(case_id=case_id, number=number)
    ]


def _between(case_id: int, *, since: datetime | None, until: datetime | None, most: int) -> Sequence[Happening]:
    return [_told(case_id, one) for one in pushes_between(case_id=case_id, since=since, until=until, most=most)]


def _pages(case_id: int, *, oldest: bool, cursor: str, size: int) -> Page[Happening]:
    page = push_page(case_id=case_id, oldest=oldest, cursor=cursor, size=size)
    rows = [_told(case_id, one) for one in page.rows]
    return Page(rows=rows, next_cursor=page.next_cursor, previous_cursor=page.previous_cursor)


FEED = Feed(key="push", label=gettext_noop("Source code pushed"), icon="code", shown=has_code, between=_between, pages=_pages)


def _told(case_id: int, one: Pushed) -> Happening:
    left = (one.commits or 0) - len(one.lines)
    more = [ngettext("and %(n)s more", "and %(n)s more", left) % {"n": left}] if left > 0 and one.lines else []
    href, link = _page(case_id, one)
    return Happening(
        at=one.at, title=_title(one), who=one.name or _("found at the forge"), text="\n".join([*one.lines, *more]), href=href, link=link
    )


def _title(one: Pushed) -> str:
    """Return what was pushed as a sentence without its subject, who stands beside it."""
    words = {"ref": one.ref, "n": one.commits or 0}
    if one.kind == "removed":
        return (_("Tag %(ref)s removed") if one.is_tag else _("Branch %(ref)s removed")) % words
    if one.is_tag:
        return _("Tag %(ref)s pushed") % words
    if one.commits:
        return ngettext("%(n)s commit pushed to %(ref)s", "%(n)s commits pushed to %(ref)s", one.commits) % words
    return (_("Branch %(ref)s made") if one.kind == "made" else _("Branch %(ref)s pushed")) % words


def _page(case_id: int, one: Pushed) -> tuple[str, str]:
    """Return address and words of the page that shows what was pushed: here, or at the forge."""
    if one.kind == "removed":
        return "", ""
    if one.commits == 1 or one.is_tag:
        return commit_address(case_id, one.commit, one.forge), _("Show the commit")
    if one.kind == "moved":
        here = f"{reverse('repositories:comparison', args=[case_id])}?{urlencode({'base': one.old, 'ref': one.commit})}"
        return comparison_page(*one.forge, one.old, one.commit) if one.forge else here, _("Show what changed")
    here = f"{reverse('repositories:commits', args=[case_id])}?{urlencode({'ref': one.commit})}"
    return history_page(*one.forge, one.commit) if one.forge else here, _("Show the commits")


def commit_address(case_id: int, sha: str, forge: tuple[str, str] | None) -> str:
    """Return the page of a commit, here or at the forge."""
    return commit_page(*forge, sha) if forge else reverse("repositories:commit", args=[case_id, sha])
