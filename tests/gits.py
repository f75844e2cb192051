"""Commits made straight into a bare repository, for tests that need no git client."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from dulwich.objects import Blob, Commit, ObjectID, Tree
from dulwich.refs import Ref
from dulwich.repo import Repo

from runut.core.ledger import timestamp
from runut.repositories import git
from runut.repositories.services import note_pushes


def commit(
    repository_id: int, files: Mapping[str, bytes], *, at: datetime, message: str = "Langkah pertama", branch: str = git.MAIN
) -> str:
    """Commit exactly these ``files`` on top of the branch and return the commit's hash."""
    repo = Repo(str(git.folder(repository_id)), bare=True)
    ref = Ref(f"refs/heads/{branch}".encode())
    made = Commit()
    made.tree = _tree(repo, files)
    made.parents = [repo.refs[ref]] if ref in repo.refs else []
    made.author = made.committer = b"Dewi Contoh <pengembang.satu@example.test>"
    made.author_time = made.commit_time = int(at.timestamp())
    made.author_timezone = made.commit_timezone = 0
    made.message = message.encode()
    repo.object_store.add_object(made)
    repo.refs[ref] = made.id
    repo.close()
    return made.id.decode()


def push(repository_id: int, *messages: str, user_id: int, at: datetime, branch: str = git.MAIN) -> list[str]:
    """Commit once with each message, have it noted as a push of ``user_id``, and return the hashes."""
    place = git.folder(repository_id)
    ref = f"refs/heads/{branch}"
    old = git.run(place, "for-each-ref", "--format=%(objectname)", ref).strip() or "0" * 40
    made = [commit(repository_id, {"a.txt": f"{branch} {one}".encode()}, at=at, message=one, branch=branch) for one in messages]
    (place / f"pushes-{timestamp(at)}-{branch}").write_text(f"{timestamp(at)} {user_id} {old} {made[-1]} {ref}\n")
    note_pushes(repository_id=repository_id)
    return made


def _tree(repo: Repo, files: Mapping[str, bytes]) -> ObjectID:
    tree, folders = Tree(), dict[str, dict[str, bytes]]()
    for path, content in files.items():
        name, _, rest = path.partition("/")
        if rest:
            folders.setdefault(name, {})[rest] = content
            continue
        blob = Blob.from_string(content)
        repo.object_store.add_object(blob)
        tree.add(name.encode(), 0o100644, blob.id)
    for name, inner in folders.items():
        tree.add(name.encode(), 0o040000, _tree(repo, inner))
    repo.object_store.add_object(tree)
    return tree.id
