"""What a final report says of the tests: how strong they are, scenarios, findings in counts, the System Usability Scale."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Final

from django.utils.formats import number_format
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from runut.base.sentences import day, say
from runut.cases.chapters import About
from runut.formats.figures import Shares, score, shares
from runut.formats.printing.letter import Facts, Head, Listed, Part, Picture, Table, Text
from runut.formats.scans import SEVERITIES as ORDER
from runut.procedures.queries import calendar
from runut.testing.queries import (
    Asked,
    Automated,
    Imported,
    Line,
    Point,
    RunLine,
    automated,
    counts,
    imports,
    questionnaires,
    runs,
    scenarios,
    strength,
)
from runut.testing.sus import FEW, GRADES
from runut.testing.words import OUTCOMES, SEVERITIES, STATES, VERDICTS

_STATE_TONES: Final = {"open": "bad", "accepted": "mild", "false_positive": "none", "fixed": "best"}
_OUTCOME_TONES: Final = {"pass": "best", "fail": "bad", "blocked": "mild", "": "none"}


def tell_tests(about: About) -> Sequence[Part]:
    """Return what was tested and what it proves; nothing where nothing was tested here."""
    case_id = about.case_id
    done, lines, scans, machine, asked = runs(case_id), scenarios(case_id), imports(case_id), automated(case_id), questionnaires(case_id)
    found = counts(case_id, on=calendar().local(about.at).date())
    if not (done or lines or scans or machine or asked or found):
        return ()
    return [
        *_strength(about),
        *_acceptance(lines, done),
        *_automated(machine),
        *_findings(found, scans),
        *(part for one in asked if one.outcome for part in _usability(one)),
    ]


def _strength(about: About) -> Iterator[Part]:
    found = strength(case_id=about.case_id, on=calendar().local(about.at).date())
    strong, weak = [_point(one) for one in found.points if one.strong], [_point(one) for one in found.points if not one.strong]
    for title, told in ((_("What speaks for the application"), strong), (_("What the tests leave open"), weak)):
        if told:
            yield Head(text=title, level=2)
            yield Listed(items=tuple(told))


def _point(one: Point) -> str:
    """Return one thing to know with the test that it is about: the same is known of several."""
    names = {
        "uat": _("Acceptance test (UAT)"),
        "automated": _("Automated tests"),
        "pentest": _("Penetration test"),
        "security": _("Security functions"),
        "usability": _("Usability test"),
    }
    return f"{names[one.part]}: {say(one.text)}"


def _acceptance(lines: Sequence[Line], done: Sequence[RunLine]) -> Iterator[Part]:
    if not lines:
        return
    yield Head(text=_("Acceptance test by the requesting unit"), level=2)
    kinds = [(_OUTCOME_TONES[key], str(OUTCOMES[key]) if key else _("not tried")) for key in _OUTCOME_TONES]
    rows = [
        Shares(label=_("Run %(number)s: %(build)s") % {"number": one.number, "build": one.build}, counts=_outcomes(one.lines))
        for one in reversed(done)
    ]
    if rows:
        told = _("Scenarios of each run by what came of them; the tables below say the same in words.")
        yield Picture(svg=shares(rows, kinds=kinds), alt=told, caption=_("Scenarios of each run by what came of them"))
        yield Table(
            heads=(_("Run"), _("Build"), _("Begun"), _("Passed"), _("The unit"), _("Signed by")),
            shares=(3, 6, 5, 4, 5, 6),
            rows=tuple(_run(one) for one in reversed(done)),
        )
    yield from _coverage(lines)
    heads = (_("No"), _("Scenario"), _("Feature"), _("Result"), _("Tried by"), _("Note"))
    yield Table(heads=heads, shares=(3, 9, 7, 4, 6, 7), rows=tuple(_scenario(one) for one in lines))


def _outcomes(lines: Sequence[Line]) -> list[int]:
    found = Counter(one.outcome for one in lines)
    return [found[key] for key in _OUTCOME_TONES]


def _run(one: RunLine) -> tuple[str, ...]:
    word = str(VERDICTS.get(one.verdict, "–")) if one.verdict else _("not signed")
    signed = f"{one.signed_by}, {day(localdate(one.signed_at))}" if one.signed_at else "–"
    return str(one.number), one.build, day(localdate(one.started_at)), f"{one.passed} / {len(one.lines)}", word, signed


def _coverage(lines: Sequence[Line]) -> Iterator[Part]:
    """Yield how many scenarios each feature has, and how many of them passed."""
    by_feature: dict[str, list[Line]] = {}
    for one in lines:
        by_feature.setdefault(one.feature or _("tied to no feature"), []).append(one)
    rows = tuple(
        (
            feature,
            str(len(those)),
            str(sum(one.outcome == "pass" for one in those)),
            str(sum(one.outcome in {"fail", "blocked"} for one in those)),
        )
        for feature, those in by_feature.items()
    )
    yield Table(heads=(_("Feature"), _("Scenarios"), _("Passed"), _("Failed or blocked")), shares=(9, 3, 3, 4), rows=rows)


def _scenario(one: Line) -> tuple[str, ...]:
    result = one.result
    word = str(OUTCOMES.get(one.outcome, one.outcome)) if one.outcome else _("not tried")
    return str(one.number), one.title, one.feature or "–", word, result.name if result else "–", (result.note if result else "") or "–"


def _automated(done: Sequence[Automated]) -> Iterator[Part]:
    if not done:
        return
    yield Head(text=_("Automated tests"), level=2)
    rows = tuple((day(one.tested_on), one.build, str(one.passed), str(one.failed), str(one.skipped)) for one in reversed(done))
    yield Table(heads=(_("Day"), _("Build"), _("Passed"), _("Failed"), _("Skipped")), shares=(5, 7, 3, 3, 3), rows=rows)


def _findings(found: dict[str, dict[str, int]], scans: Sequence[Imported]) -> Iterator[Part]:
    """Yield counts alone: what a finding says only those read who work on it."""
    if not found and not scans:
        return
    yield Head(text=_("Penetration test"), level=2)
    states = list(_STATE_TONES)
    table = {severity: [found.get(state, {}).get(severity, 0) for state in states] for severity in ORDER}
    if found:
        rows = [Shares(label=str(SEVERITIES[severity]), counts=those) for severity, those in table.items()]
        told = _("Findings by severity and state; the table below says the same in words.")
        kinds = [(_STATE_TONES[state], str(STATES[state])) for state in states]
        yield Picture(svg=shares(rows, kinds=kinds), alt=told, caption=_("Findings by severity and state"))
        heads = (_("Severity"), *(str(STATES[state]) for state in states))
        body = tuple((str(SEVERITIES[severity]), *(str(one) for one in those)) for severity, those in table.items())
        yield Table(heads=heads, shares=(4, 3, 4, 4, 3), rows=body)
    reports = tuple(
        (
            day(one.tested_on),
            one.kind,
            one.build,
            one.tester,
            str(sum(one.counts.values())),
            str(one.fresh),
            str(sum(one.open_after.values())),
        )
        for one in reversed(scans)
    )
    if reports:
        heads = (_("Day"), _("Tool"), _("Build"), _("Tester"), _("Findings"), _("New"), _("Open afterwards"))
        yield Table(heads=heads, shares=(5, 4, 5, 5, 3, 3, 4), rows=reports)
    yield Text(text=_("What each finding says stands in the room of the tests, for those who work on it."))


def _usability(one: Asked) -> Iterator[Part]:
    found = one.outcome
    assert found is not None
    yield Head(text=_("Usability: questionnaire %(number)s, %(build)s") % {"number": one.number, "build": one.build}, level=2)
    value = number_format(found.score, 1)
    between = f"{number_format(found.low, 1)}–{number_format(found.high, 1)}" if found.low is not None and found.high is not None else ""
    said = f"{value} ({between})" if between else value
    told = _("Score %(score)s on the scale from 0 to 100 with its grades.") % {"score": said}
    svg = score(found.score, low=found.low, high=found.high, bands=GRADES, said=said)
    yield Picture(
        svg=svg, alt=told, caption=_("System Usability Scale: the mean with its interval of 95 %, over the grades of Sauro and Lewis")
    )
    facts = [
        (_("Score"), value),
        (_("Interval (95 %)"), between or _("needs two answers")),
        (_("Grade"), f"{found.grade}, {found.adjective}"),
        (_("Answers"), _("%(count)s of %(links)s links") % {"count": found.count, "links": one.links}),
    ]
    if found.straight:
        facts.append((_("The same answer to all ten"), str(found.straight)))
    yield Facts(rows=tuple(facts))
    if found.count < FEW:
        yield Text(text=_("Fewer than %(least)s answers say little.") % {"least": FEW})
