"""What a final report says of the plan: the schedule as it was approved and as it went, features, mockups and business flows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any, Final

from django.utils.dates import MONTHS
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from runut.base.sentences import day
from runut.cases.chapters import About
from runut.core.errors import Invalid, Refused
from runut.documents.queries import Version, current_form, open_bytes, papers_of
from runut.formats.bpmn.diagram import read_diagram
from runut.formats.bpmn.picture import draw
from runut.formats.figures import Bar, timeline
from runut.formats.printing.letter import Facts, Head, Part, Picture, Table, Text
from runut.planning.forms.features import PRIORITIES
from runut.planning.queries import features
from runut.planning.queries.flows import FlowView, flow_bytes, flows
from runut.planning.queries.schedule import Baseline, Plan, TaskRow, baseline, plan_of, task_rows
from runut.planning.queries.screens import ScreenView, gallery
from runut.procedures.queries import calendar

PICTURES: Final = 24
"""Mockups that are shown; the others are named."""
LARGEST: Final = 2 * 1024 * 1024
"""Bytes of a mockup that is shown: a report must stay one that can be mailed."""
_WIDE: Final = 760.0
"""Points of a diagram that is as wide as the text; a smaller one stands smaller."""
_SHOWN: Final = {"image/png", "image/jpeg"}


def tell_schedule(about: About) -> Sequence[Part]:
    """Return the tasks as they were filed and as they went; of a schedule that only has pieces, those."""
    plan, filed = _plan(about.case_id), baseline(case_id=about.case_id)
    if plan is None or not plan.schedule.tasks:
        return list(_pieces(about.case_id))
    return list(_tasks(plan, filed))


def _plan(case_id: int) -> Plan | None:
    try:
        return plan_of(case_id=case_id)
    except (Invalid, Refused):  # tasks that wait for each other: the schedule's own page says so
        return None


def _pieces(case_id: int) -> Iterator[Part]:
    found = current_form(case_id=case_id, key="schedule", form="schedule")
    if found is None:
        return
    content: dict[str, Any] = found[1]
    begins, ends = date.fromisoformat(content["starts_on"]), date.fromisoformat(content["ends_on"])
    yield Facts(rows=((_("Work begins"), day(begins)), (_("Work ends"), day(ends))))
    rows = tuple((str(one["name"]), day(date.fromisoformat(one["ends_on"]))) for one in content.get("milestones", ()))
    if rows:
        yield Table(heads=(_("Piece of the work"), _("Ends")), shares=(7, 3), rows=rows)


def _tasks(plan: Plan, filed: Baseline | None) -> Iterator[Part]:
    assert plan.ends_on is not None and plan.starts_on is not None
    facts = [(_("Work begins"), day(plan.starts_on)), (_("Work ends"), day(plan.ends_on))]
    if filed:
        facts.append((_("End as it was filed"), day(filed.ends_on)))
    done = sum(one.state == "done" for one in plan.tasks)
    facts.append((_("Tasks done"), _("%(done)s of %(count)s") % {"done": done, "count": len(plan.tasks)}))
    yield Facts(rows=tuple(facts))
    bars = [_bar(one, plan, filed) for one in plan.tasks]
    names = [("done", _("done")), ("late", _("ended later than filed")), ("open", _("not done"))]
    pictures = timeline(bars, months=[str(MONTHS[month]) for month in range(1, 13)], names=names, mark=_("end as it was filed"))
    for number, svg in enumerate(pictures, 1):
        caption = _("The tasks over time") + (f" ({number}/{len(pictures)})" if len(pictures) > 1 else "")
        yield Picture(svg=svg, alt=_("Bars of the tasks over time; the table below says the same in words."), caption=caption)
    heads = (_("No"), _("Task"), _("Expert"), _("Days"), _("Begins"), _("Ends"), _("Ended on"), _("Slip"))
    yield Table(heads=heads, shares=(3, 9, 7, 3, 7, 7, 7, 4), rows=tuple(_row(one, plan, filed) for one in plan.tasks))


def _ended(task: TaskRow, plan: Plan) -> date:
    return task.done_on if task.state == "done" and task.done_on else plan.timed(task.number).ends_on


def _bar(task: TaskRow, plan: Plan, filed: Baseline | None) -> Bar:
    timed, ended = plan.timed(task.number), _ended(task, plan)
    mark = filed.tasks.get(task.number) if filed else None
    tone = "open" if task.state != "done" else "late" if mark and ended > mark else "done"
    starts = min(timed.starts_on, ended)
    if task.milestone:
        return Bar(label=f"{task.label} {task.name}", starts_on=ended, mark=mark)
    return Bar(label=f"{task.label} {task.name}", starts_on=starts, ends_on=ended, mark=mark, tone=tone)


def _row(task: TaskRow, plan: Plan, filed: Baseline | None) -> tuple[str, ...]:
    timed, ended = plan.timed(task.number), _ended(task, plan)
    slip = filed.slip(task.number, ended, calendar()) if filed else None
    planned = filed.tasks.get(task.number, timed.ends_on) if filed else timed.ends_on
    actual = _short(task.done_on) if task.state == "done" and task.done_on else "–"
    days = "–" if task.milestone else str(timed.days)
    said = "–" if slip is None else f"{slip:+d}" if slip else "0"
    return task.label, task.name, task.expert or "–", days, _short(timed.starts_on), _short(planned), actual, said


def _short(on: date) -> str:
    return date_format(on, "j M Y")


def tell_plan(about: About) -> Sequence[Part]:
    """Return what was planned: features with how far they are, mockups, business flows, and the versions of every round."""
    return [*_rounds(about.case_id), *_features(about.case_id), *_flows(about.case_id), *_screens(about.case_id)]


def _rounds(case_id: int) -> Iterator[Part]:
    keys = ("schedule", "mockups", "business_flow", "analysis_document", "regulations")
    papers = [one for one in papers_of(case_id) if one.key in keys and one.removed_at is None]
    rows = tuple(
        (paper.title, str(version.number), str(version.round), version.filed_by, day(calendar().local(version.filed_at).date()))
        for key in keys
        for paper in papers
        if paper.key == key
        for version in reversed(paper.versions)
    )
    if rows:
        yield Head(text=_("What was filed, round by round"), level=2)
        heads = (_("Document"), _("Version"), _("Round"), _("Filed by"), _("Filed"))
        yield Table(heads=heads, shares=(8, 3, 3, 6, 6), rows=rows)


def _features(case_id: int) -> Iterator[Part]:
    found = features(case_id=case_id)
    if not found:
        return
    tasks = task_rows(case_id=case_id)
    priorities = dict(PRIORITIES)
    rows = tuple(
        (
            one.label,
            f"{one.name}\n{one.purpose}".strip(),
            str(priorities.get(one.priority, one.priority)),
            one.criteria or "–",
            _progress([task for task in tasks if task.feature == one.number]),
        )
        for one in found
    )
    yield Head(text=_("Features"), level=2)
    yield Table(heads=(_("No"), _("Feature"), _("Priority"), _("Acceptance criteria"), _("State")), shares=(2, 9, 4, 10, 5), rows=rows)


def _progress(tasks: Sequence[TaskRow]) -> str:
    done = sum(one.state == "done" for one in tasks)
    if not tasks:
        return "–"
    return _("done") if done == len(tasks) else _("%(done)s of %(count)s tasks") % {"done": done, "count": len(tasks)}


def _flows(case_id: int) -> Iterator[Part]:
    drawn = [one for one in flows(case_id)[0] if one.versions]
    if drawn:
        yield Head(text=_("Business flows"), level=2)
    for one in drawn:
        yield from _flow(one)


def _flow(one: FlowView) -> Iterator[Part]:
    try:
        drawing = read_diagram(flow_bytes(one, one.versions[0]))
    except Invalid:
        yield Text(text=_("“%(name)s” cannot be drawn here.") % {"name": one.name})
        return
    right = max((shape.box[0] + shape.box[2] for shape in drawing.shapes), default=0)
    wide = right - min((shape.box[0] for shape in drawing.shapes), default=0)
    share = round(min(100, max(15, wide / _WIDE * 100)))
    told = _("Diagram of the business flow “%(name)s”.") % {"name": one.name}
    yield Picture(svg=draw(drawing, title=one.name), alt=told, caption=one.name, share=share)


def _screens(case_id: int) -> Iterator[Part]:
    found = gallery(case_id).screens
    shown = [one for one in found if one.current.media_type in _SHOWN and one.current.size <= LARGEST][:PICTURES]
    if found:
        yield Head(text=_("Mockups"), level=2)
    for one in shown:
        yield _screen(one)
    if others := [one for one in found if one not in shown]:
        heads = (_("Filed, but not shown here"), _("Version"), "SHA-256")
        rows = tuple((one.name, str(one.current.number), one.current.sha256) for one in others)
        yield Table(heads=heads, shares=(6, 2, 9), rows=rows)


def _screen(one: ScreenView) -> Picture:
    caption = _("%(name)s, version %(number)s") % {"name": one.name, "number": one.current.number}
    return Picture(dots=_bytes(one.current), alt=_("Mockup “%(name)s”.") % {"name": one.name}, caption=caption, share=70)


def _bytes(version: Version) -> bytes:
    with open_bytes(version.sha256) as file:
        content: bytes = file.read(LARGEST)
    return content
