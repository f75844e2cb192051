"""Many complete the same work item at the same moment."""

from __future__ import annotations

import json

import pytest

from tests.ops.installation import Installation

pytestmark = pytest.mark.processes
SENTENCE = "Orang lain baru saja mengubah"


@pytest.mark.parametrize("door", ["service", "api"])
def test_of_twenty_processes_one_completes_and_the_others_are_told(office: Installation, door: str) -> None:
    told = [json.loads(line) for line in office.program("compete", door, "20").stdout.splitlines()]
    assert len(told) == 20
    assert [one for one in told if one["status"] == 200] == [{"status": 200}]
    lost = [one for one in told if one["status"] != 200]
    assert {(one["status"], one["code"]) for one in lost} == {(409, "changed_meanwhile")}
    assert all(one["sentence"].startswith(SENTENCE) for one in lost)
    assert "Clean" in office.runut("check").stdout
