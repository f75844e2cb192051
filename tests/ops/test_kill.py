"""Killed without warning, at random moments, while cases advance."""

from __future__ import annotations

import json
import os
from collections import Counter, defaultdict
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from tests.ops.installation import Installation

pytestmark = pytest.mark.processes
KILLS = int(os.environ.get("RUNUT_TEST_KILLS", "100"))
"""How many; a night's run takes ten thousand."""


def _events(office: Installation) -> dict[int, list[dict[str, Any]]]:
    """Return the events of every case as the database holds them, in order."""
    program = (
        "import django; django.setup(); import json\n"
        "from runut.cases.models import Event\n"
        "for one in Event.objects.order_by('case_id', 'number').values_list('case_id', 'content', 'hash'):\n"
        "    print(json.dumps([one[0], json.loads(one[1]), one[2]]))"
    )
    found: dict[int, list[dict[str, Any]]] = defaultdict(list)
    for line in office.python(program).stdout.splitlines():
        case_id, content, digest = json.loads(line)
        found[case_id].append({**content, "hash": digest})
    return found


def test_after_a_hundred_kills_no_step_is_lost_or_doubled(office: Installation, tmp_path: Path) -> None:
    journal = tmp_path / "journal"
    office.program("advance", str(KILLS), str(journal))
    assert "Clean" in office.runut("check").stdout

    acts = [json.loads(line) for line in journal.read_text().splitlines()]
    events = _events(office)
    done = [one for one in acts if one[0] == "done"]
    assert len(done) > KILLS, "too few steps between the kills to prove anything"
    assert sum(one[0] == "try" for one in acts) - len(done) > KILLS // 4, "too few kills fell into a step"
    for _, _, case_id, number, head in done:  # nothing that was told as done is lost
        assert events[case_id][number - 1]["hash"] == head
    for before, after in _consecutive(acts):  # nor does anybody find a case as it was before
        assert after[3] >= before[3]
    _nothing_twice(events)


def _consecutive(acts: list[Any]) -> list[tuple[Any, Any]]:
    by_case = defaultdict(list)
    for one in acts:
        by_case[one[2]].append(one)
    return [pair for those in by_case.values() for pair in pairwise(those)]


def _nothing_twice(events: dict[int, list[dict[str, Any]]]) -> None:
    """Each completion, filing, answer and round stands once."""
    for chain in events.values():
        told = Counter(
            (one["kind"], one["activity"], one["round"], one["data"].get("key"), one["data"].get("version"), one["data"].get("number"))
            for one in chain
            if one["kind"] in {"open", "schedule", "complete", "file", "answer", "number", "end"}
        )
        assert [what for what, count in told.items() if count > 1] == []
