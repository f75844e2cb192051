"""A real git client against the product's own server: clone, push, and everything that a push may not do."""

from __future__ import annotations

import base64
import hashlib
import json
import os
import resource
import shutil
import socket
import subprocess
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from tests.ops.installation import RUNUT, Installation, copied, remove

pytestmark = pytest.mark.processes
EMPTY_PACK = b"PACK\0\0\0\2\0\0\0\0"
EMPTY_PACK += hashlib.sha1(EMPTY_PACK, usedforsecurity=False).digest()
SETUP = """
import django; django.setup()
import json, sys
from datetime import UTC, datetime
from runut.cases.models import Case
from runut.cases.queries import access_case
from runut.people.queries import organisation, standing
from runut.people.services import issue_token
from runut.people.models import User
from runut.repositories.models import Repository
from runut.repositories import git
from runut.cases.models import TeamMember
at = datetime.now(UTC)
case = Case.objects.get()
if case.number is None:
    Case.objects.filter(pk=case.pk).update(number="PA-2026-0001"); case.refresh_from_db()
today = organisation().today(at)
every = list(User.objects.filter(is_active=True).order_by("pk"))
here = {one.pk: standing(user_id=one.pk, on=today) for one in every}
members = set(TeamMember.objects.filter(case=case).values_list("user_id", flat=True))
team = next(one for one in every if one.pk in members)
reader = next(one for one in every if "technical_team" in here[one.pk].offices and one.pk not in members)
stranger = next(one for one in every if not here[one.pk].sees_all and one.pk not in members)
made = Repository.objects.create(case=case, name=case.number, made_by=team, made_at=at)
git.make(made.pk)
def token(user, *scopes):
    return issue_token(name="uji", scopes=scopes, days=1, who=here[user.pk], at=at)
both = ("repositories:read", "repositories:write")
print(json.dumps({
    "name": case.number, "id": made.pk, "writer": token(team, *both), "only_reads": token(team, "repositories:read"),
    "reader": token(reader, *both), "stranger": token(stranger, *both), "no_scope": token(team, "cases:read"),
}))
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Host:
    """A served office with one repository, and the tokens of those who come to it."""

    office: Installation
    port: int
    name: str
    place: Path
    tokens: dict[str, str]
    home: Path
    server: int

    def url(self, who: str) -> str:
        secret = self.tokens.get(who, who)
        return f"http://x:{secret}@127.0.0.1:{self.port}/git/{self.name}.git"

    def git(self, *arguments: str, at: Path | None = None, code: int = 0, protocol: int = 2) -> str:
        """Run the client and return everything it said."""
        said = subprocess.run(
            ["git", "-c", f"protocol.version={protocol}", "-c", "credential.helper=", *arguments],
            cwd=at or self.home,
            env=self.environment,
            capture_output=True,
            text=True,
            check=False,
            stdin=subprocess.DEVNULL,
        )
        assert said.returncode == code, f"{arguments}: {said.returncode}\n{said.stdout}\n{said.stderr}"
        return said.stdout + said.stderr

    def post(self, service: str, body: bytes) -> tuple[int, bytes]:
        """Send a request as git would, and return status and answer."""
        secret = base64.b64encode(f"x:{self.tokens['writer']}".encode()).decode()
        headers = {"Authorization": f"Basic {secret}", "Content-Type": f"application/x-{service}-request"}
        asked = urllib.request.Request(f"http://127.0.0.1:{self.port}/git/{self.name}.git/{service}", data=body, headers=headers)
        with urllib.request.urlopen(asked, timeout=300) as answer:
            return answer.status, answer.read()

    @property
    def environment(self) -> dict[str, str]:
        return {
            "PATH": os.environ["PATH"],
            "HOME": str(self.home),
            "GIT_CONFIG_NOSYSTEM": "1",
            "GIT_TERMINAL_PROMPT": "0",
            "GIT_AUTHOR_NAME": "Dewi Contoh",
            "GIT_AUTHOR_EMAIL": "dewi@example.test",
            "GIT_COMMITTER_NAME": "Dewi Contoh",
            "GIT_COMMITTER_EMAIL": "dewi@example.test",
        }

    def work(self, name: str, who: str = "writer") -> Path:
        """Return a fresh clone."""
        self.git("clone", "--quiet", self.url(who), name)
        return self.home / name

    def commit(self, at: Path, path: str, content: bytes, message: str = "Langkah") -> None:
        """Write a file and commit it."""
        (at / path).parent.mkdir(parents=True, exist_ok=True)
        (at / path).write_bytes(content)
        self.git("add", ".", at=at)
        self.git("commit", "--quiet", "-m", message, at=at)

    def started(self) -> Path:
        """Return a clone whose first commit has been pushed."""
        at = self.work("first")
        if not (at / "README.md").exists():
            self.git("switch", "--quiet", "--create", "main", at=at)
            self.commit(at, "README.md", b"# Antrean\n")
            self.git("push", "--quiet", "origin", "main", at=at)
        return at


@pytest.fixture(scope="module")
def served(walked: Installation, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Host]:
    """The office behind its server, for all tests here: starting it takes longer than any of them."""
    office = copied(walked, tmp_path_factory.mktemp("served"))
    made = json.loads(office.python(SETUP).stdout.splitlines()[-1])
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    place = Path(office.environment["RUNUT_VAR"]) / "git" / f"{made.pop('id')}.git"
    shutil.copytree(place, place.with_suffix(".empty"))
    with office.start(*RUNUT, "serve", "--port", str(port)) as server:
        try:
            _wait(port, server)
            yield Host(office=office, port=port, name=made.pop("name"), place=place, tokens=made, home=Path(), server=server.pid)
        finally:
            server.terminate()
    remove(office)


@pytest.fixture
def host(served: Host, tmp_path: Path) -> Host:
    """The same office with its repository empty again, and a home of the client's own."""
    shutil.rmtree(served.place)
    shutil.copytree(served.place.with_suffix(".empty"), served.place)
    return replace(served, home=tmp_path)


