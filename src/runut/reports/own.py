"""The chapters of the final report that come from the case itself: its texts, its way through the SOP, decisions, deadlines, evidence."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any, Final

from django.utils.dates import MONTHS
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from runut.base.sentences import day, language, moment
from runut.cases.words import KINDS, badge, outcome, say_event
from runut.core.audit import Record, Work
from runut.formats.figures import Bar, timeline
from runut.formats.flowchart import STATES, Progress, draw
from runut.formats.laws import as_it_stands
from runut.formats.printing.letter import Facts, Head, Listed, Part, Picture, Table, Text
from runut.procedures.queries import version_name
from runut.reports.attached import EVENTS, EVIDENCE

if TYPE_CHECKING:
    from runut.reports.report import Known

_MARKS: Final = {"again": "upcoming"}
"""States of the case's page that the printed map draws as another."""


def identity(told: Known) -> Iterator[tuple[str, str]]:
    """Yield what the cover says of the case."""
    case, procedure = told.page.case, told.page.procedure
    yield _("Requesting unit"), case.unit.name
    if case.purpose:
        yield _("Purpose"), case.purpose
    yield _("SOP"), _("%(name)s, version %(number)s") % {"name": procedure.identity.name, "number": version_name(case.version_id).number}
    yield _("Entered"), moment(case.opened_at)
    yield _("Status"), badge(case.status, late=False)["label"]
    yield _("Date of the report"), day(localtime(told.about.at).date())


def chapters(written: Mapping[str, Any], told: Known) -> Iterator[tuple[int, str, list[Part]]]:
    """Yield place, title and parts; the places are those of `runut.cases.chapters`."""
    legal = told.page.procedure.identity.legal_basis
    yield 100, _("Background"), _text(written, "background")
    yield 200, _("Legal basis"), [Listed(items=tuple(as_it_stands(one, language()) for one in legal))] if legal else []
    yield 300, _("Team"), list(_team(told))
    yield 400, _("The SOP and the way of the project through it"), list(_way(told))
    yield 700, _("Decisions and remarks"), list(_decisions(told))
    yield 750, _("Work done"), _text(written, "work")
    yield 1100, _("Deadlines"), list(_deadlines(told))
    yield 1200, _("Obstacles and deviations"), [*_text(written, "obstacles"), *_deviations(told)]
    yield 1300, _("Result"), [*_text(written, "result"), *_same_build(told)]
    yield 1400, _("Recommendations"), _text(written, "recommendations")
    yield 1500, _("Evidence"), list(_evidence(told))
    yield 1600, _("History"), list(_history(told))


def _text(written: Mapping[str, Any], key: str) -> list[Part]:
    text = str(written.get(key) or "").strip()
    return [Text(text=one.strip()) for one in text.split("\n\n") if one.strip()]


def _team(told: Known) -> Iterator[Part]:
    rows = tuple(
        (one.name, one.position or "–", one.role, day(one.from_on), day(one.to_on) if one.to_on else _("now"))
        for one in sorted(told.team, key=lambda one: (one.from_on, one.name))
    )
    if rows:
        heads = (_("Name"), _("Position"), _("Role"), _("From"), _("Until"))
        yield Table(heads=heads, shares=(6, 6, 5, 5, 5), rows=rows)


# the way through the SOP


def _way(told: Known) -> Iterator[Part]:
    procedure = told.page.procedure
    progress = {number: _progress(state, round_) for number, (state, round_) in told.page.states.items()}
    alt = _("Flowchart of the SOP, performers as columns, activities as rows; the table below says the way in words.")
    yield Text(text=_("How far each activity is stands in its row; a number beside a symbol says how often the project came there."))
    yield Picture(svg=draw(procedure, progress=progress, language=language()), alt=alt, caption=procedure.identity.name)
    texts = {one.number: one.text for one in procedure.activities}
    rows = tuple(
        (str(number), f"{one.activity}. {texts.get(one.activity, '')}", str(one.round), _moment(one.scheduled_at), _ended(one))
        for number, one in enumerate(told.found.works, 1)
    )
    yield Table(heads=(_("No"), _("Activity"), _("Round"), _("Begun"), _("How it ended")), shares=(2, 12, 3, 5, 6), rows=rows)


