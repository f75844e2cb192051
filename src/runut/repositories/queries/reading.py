"""What stands in a repository: branches, tags, folders, files, commits and what they changed. Nothing of it is ever run."""

from __future__ import annotations

import stat
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path
from typing import Final

from dulwich.errors import NotTreeError
from dulwich.objects import Blob, Commit, ObjectID, Tag, Tree
from dulwich.refs import Ref
from dulwich.repo import Repo

from runut.core.errors import NotFound
from runut.repositories import git
from runut.repositories.parts import is_lock

PAGE: Final = 30
"""Commits on a page."""
LARGEST: Final = 1_000_000
"""Bytes of a file that are shown; a larger one is only given out."""
_MODULE: Final = 0o160000
"""The mode by which a folder names a commit of another repository."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """A branch or a tag: its short name, and the commit that it names."""

    name: str
    commit: str
    is_tag: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One line of a folder; ``size`` in bytes for files, None for folders and submodules."""

    name: str
    path: str
    kind: str
    size: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Committed:
    """One commit: who wrote it and when (aware), and what they say of it."""

    sha: str
    subject: str
    body: str
    author: str
    email: str
    at: datetime
    parents: tuple[str, ...]


@contextmanager
def opened(repository_id: int) -> Iterator[Repo]:
    """Open a repository for reading.

    Raises:
        NotFound: Its folder is gone.
    """
    place = git.folder(repository_id)
    if not place.is_dir():
        raise NotFound
    repo = Repo(str(place), bare=True)
    try:
        yield repo
    finally:
        repo.close()


def refs(repo: Repo) -> list[Named]:
    """Return branches, the main one first, then tags, the newest name first."""
    heads, tags = [], []
    for name, sha in repo.refs.as_dict().items():
        short, found = name.decode("utf-8", "replace"), _commit_of(repo, sha)
        if found is None:
            continue
        if short.startswith("refs/heads/"):
            heads.append(Named(name=short.removeprefix("refs/heads/"), commit=found.id.decode()))
        elif short.startswith("refs/tags/"):
            tags.append(Named(name=short.removeprefix("refs/tags/"), commit=found.id.decode(), is_tag=True))
    heads.sort(key=lambda one: (one.name != git.MAIN, one.name))
    return heads + sorted(tags, key=lambda one: one.name, reverse=True)


def resolve(repo: Repo, name: str) -> Commit:
    """Return the commit that a branch, a tag or a whole hash names.

    Raises:
        NotFound: Nothing has this name.
    """
    for prefix in ("refs/heads/", "refs/tags/"):
        try:
            found = _commit_of(repo, repo.refs[Ref((prefix + name).encode("utf-8", "surrogateescape"))])
        except (KeyError, ValueError):
            continue
        if found is not None:
            return found
    if len(name) == 40 and set(name) <= set("0123456789abcdef"):
        found = _commit_of(repo, ObjectID(name.encode()))
        if found is not None:
            return found
    raise NotFound


def _commit_of(repo: Repo, sha: ObjectID) -> Commit | None:
    try:
        found = repo[sha]
        while isinstance(found, Tag):
            found = repo[found.object[1]]
    except KeyError:
        return None
    return found if isinstance(found, Commit) else None


def at_path(repo: Repo, commit: Commit, path: str) -> Tree | Blob:
    """Return the folder or the file at ``path`` (empty: the uppermost folder), whole in memory.

    Raises:
        NotFound: There is none, or it is a submodule.
    """
    _, sha = located(repo, commit, path)
    found = repo[ObjectID(sha.encode())]
    assert isinstance(found, Tree | Blob)
    return found


def located(repo: Repo, commit: Commit, path: str) -> tuple[bool, str]:
    """Return whether ``path`` is a folder, and its hash; a file is not read, however large it is.

    Raises:
        NotFound: There is none, or it is a submodule.
    """
    if not path:
        return True, commit.tree.decode()
    tree = repo[commit.tree]
    assert isinstance(tree, Tree)
    try:
        mode, sha = tree.lookup_path(repo.__getitem__, path.encode("utf-8", "surrogateescape"))
    except (KeyError, NotTreeError, ValueError) as error:
        raise NotFound from error
    if stat.S_IFMT(mode) == _MODULE:
        raise NotFound
    return stat.S_IFMT(mode) == stat.S_IFDIR, sha.decode()


