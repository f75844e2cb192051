"""The response of a decision as a letter (SOP: tanggapan): what was decided, why, what must change, who said what, what it is about."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from runut.base.sentences import day, language, moment, word
from runut.cases.queries import CasePage, Decision
from runut.core.errors import NotFound
from runut.documents.queries import form_content, papers_of
from runut.formats.printing.letter import Facts, Head, Letter, Listed, Part, Signature, Table, Text
from runut.people.queries import nips, organisation


def response_letter(page: CasePage, decision: Decision) -> Letter:
    """Return the response that ``decision`` made, in the active language.

    Raises:
        NotFound: The decision made none.
    """
    event, own, case = decision.event, organisation(), page.case
    content = _filed(page, decision)
    by: Mapping[str, Any] = event.by
    capacity: Mapping[str, Any] = by.get("capacity") or {}
    activity = page.procedure.activity(event.activity or 1)
    outcome = word(str(event.data["outcome"]))
    facts = (
        (_("Project"), f"{case.number or ''} {case.title}".strip()),
        (_("Requesting unit"), case.unit.name),
        (_("Activity"), f"{event.activity}. {activity.text}"),
        (_("Round"), str(event.round)),
        (_("Decided on"), moment(event.at)),
        (_("Decision"), outcome.upper()),
    )
    parts: list[Part] = [Facts(rows=facts)]
    if event.data.get("reason"):
        parts += [Head(text=_("Reason")), Text(text=str(event.data["reason"]))]
    parts += [*_remarks(event.data), *_verdicts(event.data), *_views(content)]
    if event.data.get("note"):
        parts += [Head(text=_("Note of who decides")), Text(text=str(event.data["note"]))]
    papers = tuple((str(one["name"]), str(one["version"]), str(one["sha256"])) for one in event.data.get("documents", ()))
    if papers:
        heads = (_("Document"), _("Version"), "SHA-256")
        parts += [Head(text=_("What the decision is about")), Table(heads=heads, shares=(5, 2, 9), rows=papers)]
    acting = {"plt": "Plt. ", "plh": "Plh. "}.get(str(capacity.get("capacity", "")), "")
    position = acting + str(capacity.get("position") or by.get("position", ""))
    login = str(by.get("login", ""))
    nip = nips(logins=[login]).get(login, "")
    return Letter(
        language=language(),
        title=_("Response: %(title)s") % {"title": case.title},
        letterhead=own.letterhead,
        heading=_("Response"),
        number=_response_name(page, decision),
        parts=tuple(parts),
        signatures=(Signature(day=day(own.today(event.at)), position=position, name=str(by.get("name", "")), nip=nip),),
        footer=f"{case.number or ''} {case.title} · {event.hash[:16]}".strip(),
        page=_("Page"),
    )


def _filed(page: CasePage, decision: Decision) -> Mapping[str, Any]:
    """Return what the decision filed as its response."""
    activity = page.procedure.activity(decision.event.activity or 1)
    keys = {one.key for one in activity.outputs}
    for paper in papers_of(page.case.pk):
        for version in paper.versions:
            if paper.key in keys and version.form == "response" and version.round == decision.event.round:
                return form_content(version)
    raise NotFound


def _response_name(page: CasePage, decision: Decision) -> str:
    activity = page.procedure.activity(decision.event.activity or 1)
    return activity.outputs[0].name if activity.outputs else ""


def _remarks(data: Mapping[str, Any]) -> list[Part]:
    found = data.get("remarks", ())
    if not found:
        return []
    words = {"must": _("must be fixed"), "suggestion": _("suggestion")}
    rows = []
    for one in found:
        about = one.get("about") or {}
        place = f"{about['label']}{', ' + about['place'] if about.get('place') else ''}" if about else "-"
        rows.append(
            (str(one["number"]), str(one["text"]), words.get(str(one.get("weight", "")), words["must"]), place, str(one.get("by", "")))
        )
    heads = (_("No"), _("Remark"), _("Weight"), _("About"), _("Drafted by"))
    return [Head(text=_("Remarks")), Table(heads=heads, shares=(1, 7, 3, 4, 3), rows=tuple(rows))]


def _verdicts(data: Mapping[str, Any]) -> list[Part]:
    reopened = tuple(_("Remark %(number)s: %(reason)s") % one for one in data.get("reopened", ()))
    closed = ", ".join(str(one) for one in data.get("closed", ()))
    parts: list[Part] = []
    if closed:
        parts += [Head(text=_("Answers that suffice")), Text(text=_("Remarks %(numbers)s") % {"numbers": closed})]
    if reopened:
        parts += [Head(text=_("Answers that do not suffice")), Listed(items=reopened)]
    return parts


def _views(content: Mapping[str, Any]) -> list[Part]:
    words = {"agree": _("agree"), "disagree": _("do not agree"), "abstain": _("abstain")}
    rows = []
    for one in content.get("views", ()):
        knows = _("attended") if one["attended"] else _("read the material")
        rows.append((str(one["name"]), knows, words[one["view"]], str(one["reason"])))
    if not rows:
        return []
    heads = (_("Name"), _("Knows the material"), _("View"), _("Reason"))
    return [Head(text=_("Views of the members")), Table(heads=heads, shares=(4, 3, 3, 6), rows=tuple(rows))]