def _wait(port: int, server: subprocess.Popen[str]) -> None:
    for _ in range(1200):
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/healthz", timeout=5):
                return
        except OSError as error:
            if getattr(error, "code", 0):  # it answers, whatever it says
                raise
            assert server.poll() is None, server.communicate()
            time.sleep(0.1)
    raise AssertionError("the server does not answer")


def _sound(host: Host) -> bool:
    done = subprocess.run(["git", "fsck", "--full", "--strict"], cwd=host.place, capture_output=True, check=False)
    return done.returncode == 0


def test_a_team_clones_commits_and_pushes_with_every_protocol(host: Host) -> None:
    at = host.started()
    for protocol in (0, 1, 2):
        host.commit(at, f"v{protocol}.txt", b"isi")
        host.git("push", "--quiet", "origin", "main", at=at, protocol=protocol)
        host.git("clone", "--quiet", host.url("reader"), f"clone-{protocol}", protocol=protocol)
        assert (host.home / f"clone-{protocol}" / f"v{protocol}.txt").read_bytes() == b"isi"
    host.git("clone", "--quiet", "--depth", "1", host.url("writer"), "shallow")
    assert host.git("rev-list", "--count", "HEAD", at=host.home / "shallow").strip() == "1"
    host.git("clone", "--quiet", "--filter=blob:none", "--no-checkout", host.url("writer"), "partial")
    assert "v2.txt" in host.git("ls-tree", "--name-only", "HEAD", at=host.home / "partial")
    pushed = host.git("rev-list", "HEAD", at=at).split()
    noted = host.office.python(
        "import django; django.setup()\nfrom runut.repositories.models import Push\nprint(*Push.objects.values_list('new', flat=True))"
    )
    assert len(pushed) == 4
    assert set(pushed) <= set(noted.stdout.split())
    assert _sound(host)