def _progress(state: str, round_: int) -> Progress:
    mark = _MARKS.get(state, state)
    return Progress(state=mark if mark in STATES else "upcoming", round=max(round_, 1))


def _ended(work: Work) -> str:
    if work.closed_at is None:
        return _("open")
    said = next((outcome(one.outcome) for one in reversed(work.records) if one.outcome), _("Complete"))
    return f"{said}, {_moment(work.closed_at)}"


# decisions and remarks


def _decisions(told: Known) -> Iterator[Part]:
    """Yield each decision with its reason and the documents it was about, and below it what became of its remarks."""
    for one in told.found.decisions:
        title = _("Activity %(activity)s, round %(round)s: %(outcome)s") % {
            "activity": one.activity,
            "round": one.round,
            "outcome": outcome(one.outcome),
        }
        yield Head(text=title, level=2)
        facts = [(_("By whom"), _who(one.by)), (_("When"), _moment(one.at)), (_("Work since"), _moment(one.since))]
        facts += [(name, text) for name, text in ((_("Reason"), one.reason), (_("Note"), one.note)) if text]
        if one.lapsed:
            facts.append((_("Lapsed"), _("by event %(event)s") % {"event": one.lapsed}))
        yield Facts(rows=tuple(facts))
        if one.papers:
            rows = tuple((paper.name, str(paper.version), paper.sha256) for paper in one.papers)
            yield Table(heads=(_("What the decision is about"), _("Version"), "SHA-256"), shares=(6, 2, 9), rows=rows)
        yield from _remarks(told, one)


def _remarks(told: Known, one: Record) -> Iterator[Part]:
    if not one.remarks:
        return
    weights = {"must": _("must be fixed"), "suggestion": _("suggestion")}
    rows = tuple(
        (
            str(each.number),
            each.text,
            weights.get(each.weight, weights["must"]),
            each.answer or _("not answered"),
            each.change or "–",
            f"{each.answered_by}, {_moment(each.answered_at)}" if each.answered_at else "–",
        )
        for each in told.remarks
        if each.activity == one.activity and each.round == one.round
    )
    heads = (_("No"), _("Remark"), _("Weight"), _("Answer"), _("Changed"), _("Answered by"))
    yield Table(heads=heads, shares=(2, 8, 4, 8, 5, 6), rows=rows)


# time


def _deadlines(told: Known) -> Iterator[Part]:
    works = told.found.works
    if not works:
        return
    closed = [one for one in works if one.late is not None]
    late = sum(bool(one.late) for one in closed)
    said = {"count": len(closed), "late": late}
    yield Text(text=_("Of %(count)s activations with a deadline that are closed, %(late)s were closed after it.") % said)
    names = [("done", _("in time, or without a deadline")), ("late", _("late")), ("open", _("open"))]
    months = [str(MONTHS[month]) for month in range(1, 13)]
    pictures = timeline([_bar(one, told.about.at) for one in works], months=months, names=names, mark=_("deadline"))
    for number, svg in enumerate(pictures, 1):
        caption = _("Every activation from its beginning to its end") + (f" ({number}/{len(pictures)})" if len(pictures) > 1 else "")
        yield Picture(svg=svg, alt=_("Bars of the activities over time; the table below says the same in words."), caption=caption)
    verdicts = {None: "–", True: _("late"), False: _("in time")}
    rows = tuple(
        (f"{one.activity} / {one.round}", _moment(one.scheduled_at), _moment(one.due_at), _moment(one.closed_at), verdicts[one.late])
        for one in works
    )
    heads = (_("Activity / round"), _("Begun"), _("Deadline"), _("Closed"), _("In time?"))
    yield Table(heads=heads, shares=(3, 5, 5, 5, 3), rows=rows)
    yield Head(text=_("Who had the work how long"), level=2)
    performers = {one.key: one.name for one in told.page.procedure.performers}
    turns = tuple(
        (f"{one.activity} / {one.round}", performers.get(one.performer, one.performer), _who(one.by), _moment(one.since), _moment(one.at))
        for work in works
        for one in work.records
    )
    yield Table(heads=(_("Activity / round"), _("Performer"), _("By whom"), _("Since"), _("Until")), shares=(3, 6, 7, 5, 5), rows=turns)


