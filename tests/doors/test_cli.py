"""The command line: every command, its refusals as sentences, and its exit codes."""

from __future__ import annotations

import argparse
import io
import os
import re
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from django.test import Client
from pytest_django import Settings

from runut.cli import main
from runut.cli.codes import Code, Stop
from runut.cli.parser import COMMANDS, build
from runut.cli.serve import check_port
from runut.cli.words import chosen
from runut.people.queries import find_user_by_login, founded, offices, organisation
from runut.procedures.queries import calendar, edition_list, version_in_force

ROOT = Path(__file__).resolve().parent.parent.parent
PAGE = (ROOT / "docs" / "reference" / "cli.md").read_text(encoding="utf-8")
PASSWORD = "kuda-laut-di-teluk-biru"
INIT = ("init", "--office", "Biro Contoh", "--name", "Wati Contoh", "--email", "Wati@Contoh.example")
Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def runut(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run a command in this process, in English unless told otherwise; return code, output and remarks."""
    monkeypatch.setenv("LANGUAGE", "en")
    monkeypatch.setenv("LC_ALL", "en_GB.UTF-8")

    def run(*arguments: str) -> tuple[int, str, str]:
        try:
            code = main(arguments)
        except SystemExit as stop:
            code = int(stop.code or 0)
        out, err = capsys.readouterr()
        assert "Traceback" not in out + err
        return code, out, err

    return run


def _process(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("RUNUT_", "DJANGO_", "LC_", "LANG"))}
    command = [sys.executable, "-m", "runut.cli", *arguments]
    found = subprocess.run(command, env={**kept, "LANG": "en_US.UTF-8", **environment}, capture_output=True, text=True, check=False)
    assert "Traceback" not in found.stdout + found.stderr
    return found


# help and language


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_explains_itself_in_both_languages(runut: Run, name: str) -> None:
    code, english, _ = runut(name, "--help")
    assert code == 0
    code, indonesian, _ = runut("--language", "id", name, "--help")
    assert code == 0
    assert "usage: runut" in english
    assert "pemakaian: runut" in indonesian
    assert english.partition("\n\n")[2].splitlines()[0] != indonesian.partition("\n\n")[2].splitlines()[0]


def test_help_loads_nothing_heavy() -> None:
    program = (
        "import sys; from runut.cli.parser import build; build().format_help(); print('django' in sys.modules or 'granian' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True).stdout == "False\n"


@pytest.mark.parametrize(
    ("arguments", "environment", "language"),
    [
        ([], {}, "id"),
        ([], {"LANG": "en_US.UTF-8"}, "en"),
        ([], {"LANG": "C.UTF-8"}, "id"),
        ([], {"LANG": "en_US.UTF-8", "LC_ALL": "id_ID.UTF-8"}, "id"),
        (["--language", "en", "check"], {}, "en"),
        (["check", "--language=en"], {"LANG": "id_ID"}, "en"),
        (["--language", "fr"], {"LANG": "en_GB"}, "en"),
    ],
)
def test_the_language_is_the_one_asked_for_or_the_shells(arguments: list[str], environment: dict[str, str], language: str) -> None:
    assert chosen(arguments, environment) == language


@pytest.mark.parametrize("arguments", [(), ("fly",), ("check", "--fast"), ("backup",), ("serve", "--port", "many")])
def test_a_command_line_that_cannot_be_read_ends_with_2(runut: Run, arguments: tuple[str, ...]) -> None:
    code, _, err = runut(*arguments)
    assert code == Code.USAGE
    assert "usage: runut" in err


# the page of the documentation


def _commands(parser: argparse.ArgumentParser, prefix: str = "") -> Iterator[tuple[str, argparse.ArgumentParser]]:
    """Yield every command with its parser, and those of a group as ``sop import``."""
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            for name, one in action.choices.items():
                yield prefix + name, one
                yield from _commands(one, f"{prefix}{name} ")


def test_the_page_lists_every_command_with_every_option() -> None:
    sections = re.split(r"^#{3,4} `runut ", PAGE, flags=re.MULTILINE)[1:]
    documented = {re.sub(" [A-Z]+$", "", one.partition("`")[0]): set(re.findall(r"`(--[a-z-]+)", one)) for one in sections}
    parsers = dict(_commands(build()))
    assert set(documented) == set(parsers)
    assert {name.partition(" ")[0] for name in parsers} == set(COMMANDS)
    for name, parser in parsers.items():
        options = {option for action in parser._actions for option in action.option_strings if option.startswith("--")}
        assert documented[name] == options - {"--help", "--language"}, name


def test_the_page_lists_every_exit_code() -> None:
    assert {int(number) for number in re.findall(r"^\| (\d+) \|", PAGE, re.MULTILINE)} == {int(code) for code in Code}


# founding


@pytest.mark.django_db
def test_init_founds_an_office_without_demonstration_data(runut: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RUNUT_ADMIN_PASSWORD", PASSWORD)
    code, out, _ = runut(*INIT, "--region", "Provinsi Contoh")
    assert code == 0
    assert organisation().name == "Biro Contoh"
    assert not organisation().is_demonstration
    assert version_in_force(on=date(2027, 1, 1))[1].identity.name == "Pengembangan Aplikasi"
    assert len(offices(on=date(2026, 1, 1))) == 4
    assert [one.adopted_at for one in edition_list().rows] == [None, None]
    assert "until an administrator adopts it" in out
    client = Client()
    assert client.login(email="wati@contoh.example", password=PASSWORD)


@pytest.mark.django_db
def test_init_refuses_an_office_that_is_there(runut: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RUNUT_ADMIN_PASSWORD", PASSWORD)
    assert runut(*INIT)[0] == 0
    for again in (INIT, ("demo",)):
        code, _, err = runut(*again)
        assert code == Code.REFUSED
        assert "belongs to Biro Contoh already" in err


@pytest.mark.django_db
def test_init_prints_a_link_with_which_a_password_is_set_once(runut: Run) -> None:
    code, out, _ = runut(*INIT, "--link")
    assert code == 0
    found = re.search(r"https?://[^/]+(/\S+)", out)
    assert found
    page = Client().get(found.group(1), follow=True)
    assert page.status_code == 200
    assert "wati@contoh.example" not in out


@pytest.mark.django_db
def test_init_adopts_the_calendar_whose_decree_is_known(runut: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RUNUT_ADMIN_PASSWORD", PASSWORD)
    code, out, err = runut(*INIT, "--adopt-calendar")
    assert code == 0
    adopted = [one for one in edition_list().rows if one.adopted_at]
    assert len(adopted) + err.count("stays a proposal") == 2
    assert all(one.decree in out for one in adopted)
    assert bool(calendar().days) == bool(adopted)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"RUNUT_ADMIN_PASSWORD": "12345"}, "This password will not do"),
        ({"--email": "nobody"}, "is not an e-mail address"),
        ({"--time-zone": "Asia/Atlantis"}, "is not a time zone"),
    ],
)
def test_init_changes_nothing_when_something_cannot_be_used(
    runut: Run, monkeypatch: pytest.MonkeyPatch, changed: dict[str, str], sentence: str
) -> None:
    monkeypatch.setenv("RUNUT_ADMIN_PASSWORD", changed.get("RUNUT_ADMIN_PASSWORD", PASSWORD))
    more = [part for name, value in changed.items() if name.startswith("--") for part in (name, value)]
    code, _, err = runut(*INIT, *more)
    assert code == Code.REFUSED
    assert sentence in err
    assert not founded()
    assert find_user_by_login("wati@contoh.example") is None


@pytest.mark.django_db
def test_init_says_what_is_missing_where_nobody_can_be_asked(runut: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO())
    code, _, err = runut("init")
    assert code == Code.USAGE
    assert "give --office" in err
    code, _, err = runut(*INIT)
    assert code == Code.USAGE
    assert "RUNUT_ADMIN_PASSWORD" in err


# other commands in this process


@pytest.mark.django_db
def test_check_of_an_empty_office_is_clean(runut: Run) -> None:
    code, out, _ = runut("check")
    assert code == 0
    assert "0 cases" in out
    assert "Clean" in out


@pytest.mark.django_db
def test_migrate_says_that_there_is_nothing_to_do(runut: Run) -> None:
    assert runut("migrate")[0] == 0


@pytest.mark.django_db
def test_the_demonstration_is_told_with_its_accounts(
    runut: Run, settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.FILES_FOLDER, settings.STATIC_ROOT = tmp_path / "files", tmp_path / "static"
    monkeypatch.setenv("RUNUT_DEMO_PASSWORD", PASSWORD)
    code, out, _ = runut("demo")
    assert code == 0
    assert f"the password of all is: {PASSWORD}" in out
    kept = tmp_path / "demonstration.json"
    assert kept.stat().st_mode & 0o077 == 0
    for address in ("subbag", "kabid", "karo", "teknis.1", "pengguna.1", "pengembang.1", "auditor", "administrator"):
        assert f"{address}@contoh.example" in out
    assert Client().login(email="kabid@contoh.example", password=PASSWORD)


@pytest.mark.django_db
def test_a_port_that_is_taken_is_told_with_the_next_one() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(Stop, match=rf"make run PORT={port % 65535 + 1}"):
            check_port(argparse.Namespace(host="127.0.0.1", port=port))


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("arguments", "code", "sentence"),
    [
        (("backup", "/nowhere/at/all.tar"), Code.REFUSED, "There is no folder"),
        (("restore", "/nowhere/at/all.tar"), Code.REFUSED, "cannot be read"),
        (("serve", "--tls-cert", "/nowhere.pem"), Code.USAGE, "belong together"),
        (("serve", "--tls-cert", "/nowhere.pem", "--tls-key", "/nowhere.key"), Code.REFUSED, "cannot be read"),
        (("serve", "--tls-cert", "/etc/hostname", "--tls-key", "/etc/hostname"), Code.REFUSED, "are no certificate and its key"),
        (("serve", "--port", "70000"), Code.USAGE, "is not a port"),
        (("serve", "--host", "203.0.113.7"), Code.MACHINE, "Nothing can listen on"),
        (("rehearse", "--sop", "/nowhere.toml"), Code.REFUSED, "cannot be read"),
    ],
)
def test_what_cannot_be_done_is_a_sentence(runut: Run, arguments: tuple[str, ...], code: Code, sentence: str) -> None:
    found, _, err = runut(*arguments)
    assert found == code, err
    assert sentence in err


# in processes of their own


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("RUNUT_DATABASE_URL", "mysql://somewhere/else"),
        ("RUNUT_UPLOAD_LIMIT_MB", "lots"),
        ("RUNUT_LOG_LEVEL", "LOUD"),
        ("RUNUT_TIME_ZONE", "Mars/Base"),
        ("RUNUT_ADDRESS", "runut.example.go.id/here"),
        ("RUNUT_SECRET_KEY", "short"),
        ("RUNUT_SECRET_KEY_FILE", "/nowhere/at/all"),
    ],
)
def test_a_setting_that_cannot_be_used_stops_the_start_with_a_sentence(tmp_path: Path, name: str, value: str) -> None:
    found = _process("check", RUNUT_VAR=str(tmp_path), **{name: value})
    assert found.returncode == Code.SETTINGS
    assert name in found.stderr
    assert found.stderr.count("\n") <= 2


def test_a_database_without_tables_is_refused_in_one_sentence(tmp_path: Path) -> None:
    found = _process("check", RUNUT_VAR=str(tmp_path))
    assert found.returncode == Code.REFUSED
    assert "runut migrate" in found.stderr


def test_a_database_that_is_away_is_a_sentence(tmp_path: Path) -> None:
    found = _process("check", RUNUT_VAR=str(tmp_path), RUNUT_DATABASE_URL="postgresql://nobody@127.0.0.1:1/nothing")
    assert found.returncode == Code.MACHINE
    assert "The database refuses" in found.stderr
    assert "(nothing, 127.0.0.1)" in found.stderr


def test_a_damaged_database_is_told_before_anything_in_it_is_believed(tmp_path: Path) -> None:
    assert _process("migrate", RUNUT_VAR=str(tmp_path)).returncode == 0
    file = tmp_path / "runut.sqlite3"
    content = bytearray(file.read_bytes())
    content[-5 * 4096 :] = bytes(5 * 4096)
    file.write_bytes(content)
    found = _process("check", RUNUT_VAR=str(tmp_path))
    assert (found.returncode, found.stderr) == (Code.EVIDENCE, "")
    assert "the database's file is damaged" in found.stdout


def test_the_same_seed_gives_the_same_events_in_every_language(tmp_path: Path) -> None:
    files = [tmp_path / name for name in ("one", "two", "three")]
    english = _process("rehearse", "--seed", "3", "--events", str(files[0]))
    indonesian = _process("rehearse", "--seed", "3", "--events", str(files[1]), "--language", "id")
    other = _process("rehearse", "--seed", "4", "--events", str(files[2]))
    assert [one.returncode for one in (english, indonesian, other)] == [0, 0, 0]
    assert files[0].read_bytes() == files[1].read_bytes() != files[2].read_bytes()
    head = english.stdout.split()[-1]
    assert files[0].read_text().endswith(f'"hash":"{head}"}}\n')
    assert "files “Jadwal Pengembangan Aplikasi”" in english.stdout
    assert "menyimpan “Jadwal Pengembangan Aplikasi”" in indonesian.stdout


def test_a_rehearsal_leaves_the_office_alone(tmp_path: Path) -> None:
    office = tmp_path / "office"
    found = _process("rehearse", RUNUT_VAR=str(office), TMPDIR=str(tmp_path))
    assert found.returncode == 0
    assert list(tmp_path.iterdir()) == []


def test_every_fault_of_a_procedure_file_is_told_with_its_place(tmp_path: Path) -> None:
    sop = tmp_path / "sop.toml"
    sop.write_text('[procedure]\nname = "Contoh"\nday = "lunar"\n[[activity]]\nnumber = 1\ntext = "Bekerja"\nperformers = ["nobody"]\n')
    found = _process("rehearse", "--sop", str(sop))
    assert found.returncode == Code.REFUSED
    assert found.stderr.splitlines() == [
        "procedure: “day” must be working or calendar.",
        "activity 1, performers: No performer has the key “nobody”.",
    ]


def test_a_procedure_that_cannot_be_run_ends_with_6_and_says_why(tmp_path: Path) -> None:
    sop = tmp_path / "sop.toml"
    sop.write_text(
        '[procedure]\nname = "Contoh"\n[[performer]]\nkey = "crew"\nname = "Regu"\nheld_by = "team"\n'
        '[[activity]]\nnumber = 1\ntext = "Bekerja"\nperformers = ["crew"]\n'
    )
    found = _process("rehearse", "--sop", str(sop))
    assert found.returncode == Code.UNRUNNABLE
    assert "stops at activity 1, round 1" in found.stderr
    assert "Only Regu may do this" in found.stderr
