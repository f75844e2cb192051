"""What must be right before the product starts."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.checks import CheckMessage
from pytest_django import Settings

from runut.base import checks


def _ids(found: object) -> list[str | None]:
    assert isinstance(found, list)
    return [one.id for one in found if isinstance(one, CheckMessage)]


def test_a_folder_that_can_be_written_is_fine(settings: Settings, tmp_path: Path) -> None:
    settings.STATIC_ROOT = tmp_path / "data" / "static"
    assert checks.data_folder_is_ours() == []
    assert (tmp_path / "data").is_dir()


def test_a_folder_that_cannot_be_made_stops_the_start(settings: Settings, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    settings.STATIC_ROOT = tmp_path / "file" / "data" / "static"
    assert _ids(checks.data_folder_is_ours()) == ["runut.E001"]


def test_a_disk_that_is_nearly_full_is_told(settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    settings.STATIC_ROOT = tmp_path / "static"
    monkeypatch.setattr(checks, "free_bytes", lambda folder: checks.LEAST_FREE - 1)
    assert _ids(checks.data_folder_is_ours()) == ["runut.W001"]


def test_a_key_that_others_can_read_stops_the_start(settings: Settings, tmp_path: Path) -> None:
    settings.STATIC_ROOT = tmp_path / "static"
    key = tmp_path / "secret-key"
    key.touch(mode=0o600)
    assert checks.key_is_private() == []
    key.chmod(0o644)
    assert _ids(checks.key_is_private()) == ["runut.E002"]


@pytest.mark.parametrize(
    ("address", "debug", "hosts", "expected"),
    [
        ("http://localhost:8000", True, ["localhost"], []),
        ("https://runut.example.go.id", False, ["runut.example.go.id"], []),
        ("http://runut.example.go.id", False, ["runut.example.go.id"], ["runut.W002"]),
        ("https://runut.example.go.id", True, ["runut.example.go.id"], ["runut.E003"]),
        ("https://runut.example.go.id", False, ["localhost"], ["runut.E004"]),
    ],
)
def test_what_others_reach_is_safe(settings: Settings, address: str, debug: bool, hosts: list[str], expected: list[str]) -> None:
    settings.ADDRESS, settings.SECURE, settings.DEBUG, settings.ALLOWED_HOSTS = address, address.startswith("https"), debug, hosts
    assert _ids(checks.address_is_safe()) == expected


@pytest.mark.processes
def test_the_secret_key_is_made_once_for_its_owner_alone(tmp_path: Path) -> None:
    program = "from runut.config import settings; print(settings.SECRET_KEY, settings.SECURE_HSTS_SECONDS, settings.SESSION_COOKIE_SECURE)"
    environment = {"PATH": os.environ["PATH"], "RUNUT_VAR": str(tmp_path / "data"), "RUNUT_ADDRESS": "https://runut.example.go.id"}

    def start() -> str:
        return subprocess.run([sys.executable, "-c", program], env=environment, capture_output=True, text=True, check=True).stdout

    first = start()
    assert first == start()
    key, hsts, secure = first.split()
    assert len(key) >= 32
    assert (hsts, secure) == ("31536000", "True")
    assert (tmp_path / "data" / "secret-key").stat().st_mode & 0o777 == 0o600


def test_a_variable_that_nobody_reads_is_told_with_the_setting_that_it_resembles(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RUNUT_DATABSE_URL", "postgresql://localhost/runut")
    monkeypatch.setenv("RUNUT_ADMIN_PASSWORD_FILE", "/run/secrets/first")
    (told,) = [one.msg for one in checks.settings_are_known() if "RUNUT_DATABSE_URL" in one.msg]
    assert told.endswith("Did you mean RUNUT_DATABASE_URL?")
    assert not [one for one in checks.settings_are_known() if "ADMIN" in one.msg]
