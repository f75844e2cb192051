"""A backup while people work, and what is restored from it."""

from __future__ import annotations

import gzip
import json
import shutil
import tarfile
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.ops.installation import Installation

pytestmark = pytest.mark.processes
New = Callable[[str], Installation]
KEYS = ("signing-keys/kabid@contoh.example.p12", "signing-roots.pem", "signing.p12")
HEADS = (
    "import django; django.setup(); import json\n"
    "from runut.cases.models import Case, Event\n"
    "print(json.dumps([list(Case.objects.order_by('uid').values_list('uid', 'events', 'head')),"
    " sorted(Event.objects.values_list('hash', flat=True))]))"
)


def test_a_backup_made_while_cases_advance_restores_whole(office: Installation, new_installation: New, tmp_path: Path) -> None:
    backup = tmp_path / "backup.tar.gz"
    for name in KEYS:
        (office.folder / "var" / name).parent.mkdir(exist_ok=True)
        (office.folder / "var" / name).write_text(f"the bytes of {name}")
    with office.working(tmp_path / "journal") as done:
        while done() < 20:
            time.sleep(0.05)
        office.runut("backup", str(backup))
        before = done()
        while done() < before + 5:
            time.sleep(0.05)

    other = new_installation("other")
    (other.folder / "var").mkdir(exist_ok=True)
    (other.folder / "var" / "signing.p12").write_text("set up here")
    assert "Clean" in other.runut("restore", str(backup)).stdout
    kept = [other.folder / "var" / name for name in KEYS]
    assert [one.read_text() for one in kept] == [*(f"the bytes of {name}" for name in KEYS[:-1]), "set up here"]
    assert [one.stat().st_mode & 0o077 for one in kept[:-1]] == [0, 0]
    assert (other.folder / "var" / "secret-key").read_text() == (office.folder / "var" / "secret-key").read_text()
    live, restored = (json.loads(one.python(HEADS).stdout) for one in (office, other))
    assert restored[0]
    assert set(restored[1]) < set(live[1]), "the backup is an earlier moment of the same chains"
    assert {head for _, _, head in restored[0]} <= set(live[1])
    assert len(restored[1]) == sum(count for _, count, _ in restored[0])
    shutil.copy(office.folder / "var" / "cast.json", other.folder / "var")  # whom `program.py` invented
    other.program("leap", "10", str(tmp_path / "later"))
    assert "Clean" in other.runut("check").stdout, "and work goes on from it"


def test_it_never_writes_over_anything_and_restores_only_into_nothing(office: Installation, tmp_path: Path) -> None:
    backup = tmp_path / "backup.tar"
    office.runut("backup", str(backup))
    assert backup.stat().st_mode & 0o077 == 0
    assert "exists already" in office.runut("backup", str(backup), code=1).stderr
    assert "is not empty" in office.runut("restore", str(backup), code=1).stderr
    assert sorted(path.name for path in tmp_path.glob(".*")) == []


def _harmed(whole: Path, harm: str) -> bytes:
    content = bytearray(gzip.decompress(whole.read_bytes()))
    if harm == "cut":
        return bytes(content[: len(content) // 2])
    if harm == "changed":
        content[content.index(b"CONTOH (GLADI)")] ^= 1
    return b"not a tar file" * 100 if harm == "nonsense" else bytes(content)


def test_a_backup_that_is_not_whole_leaves_nothing_behind(case_office: Installation, new_installation: New, tmp_path: Path) -> None:
    whole, backup, other = tmp_path / "whole.tar.gz", tmp_path / "harmed.tar", new_installation("other")
    case_office.runut("backup", str(whole))
    var = other.folder / "var"
    for harm in ("cut", "changed", "nonsense", "foreign member"):
        backup.write_bytes(_harmed(whole, harm))
        if harm == "foreign member":
            with tarfile.open(backup, "a") as tar:
                tar.addfile(tarfile.TarInfo("../outside"))
        assert "Nothing was restored" in other.runut("restore", str(backup), code=1).stderr, harm
        kept = {"secret-key", "office.sqlite3", "office.sqlite3-wal", "office.sqlite3-shm", "files"}
        assert {path.name for path in var.iterdir()} <= kept, harm
        assert [path for path in (var / "files").rglob("*") if path.is_file()] == [], harm
    assert "Clean" in other.runut("restore", str(whole)).stdout, "and the whole one goes in afterwards"
    assert not (other.folder / "outside").exists()


def test_a_damaged_file_is_named_and_the_rest_is_saved(case_office: Installation, new_installation: New, tmp_path: Path) -> None:
    office = case_office
    stored = sorted(path for path in (office.folder / "var" / "files").rglob("*") if path.is_file() and len(path.name) == 64)
    stored[0].chmod(0o600)
    stored[0].write_bytes(b"something else")
    stored[1].unlink()
    told = office.runut("check", code=3)
    assert stored[0].name in told.stdout
    assert stored[1].name in told.stdout
    backup = tmp_path / "backup.tar"
    made = office.runut("backup", str(backup), code=3)
    assert stored[0].name in made.stderr
    assert stored[1].name in made.stderr
    other = new_installation("other")
    restored = other.runut("restore", str(backup), code=3)
    assert "2 faults" in restored.stdout
