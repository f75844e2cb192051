"""The schedule on paper, in the reader's language: where it stands against what was filed, and its tasks with their bars."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from runut.base.sentences import day, language, moment
from runut.core.workdays import Calendar, working_days_between
from runut.documents.queries import Version
from runut.formats.printing.gantt import Bar, Gantt, Legend
from runut.people.queries import organisation
from runut.planning.queries.parts import PartState
from runut.planning.queries.schedule import Baseline, Plan, TaskRow
from runut.planning.views.place import Place


def schedule_paper(
    place: Place, plan: Plan, base: Baseline | None, days: Calendar, *, filed: Version | None, part: PartState, paper: str, at: datetime
) -> Gantt:
    """Return the paper of a plan that has an end."""
    case, heading = place.page.case, place.name
    named = f"{case.number or ''} {case.title}".strip()
    return Gantt(
        language=language(),
        title=f"{heading}: {named}",
        heading=heading,
        letterhead=organisation().letterhead,
        facts=tuple(_facts(place, plan, base, days, filed=filed, part=part, at=at)),
        heads=(_("No"), _("Task"), _("Days"), _("From"), _("Until"), _("Waits for"), _("Expert"), _("Bars")),
        bars=tuple(_bar(one, plan, base, days) for one in plan.tasks),
        months=[date_format(date(2026, month, 1), "M") for month in range(1, 13)],
        off=frozenset(_off(plan, base, days)),
        legend=Legend(
            plain=_("task"),
            critical=_("critical: a delay of it delays the whole"),
            milestone=_("milestone"),
            done=_("done"),
            filed=_("where it ended as it was filed") if base else "",
            off=_("no working day"),
            after=_("waits for (within a page)"),
        ),
        footer=f"{named} · {moment(at)}",
        page=_("Page"),
        paper=paper,
    )


def _facts(
    place: Place, plan: Plan, base: Baseline | None, days: Calendar, *, filed: Version | None, part: PartState, at: datetime
) -> Iterator[tuple[str, str]]:
    assert plan.starts_on is not None and plan.ends_on is not None
    case = place.page.case
    yield _("Project"), f"{case.number or ''} {case.title}".strip()
    yield _("Requesting unit"), case.unit.name
    yield _("Work begins"), day(plan.starts_on)
    yield _("Work ends"), day(plan.ends_on)
    if base:
        yield _("As it was filed"), f"{day(base.ends_on)} ({_slip(working_days_between(base.ends_on, plan.ends_on, days))})"
    if filed is None:
        yield _("State"), _("draft, not filed yet")
    else:
        said = _("version %(number)s, filed by %(name)s, %(at)s")
        changed = f"; {_('changed since it was filed')}" if part.unfiled else ""
        yield _("State"), said % {"number": filed.number, "name": filed.filed_by, "at": moment(filed.filed_at)} + changed
    yield _("Printed on"), moment(at)


def _bar(row: TaskRow, plan: Plan, base: Baseline | None, days: Calendar) -> Bar:
    timed = plan.timed(row.number)
    slip = base.slip(row.number, timed.ends_on, days) if base else 0
    until = _short(timed.ends_on)
    if base and slip is None:
        until += "\n" + _("added since")
    elif slip:
        until += "\n" + _slip(slip)
    critical = timed.critical and row.state != "done"
    word = _("milestone") if row.milestone else _("critical") if critical else ""
    name = row.name + (f" ({word})" if word else "")
    waits = ", ".join(f"#{number}" + (f" +{lag}" if lag else "") for number, lag in row.after)
    return Bar(
        number=row.number,
        cells=(row.label, name, "-" if row.milestone else str(timed.days), _short(timed.starts_on), until, waits, row.expert),
        starts_on=timed.starts_on,
        ends_on=timed.ends_on,
        kind="milestone" if row.milestone else "critical" if critical else "plain",
        done=row.state == "done",
        after=tuple(number for number, _lag in row.after),
        filed_on=base.tasks.get(row.number) if base and slip else None,
    )


def _slip(days: int) -> str:
    if days == 0:
        return _("kept")
    if days < 0:
        return _("earlier now")
    return ngettext("%(n)s working day later now", "%(n)s working days later now", days) % {"n": days}


def _off(plan: Plan, base: Baseline | None, days: Calendar) -> Iterator[date]:
    timed = plan.schedule.tasks.values()
    one = min(each.starts_on for each in timed)
    last = max([each.ends_on for each in timed] + list(base.tasks.values() if base else ()))
    while one <= last:
        if not days.works(one):
            yield one
        one += timedelta(days=1)


def _short(on: date) -> str:
    return date_format(on, "j M Y")
