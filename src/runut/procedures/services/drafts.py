"""Drafts: begun, saved by several people at once, undone and done again, and thrown away."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction

from runut.core.errors import NotFound, Refused
from runut.core.sentences import reason
from runut.formats.draft import Question
from runut.people.queries import Standing
from runut.procedures.drafting import questions as asking
from runut.procedures.drafting.content import MOST_COLUMNS, MOST_ROWS, Content
from runut.procedures.drafting.fields import Clash, merge
from runut.procedures.models import Draft, ProcedureVersion, Revision
from runut.procedures.services.revisions import add_revision, draft_name, open_draft, record_act, require_drafter, revision


@dataclass(frozen=True, slots=True, kw_only=True)
class Saved:
    """What came of saving: the number of the newest revision, the fields that somebody else changed too, and whether others had saved
    since the page was opened (``others``), so that the page has to be drawn anew.
    """

    counter: int
    clashes: tuple[Clash, ...] = ()
    others: bool = False


@transaction.atomic
def start_draft(
    *,
    content: Content,
    who: Standing,
    at: datetime,
    questions: Iterable[Question] = (),
    procedure_id: int | None = None,
    based_on: int | None = None,
    source: str = "",
) -> int:
    """Begin a draft and return its id.

    Args:
        content: What it begins with.
        who: An administrator, or who holds an office.
        at: When.
        questions: What its source leaves open.
        procedure_id: The SOP that it is to be a version of; None: one that the office does not have yet.
        based_on: The version that it begins with.
        source: Name of the file that it was read from.

    Raises:
        NotPermitted: Neither administrator nor holder of an office.
        NotFound: There is no such version.
        Refused: It is larger than what can be written in the browser.

    Queries: 3 inserts, and 1 read where it is based on a version.
    """
    require_drafter(who)
    rows, columns = len(content["rows"]), len(content["columns"])
    if rows > MOST_ROWS or columns > MOST_COLUMNS:
        raise Refused(reasons=[reason("draft_large", rows=rows, columns=columns, most_rows=MOST_ROWS, most_columns=MOST_COLUMNS)])
    if based_on is not None:
        procedure_id = ProcedureVersion.objects.filter(pk=based_on).values_list("procedure_id", flat=True).first()
        if procedure_id is None:
            raise NotFound
    draft = Draft.objects.create(
        procedure_id=procedure_id,
        based_on_id=based_on,
        name=draft_name(content),
        source=source[:200],
        counter=1,
        made_by_id=who.user_id,
        made_at=at,
        changed_by_id=who.user_id,
        changed_at=at,
    )
    Revision.objects.create(
        draft=draft, number=1, content=content, questions=asking.keep(questions, content), made_by_id=who.user_id, made_at=at
    )
    record_act(draft, kind="started", who=who, at=at, note=source)
    return draft.pk


@transaction.atomic
def save_draft(
    *,
    draft_id: int,
    seen: int,
    typed: Mapping[str, Any],
    known: Mapping[str, str],
    who: Standing,
    at: datetime,
    then: Callable[[Content], Content] | None = None,
) -> Saved:
    """Save what somebody typed on a page that showed the revision ``seen``, and do ``then`` with the result (a row moved, a column added).

    What others changed meanwhile stays. Where they changed the same field, theirs stays and what was typed is kept aside.

    Args:
        draft_id: Which draft.
        seen: The number of the revision that the page showed.
        typed: Values by field (`runut.procedures.drafting.fields`).
        known: Keys of known wordings of deliverables.
        who: An administrator, or who holds an office.
        at: When.
        then: What is done with rows or columns after that.

    Raises:
        NotPermitted: Neither administrator nor holder of an office.
        NotFound: There is no such draft.
        Refused: It is submitted or over, or never had such a revision.

    Queries: 3 reads, and 1 update and 1 insert when something changed.
    """
    draft = open_draft(draft_id, who)
    now = revision(draft, draft.counter)
    base = now if seen == draft.counter else revision(draft, seen)
    merged = merge(base.content, now.content, typed, known)
    if merged.aside:
        Revision.objects.create(
            draft=draft, number=draft.counter, content=merged.aside, aside=True, made_by_id=who.user_id, made_at=at, questions=now.questions
        )
    content = then(merged.content) if then else merged.content
    counter = draft.counter
    if content != now.content:
        questions = asking.still_open(now.questions, content, merged.changed)
        counter = add_revision(draft, content=content, questions=questions, undo_to=draft.counter, who=who, at=at)
    others = seen != now.number
    return Saved(counter=counter, clashes=merged.clashes, others=others)


@transaction.atomic
def answer_questions(*, draft_id: int, seen: int, answers: Mapping[int, Any], who: Standing, at: datetime) -> int:
    """Answer open questions by their place in the list, each with a value in the form of the file; return the new revision's number.

    Raises:
        NotPermitted, NotFound: As `save_draft`.
        Refused: Somebody saved meanwhile, or there is no such question.
    """
    draft = open_draft(draft_id, who)
    now = revision(draft, draft.counter)
    if seen != draft.counter or not all(0 <= place < len(now.questions) for place in answers):
        raise Refused(reasons=[reason("draft_changed")])
    content = now.content
    for place, answer in answers.items():
        content = asking.answered(content, now.questions[place], answer)
    left = [one for place, one in enumerate(now.questions) if place not in answers]
    return add_revision(draft, content=content, questions=asking.still_open(left, content), undo_to=draft.counter, who=who, at=at)


def undo_draft(*, draft_id: int, who: Standing, at: datetime) -> int:
    """Go back to what stood before the last change; return the number of the revision that says so.

    Raises:
        NotPermitted, NotFound: As `save_draft`.
        Refused: There is nothing to undo, or the draft is submitted or over.
    """
    return _step(draft_id, "undo_to", who=who, at=at)


def redo_draft(*, draft_id: int, who: Standing, at: datetime) -> int:
    """Take back the last `undo_draft`. Raises as that."""
    return _step(draft_id, "redo_to", who=who, at=at)


@transaction.atomic
def take_aside(*, draft_id: int, revision_id: int, who: Standing, at: datetime) -> int:
    """Make a text that was kept aside, or an earlier revision, a draft of its own; return that draft's id.

    Raises:
        NotPermitted: Neither administrator nor holder of an office.
        NotFound: The draft has no such revision.
    """
    require_drafter(who)
    row = Revision.objects.select_related("draft").filter(pk=revision_id, draft_id=draft_id).first()
    if row is None:
        raise NotFound
    draft = row.draft
    copied = start_draft(
        content=row.content, who=who, at=at, procedure_id=draft.procedure_id, based_on=draft.based_on_id, source=draft.source
    )
    return copied


@transaction.atomic
def discard_draft(*, draft_id: int, who: Standing, at: datetime) -> None:
    """Throw a draft away; what it held stays readable.

    Raises:
        NotPermitted, NotFound, Refused: As `save_draft`.
    """
    draft = open_draft(draft_id, who)
    record_act(draft, kind="discarded", who=who, at=at)
    Draft.objects.filter(pk=draft.pk).update(state="discarded", changed_by_id=who.user_id, changed_at=at)


@transaction.atomic
def _step(draft_id: int, way: str, *, who: Standing, at: datetime) -> int:
    draft = open_draft(draft_id, who)
    now = revision(draft, draft.counter)
    target = getattr(now, way)
    if target is None:
        raise Refused(reasons=[reason("draft_no_step")])
    to = revision(draft, target)
    undo_to, redo_to = (to.undo_to, now.number) if way == "undo_to" else (to.undo_to, to.redo_to)
    return add_revision(draft, content=to.content, questions=to.questions, undo_to=undo_to, redo_to=redo_to, who=who, at=at)
