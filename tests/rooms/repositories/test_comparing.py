"""What a branch has that another has not, and files that are too large to be read for it."""

from __future__ import annotations

from datetime import timedelta

import pytest

from runut.core.errors import NotFound
from runut.repositories import git
from runut.repositories.queries import changes, reading
from runut.repositories.services import make_repository
from tests.builders import Story
from tests.gits import commit


@pytest.fixture
def repository(story: Story) -> int:
    story.to(2)
    who = story.cast.standing(story.cast.registrar)
    return make_repository(case_id=story.case_id, title="Source code repository", who=who, at=story.at).pk


def compared(repository: int, base: str, head: str) -> changes.Compared:
    with reading.opened(repository) as repo:
        return changes.compare(repo, reading.resolve(repo, base), reading.resolve(repo, head))


def parted(repository: int, story: Story) -> None:
    """Let `cetak` leave `main` after the first commit, and both go on."""
    first = commit(repository, {"a.txt": b"satu\n"}, at=story.at, message="Pertama")
    git.run(git.folder(repository), "update-ref", "refs/heads/cetak", first)
    commit(repository, {"a.txt": b"satu\n", "cetak.txt": b"kertas\n"}, at=story.at, message="Cetak", branch="cetak")
    commit(repository, {"a.txt": b"dua\n"}, at=story.at, message="Kedua")


def test_a_branch_shows_its_own_commits_and_what_they_change_since_it_left(repository: int, story: Story) -> None:
    parted(repository, story)
    found = compared(repository, "main", "cetak")
    assert [one.subject for one in found.commits] == ["Cetak"]
    assert [(one.kind, one.path) for one in found.changes] == [("add", "cetak.txt")]
    assert found.parted is not None
    assert (found.parted.subject, found.behind) == ("Pertama", True)


def proposed(repository: int) -> tuple[str, str] | None:
    with reading.opened(repository) as repo:
        return changes.worth_comparing(repo, reading.refs(repo))


def test_who_names_nothing_sees_the_branch_with_the_newest_work_or_else_the_newest_tag(repository: int, story: Story) -> None:
    assert proposed(repository) is None
    first = commit(repository, {"a.txt": b"satu\n"}, at=story.at)
    git.run(git.folder(repository), "tag", "v0.9", first)
    git.run(git.folder(repository), "update-ref", "refs/heads/sudah", first)
    assert proposed(repository) is None, "the branch brings nothing, and one tag stands alone"
    second = commit(repository, {"a.txt": b"dua\n"}, at=story.at + timedelta(hours=1))
    git.run(git.folder(repository), "tag", "v0.10", second)
    assert proposed(repository) == ("v0.9", "v0.10"), "by time, not by name"
    commit(repository, {"b.txt": b"tiga\n"}, at=story.at + timedelta(hours=2), branch="sudah")
    assert proposed(repository) == ("main", "sudah")


def test_what_the_base_has_already_is_nothing_new(repository: int, story: Story) -> None:
    parted(repository, story)
    found = compared(repository, "main", "main")
    assert (found.commits, found.changes, found.behind) == ([], [], False)


def test_branches_without_a_common_commit_are_compared_whole(repository: int, story: Story) -> None:
    commit(repository, {"a.txt": b"satu\n"}, at=story.at)
    commit(repository, {"b.txt": b"lain\n"}, at=story.at, message="Sendiri", branch="lain")
    found = compared(repository, "main", "lain")
    assert (found.parted, found.behind) == (None, True)
    assert [(one.kind, one.path) for one in found.changes] == [("add", "b.txt")]


def test_a_file_that_is_too_large_is_not_read_to_be_compared(repository: int, story: Story, monkeypatch: pytest.MonkeyPatch) -> None:
    commit(repository, {"besar.txt": b"x\n" * 600_000, "kecil.txt": b"y\n"}, at=story.at)
    read: list[str] = []
    with reading.opened(repository) as repo:
        original = type(repo).__getitem__

        def noted(self: object, name: bytes) -> object:
            read.append(name.decode("latin-1"))
            return original(self, name)  # type: ignore[arg-type]

        monkeypatch.setattr(type(repo), "__getitem__", noted)
        found, _cut = changes.changes(repo, reading.resolve(repo, "main"))
    large = git.run(git.folder(repository), "rev-parse", "main:besar.txt").strip()
    assert [(one.path, one.is_text) for one in found] == [("besar.txt", False), ("kecil.txt", True)]
    assert large not in read


def test_a_branch_that_is_not_there_is_not_found(repository: int, story: Story) -> None:
    parted(repository, story)
    with pytest.raises(NotFound):
        compared(repository, "main", "tidak-ada")
