"""Settings and their page say the same, and nonsense is refused by name."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from runut.base import env

ROOT = Path(__file__).resolve().parent.parent.parent
PAGE = (ROOT / "docs" / "reference" / "settings.md").read_text(encoding="utf-8")


def test_every_setting_has_its_row_and_every_row_its_setting() -> None:
    read = re.compile(r"\benv\.\w+\(\s*\"(RUNUT_\w+)\"")
    code = {name for path in (ROOT / "src").rglob("*.py") for name in read.findall(path.read_text(encoding="utf-8"))}
    assert set(re.findall(r"^\| `(RUNUT_\w+)`", PAGE, flags=re.MULTILINE)) == code


def test_a_secret_can_stand_in_a_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "key").write_text("from the file\n", encoding="utf-8")
    monkeypatch.setenv("RUNUT_SECRET_KEY_FILE", str(tmp_path / "key"))
    assert env.text("RUNUT_SECRET_KEY", "") == "from the file"
    monkeypatch.setenv("RUNUT_SECRET_KEY_FILE", str(tmp_path / "none"))
    with pytest.raises(env.SettingInvalid, match="RUNUT_SECRET_KEY_FILE"):
        env.text("RUNUT_SECRET_KEY", "")


@pytest.mark.parametrize(
    "value", ["https://runut.example.go.id", "http://localhost:8000", "http://[::1]:8000", "https://runut.example.go.id/"]
)
def test_an_address_is_scheme_host_and_port(value: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RUNUT_ADDRESS", value)
    assert env.address("RUNUT_ADDRESS", "") == value.rstrip("/")


NONSENSE = [
    ("address", "runut.example.go.id"),
    ("address", "https://runut.example.go.id/runut"),
    ("address", "https://user@runut.example.go.id"),
    ("address", "https://runut.example.go.id:port"),
    ("address", "ftp://runut.example.go.id"),
    ("zone", "Asia/Atlantis"),
    ("zone", "../../etc/passwd"),
    ("database", "mysql://localhost/runut"),
    ("database", "sqlite:///"),
    ("database", "postgresql://localhost"),
    ("database", "postgresql://localhost:port/runut"),
]


@pytest.mark.parametrize(("reader", "value"), NONSENSE)
def test_nonsense_is_refused_by_the_name_of_the_setting(reader: str, value: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RUNUT_X", value)
    with pytest.raises(env.SettingInvalid, match="RUNUT_X"):
        getattr(env, reader)("RUNUT_X", "")


def test_no_refusal_shows_a_password(monkeypatch: pytest.MonkeyPatch) -> None:
    for value in ("mysql://runut:geheim@localhost/runut", "postgresql://runut:geheim@localhost", "postgresql://runut:geheim@localhost:x/y"):
        monkeypatch.setenv("RUNUT_X", value)
        with pytest.raises(env.SettingInvalid) as refused:
            env.database("RUNUT_X", "")
        assert "geheim" not in str(refused.value)


@pytest.mark.parametrize("value", ["0", "10001", "many", "1.5", "--5", "²"])
def test_a_number_must_be_whole_and_within_bounds(value: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RUNUT_X", value)
    with pytest.raises(env.SettingInvalid, match="whole number from 1 to 10000"):
        env.whole("RUNUT_X", 5, low=1, high=10_000)


def test_a_choice_and_a_switch_know_their_words(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RUNUT_X", "perhaps")
    with pytest.raises(env.SettingInvalid, match="yes or no"):
        env.switch("RUNUT_X", default=True)
    with pytest.raises(env.SettingInvalid, match="one of INFO, ERROR"):
        env.choice("RUNUT_X", "INFO", ("INFO", "ERROR"))
