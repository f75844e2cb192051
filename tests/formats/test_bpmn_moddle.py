"""The reader of bpmn-js opens our files without a warning, and finds everything drawn."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from runut.core.procedure import Procedure
from runut.formats import bpmn
from runut.formats.bpmn.graph import graph_of
from tests.core.cast import shipped
from tests.formats.procedures import grown, procedures
from tools.assets import ROOT, with_node

SCRIPT = Path(__file__).parent / "moddle.mjs"


def seen(some: list[Procedure], folder: Path) -> list[dict[str, Any]]:
    """What bpmn-moddle says of each."""
    paths = [folder / f"{number}.bpmn" for number in range(len(some))]
    for path, procedure in zip(paths, some, strict=True):
        path.write_bytes(bpmn.dump(procedure))
    told = subprocess.run(["node", SCRIPT, *paths], cwd=ROOT, env=with_node(), capture_output=True, text=True, check=False)
    assert told.returncode == 0, f"{told.stderr}\n`make assets` installs bpmn-moddle"
    return json.loads(told.stdout)  # type: ignore[no-any-return]


def test_the_shipped_sop_and_a_big_one_open_without_a_warning(tmp_path: Path) -> None:
    some = [shipped(), grown(200)]
    for procedure, one in zip(some, seen(some, tmp_path), strict=True):
        graph = graph_of(procedure)
        assert one["warnings"] == []
        assert one["lanes"] == [each.name for each in procedure.performers]
        assert one["flowElements"] == len(graph.nodes) + len(graph.flows)
        assert one["drawn"] == one["flowElements"] + len(procedure.performers) + 1
        assert one["loose"] == 0


@settings(max_examples=2, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(st.lists(procedures(activities=8), min_size=10, max_size=20))
def test_generated_ones_open_without_a_warning(tmp_path: Path, some: list[Procedure]) -> None:
    assert [one["warnings"] for one in seen(some, tmp_path)] == [[]] * len(some)
