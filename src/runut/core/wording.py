"""The sentences about the text of an SOP: what its check finds, and what an exchange with other programs refuses; and about plans.

Part of `runut.core.sentences.SENTENCES`, in a file of its own because they are many; the rules are the same.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final


def gettext_noop(message: str) -> str:
    """Mark a message for the catalogue and return it as it is."""
    return message


_ = gettext_noop

FINDINGS: Final[Mapping[str, str]] = {
    # identity block
    "identity_missing": _("“%(field)s” of the identity block is empty."),
    "revision_missing": _("“Tanggal Revisi” is empty; it holds the day of the last revision, or the planned day of the next review."),
    "dates_order": _("“%(field)s” (%(day)s) lies before the day on which the SOP was made (%(made)s)."),
    "effective_day_off": _("The SOP takes effect on %(day)s, which is no working day of the office's calendar."),
    "law_repealed": _("“%(law)s” has been repealed; %(successor)s stands in its place."),
    "law_undated": _("“%(law)s” has a number but no year, so it cannot be found."),
    "law_vague": _("“%(law)s” names no single regulation; a legal basis has a kind, a number and a year."),
    # performers
    "performer_unused": _("“%(performer)s” has a column, but takes part in no activity."),
    "performers_order": _("The columns follow the sequence of the activities, from the left: %(order)s."),
    # activities
    "activity_no_time": _("The activity has no time limit, so it can never be late."),
    "activity_no_output": _("The activity leaves nothing that shows it was done."),
    "activity_no_requirement": _("The activity needs nothing; the quality standard names what it starts from."),
    "actor_in_text": _("The sentence names who acts (“%(actor)s”); the column says that already."),
    # decisions and paths
    "outcomes_same": _("Every outcome leads to the same place, so the decision decides nothing."),
    "outcomes_many": _("The decision has %(count)s outcomes; the diamond of the form has two exits."),
    "loop_unlimited": _("This leads back to activity %(target)s, and nothing says how often that may happen."),
    "end_early": _("The case can end here, beside the end after activity %(last)s; the form knows one “Selesai”."),
    # what is needed, and what is left
    "input_unsourced": _("“%(deliverable)s” comes from outside; Keterkaitan or Peralatan should name its source."),
    "requirement_unsourced": _("No activity leaves “%(deliverable)s”, and neither Keterkaitan nor Peralatan names its source."),
    "requirement_late": _("“%(deliverable)s” is left only by activity %(makers)s, which comes after this one."),
    "requirement_some_paths": _("“%(deliverable)s” is left by activity %(makers)s, but not on the way %(path)s."),
    "output_unused": _("Nobody uses “%(deliverable)s”: no later activity needs it, and it is no end product."),
}

EXCHANGE: Final[Mapping[str, str]] = {
    "procedure_not_json": _("The file is not readable JSON: %(detail)s"),
    # a BPMN file that cannot be read
    "bpmn_broken": _("The BPMN file is damaged or cut off. Save it anew in its modeller, and send it again."),
    "bpmn_entities": _("The BPMN file holds definitions that no modeller writes, so it was not opened."),
    "bpmn_large": _("The BPMN file is larger than %(limit)s MB or holds more than %(most)s elements, the most that is read of an SOP."),
    "bpmn_empty": _("The BPMN file holds no process with a task in it."),
    # what an SOP cannot have: it is done by one after the other, from one beginning
    "bpmn_parallel": _("%(element)s is a parallel gateway: the work would go several ways at once. Put the tasks one after the other."),
    "bpmn_inclusive": _(
        "%(element)s is an inclusive gateway: the work might go several ways at once. Use exclusive gateways, of which one way is taken."
    ),
    "bpmn_event_gateway": _(
        "%(element)s waits for whichever event comes first; in an SOP somebody decides. Use a task and an exclusive gateway."
    ),
    "bpmn_complex": _("%(element)s is a complex gateway. Use exclusive gateways, of which one way is taken."),
    "bpmn_subprocess": _(
        "%(element)s holds a process of its own. Draw its tasks into the process, or make it an SOP and name that under Keterkaitan."
    ),
    "bpmn_call": _("%(element)s calls another process. Make that an SOP of its own and name it under Keterkaitan."),
    "bpmn_intermediate": _("%(element)s is an event on the way; in an SOP somebody does something. Make it a task, or leave it out."),
    "bpmn_boundary": _("%(element)s is an event at the edge of a task, which would break it off. Make it a decision behind the task."),
    "bpmn_trigger": _("%(element)s begins or ends the process by an event (%(kind)s). Use a plain start and plain ends."),
    "bpmn_repeated": _("%(element)s is done several times over. Draw the repetition as a decision that leads back."),
    "bpmn_compensation": _("%(element)s undoes another task, which an SOP does not know. Draw it where it is done."),
    "bpmn_pools": _("%(element)s is a second process. Draw who takes part as lanes of one pool."),
    "bpmn_message": _("%(element)s is a message between pools. Draw who takes part as lanes of one pool, and the message as a task."),
    "bpmn_fork": _(
        "Several arrows leave %(element)s without a gateway, so all of them would be taken. Put an exclusive gateway behind it."
    ),
    "bpmn_starts": _("%(element)s is a second start; an SOP has one."),
    "bpmn_no_start": _("The process has no start: an arrow leads to each of its nodes."),
    "bpmn_no_way_in": _("No arrow leads to %(element)s, so it would begin by itself."),
    "bpmn_decides_first": _("%(element)s decides before anybody has done anything. Put the task before it in which it is decided."),
    "bpmn_circle": _("%(element)s lies in a circle of gateways, or behind more than 50 of them, without a task between."),
    "bpmn_outcomes": _("The decision behind which %(element)s stands has more than 24 outcomes."),
    "bpmn_flow_broken": _("%(element)s is an arrow from or to something that is not there, or out of an end, or into a start."),
    "bpmn_id_twice": _("Two things have the id of %(element)s, so arrows to it cannot be told apart."),
    "bpmn_unknown": _("%(element)s is a “%(kind)s”, which an SOP does not know."),
    # what BPMN does not say
    "ask_text": _("What is done in activity %(activity)s?"),
    "ask_outputs": _("What does activity %(activity)s leave?"),
    "ask_outcome": _("What is the outcome called with which activity %(activity)s leads to %(target)s?"),
    "because_no_lane": _("The task stands in no lane."),
    "because_no_name": _("The task “%(id)s” has no name."),
    "because_bpmn_time": _("BPMN has no time limits."),
    "because_bpmn_outputs": _("No document comes out of the task."),
    "because_leads_back": _("The arrow has no name, and leads back or to the end."),
    "because_leads_on": _("The arrow has no name, and leads on."),
}
"""What keeps a file of another program from being read."""

PLANS: Final[Mapping[str, str]] = {
    "feature_none": _("The list has no feature yet; there is nothing to file."),
    "features_many": _("A feature list has at most %(most)s features."),
    "feature_number_unknown": _("This list has no feature F%(number)s."),
    "feature_number_twice": _("F%(number)s stands in row %(row)s already."),
    "priority_unknown": _("“%(value)s” is not a priority; it is must, should or could (wajib, sebaiknya, bisa)."),
    "card_changed": _(
        "%(name)s changed #%(number)s after you opened the board. It stands as they left it; move it again if that is right."
    ),
    "card_state": _("This is no column of the board."),
    "board_full": _("This column holds at most %(most)s tasks; finish or move one of them first."),
    "board_limit": _("A limit is a number from 1 to %(most)s, or empty for none."),
    "plan_team_only": _("Only the development team of the case changes this; you can read it."),
    "schedule_none": _("The schedule has no task yet; there is nothing to file."),
    "schedule_cycle": _("These tasks wait for each other in a circle, so none of them could begin: %(tasks)s."),
    "schedule_long": _("With this the work would take more than 30 years, beyond every calendar."),
    "tasks_many": _("A schedule has at most %(most)s tasks."),
    "task_unknown": _("This schedule has no task #%(number)s."),
    "task_itself": _("#%(number)s cannot wait for itself."),
    "task_after_unreadable": _(
        "“%(value)s” is not a list of tasks; write for example 3, 5+2: after task 3, and two working days after task 5."
    ),
    "task_days": _("A task takes from 1 to %(most)s working days."),
    "task_lag": _("A task waits from 0 to %(most)s working days after another."),
    "task_dates": _("A task with an end date needs a start date that is not after it."),
    "task_day_unreadable": _("“%(value)s” is not a date; write 2026-11-23."),
    "task_awaited": _("%(tasks)s wait for it; change what they wait for first."),
    "task_number_twice": _("The number %(number)s stands in row %(row)s already."),
    "expert_foreign": _("This person does not belong to the development team of the case."),
    "project_unreadable": _("“%(name)s” is no whole file of MS Project: it breaks off or is not XML. Save it as XML again."),
    "project_foreign": _("“%(name)s” is XML, but not of MS Project."),
    "plan_changed": _("%(name)s changed this after you opened it. Yours is still here: compare, then save again."),
    "table_unreadable": _("“%(name)s” can be read neither as CSV nor as an Excel workbook (XLSX)."),
    "table_broken": _("“%(name)s” is damaged, cut off, or larger inside than a list is. Save it as XLSX or CSV again, and send that."),
    "table_large": _("“%(name)s” is larger than %(limit)s MB; a list is smaller."),
    "table_heading_missing": _("The first row names the columns; the column “%(column)s” is missing."),
    "table_empty": _("The file has no rows below its heading."),
    "table_rows_many": _("The file has more than %(most)s rows."),
    "table_cell_missing": _("The column “%(column)s” is empty."),
    "table_cell_characters": _(
        "The column “%(column)s” holds characters that nobody can see, or that turn the text around. Type it again by hand."
    ),
    "table_cell_long": _("The column “%(column)s” has more than %(limit)s characters."),
}
"""What features, schedules and boards refuse, and the files that they are read from."""