def test_a_push_in_chunks_arrives_whole(host: Host) -> None:
    at = host.started()
    host.commit(at, "besar.bin", os.urandom(6_000_000))
    host.git("-c", "http.postBuffer=65536", "push", "--quiet", "origin", "main", at=at)
    again = host.work("again")
    assert (again / "besar.bin").read_bytes() == (at / "besar.bin").read_bytes()


def test_the_main_branch_is_neither_rewritten_nor_removed_but_others_are(host: Host) -> None:
    at = host.started()
    host.git("commit", "--quiet", "--amend", "-m", "Ditulis ulang", at=at)
    assert "“main”" in host.git("push", "--force", "origin", "main", at=at, code=1)
    assert "“main”" in host.git("push", "origin", ":main", at=at, code=1)
    host.git("push", "--quiet", "origin", "HEAD:refs/heads/coba", at=at)
    host.git("commit", "--quiet", "--amend", "-m", "Lain lagi", at=at)
    host.git("push", "--quiet", "--force", "origin", "HEAD:refs/heads/coba", at=at)
    host.git("push", "--quiet", "origin", ":coba", at=at)
    assert host.git("for-each-ref", at=host.place).count("\n") == 1


def test_only_branches_and_tags_come_in_and_not_a_hundred_thousand_of_them(host: Host) -> None:
    at = host.started()
    head = host.git("rev-parse", "HEAD", at=at).strip()
    assert "cabang dan tag" in host.git("push", "origin", f"{head}:refs/pull/1/head", at=at, code=1)
    assert host.git("push", "origin", f"{head}:refs/runut/releases/v1", at=at, code=1)
    # git's own client needs minutes to print a hundred thousand refusals, so the request is written by hand.
    commands = [f"{'0' * 40} {head} refs/heads/cabang-{number:06}".encode() for number in range(100_000)]
    commands[0] += b"\0report-status side-band-64k"
    body = b"".join(b"%04x%s" % (len(one) + 4, one) for one in commands) + b"0000" + EMPTY_PACK
    status, said = host.post("git-receive-pack", body)
    assert (status, b"1000" in said) == (200, True)
    assert said.count(b"declined") > 90_000  # some stand across two packets
    assert host.git("for-each-ref", at=host.place).count("\n") == 1
    assert _sound(host)


def test_who_may_not_is_told_so_in_a_sentence(host: Host) -> None:
    at = host.started()
    for who, said in (
        ("reader", "tim pengembang"),
        ("only_reads", "repositories:write"),
        ("kuda-laut-di-teluk-biru", "token pribadi"),
    ):
        host.commit(at, f"{who}.txt", b"isi")
        assert said in host.git("push", host.url(who), "main", at=at, code=128), who
    assert "repositories:read" in host.git("clone", host.url("no_scope"), "none", code=128)
    assert "not found" in host.git("clone", host.url("stranger"), "none", code=128).lower()
    assert not (host.home / "none").exists()


def test_lfs_and_addresses_that_git_never_asks_for_are_refused(host: Host) -> None:
    host.started()
    auth = ("-u", f"x:{host.tokens['writer']}")
    base = f"http://127.0.0.1:{host.port}/git/{host.name}.git"

    def ask(path: str, *more: str) -> tuple[str, str]:
        done = subprocess.run(
            ["curl", "-s", "--path-as-is", "-w", "\n%{http_code}", *auth, *more, base + path], capture_output=True, text=True, check=True
        )
        body, _, status = done.stdout.rpartition("\n")
        return status, body

    status, body = ask("/info/lfs/objects/batch", "-X", "POST", "-H", "Content-Type: application/json", "-d", "{}")
    assert (status, "LFS" in body) == ("404", True)
    for path in ("/config", "/hooks/pre-receive", "/../1.git/config", "/objects/../config", "/pushes-1", "/info/refs/../../config"):
        assert ask(path)[0] == "404", path
    assert ask("/HEAD")[0] == "200"
    assert ask("/git-upload-pack", "-X", "POST", "-d", "nonsense")[0] != "500"