def _bar(one: Work, at: datetime) -> Bar:
    begun, ended = localtime(one.scheduled_at).date(), localtime(one.closed_at or at).date()
    tone = "open" if one.closed_at is None else "late" if one.late else "done"
    label = _("Activity %(activity)s, round %(round)s") % {"activity": one.activity, "round": one.round}
    return Bar(
        label=label, starts_on=begun, ends_on=max(begun, ended), mark=localtime(one.due_at).date() if one.due_at else None, tone=tone
    )


def _deviations(told: Known) -> Iterator[Part]:
    rows = tuple(
        (str(KINDS[one.kind]), f"{work.activity} / {work.round}", _who(one.by), _moment(one.at), one.reason or "–")
        for work in told.found.works
        for one in work.delays
    )
    if rows:
        heads = (_("What"), _("Activity / round"), _("By whom"), _("When"), _("Reason"))
        yield Table(heads=heads, shares=(4, 3, 5, 4, 6), rows=rows)
    else:
        yield Text(text=_("The case was never on hold, no deadline was moved, and nothing went against the flow of the SOP."))


def _same_build(told: Known) -> Iterator[Part]:
    same = told.found.same_build
    if same is not None:
        yes = _("The application decided on last has the hash of the one that was named before it: nothing was exchanged.")
        no = _("The application decided on last has another hash than the one that was named before it: it was released anew in between.")
        yield Text(text=yes if same else no)


# evidence


def _evidence(told: Known) -> Iterator[Part]:
    case = told.page.case
    rows = tuple(
        (version.title, str(version.number), version.filed_by, _moment(version.filed_at), version.sha256)
        for paper in told.papers
        for version in reversed(paper.versions)
    )
    yield Text(text=_("Every version of every document that was filed, with its SHA-256:"))
    yield Table(heads=(_("Document"), _("Version"), _("By whom"), _("Filed"), "SHA-256"), shares=(6, 3, 4, 5, 11), rows=rows)
    said = {"events": case.events, "head": case.head}
    yield Text(text=_("When this report was written the case had %(events)s events; the hash of the last is %(head)s.") % said)
    names = {"events": EVENTS, "evidence": EVIDENCE}
    yield Text(text=_("The PDF of this report carries both for programs: the events as %(events)s, this list as %(evidence)s.") % names)


def _history(told: Known) -> Iterator[Part]:
    rows = []
    for one in told.told:
        said = say_event(one)
        rows.append(
            (str(one.number), _moment(one.at), _who(one.by), "\n".join(each for each in (said.title, said.text) if each), one.hash[:12])
        )
    yield Text(text=_("Every event of the case in its order; each holds the hash of the one before it."))
    yield Table(heads=(_("No"), _("When"), _("By whom"), _("What"), _("Hash")), shares=(2, 5, 6, 11, 6), rows=tuple(rows))


def _who(by: Mapping[str, Any]) -> str:
    capacity: Mapping[str, str] = by.get("capacity") or {}
    acting = {"plt": "Plt. ", "plh": "Plh. "}.get(capacity.get("capacity", ""), "")
    position = capacity.get("position") or str(by.get("position", ""))
    return f"{by.get('name', '')}, {acting}{position}".rstrip(", ")


def _moment(at: datetime | None) -> str:
    return moment(at) if at else "–"
