"""The rows of a draft: fetched under its lock by who may write, a revision added, an act recorded; what every act on drafts has in common."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from runut.core.errors import NotFound, NotPermitted, Refused
from runut.core.sentences import reason
from runut.people.queries import Standing
from runut.procedures.drafting.content import Content
from runut.procedures.models import Draft, DraftAct, Revision


def require_drafter(who: Standing) -> None:
    """Refuse everybody but administrators and holders of an office.

    Raises:
        NotPermitted: For everybody else.
    """
    if who.reads_only or not (who.administrator or who.offices):
        raise NotPermitted(reasons=[reason("drafters_only")])


def open_draft(draft_id: int, who: Standing) -> Draft:
    """Return a draft that can be written, locked, for somebody who may write. Queries: 1.

    Raises:
        NotPermitted: Neither administrator nor holder of an office.
        NotFound: There is no such draft.
        Refused: It is submitted or over.
    """
    require_drafter(who)
    draft = locked(draft_id)
    if draft.state != "draft":
        raise Refused(reasons=[reason("draft_submitted" if draft.state == "submitted" else "draft_over")])
    return draft


def locked(draft_id: int) -> Draft:
    """Return a draft under its lock. Queries: 1.

    Raises:
        NotFound: There is none.
    """
    draft = Draft.objects.select_for_update().filter(pk=draft_id).first()
    if draft is None:
        raise NotFound
    return draft


def revision(draft: Draft, number: int) -> Revision:
    """Return a revision of the draft's own line. Queries: 1.

    Raises:
        Refused: It never had one of this number.
    """
    found = Revision.objects.filter(draft=draft, number=number, aside=False).first()
    if found is None:
        raise Refused(reasons=[reason("draft_changed")])
    return found


def add_revision(
    draft: Draft,
    *,
    content: Content,
    questions: Sequence[Any],
    undo_to: int | None,
    who: Standing,
    at: datetime,
    redo_to: int | None = None,
) -> int:
    """Write the next revision of a locked draft and return its number. Queries: 1 insert, 1 update."""
    number = draft.counter + 1
    Revision.objects.create(
        draft=draft,
        number=number,
        content=content,
        questions=list(questions),
        undo_to=undo_to,
        redo_to=redo_to,
        made_by_id=who.user_id,
        made_at=at,
    )
    Draft.objects.filter(pk=draft.pk).update(counter=number, name=draft_name(content), changed_by_id=who.user_id, changed_at=at)
    return number


def record_act(draft: Draft, *, kind: str, who: Standing, at: datetime, note: str = "", acted_as: Mapping[str, Any] | None = None) -> None:
    """Append what somebody did with the draft as a whole. Queries: 1."""
    DraftAct.objects.create(
        draft=draft, kind=kind, note=note, by_id=who.user_id, at=at, counter=draft.counter, acted_as=dict(acted_as or {})
    )


def draft_name(content: Content) -> str:
    """Return what lists call a draft: the name of the SOP, on one line."""
    return " ".join(str(content["identity"].get("name", "")).split())[:200]
