"""What the office's own forge is asked, against a server that speaks what GitLab and Forgejo document, and what is said when it does not do it."""

from __future__ import annotations

import gzip
import socket
import threading
from collections.abc import Iterator
from typing import Any

import pytest
from pytest_django import Settings

from runut.base.env import ForgeChosen
from runut.core.errors import ForgeFailed
from runut.repositories.forges import Forge, asking, forge
from tests.forges import TOKEN, FakeForge, running

EMAIL = "dewi@example.test"


@pytest.fixture(params=["gitlab", "forgejo"], scope="module")
def server(request: pytest.FixtureRequest) -> Iterator[FakeForge]:
    with running(request.param) as fake:
        yield fake


@pytest.fixture
def fake(server: FakeForge) -> FakeForge:
    address = server.address
    server.__init__(server.kind)  # type: ignore[misc]  # one server, a new office each time
    server.address = address
    return server


def ask(fake: FakeForge, settings: Settings, *, token: str = TOKEN, address: str = "") -> Forge:
    settings.FORGE = ForgeChosen(kind=fake.kind, address=address or fake.address, token=token, group="biro")
    return forge()


def refusal(act: Any) -> ForgeFailed:
    with pytest.raises(ForgeFailed) as failed:
        act()
    return failed.value


def test_a_project_is_made_once_and_an_earlier_try_is_known_by_its_mark(fake: FakeForge, settings: Settings) -> None:
    there = ask(fake, settings)
    made = there.make("PA-2026-0001", "Sistem Antrean", "Runut 7")
    assert made.address == "https://git.example.test/biro/PA-2026-0001.git" and made.page.endswith("/biro/PA-2026-0001")
    assert made.key == ("42" if fake.kind == "gitlab" else "biro/PA-2026-0001")
    assert there.make("PA-2026-0001", "Sistem Antrean", "Runut 7") == made
    other = refusal(lambda: there.make("PA-2026-0001", "Lain", "Runut 8"))
    assert (other.code, other.passing) == ("forge_taken", False)


def test_members_branch_and_webhook_may_be_asked_for_again(fake: FakeForge, settings: Settings) -> None:
    there, fake.accounts = ask(fake, settings), {EMAIL: "u7"}
    key = there.make("PA-2026-0001", "Sistem", "Runut 7").key
    account = there.account(EMAIL)
    assert account == ("7" if fake.kind == "gitlab" else "u7") and there.account("tidak@example.test") is None
    for writes in (False, True):
        there.admit(key, account, writes=writes)
        there.protect(key, "main")
    assert fake.members == {account: 30 if fake.kind == "gitlab" else "write"} and fake.protected == {"main"}
    for secret in ("satu", "dua"):
        there.hook(key, "https://runut.example.test/hooks/forge/1/", secret)
    assert fake.hooks == {"https://runut.example.test/hooks/forge/1/": "dua"}
    for _ in range(2):
        there.dismiss(key, account)
    assert fake.members == {}


def test_tags_are_read_page_by_page(fake: FakeForge, settings: Settings) -> None:
    fake.tags, fake.page = [f"v{number}" for number in range(7)], 3
    found = ask(fake, settings).tags("42" if fake.kind == "gitlab" else "biro/PA-2026-0001")
    assert [one.name for one in found] == fake.tags and {len(one.commit) for one in found} == {40}
    assert fake.asked == ["tags"] * 3


def test_an_archive_comes_block_by_block_and_ends_where_it_is_too_large(fake: FakeForge, settings: Settings) -> None:
    fake.archive = gzip.compress(b"x" * 100_000)
    asker = ask(fake, settings)
    key = "42" if fake.kind == "gitlab" else "biro/PA-2026-0001"
    with asker.archive(key, "a" * 40) as blocks:
        assert b"".join(blocks) == fake.archive

    def too_much() -> None:
        path = f"/projects/{key}/repository/archive.tar.gz?sha=a" if fake.kind == "gitlab" else f"/repos/{key}/archive/a.tar.gz"
        with asker._stream(path, most=10) as blocks:  # type: ignore[attr-defined]
            list(blocks)

    assert refusal(too_much).code == "forge_large"


def test_a_wrong_token_and_a_missing_group_are_told_and_not_tried_again(fake: FakeForge, settings: Settings) -> None:
    wrong = refusal(lambda: ask(fake, settings, token="salah").make("x", "x", "x"))
    assert (wrong.code, wrong.passing) == ("forge_token", False)
    fake.answers = {"group": (404, {"message": "404 Group Not Found"}, {}), "make": (404, {"message": "not found"}, {})}
    assert refusal(lambda: ask(fake, settings).make("x", "x", "x")).code == "forge_group"


