"""The screens of a case: papers under `mockups` that can be looked at, in the order of the gallery, with what people say about them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from django.db.models import Count

from runut.documents.queries import Paper, Version, current_form, papers_of
from runut.documents.sniffing import PDF, PICTURES
from runut.planning.models.screens import Screen, ScreenComment, ScreenReply

KEY: Final = "mockups"
FORM: Final = "mockups"
SHOWN: Final = PICTURES | {PDF}
"""Media types that a screen can have."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ScreenView:
    """One screen: ``id`` is its paper's; ``versions`` newest first; ``waiting`` how many comments on it are open."""

    id: int
    name: str
    versions: tuple[Version, ...]
    waiting: int

    @property
    def current(self) -> Version:
        """The version that counts."""
        return self.versions[0]

    @property
    def is_picture(self) -> bool:
        """Whether it is a picture, on which a spot can be shown; else a PDF."""
        return self.current.media_type in PICTURES


@dataclass(frozen=True, slots=True, kw_only=True)
class Gallery:
    """The screens in their order, the other papers filed as mockups, and the list that was filed last.

    ``listed`` says that this list names exactly the screens that are there.
    """

    screens: tuple[ScreenView, ...]
    others: tuple[Paper, ...]
    filed: Version | None
    listed: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ReplyView:
    """An answer to a comment, or that it was resolved or opened again."""

    kind: str
    text: str
    by: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class CommentView:
    """One comment with what followed; ``version`` is the number of the version that it was made on. ``x``, ``y`` in per cent, or None."""

    number: int
    version: int
    x: float | None
    y: float | None
    page: int
    text: str
    by: str
    at: datetime
    resolved: bool
    replies: tuple[ReplyView, ...]


def gallery(case_id: int) -> Gallery:
    """Return the mockups of a case that the caller may see. Queries: 5."""
    papers = [one for one in papers_of(case_id) if one.key == KEY and one.removed_at is None]
    screens = _ordered([one for one in papers if not one.current.form and one.current.media_type in SHOWN])
    shown = {one.id for one in screens}
    found = current_form(case_id=case_id, key=KEY, form=FORM)
    listed = found is not None and found[1].get("screens") == listing(screens)
    others = tuple(one for one in papers if one.id not in shown and one.current.form != FORM)
    return Gallery(screens=tuple(screens), others=others, filed=found[0] if found else None, listed=listed)


def screens_of(case_id: int, *, taken_out: bool = False) -> list[ScreenView]:
    """Return the screens alone, in their order; ``taken_out``: those too that were taken out, whose versions say so. Queries: 3."""
    papers = [one for one in papers_of(case_id) if one.key == KEY and (taken_out or one.removed_at is None)]
    return _ordered([one for one in papers if not one.current.form and one.current.media_type in SHOWN])


def listing(screens: Sequence[ScreenView]) -> list[dict[str, Any]]:
    """Return the screens as the filed list names them: what was approved can be told from it alone."""
    return [
        {
            "name": one.name,
            "paper": one.current.title,
            "version": one.current.number,
            "sha256": one.current.sha256,
            "media_type": one.current.media_type,
            "size": one.current.size,
        }
        for one in screens
    ]


def _ordered(papers: Sequence[Paper]) -> list[ScreenView]:
    rows = Screen.objects.filter(document_id__in=[one.id for one in papers]).values_list("document_id", "name", "place")
    known = {document: (name, place) for document, name, place in rows}
    open_ones = ScreenComment.objects.filter(screen__document_id__in=list(known), resolved=False)
    waiting: Mapping[int, int] = dict(open_ones.values_list("screen__document_id").annotate(many=Count("*")).order_by())
    last = len(papers) + max((place for _name, place in known.values()), default=0)
    order = sorted(papers, key=lambda one: (known[one.id][1] if one.id in known else last, one.id))
    return [
        ScreenView(
            id=one.id,
            name=known[one.id][0] if one.id in known else one.title,
            versions=one.versions,
            waiting=waiting.get(one.id, 0),
        )
        for one in order
    ]


def comments(document_id: int) -> list[CommentView]:
    """Return what was said about a screen, the oldest first. Queries: 2."""
    rows = ScreenComment.objects.filter(screen__document_id=document_id).select_related("by", "version").order_by("number")
    replies: dict[int, list[ReplyView]] = {}
    for one in ScreenReply.objects.filter(comment__screen__document_id=document_id).select_related("by").order_by("id"):
        replies.setdefault(one.comment_id, []).append(ReplyView(kind=one.kind, text=one.text, by=one.by.name, at=one.at))
    return [
        CommentView(
            number=row.number,
            version=row.version.number,
            x=None if row.x is None else float(row.x),
            y=None if row.y is None else float(row.y),
            page=row.page,
            text=row.text,
            by=row.by.name,
            at=row.at,
            resolved=row.resolved,
            replies=tuple(replies.get(row.pk, ())),
        )
        for row in rows
    ]
