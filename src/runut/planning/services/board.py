"""Everything that happens on the board: cards are moved, spoken about, given papers; the tasks themselves are planned in the schedule."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from typing import Final

from runut.base import sql
from runut.cases.queries import access_case
from runut.cases.services import lock_case
from runut.core.errors import Invalid, NotFound, Refused
from runut.core.legible import check_legible
from runut.core.sentences import reason
from runut.documents.services import file_form, file_upload
from runut.documents.store import Staged
from runut.people.queries import Standing
from runut.planning.guards import against_board
from runut.planning.models import Attachment, Column, Note, Task
from runut.planning.models.tasks import STATES
from runut.planning.services.parts import refuse
from runut.procedures.queries import calendar

KEY: Final = "project_board"
FORM: Final = "board"
MOST_CARDS: Final = 999
TEXT: Final = 4000


@contextmanager
def working(*, case_id: int, who: Standing, at: datetime) -> Iterator[None]:
    """Lock the case and refuse who does not work on its board.

    Raises:
        NotFound: No such case for them.
        NotPermitted: They do not belong to its team.
        Refused: It is on hold, or has ended.
    """
    with sql.transaction():
        access_case(case_id=case_id, who=who)
        ground = lock_case(case_id=case_id, who=who, at=at)
        refuse(against_board(ground.procedure, ground.position, ground.actor))
        yield


def move_card(*, case_id: int, number: int, state: str, version: int, who: Standing, at: datetime, before: int | None = None) -> int:
    """Move a task to the column ``state``, before another task (None: to its end), and return the task's new version.

    ``version`` is the one that stood on the mover's board: of two who move one card at once, the second is told.

    Raises:
        NotFound, NotPermitted: As `working`, or no such task.
        Refused: As `working`, somebody changed the task meanwhile, or the column is full.
        Invalid: No such column.
    """
    if state not in STATES:
        raise Invalid(code="card_state")
    with working(case_id=case_id, who=who, at=at):
        task = Task.objects.filter(case_id=case_id, number=number, removed_at=None).select_related("changed_by").first()
        if task is None:
            raise NotFound
        if task.version != version:
            raise Refused(reasons=[reason("card_changed", name=task.changed_by.name, number=number)])
        there = list(Task.objects.filter(case_id=case_id, state=state, removed_at=None).exclude(pk=task.pk).order_by("rank", "number"))
        if task.state != state:
            most = Column.objects.filter(case_id=case_id, state=state).values_list("most", flat=True).first()
            if most is not None and len(there) >= most:
                raise Refused(reasons=[reason("board_full", most=most)])
            Note.objects.create(task=task, by_id=who.user_id, at=at, state=state)
        place = next((index for index, one in enumerate(there) if one.number == before), len(there))
        _rank(there, place, task)
        task.state, task.done_on = state, calendar().local(at).date() if state == "done" else None
        task.changed_by_id, task.changed_at = who.user_id, at
        task.version += 1
        task.save(update_fields=["state", "done_on", "rank", "changed_by", "changed_at", "version"])
        return task.version


def comment(*, case_id: int, number: int, text: str, who: Standing, at: datetime) -> None:
    """Say something about a task. Raises as `working`, NotFound, and Invalid for no text or too much of it."""
    text = text.strip()
    if not text or len(text) > TEXT:
        raise Invalid(code="text_too_long", limit=TEXT) if text else Invalid(code="text_missing")
    check_legible(text)
    with working(case_id=case_id, who=who, at=at):
        Note.objects.create(task=_task(case_id, number), by_id=who.user_id, at=at, text=text)


def attach(*, case_id: int, number: int, upload: Staged, filename: str, who: Standing, at: datetime) -> int:
    """File a paper of the case for a task, and return its version. Raises as `working`, `file_upload`, and NotFound."""
    with working(case_id=case_id, who=who, at=at):
        task = _task(case_id, number)
        version = file_upload(case_id=case_id, key="", title=f"#{number} {filename}", upload=upload, filename=filename, who=who, at=at)
        Attachment.objects.create(task=task, version_id=version)
        return version


def limit_columns(*, case_id: int, most: Mapping[str, int | None], who: Standing, at: datetime) -> None:
    """Say how many tasks columns hold at most; None: as many as there are.

    Raises:
        NotFound, NotPermitted, Refused: As `working`.
        Invalid: An unknown column, or a limit that is none.
    """
    for state, count in most.items():
        if state not in STATES:
            raise Invalid(code="card_state")
        if count is not None and not 1 <= count <= MOST_CARDS:
            raise Invalid(code="board_limit", most=MOST_CARDS)
    with working(case_id=case_id, who=who, at=at):
        Column.objects.filter(case_id=case_id, state__in=list(most)).delete()
        Column.objects.bulk_create([Column(case_id=case_id, state=state, most=count) for state, count in most.items() if count is not None])


def use_board(*, case_id: int, name: str, address: str, keeper: str, who: Standing, at: datetime) -> int:
    """Name the board that the product keeps as the case's project board; ``name`` is the SOP's wording. Raises as `file_form`."""
    content = {"name": "Runut", "address": address, "keeper": keeper, "note": ""}
    return file_form(case_id=case_id, key=KEY, name=name, form=FORM, content=content, who=who, at=at)


def _task(case_id: int, number: int) -> Task:
    task = Task.objects.filter(case_id=case_id, number=number, removed_at=None).first()
    if task is None:
        raise NotFound
    return task


def _rank(there: list[Task], place: int, task: Task) -> None:
    """Give the task the rank of its place; the others are only counted anew where there is no room between two of them."""
    low = there[place - 1].rank if place else 0
    high = there[place].rank if place < len(there) else low + 2_000
    if high - low >= 2:
        task.rank = (low + high) // 2
        return
    for index, one in enumerate([*there[:place], task, *there[place:]], 1):
        one.rank = index * 1_000
    Task.objects.bulk_update(there, ["rank"], batch_size=500)
