"""The source code of an example application: commits of its team, pushed into the hosted repository, and what is released of it.

Names and dates of the commits come from the story, so the same seed gives the same hashes.
"""

from __future__ import annotations

import subprocess
from collections.abc import Iterator, Mapping
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final

from runut.cases.queries import Item
from runut.people.queries import Standing
from runut.rehearsal.rooms.example import Example
from runut.rehearsal.rooms.scene import Scene
from runut.repositories import git
from runut.repositories.access import access_repository
from runut.repositories.services import Manual, make_release, make_repository, push_from

_BRANCH: Final = "refs/heads/main"
MANUALS: Final = {
    "analysis_documentation": "docs/analisis.md",
    "development_documentation": "docs/pengembangan.md",
    "installation_guide": "docs/petunjuk-instalasi.md",
    "user_guide": "docs/petunjuk-penggunaan.md",
}
"""Where the repository of an example keeps what activity 6 leaves besides the application."""


def repository(scene: Scene, example: Example, item: Item, who: Standing, at: datetime) -> None:
    """Make the case's repository."""
    make_repository(case_id=scene.case_id, title=item.name, who=who, at=at)


def push_commits(scene: Scene, example: Example) -> None:
    """Let the team commit and push what its example programs in this round, day by day, as far as the story goes."""
    commits = [one for one in example.texts["commits"] if one.get("round", 1) == scene.item.round]
    with TemporaryDirectory(prefix="runut-gladi-") as folder:
        copy = Path(folder) / "copy.git"
        admitted = access_repository(case_id=scene.case_id, who=scene.member(at=scene.now), at=scene.now)
        _git("clone", "--quiet", "--bare", "--template=", str(git.folder(admitted.repository.pk)), str(copy), at=Path(folder))
        for number, one in enumerate(commits):
            day = scene.clock.forward(scene.began_on, one["day"])
            if not scene.past(day):
                return
            at = scene.on(day, minutes=300 + 13 * (number % 7))
            _commit(copy, scene, example, one, at=at)
            refs = [_BRANCH, *([f"refs/tags/{one['tag']}"] if "tag" in one else [])]
            push_from(case_id=scene.case_id, source=copy, refs=refs, who=scene.member(one["by"], at=at), at=at)


def _commit(copy: Path, scene: Scene, example: Example, one: Mapping[str, Any], *, at: datetime) -> None:
    author = scene.member(one["by"], at=at)
    stream = b"".join(_stream(copy, example, one, f"{author.name} <{author.login}> {int(at.timestamp())} +0700"))
    _git("fast-import", "--quiet", "--force", at=copy, said=stream)


def _stream(copy: Path, example: Example, one: Mapping[str, Any], signed: str) -> Iterator[bytes]:
    """Yield a commit as git's own import takes it."""
    yield f"commit {_BRANCH}\nmark :1\nauthor {signed}\ncommitter {signed}\n".encode() + _data(one["message"].encode())
    if _git("for-each-ref", _BRANCH, at=copy):
        yield f"from {_BRANCH}^0\n".encode()
    for path in one.get("files", ()):
        yield f"M 100644 inline {path}\n".encode() + _data(example.read(f"code/{path}"))
    for path, text in one.get("texts", {}).items():
        yield f"M 100644 inline {path}\n".encode() + _data(text.encode())
    for path in one.get("removed", ()):
        yield f"D {path}\n".encode()
    yield b"\n"
    if "tag" in one:
        yield f"tag {one['tag']}\nfrom :1\ntagger {signed}\n".encode() + _data(one["message"].encode())


def _data(content: bytes) -> bytes:
    return b"data %d\n%b\n" % (len(content), content)


def _git(*arguments: str, at: Path, said: bytes = b"") -> bytes:
    environment = {**git.environment(at), "GIT_DIR": str(at)}
    if arguments[0] == "clone":
        del environment["GIT_DIR"]
    done = subprocess.run(["git", *arguments], cwd=at, env=environment, input=said, capture_output=True, check=True, timeout=60)
    return done.stdout


def release(scene: Scene, example: Example) -> None:
    """Release the tag of this round as the application, with the manuals that stand in it; its tests come after."""
    told = example.round("releases", scene.item.round)
    day = scene.clock.forward(scene.began_on, told["day"])
    if not scene.past(day):
        return
    at, named = scene.on(day, minutes=440), {one.key: one.name for one in scene.page.items}
    manuals = tuple(Manual(key=key, name=named[key], path=MANUALS[key]) for key in told["manuals"])
    make_release(
        case_id=scene.case_id,
        tag=told["tag"],
        notes=told["notes"],
        name=named["application"],
        manuals=manuals,
        who=scene.member(at=at),
        at=at,
    )