def size(repo: Repo, sha: str) -> int:
    """Return the bytes of a file, which git knows without unpacking it."""
    return int(git.run(Path(repo.path), "cat-file", "-s", sha))


def entries(repo: Repo, tree: Tree, path: str) -> list[Entry]:
    """Return what the folder holds: folders first, each by name."""
    found = []
    for line in git.run(Path(repo.path), "ls-tree", "-l", "-z", tree.id.decode()).split("\0")[:-1]:
        facts, _, name = line.partition("\t")
        mode, _type, _sha, bytes_ = facts.split()
        kind = {stat.S_IFDIR: "folder", stat.S_IFLNK: "link", _MODULE: "module"}.get(stat.S_IFMT(int(mode, 8)), "file")
        found.append(Entry(name=name, path=f"{path}/{name}".lstrip("/"), kind=kind, size=int(bytes_) if bytes_.isdecimal() else None))
    return sorted(found, key=lambda one: (one.kind != "folder", one.name.lower()))


def readme_of(items: Sequence[Entry]) -> Entry | None:
    """Return the file of a folder that tells what it is about."""
    wanted = ("readme.md", "readme.markdown", "readme.rst", "readme.txt", "readme")
    by_name = {one.name.lower(): one for one in items if one.kind == "file"}
    return next((by_name[name] for name in wanted if name in by_name), None)


def history(repo: Repo, commit: Commit, *, path: str = "", skip: int = 0, without: Commit | None = None) -> tuple[list[Committed], bool]:
    """Return a page of commits, newest first, and whether there are more; with ``path`` those that touched it, ``without`` what that one has too."""
    paths = [path.encode("utf-8", "surrogateescape")] if path else None
    exclude = [without.id] if without else None
    walker = repo.get_walker(include=[commit.id], exclude=exclude, paths=paths, max_entries=skip + PAGE + 1)
    found = [described(one.commit) for one in islice(walker, skip, skip + PAGE + 1)]
    return found[:PAGE], len(found) > PAGE


def described(commit: Commit) -> Committed:
    """Return a commit in words."""
    subject, _, body = commit.message.decode("utf-8", "replace").strip().partition("\n")
    author = commit.author.decode("utf-8", "replace")
    name, _, email = author.partition(" <")
    return Committed(
        sha=commit.id.decode(),
        subject=subject.strip() or "–",
        body=body.strip(),
        author=name.strip() or "–",
        email=email.rstrip(">"),
        at=datetime.fromtimestamp(min(max(commit.author_time, 0), 253402300799), UTC),
        parents=tuple(one.decode() for one in commit.parents),
    )


def as_text(data: bytes) -> str | None:
    """Return bytes as text; None: they are none."""
    if b"\0" in data[:8000]:
        return None
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode("latin-1")


def locks(repo: Repo, commit: Commit) -> dict[str, bytes]:
    """Return the lock files of a commit, content by path; not below a folder of fetched packages, and a hundred at most."""
    return dict(islice(_locks(repo, commit, "", depth=0), 100))


def _locks(repo: Repo, commit: Commit, path: str, *, depth: int) -> Iterator[tuple[str, bytes]]:
    tree = at_path(repo, commit, path)
    if not isinstance(tree, Tree) or depth > 8:
        return
    for one in entries(repo, tree, path):
        if one.kind == "folder" and one.name not in {"node_modules", "vendor", ".venv"}:
            yield from _locks(repo, commit, one.path, depth=depth + 1)
        elif one.kind == "file" and is_lock(one.name) and (one.size or 0) <= 20_000_000:
            found = at_path(repo, commit, one.path)
            if isinstance(found, Blob):
                yield one.path, found.as_raw_string()