def test_pushes_at_once_leave_a_sound_repository(host: Host) -> None:
    host.started()
    works = [host.work(f"w{number}") for number in range(4)]
    for number, at in enumerate(works):
        host.commit(at, f"{number}.bin", os.urandom(200_000))
    running = [
        subprocess.Popen(
            ["git", "push", "--quiet", "origin", f"HEAD:refs/heads/kerja-{number}", "HEAD:main"],
            cwd=at,
            env=host.environment,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        for number, at in enumerate(works)
    ]
    codes = [one.wait(120) for one in running]
    assert codes.count(0) >= 1
    refs = host.git("for-each-ref", "--format=%(refname)", at=host.place).split()
    assert len(refs) == 5
    assert _sound(host)


def test_a_push_that_breaks_off_changes_nothing(host: Host) -> None:
    at = host.started()
    before = host.git("for-each-ref", at=host.place)
    host.commit(at, "besar.bin", os.urandom(30_000_000))
    for pause in (0.05, 0.2, 0.4):
        pushing = subprocess.Popen(
            ["git", "push", "--quiet", "origin", "main"],
            cwd=at,
            env=host.environment,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        time.sleep(pause)
        os.killpg(pushing.pid, 9)
        pushing.wait()
    time.sleep(1)
    after = host.git("for-each-ref", at=host.place)
    assert after == before or "besar.bin" in host.git("ls-tree", "--name-only", "main", at=host.place)
    assert _sound(host)
    host.git("push", "--quiet", "origin", "main", at=at)
    assert "besar.bin" in host.git("ls-tree", "--name-only", "main", at=host.place)


@contextmanager
def _little_room(host: Host) -> Iterator[None]:
    """Let no file of the server or of what it starts grow beyond 20 MB: git meets a full disk in the same write."""
    workers = subprocess.run(["pgrep", "-P", str(host.server)], capture_output=True, text=True, check=True).stdout.split()
    serving = [host.server, *map(int, workers)]
    try:
        for one in serving:
            resource.prlimit(one, resource.RLIMIT_FSIZE, (20_000_000, resource.RLIM_INFINITY))
        yield
    finally:
        for one in serving:
            resource.prlimit(one, resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))


def test_a_push_that_finds_no_room_changes_nothing(host: Host) -> None:
    at = host.started()
    before = host.git("for-each-ref", at=host.place)
    host.commit(at, "besar.bin", os.urandom(30_000_000))
    with _little_room(host):
        host.git("push", "--quiet", "origin", "main", at=at, code=1)
    assert host.git("for-each-ref", at=host.place) == before
    assert _sound(host)
    host.git("push", "--quiet", "origin", "main", at=at)
    assert "besar.bin" in host.git("ls-tree", "--name-only", "main", at=host.place)


def test_a_backup_holds_the_repository_and_the_check_names_one_that_is_broken(
    host: Host, new_installation: Callable[[str], Installation], tmp_path: Path
) -> None:
    at = host.started()
    host.git("tag", "v1", at=at)
    host.git("push", "--quiet", "origin", "v1", at=at)
    host.office.runut("backup", str(tmp_path / "office.tgz"))
    restored = new_installation("restored")
    assert "1 repositories" in restored.runut("restore", str(tmp_path / "office.tgz")).stdout
    place = Path(restored.environment["RUNUT_VAR"]) / "git" / host.place.name
    assert host.git("for-each-ref", at=place) == host.git("for-each-ref", at=host.place)
    for one in place.glob("objects/*/*"):
        one.chmod(0o600)
        one.write_bytes(b"nonsense")
    assert f"repository {host.name}: " in restored.runut("check", "--no-files", code=3).stdout