@pytest.mark.parametrize(
    ("answer", "code", "passing"),
    [
        ((500, b"<html>kaput</html>", {}), "forge_broken", True),
        ((429, {"message": "later"}, {}), "forge_broken", True),
        ((422, {"message": "name is <b>bad</b>\n"}, {}), "forge_refused", False),
        ((302, b"", {"Location": "http://127.0.0.1:9/curi"}), "forge_moved", False),
        ((201, b"<html>captive portal</html>", {}), "forge_garbage", False),
        ((201, b"[" * 100_000, {}), "forge_garbage", False),
        ((201, {"id": None}, {}), "forge_garbage", False),
        (
            (
                201,
                {
                    "id": 1,
                    "full_name": "a/b",
                    **dict.fromkeys(("http_url_to_repo", "clone_url", "web_url", "html_url"), "javascript:alert(1)"),
                },
                {},
            ),
            "forge_garbage",
            False,
        ),
        ((201, b'"' + b"x" * (asking.LARGEST + 1) + b'"', {}), "forge_large", False),
        (b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf", "forge_away", True),
        (b"garbage\r\n\r\n", "forge_away", True),
    ],
)
def test_every_strange_answer_is_a_sentence(fake: FakeForge, settings: Settings, answer: Any, code: str, *, passing: bool) -> None:
    fake.answers = {"make": answer}
    failed = refusal(lambda: ask(fake, settings).make("PA-2026-0001", "x", "x"))
    assert (failed.code, failed.passing) == (code, passing)


def test_a_forge_that_is_down_is_told_as_that(settings: Settings) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        down = ask(FakeForge("gitlab"), settings, address=f"http://127.0.0.1:{free.getsockname()[1]}")
        failed = refusal(lambda: down.tags("1"))
    assert (failed.code, failed.passing) == ("forge_away", True)


@pytest.mark.parametrize("drips", [False, True])
def test_a_forge_that_is_silent_or_drips_is_waited_for_so_long_and_no_longer(
    settings: Settings, monkeypatch: pytest.MonkeyPatch, *, drips: bool
) -> None:
    monkeypatch.setattr(asking, "READ", 0.2)
    stop = threading.Event()

    def serve() -> None:
        taken, _ = silent.accept()
        with taken:
            if drips:
                taken.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n")
            while not stop.wait(0.02):
                taken.sendall(b"x" if drips else b"")

    with socket.create_server(("127.0.0.1", 0)) as silent:
        thread = threading.Thread(target=serve, daemon=True)
        thread.start()
        there = ask(FakeForge("gitlab"), settings, address=f"http://127.0.0.1:{silent.getsockname()[1]}")
        failed = refusal(lambda: there.tags("1"))
        stop.set()
        thread.join(2)
    assert (failed.code, failed.passing) == ("forge_slow", True)


def test_without_a_forge_or_with_another_nothing_is_asked(settings: Settings) -> None:
    settings.FORGE = None
    assert refusal(forge).code == "forge_off"
    settings.FORGE = ForgeChosen(kind="gitlab", address="https://git.example.test", token="x", group="biro")
    assert refusal(lambda: forge("forgejo")).code == "forge_off"


def test_branches_and_what_came_with_them_are_read(fake: FakeForge, settings: Settings) -> None:
    there, key = ask(fake, settings), "42" if fake.kind == "gitlab" else "biro/PA-2026-0001"
    assert there.branches(key) == []  # a repository into which nothing was pushed
    fake.branches, fake.commits = {"main": "b" * 40, "cetak/satu": "a" * 40}, ["b" * 40]
    assert [(one.name, one.commit, one.made) for one in there.branches(key)] == [("main", "b" * 40, ""), ("cetak/satu", "a" * 40, "")]
    came = there.brought(key, "b" * 40, "a" * 40)
    assert (came.count, [(one.sha, one.line, one.author) for one in came.commits]) == (1, [("b" * 40, "Langkah dua #2", "Dewi")])
    assert fake.between == f"{'a' * 40}..{'b' * 40}" and came.commits[0].at.utcoffset()
    there.brought(key, "b" * 40, "")
    assert fake.between == "b" * 40


@pytest.mark.parametrize("wrong", [{}, {"message": 1}, {"authored_date": "kemarin"}, {"authored_date": "2026-11-23T09:00:00"}, {"id": "x"}])
def test_commits_that_are_none_are_refused_by_a_sentence(settings: Settings, wrong: dict[str, Any]) -> None:
    with running("gitlab") as fake:
        row = {**fake.contract["commit"], "id": "a" * 40, **wrong} if wrong else {}
        fake.answers = {"commits": (200, [row], {})}
        assert refusal(lambda: ask(fake, settings).brought("42", "a" * 40, "")).code == "forge_garbage"
