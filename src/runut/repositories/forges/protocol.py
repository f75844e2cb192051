"""What every forge of an office can be asked, in our words."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Protocol

from runut.repositories.queries.brought import Brought


@dataclass(frozen=True, slots=True, kw_only=True)
class Project:
    """A project at the forge: ``key`` is how the forge finds it, ``address`` is what git clones, ``page`` is what people open."""

    key: str
    address: str
    page: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Ref:
    """A branch or a tag, and the commit that it names."""

    name: str
    commit: str
    made: str = ""
    """The object of an annotated tag, which messages name in place of the commit."""


class Forge(Protocol):
    """A forge. Each act may be asked again: what is so already stays as it is. All raise `ForgeFailed`."""

    kind: str
    name: str

    def make(self, name: str, about: str, mark: str) -> Project:
        """Make a private project, or return the one of this name whose description holds ``mark``: an earlier try made it."""

    def account(self, email: str) -> str | None:
        """Return the account of the person with this address; None: there is none, or the office's token does not see it."""

    def admit(self, key: str, account: str, *, writes: bool) -> None:
        """Let the account read the project, or read and push."""

    def dismiss(self, key: str, account: str) -> None:
        """Let the account no longer into the project."""

    def protect(self, key: str, branch: str) -> None:
        """Let the branch be pushed to by who writes, and neither be removed nor rewritten."""

    def hook(self, key: str, address: str, secret: str) -> None:
        """Have the forge tell pushes to ``address``, signed with the secret."""

    def branches(self, key: str) -> list[Ref]:
        """Return the branches; a thousand at most."""

    def brought(self, key: str, new: str, without: str) -> Brought:
        """Return what ``new`` reaches that ``without`` (a commit; empty: none) does not reach, the newest first; the first page of it."""

    def tags(self, key: str) -> list[Ref]:
        """Return the tags, the newest that the forge names first; a thousand at most."""

    def archive(self, key: str, commit: str) -> AbstractContextManager[Iterator[bytes]]:
        """Open the archive (.tar.gz) of a commit, block by block."""
