"""Any procedure runs whole, by the services alone; what cannot run says why."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

import pytest
from pytest_django import Settings

from runut.cases.checking import check_cases
from runut.cases.queries import json_lines
from runut.core.procedure import Procedure
from runut.formats import toml
from runut.rehearsal.plan import Plan, path
from runut.rehearsal.run import Rehearsal, Result
from runut.rehearsal.told import CannotRun

SHIPPED = files("runut.procedures").joinpath("shipped", "pengembangan-aplikasi.toml").read_text("utf-8")
HEAD = """
[procedure]
name = "Peminjaman Kendaraan (contoh)"

[[performer]]
key = "applicant"
name = "Pemohon"
held_by = "unit"

[[performer]]
key = "keeper"
name = "Pengurus Kendaraan"

[[performer]]
key = "crew"
name = "Tim"
held_by = "team"
"""
QUICK = """
[[activity]]
number = 1
text = "Mengajukan peminjaman"
performers = ["applicant"]
outputs = [{ key = "letter", name = "Surat permohonan" }]
time = { amount = 15, unit = "minute" }

[[activity]]
number = 2
text = "Memeriksa, dan menyerahkan kunci"
performers = [{ key = "keeper", part = "decides" }]
requirements = [{ key = "letter", name = "Surat permohonan" }]
time = { amount = [1, 2], unit = "hour" }
decision = { available = "end", incomplete = 1 }
"""
SKIPPED = """
[[activity]]
number = 1
text = "Menerima"
performers = [{ key = "keeper", part = "decides" }]
decision = { short = 3, long = 2 }

[[activity]]
number = 2
text = "Menyusun"
performers = ["keeper"]
outputs = [{ key = "paper", name = "Naskah" }]

[[activity]]
number = 3
text = "Menyerahkan"
performers = ["keeper"]
requirements = [{ key = "paper", name = "Naskah" }]
"""
NOBODY = """
[[activity]]
number = 1
text = "Bekerja"
performers = ["crew"]
"""


@pytest.fixture(autouse=True)
def _thrown_away(tmp_path: Path, settings: Settings) -> None:
    settings.FILES_FOLDER = tmp_path / "files"


def _run(text: str, seed: int = 1) -> Result:
    rehearsal = Rehearsal(text, seed)
    assert all(told.who for told in rehearsal.run())
    assert rehearsal.result is not None
    return rehearsal.result


@pytest.mark.django_db
@pytest.mark.parametrize("seed", range(1, 7))
def test_the_shipped_procedure_runs_to_its_end(seed: int) -> None:
    result = _run(SHIPPED, seed)
    assert result.status == "completed"
    assert result.visited == tuple(range(1, 11))
    assert [one.fault for one in check_cases()] == [None]
    first, *_ = json_lines(case_id=result.case_id)
    assert b'"rehearsal":true' in first


def test_some_seeds_reject_and_some_do_not() -> None:
    procedure = toml.load(SHIPPED)
    walks = {tuple(number for number, _ in path(procedure, Plan(seed=str(seed)))) for seed in range(40)}
    assert tuple(range(1, 11)) in walks
    assert any(walk.count(3) > 1 for walk in walks), "a rejection at 5"
    assert any(walk.count(6) > 1 for walk in walks), "a rejection at 9"
    assert all(walk[-1] == 10 for walk in walks)


@pytest.mark.django_db
@pytest.mark.parametrize("seed", range(1, 5))
def test_a_procedure_of_minutes_without_heads_runs_to_its_end(seed: int) -> None:
    assert _run(HEAD + QUICK, seed).status == "completed"


@pytest.mark.django_db
def test_a_requirement_whose_activity_the_flow_skips_is_filed_where_it_is_needed() -> None:
    text = HEAD + SKIPPED
    seed = next(one for one in range(50) if [number for number, _ in path(toml.load(text), Plan(seed=str(one)))] == [1, 3])
    result = _run(text, seed)
    assert (result.status, result.visited) == ("completed", (1, 3))


@pytest.mark.django_db
def test_a_performer_whom_nobody_names_is_named() -> None:
    with pytest.raises(CannotRun) as stuck:
        _run(HEAD + NOBODY)
    assert stuck.value.activity == 1
    assert stuck.value.reasons[0].code == "register_only"


def test_every_path_that_a_plan_takes_ends() -> None:
    turning: Procedure = toml.load(HEAD + QUICK)
    assert [number for number, _ in path(turning, Plan(outcomes={2: ["incomplete"] * 5}, straight=True))] == [1, 2] * 6
