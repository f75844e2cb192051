"""The reference pages of the rules and the rules say the same."""

from __future__ import annotations

import re
import tomllib
from dataclasses import replace
from pathlib import Path

import pytest

from runut.core import flow
from runut.core.building import KEYS, build
from runut.core.ledger import KINDS, XES
from runut.core.workdays import DayKind, DayRule
from tests.core.cast import BUREAU_HEAD, Run
from tools.sentences import PAGE, page

DOCS = Path(__file__).resolve().parents[2] / "docs"
FILE = (DOCS / "reference" / "procedure-file.md").read_text(encoding="utf-8")
EVENTS = (DOCS / "reference" / "events.md").read_text(encoding="utf-8")
BRACKETS = re.compile(r"(\[?)`(\w+)`\]?")


def documented_events() -> dict[str, tuple[set[str], set[str], str]]:
    """Kind: fields that are always there, fields that may be, transition."""
    rows = re.findall(r"^\| `(\w+)` \| [^|]+ \| ([^|]+) \| (?:`(\w+)` )?\|$", EVENTS.split("## Kinds")[1], flags=re.MULTILINE)
    found = {}
    for kind, fields, transition in rows:
        named = BRACKETS.findall(fields)
        found[kind] = ({name for mark, name in named if not mark}, {name for mark, name in named if mark}, transition)
    return found


def test_the_page_of_the_file_has_every_word_that_the_rules_know() -> None:
    sections = re.split(r"^#{2,3} ", FILE, flags=re.MULTILINE)[1:]
    words = {
        section.split("\n")[0].lower().replace("the ", ""): tuple(re.findall(r"^\| `(\w+)`", section, re.MULTILINE)) for section in sections
    }
    assert words == KEYS


def test_the_example_of_the_page_is_a_whole_procedure() -> None:
    example = re.findall(r"^```toml\n(.*?)^```", FILE, flags=re.MULTILINE | re.DOTALL)[0]
    assert build(tomllib.loads(example)).registrar.key == "technical_team"


def test_every_kind_of_event_has_its_row_and_its_transition() -> None:
    assert {kind: transition for kind, (_, _, transition) in documented_events().items()} == {kind: XES.get(kind, "") for kind in KINDS}


def lively() -> Run:
    """A case to which everything happens that the rules can record."""
    run = Run().walk_to(3)
    run.hold()
    run.resume(note="x")
    run.extend()
    run.file_outputs()
    run.certify(note="x")
    run.walk_to(5)
    run.reject("Satu")
    run.answer(1)
    run.walk_to(6)
    run.deviate(3)
    run.move_version(replace(run.procedure, identity=replace(run.procedure.identity, number="2")))
    run.walk_to(10)
    run.file("final_report")
    run.certify()
    run.file("final_report")
    return run


def test_every_event_of_the_rules_has_the_fields_of_the_page() -> None:
    run = lively()
    assert run.position.item is not None
    assert run.position.item.due_at is not None
    day = run.calendar.local(run.position.item.due_at).date()
    calendar = replace(run.calendar, days={**run.calendar.days, day: DayRule(kind=DayKind.HOLIDAY, name="Libur")})
    step = flow.recalendar(run.position, procedure=run.procedure, calendar=calendar, at=run.at)
    run.take(step, BUREAU_HEAD)
    run.cancel()
    documented = documented_events()
    seen = {event.kind for event in run.events}
    assert seen == KINDS - {"number", "team", "remove", "sign"}
    for event in run.events:
        needed, possible, _ = documented[event.kind]
        assert needed <= set(event.data) <= needed | possible, event.kind


@pytest.mark.parametrize("kind", ["number", "team"])
def test_events_that_the_room_of_cases_makes_are_documented(kind: str) -> None:
    needed, _, _ = documented_events()[kind]
    source = "".join(path.read_text(encoding="utf-8") for path in (DOCS.parent / "src/runut/cases/services").glob("*.py"))
    made = re.findall(rf'kind="{kind}",.*?data={{([^}}]*)', source, flags=re.DOTALL)
    assert made
    for fields in made:
        assert set(re.findall(r'"(\w+)":', fields)) == needed


def test_the_event_of_a_signature_is_documented() -> None:
    needed, possible, _ = documented_events()["sign"]
    source = (DOCS.parent / "src/runut/documents/renditions.py").read_text(encoding="utf-8")
    (more,) = re.findall(r"more = {([^}]*)", source)
    filed = {field for fields in documented_events()["file"][:2] for field in fields}
    assert (needed, possible) == (filed | set(re.findall(r'"(\w+)":', more)), set())


def test_every_sentence_stands_on_its_page_in_both_languages() -> None:
    assert PAGE.read_text(encoding="utf-8") == page(), "python tools/sentences.py writes the page"
