"""Versions of documents as what a remark can be tied to, with the page of it."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from runut.cases.things import Kind, Thing
from runut.documents.queries import papers_of


def _versions(case_id: int) -> list[Thing]:
    """Return the current version of every paper of the case, by the number of its row. Queries: 1."""
    current = [one.current for one in papers_of(case_id) if one.removed_at is None]
    return [
        Thing(key=str(one.id), label=_("%(title)s, version %(number)s") % {"title": one.title, "number": one.number}, sha256=one.sha256)
        for one in current
    ]


def _address(case_id: int, key: str) -> str:
    return reverse("documents:version", args=[int(key)]) if key.isascii() and key.isdecimal() and len(key) < 19 else ""


KIND = Kind(key="document", name=gettext_noop("Documents"), find=_versions, address=_address, place=gettext_noop("Page"))
