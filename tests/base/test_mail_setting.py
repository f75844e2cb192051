"""How mail leaves is one variable; what makes no sense stops the start."""

from __future__ import annotations

import pytest

from runut.base import env

BACKEND = "django.core.mail.backends"


def said(monkeypatch: pytest.MonkeyPatch, value: str) -> dict[str, object]:
    monkeypatch.setenv("RUNUT_EMAIL_URL", value)
    return env.mail("RUNUT_EMAIL_URL", "console:")


def test_without_it_letters_are_files() -> None:
    found = env.mail("RUNUT_NOT_SET", "file:///srv/runut/mail")
    assert found == {"EMAIL_BACKEND": f"{BACKEND}.filebased.EmailBackend", "EMAIL_FILE_PATH": "/srv/runut/mail"}


@pytest.mark.parametrize(
    ("value", "port", "tls", "ssl"),
    [
        ("smtp://surat:rah%40sia@mail.example.test", 587, True, False),
        ("smtps://surat:rah%40sia@mail.example.test", 465, False, True),
        ("smtp+plain://surat:rah%40sia@mail.example.test:2525", 2525, False, False),
    ],
)
def test_a_server_is_named_with_how_to_speak_to_it(monkeypatch: pytest.MonkeyPatch, value: str, port: int, tls: bool, ssl: bool) -> None:
    assert said(monkeypatch, value) == {
        "EMAIL_BACKEND": f"{BACKEND}.smtp.EmailBackend",
        "EMAIL_HOST": "mail.example.test",
        "EMAIL_PORT": port,
        "EMAIL_HOST_USER": "surat",
        "EMAIL_HOST_PASSWORD": "rah@sia",
        "EMAIL_USE_TLS": tls,
        "EMAIL_USE_SSL": ssl,
    }


def test_the_console_is_named_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    assert said(monkeypatch, "console:") == {"EMAIL_BACKEND": f"{BACKEND}.console.EmailBackend"}


@pytest.mark.parametrize(
    "value",
    [
        "",
        "mail.example.test",
        "http://mail.example.test",
        "smtp://",
        "smtp://h:99999",
        "smtp://h:x",
        "smtp://h/path",
        "file://host/x",
        "file:///",
    ],
)
def test_nonsense_stops_the_start_and_does_not_repeat_a_password(monkeypatch: pytest.MonkeyPatch, value: str) -> None:
    with pytest.raises(env.SettingInvalid, match="RUNUT_EMAIL_URL"):
        said(monkeypatch, value)
    with pytest.raises(env.SettingInvalid) as caught:
        said(monkeypatch, "smpt://surat:rahasia@mail.example.test")
    assert "rahasia" not in str(caught.value)
