"""What a commit changed, and what a branch has that another has not."""

from __future__ import annotations

import difflib
import subprocess
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import islice, pairwise
from pathlib import Path
from typing import Final

from dulwich.diff_tree import RenameDetector, TreeChange, tree_changes
from dulwich.objects import Blob, Commit, ObjectID
from dulwich.repo import Repo

from runut.repositories import git
from runut.repositories.queries.reading import LARGEST, Committed, Named, as_text, described, history, resolve

_FILES: Final = 100
"""Files whose changes are shown."""
_LINES: Final = 3000
"""Lines of changes that are shown."""
_TRIED: Final = 5
"""Pairs of each kind that are tried for a comparison that nobody named."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """What was done to one file: ``kind`` add, delete, modify or rename; ``lines`` of a unified diff, none for a file that is not text."""

    kind: str
    path: str
    old_path: str
    lines: tuple[tuple[str, str], ...] = ()
    is_text: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """What ``head`` has that ``base`` has not: its commits, newest first, and the files as they differ from where the two parted.

    ``parted`` is that commit, None where they have none in common; ``behind`` says that the base went on since; ``more`` and ``cut`` that
    some of the commits, some of the changes are left out.
    """

    parted: Committed | None
    commits: list[Committed]
    more: bool
    behind: bool
    changes: list[Change]
    cut: bool


def changes(repo: Repo, commit: Commit) -> tuple[list[Change], bool]:
    """Return what the commit changed against its first parent, and whether some of it is left out for its size."""
    parent = repo[commit.parents[0]] if commit.parents else None
    assert parent is None or isinstance(parent, Commit)
    return _between(repo, parent, commit)


def compare(repo: Repo, base: Commit, head: Commit) -> Compared:
    """Return what merging ``head`` into ``base`` would bring, as forges show it: from where the two parted."""
    parted = _parted(repo, base, head)
    found, more = history(repo, head, without=base)
    changed, cut = _between(repo, parted, head)
    return Compared(
        parted=described(parted) if parted else None,
        commits=found,
        more=more,
        behind=parted is None or parted.id != base.id,
        changes=changed,
        cut=cut,
    )


def worth_comparing(repo: Repo, named: Sequence[Named]) -> tuple[str, str] | None:
    """Return the base and the ref that somebody who names none most likely means; None: no two differ.

    The branch with the newest work that the main one has not, or else the newest tag against the one before it.
    """
    others = sorted((one for one in named if one.name != git.MAIN), key=lambda one: resolve(repo, one.commit).commit_time, reverse=True)
    branches = [one for one in others if not one.is_tag][:_TRIED]
    tags = [one for one in others if one.is_tag][: _TRIED + 1]
    pairs = [(git.MAIN, one.name) for one in branches if any(each.name == git.MAIN for each in named)]
    pairs += [(before.name, one.name) for one, before in pairwise(tags)]
    return next((pair for pair in pairs if history(repo, resolve(repo, pair[1]), without=resolve(repo, pair[0]))[0]), None)


def _parted(repo: Repo, base: Commit, head: Commit) -> Commit | None:
    try:
        sha = git.run(Path(repo.path), "merge-base", base.id.decode(), head.id.decode()).strip()
    except subprocess.CalledProcessError:
        return None
    found = repo[ObjectID(sha.encode())]
    assert isinstance(found, Commit)
    return found


def _between(repo: Repo, before: Commit | None, after: Commit) -> tuple[list[Change], bool]:
    detector = RenameDetector(repo.object_store, max_files=200)
    differing = tree_changes(repo.object_store, before.tree if before else None, after.tree, rename_detector=detector)
    pairs: list[TreeChange] = []
    for one in islice(differing, _FILES + 1):
        assert isinstance(one, TreeChange)
        pairs.append(one)
    sizes = _sizes(repo, pairs)
    found: list[Change] = []
    lines, cut = 0, False
    for one in pairs:
        if len(found) == _FILES or lines > _LINES:
            return found, True
        change = _change(repo, one, _LINES - lines, sizes)
        cut = cut or len(change.lines) > _LINES - lines
        lines += len(change.lines)
        found.append(change)
    return found, cut


def _sizes(repo: Repo, pairs: Sequence[TreeChange]) -> Mapping[str, int]:
    """Return the bytes of every file that differs, which git knows without unpacking it; submodules have none."""
    asked = [side.sha.decode() for one in pairs for side in (one.old, one.new) if side and side.sha]
    told = git.run(Path(repo.path), "cat-file", "--batch-check=%(objectname) %(objecttype) %(objectsize)", said="\n".join(asked) + "\n")
    facts = [line.split() for line in told.splitlines()]
    return {fact[0]: int(fact[2]) for fact in facts if len(fact) == 3 and fact[1] == "blob"}


def _change(repo: Repo, one: TreeChange, room: int, sizes: Mapping[str, int]) -> Change:
    old, new = one.old, one.new
    path = ((new and new.path) or (old and old.path) or b"").decode("utf-8", "replace")
    old_path = ((old and old.path) or b"").decode("utf-8", "replace")
    before, after = (_text(repo, side.sha, sizes) if side and side.sha else "" for side in (old, new))
    if before is None or after is None:
        return Change(kind=str(one.type), path=path, old_path=old_path, is_text=False)
    diff = difflib.unified_diff(before.splitlines(), after.splitlines(), n=3, lineterm="")
    kinds = {"+": "new", "-": "old", "@": "place"}
    lines = [(kinds.get(line[:1], "same"), line) for line in islice(diff, 2, 2 + room + 1)]
    return Change(kind=str(one.type), path=path, old_path=old_path, lines=tuple(lines))


def _text(repo: Repo, sha: ObjectID, sizes: Mapping[str, int]) -> str | None:
    """Return a file as text; None: it is none, or too large to compare, and then it is not read."""
    if sizes.get(sha.decode(), LARGEST + 1) > LARGEST:
        return None
    found = repo[sha]
    return as_text(found.as_raw_string()) if isinstance(found, Blob) else None
