"""`runut case`: out, checked without anything, and in again; sentences and codes."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from runut.cli import main
from runut.cli.codes import Code
from tests.builders import begin
from tests.cast import cast

Run = Callable[..., tuple[int, str, str]]
AT = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)


@pytest.fixture
def case(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run ``runut case ...`` in English; return code, output and remarks."""
    monkeypatch.setenv("LANGUAGE", "en")
    monkeypatch.setenv("LC_ALL", "en_GB.UTF-8")

    def run(*arguments: str) -> tuple[int, str, str]:
        code = main(("case", *arguments))
        out, err = capsys.readouterr()
        return code, out, err

    return run


@pytest.fixture
def exported(db: None, case: Run, tmp_path: Path) -> Path:
    begin(cast(AT), to=3)
    path = tmp_path / "x.zip"
    code, out, err = case("export", "PA-2026-0001", "-o", str(path))
    assert (code, err) == (Code.DONE, f"bytes: {path.stat().st_size}/{path.stat().st_size}\n")
    assert str(path) in out
    return path


def test_a_case_is_written_once_and_never_over_another_file(case: Run, exported: Path) -> None:
    before = exported.read_bytes()
    code, _, err = case("export", "PA-2026-0001", "-o", str(exported))
    assert (code, exported.read_bytes()) == (Code.REFUSED, before)
    assert "exists already" in err
    assert list(exported.parent.iterdir()) == [exported]


def test_it_is_verified_by_a_process_that_has_nothing_but_the_file(exported: Path, tmp_path: Path) -> None:
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("RUNUT_", "DJANGO_", "LC_", "LANG"))}
    program = "import sys; from runut.cli import main; code = main(sys.argv[1:]); print('django' in sys.modules); sys.exit(code)"
    command = [sys.executable, "-c", program, "case", "verify", str(exported), "--answers"]
    found = subprocess.run(command, env={**kept, "LANG": "en_US.UTF-8"}, capture_output=True, text=True, check=False, cwd=tmp_path)
    assert found.returncode == Code.DONE, found.stderr
    assert "Genuine: everything in this case file proves itself." in found.stdout
    assert "Activity 1, round 1: begun 2026-11-23 09:00" in found.stdout
    assert "events followed" in found.stderr
    assert found.stdout.endswith("False\n")  # without Django


def test_the_first_thing_wrong_is_named(case: Run, exported: Path) -> None:
    content = exported.read_bytes()
    exported.chmod(0o600)
    exported.write_bytes(content.replace(b"Sistem Antrean", b"Sistem Antreax", 1))
    code, out, err = case("verify", str(exported))
    assert (code, out) == (Code.EVIDENCE, "")
    assert "NOT GENUINE: “PA-2026-0001/bag-info.txt” was changed" in err


def test_another_head_than_the_published_one_is_told(case: Run, exported: Path) -> None:
    code, _, err = case("verify", str(exported), "--head", "ab" * 32)
    assert code == Code.EVIDENCE
    assert "was published" in err


@pytest.mark.parametrize("act", ["verify", "import"])
def test_a_file_that_is_not_there_is_a_sentence(case: Run, db: None, act: str) -> None:
    cast(AT)
    code, _, err = case(act, "/nowhere/x.zip")
    assert code == Code.REFUSED
    assert "cannot be read" in err


def test_a_case_that_is_not_there_is_a_sentence(case: Run, db: None, tmp_path: Path) -> None:
    cast(AT)
    code, _, err = case("export", "PA-1999-0001", "-o", str(tmp_path / "x.zip"))
    assert (code, err) == (Code.REFUSED, "There is no case PA-1999-0001.\n")


def test_what_is_here_already_is_not_taken_in_again(case: Run, exported: Path) -> None:
    code, _, err = case("import", str(exported))
    assert code == Code.REFUSED
    assert "This office has the case PA-2026-0001 already." in err


def test_what_does_not_verify_is_not_taken_in(case: Run, db: None, tmp_path: Path) -> None:
    cast(AT)
    path = tmp_path / "x.zip"
    path.write_bytes(io.BytesIO(b"PK nothing").read())
    code, _, err = case("import", str(path))
    assert code == Code.EVIDENCE
    assert "NOT GENUINE" in err
