"""The office's own forge is four variables; what makes no sense stops the start."""

from __future__ import annotations

import pytest

from runut.base import env

WHOLE = {"": "gitlab", "_URL": "https://git.example.test/gitlab/", "_TOKEN": "rahasia", "_GROUP": "biro/aplikasi"}


def chosen(monkeypatch: pytest.MonkeyPatch, **changed: str) -> env.ForgeChosen | None:
    for name, value in {**WHOLE, **changed}.items():
        monkeypatch.setenv(f"RUNUT_FORGE{name}", value)
    url, token, group = (env.text(f"RUNUT_FORGE_{one}", "") for one in ("URL", "TOKEN", "GROUP"))
    return env.forge("RUNUT_FORGE", url=url, token=token, group=group)


def test_without_it_there_is_none() -> None:
    assert env.forge("RUNUT_NOT_SET", url="", token="", group="") is None


def test_gitea_is_spoken_to_as_forgejo_which_comes_from_it(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = chosen(monkeypatch)
    assert whole == env.ForgeChosen(kind="gitlab", address="https://git.example.test/gitlab", token="rahasia", group="biro/aplikasi")
    gitea = chosen(monkeypatch, **{"": "gitea", "_GROUP": "biro", "_URL": "http://localhost:3000"})
    assert gitea is not None and (gitea.kind, gitea.address) == ("forgejo", "http://localhost:3000")


@pytest.mark.parametrize(
    ("changed", "says"),
    [
        ({"": "github"}, "one of none, gitlab, forgejo, gitea"),
        ({"": "none"}, "RUNUT_FORGE is none"),
        ({"_URL": "http://git.example.test"}, "RUNUT_FORGE_URL"),
        ({"_URL": "https://admin:rahasia@git.example.test"}, "without a password"),
        ({"_URL": ""}, "RUNUT_FORGE_URL"),
        ({"_TOKEN": ""}, "RUNUT_FORGE_TOKEN"),
        ({"_TOKEN": "dua kata"}, "RUNUT_FORGE_TOKEN"),
        ({"_GROUP": ""}, "RUNUT_FORGE_GROUP"),
        ({"_GROUP": "../lain"}, "RUNUT_FORGE_GROUP"),
        ({"": "forgejo"}, "RUNUT_FORGE_GROUP"),
    ],
)
def test_nonsense_names_the_variable(monkeypatch: pytest.MonkeyPatch, changed: dict[str, str], says: str) -> None:
    with pytest.raises(env.SettingInvalid, match=says) as refused:
        chosen(monkeypatch, **changed)
    assert "rahasia" not in str(refused.value)
