"""What a decision asks to be fixed, as tasks on the board: one for each remark, in the transaction of the decision."""

from __future__ import annotations

from runut.cases.rework import SentBack, ToFix
from runut.planning.guards import KEY, is_under_way
from runut.planning.models import Note, Part, Task
from runut.planning.services.parts import next_number
from runut.planning.services.tasks import NAME, NOTE
from runut.procedures.queries import calendar


def tasks_from_remarks(sent: SentBack) -> None:
    """Make a task of each remark that has none yet, and put those that were done back to the beginning.

    Only where the case went back to the activity in which the schedule is followed: what is wrong with a plan is no work on the board.
    Nobody is asked whether they may: who decided that it must be fixed may. Queries: 5, and 2 for each remark.
    """
    if not is_under_way(sent.procedure, sent.position):
        return
    part, _made = Part.objects.select_for_update().get_or_create(case_id=sent.case_id, key=KEY)
    known = {one.remark: one for one in Task.objects.filter(case_id=sent.case_id, remark__in=[each.number for each in sent.remarks])}
    last = Task.objects.filter(case_id=sent.case_id).order_by("-place").values_list("place", flat=True).first() or 0
    today = calendar().local(sent.at).date()
    if part.starts_on is None:
        part.starts_on = today
    for place, remark in enumerate(sent.remarks, last + 1):
        task = known.get(remark.number)
        if task is None:
            number = next_number(part)
            task = Task(
                case_id=sent.case_id, number=number, place=place, rank=number * 1_000, remark=remark.number, starts_on=today, version=0
            )
            task.name, task.note = _name(remark), _note(remark)
        elif task.state == "todo" and task.removed_at is None:
            continue
        else:
            Note.objects.create(task=task, by_id=sent.user_id, at=sent.at, state="todo")
        task.state, task.done_on, task.removed_at = "todo", None, None
        task.changed_by_id, task.changed_at = sent.user_id, sent.at
        task.version += 1
        task.save()
    part.revision += 1
    part.save(update_fields=["revision", "numbers", "starts_on"])


def _name(remark: ToFix) -> str:
    text = " ".join(remark.text.split())
    return text if len(text) <= NAME else f"{text[: NAME - 1]}…"


def _note(remark: ToFix) -> str:
    text = f"{remark.about}\n{remark.text}" if remark.about else remark.text
    return text[:NOTE]
