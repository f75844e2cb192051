"""The tests of an example application: acceptance by people of the unit, scanners' reports judged, the usability questionnaire."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from io import BytesIO
from typing import Any, Final

from runut.cases.queries import Item
from runut.documents.queries import papers_of
from runut.documents.uploads import store_stream
from runut.people.queries import Standing
from runut.planning.queries.features import features
from runut.rehearsal.rooms import code, scans
from runut.rehearsal.rooms.example import Example
from runut.rehearsal.rooms.scene import Scene
from runut.testing.queries.findings import Filters, finding_export
from runut.testing.queries.usability import unused_links
from runut.testing.security import ITEMS
from runut.testing.services import usability
from runut.testing.services.findings import judge_finding
from runut.testing.services.imports import About, import_scan
from runut.testing.services.runs import Tried, execute, sign_run, start_run
from runut.testing.services.scenarios import Draft, write_scenarios
from runut.testing.services.security import Said, answer_security
from runut.testing.services.summary import file_tests
from runut.testing.services.tasks import add_task, record_attempts
from runut.testing.tables import read_table


def test_everything(scene: Scene, example: Example) -> None:
    """Let everybody test on the days that the example says of this round, as far as the story goes."""
    for one in example.texts.get("trials", ()):
        day = scene.clock.forward(scene.began_on, one["day"])
        if one.get("round", 1) == scene.item.round and scene.past(day):
            _ACTS[one["kind"]](scene, example, one, day)


def file_documentation(scene: Scene, example: Example, item: Item, who: Standing, at: datetime) -> None:
    """File what the tests prove."""
    file_tests(case_id=scene.case_id, name=item.name, loaded_from=None, who=who, at=at)


def _scenarios(scene: Scene, example: Example, one: Mapping[str, Any], day: date) -> None:
    """Write the scenarios of a table; each says the feature that it is about by its number."""
    at = scene.on(day, minutes=90)
    named = {f"F{each.number}": f"F{each.number} {each.name}" for each in features(case_id=scene.case_id)}
    drafts = [
        Draft(title=each.title, feature=named.get(each.feature, each.feature), steps=each.steps)
        for each in read_table(one["file"], example.read(one["file"]))
    ]
    write_scenarios(case_id=scene.case_id, drafts=drafts, who=scene.member(2, at=at), at=at)


def _run(scene: Scene, example: Example, one: Mapping[str, Any], day: date) -> None:
    """Let people of the requesting unit try scenarios one after another, and sign."""
    at, case_id = scene.on(day, minutes=150), scene.case_id
    run = start_run(case_id=case_id, build=one["build"], place=one["place"], only_open=one["only_open"], who=scene.user(at=at), at=at)
    failed = {each["scenario"]: each for each in one.get("not_passed", ())}
    wanted = list(run.scenarios.order_by("number").values_list("number", flat=True))
    for place, number in enumerate(wanted):
        told = failed.get(number)
        tried = Tried(outcome=told["outcome"], note=told["note"], failed=frozenset(told["steps"])) if told else Tried(outcome="pass")
        who = scene.people_of_unit(at=at)[place % 2]
        execute(case_id=case_id, run=run.number, scenario=number, tried=tried, who=who, at=at + timedelta(minutes=4 * place))
    signed = at + timedelta(minutes=4 * len(wanted) + 20)
    sign_run(
        case_id=case_id,
        number=run.number,
        verdict=one["verdict"],
        conclusion=one["conclusion"],
        who=scene.user(at=at),
        at=scene.kept(signed),
    )


def _scan(scene: Scene, example: Example, one: Mapping[str, Any], day: date) -> None:
    """Import a scanner's report of what is found in this build."""
    at = scene.on(day, minutes=180)
    found = [each for each in example.texts["faults"][one["scanner"]] if one["build"] in each["builds"]]
    content = scans.zap(one["target"], found) if one["scanner"] == "zap" else scans.sarif(one["target"], found)
    about = About(build=one["build"], tester=one["tester"], scope=one["scope"], tested_on=day)
    name = f"{one['scanner']}-{one['build']}.{'json' if one['scanner'] == 'zap' else 'sarif'}"
    import_scan(case_id=scene.case_id, upload=store_stream(BytesIO(content)), filename=name, about=about, who=scene.member(2, at=at), at=at)


def _judge(scene: Scene, example: Example, one: Mapping[str, Any], day: date) -> None:
    """Say what findings are: the technical team, or the head who accepts one as it is."""
    at, case_id = scene.on(day, minutes=300), scene.case_id
    numbers = {each["title"]: each["number"] for each in finding_export(case_id=case_id, filters=Filters(), on=day)}
    for each in one["findings"]:
        head = each["state"] == "accepted"
        who = scene.parts.head(scene.page.procedure, at) if head else scene.holder("technical_team", at=at)
        until = day + timedelta(days=365) if head else None
        number = numbers[each["title"]]
        judge_finding(case_id=case_id, number=number, state=each["state"], why=each["why"], until=until, who=who, at=at)


def _questionnaire(scene: Scene, example: Example, one: Mapping[str, Any], day: date) -> None:
    """Ask, and let the answers come over two days."""
    at, case_id = scene.on(day, minutes=120), scene.case_id
    made = usability.ask(case_id=case_id, build=one["build"], links=one["links"], who=scene.member(at=at), at=at)
    links = unused_links(case_id=case_id, number=made.number)
    for place, (link, items) in enumerate(zip(links, one["answers"], strict=False)):
        note = one["notes"][place] if place < len(one["notes"]) else ""
        usability.answer(token=usability.token_of(link), items=items, note=note, at=at + timedelta(minutes=30 + 9 * place))


def _tasks(scene: Scene, example: Example, one: Mapping[str, Any], day: date) -> None:
    """Let people of the unit do tasks while somebody counts the seconds."""
    at, case_id = scene.on(day, minutes=100), scene.case_id
    who = scene.member(at=at)
    numbers = [add_task(case_id=case_id, text=text, who=who, at=at).number for text in one["tasks"]]
    for person, results in one["people"].items():
        done = {number: (outcome, seconds) for number, (outcome, seconds) in zip(numbers, results, strict=True)}
        record_attempts(case_id=case_id, build=one["build"], participant=person, done=done, who=who, at=at)


def _checklist(scene: Scene, example: Example, one: Mapping[str, Any], day: date) -> None:
    """Answer the security functions: what is fulfilled names the newest report of the scanner."""
    at, case_id = scene.on(day, minutes=310), scene.case_id
    report = next(paper.current.id for paper in reversed(papers_of(case_id)) if paper.title.startswith("zap-"))
    said = {key: Said(answer="fulfilled", evidence=report) for key in ITEMS}
    said |= {key: Said(answer="not_applicable", reason=why) for key, why in one["not_applicable"].items()}
    said |= {key: Said(answer="not_yet", reason=why) for key, why in one["not_yet"].items()}
    answer_security(case_id=case_id, said=said, who=scene.member(2, at=at), at=at)


def _release(scene: Scene, example: Example, one: Mapping[str, Any], day: date) -> None:
    code.release(scene, example)


_ACTS: Final = {
    "release": _release,
    "scenarios": _scenarios,
    "run": _run,
    "scan": _scan,
    "judge": _judge,
    "tasks": _tasks,
    "checklist": _checklist,
    "questionnaire": _questionnaire,
}
