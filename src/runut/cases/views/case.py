"""The page of one case: where it stands, what is expected of whom, what is missing, what follows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from runut.base.sentences import moment
from runut.cases import queries
from runut.cases.counsel import advice
from runut.cases.forms import AnswerForm
from runut.cases.panels import offers, panels
from runut.cases.queries import CasePage, Item, Outcome
from runut.cases.state import state
from runut.cases.tabs import address_of, tabs
from runut.cases.words import PARTS, TODO, outcome
from runut.core.procedure import Activity
from runut.core.sentences import Reason
from runut.core.workdays import Calendar
from runut.people.access import Request, permission
from runut.procedures.queries import calendar, version_name

_BLANK_REMARKS = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Typed:
    """What somebody has typed already, shown again when it could not be recorded; ``forms`` holds answers by remark."""

    outcome: str = ""
    reason: str = ""
    note: str = ""
    remarks: Sequence[str] = ()
    weights: Sequence[str] = ()
    forms: Mapping[int, AnswerForm] = field(default_factory=dict)
    refused: tuple[Reason, ...] = ()
    faster: bool = False
    added: bool = False

    @property
    def texts(self) -> list[str]:
        """Everything typed, to be shown where no form takes it any more."""
        answers = [str(form.data.get(form.add_prefix(name), "")) for form in self.forms.values() for name in form.fields]
        return [one for one in (self.reason, *self.remarks, self.note, *answers) if one.strip()]


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """One outcome with what it leads to."""

    key: str
    label: str
    rejects: bool
    target: int | str
    following: queries.Following


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """A requirement or an output as the checklist draws it; ``href`` leads to where it is filed, ``papers`` to where it is read."""

    item: Item
    href: str
    link: str
    again: str
    papers: str

    @property
    def done(self) -> bool:
        """Whether nothing more is expected of it."""
        return self.item.state in {"filed", "by_decision"}

    @property
    def asks_end(self) -> bool:
        """Whether it is there and should say when the work ends, but does not."""
        return self.item.asks_end and bool(self.item.filed) and not any(one.ends_on for one in self.item.filed)


@permission("signed_in")
@require_safe
def show(request: Request, case_id: int) -> HttpResponse:
    """The case as it stands. Queries: at most 13."""
    return draw(request, case_id, Typed())


def draw(request: Request, case_id: int, typed: Typed, *, status: int = 200) -> HttpResponse:
    """Answer the page of the case with what was typed still in it."""
    page = queries.access_page(case_id=case_id, who=request.standing, at=request.at)
    dates = calendar()
    steps = _steps(page)
    context = {
        **head(page, dates=dates, request=request, active="case"),
        "typed": typed,
        "acting": page.mine and page.hold is None,
        "wanted": [_wanted(one, page) for one in page.items],
        "can_supply": any(one.state in {"missing", "stale", "unfiled"} and not one.against for one in page.items),
        "choices": [_choice(one, page, dates, request) for one in page.outcomes],
        "next": _next(page, dates, request),
        "todo": TODO.get(_part(page), ""),
        "remark_rows": _rows(typed),
        "open_remarks": [(one, typed.forms.get(one.number) or AnswerForm(one.number)) for one in _remarks(page)],
        "steps": steps,
        "advice": advice(page, request.standing) if page.activity else None,
        "strip": [_step(one, steps, page) for one in page.procedure.activities],
        "turns": [(one, PARTS[one.part]) for one in page.turns],
        "added": typed.added,
        "panels": panels(page.case.pk),
        "offers": offers(page) if page.mine and page.hold is None else [],
        "acts": [(act, label, reverse(f"cases:{act}", args=[page.case.pk])) for act, label in course_labels() if not page.course[act]],
        "closed_acts": [(label, page.course[act]) for act, label in course_labels() if page.course[act]] if page.activity else [],
    }
    return render(request, "cases/case.html", context, status=status)


def head(page: CasePage, *, dates: Calendar, request: Request, active: str) -> dict[str, Any]:
    """Return what the header and the tabs of every page of a case need."""
    shown = tabs(page.case.pk, active, who=request.standing, at=request.at)
    return {**state(page, dates=dates, at=request.at), "tabs": shown, "version": version_name(page.case.version_id)}


def course_labels() -> list[tuple[str, str]]:
    """Return the acts beside the flow with their names."""
    return [
        ("hold", _("Put on hold")),
        ("resume", _("Resume")),
        ("extend", _("Extend the deadline")),
        ("deviate", _("Move to another activity")),
        ("version", _("Move to another version of the SOP")),
        ("cancel", _("Cancel the case")),
    ]


def _part(page: CasePage) -> str:
    return next((one.part for one in page.turns if one.state == "current"), "")


def _wanted(item: Item, page: CasePage) -> Wanted:
    """Where an item is supplied: by its tool if it has one, else by filing a file."""
    link, again, href = "", "", ""
    if item.tool and item.tool.address and not (item.against and not item.filed):
        href, link, again = address_of(item.tool.address, page.case.pk, item.key), _(item.tool.name), _("Open")
    if not href and not item.against and item.state != "by_decision":
        href, link, again = address_of("documents:upload", page.case.pk, item.key), _("File it"), _("File again")
    papers = address_of("documents:papers", page.case.pk)
    return Wanted(item=item, href=href, link=link, again=again, papers=papers)


def _choice(one: Outcome, page: CasePage, dates: Calendar, request: Request) -> Choice:
    after = queries.following(one.target, page=page, dates=dates, at=request.at)
    return Choice(key=one.key, label=outcome(one.key), rejects=one.rejects, target=one.target, following=after)


def _next(page: CasePage, dates: Calendar, request: Request) -> dict[str, Any] | None:
    """Return what follows a record that decides nothing: the next performer, the next activity, or the end."""
    if page.activity is None or page.outcomes:
        return None
    upcoming = [one for one in page.turns if one.state == "upcoming"]
    if upcoming:
        return {"turn": upcoming[0]}
    return {"following": queries.following(page.following, page=page, dates=dates, at=request.at)}


def _rows(typed: Typed) -> list[tuple[str, str]]:
    """Return what stands in the lines for remarks, each with its weight."""
    weights = [*typed.weights, *[""] * len(typed.remarks)]
    return [(text, weights[place]) for place, text in enumerate(typed.remarks)] or [("", "")] * _BLANK_REMARKS


def _remarks(page: CasePage) -> list[queries.RemarkView]:
    return queries.remarks(case_id=page.case.pk, only_open=True) if page.position.open_remarks else []


def _steps(page: CasePage) -> dict[int, tuple[str, int, str]]:
    """Return state, round and words of each activity for the map."""
    due = _("due %(due)s") % {"due": moment(page.due_at)} if page.due_at else ""
    words = {
        "done": _("done"),
        "current": " · ".join(one for one in (_("now"), due) if one),
        "late": " · ".join(one for one in (_("now, late"), due) if one),
        "held": _("on hold"),
        "again": _("done before; comes again"),
        "upcoming": "",
        "skipped": _("skipped by a deviation"),
    }
    return {number: (state.replace("again", "upcoming"), round_, words[state]) for number, (state, round_) in page.states.items()}


def _step(activity: Activity, steps: dict[int, tuple[str, int, str]], page: CasePage) -> dict[str, Any]:
    """Return one activity for the strip above the page."""
    state, round_, words = steps[activity.number]
    here = page.activity is not None and page.activity.number == activity.number
    return {"number": activity.number, "state": state, "round": round_, "words": words or _("to come"), "text": activity.text, "here": here}
