"""Forgejo, and Gitea, from which it comes, through their REST API, version 1.

Source: the OpenAPI texts of Forgejo and Gitea (``/api/swagger``): organization, repository, user.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import AbstractContextManager
from typing import Final
from urllib.parse import quote

from runut.core.errors import ForgeFailed
from runut.repositories.forges.asking import Asker, address_of, query, ref_of, rows_of, text_of, told_of
from runut.repositories.forges.gitlab import LARGEST
from runut.repositories.forges.protocol import Project, Ref
from runut.repositories.queries.brought import Brought

_PAGES: Final = 20
_PAGE: Final = 50
"""Rows of a page; servers may give fewer."""


class Forgejo:
    """A Forgejo or a Gitea, with a token that writes repositories and organizations and reads users."""

    kind = "forgejo"
    name = "Forgejo"
    api = "/api/v1"

    def __init__(self, asker: Asker, group: str) -> None:
        self._ask, self._stream, self._group = asker.ask, asker.stream, group

    @staticmethod
    def header(token: str) -> Mapping[str, str]:
        """Return the header that signs in."""
        return {"Authorization": f"token {token}"}

    def make(self, name: str, about: str, mark: str) -> Project:
        """Make a repository of the organization; a taken name is refused by 409."""
        sent = {"name": name, "description": f"{about} ({mark})"[:2000], "private": True, "auto_init": False, "default_branch": "main"}
        made = self._ask("POST", f"/orgs/{quote(self._group, safe='')}/repos", sent, may=frozenset({404, 409}))
        if made.status == 404:
            raise ForgeFailed(code="forge_group", group=self._group)
        if made.status != 409:
            return _project(made.data)
        there = self._ask("GET", f"/repos/{quote(self._group, safe='')}/{quote(name, safe='')}", may=frozenset({404}))
        if there.status == 404 or mark not in str(there.data.get("description")):
            raise ForgeFailed(code="forge_taken", name=name)
        return _project(there.data)

    def account(self, email: str) -> str | None:
        """Return the login of the user whose address this is; one who hides it is not found, unless the token is an administrator's."""
        answer = self._ask("GET", f"/users/search{query(q=email, limit=10)}")
        found = rows_of(answer.data.get("data") if isinstance(answer.data, dict) else None)
        return next((text_of(one, "login") for one in found if str(one.get("email")).lower() == email.lower()), None)

    def admit(self, key: str, account: str, *, writes: bool) -> None:
        """Make them a collaborator who writes or reads."""
        permission = {"permission": "write" if writes else "read"}
        self._ask("PUT", f"/repos/{key}/collaborators/{quote(account, safe='')}", permission)

    def dismiss(self, key: str, account: str) -> None:
        """Take the collaborator out of the repository."""
        self._ask("DELETE", f"/repos/{key}/collaborators/{quote(account, safe='')}", may=frozenset({404}))

    def protect(self, key: str, branch: str) -> None:
        """Protect the branch, unless it is: a second rule is refused by 403, as a token without the right is."""
        if self._ask("GET", f"/repos/{key}/branch_protections/{quote(branch, safe='')}", may=frozenset({404})).status == 404:
            sent = {"rule_name": branch, "branch_name": branch, "enable_push": True, "enable_force_push": False}
            self._ask("POST", f"/repos/{key}/branch_protections", sent)

    def hook(self, key: str, address: str, secret: str) -> None:
        """Make or renew our webhook, which is known by its address."""
        config = {"url": address, "content_type": "json", "secret": secret}
        sent = {"config": config, "events": ["push", "delete"], "active": True}
        known = rows_of(self._ask("GET", f"/repos/{key}/hooks{query(limit=_PAGE)}").data)
        ours = [text_of(one, "id") for one in known if isinstance(one.get("config"), dict) and one["config"].get("url") == address]
        if ours:
            self._ask("PATCH", f"/repos/{key}/hooks/{ours[0]}", sent)
        else:
            self._ask("POST", f"/repos/{key}/hooks", {"type": "gitea", **sent})

    def branches(self, key: str) -> list[Ref]:
        """Return the branches; a repository that is still empty is answered by null."""
        return self._refs(f"/repos/{key}/branches", "id")

    def tags(self, key: str) -> list[Ref]:
        """Return the tags, newest first."""
        return self._refs(f"/repos/{key}/tags", "sha")

    def _refs(self, path: str, commit: str) -> list[Ref]:
        found: list[Ref] = []
        for page in range(1, _PAGES + 1):
            answer = self._ask("GET", f"{path}{query(limit=_PAGE, page=page)}")
            rows = rows_of([] if answer.data is None else answer.data)
            found += [ref_of(one, commit=commit, made="id") for one in rows]
            if not answer.more:
                break
        return found

    def brought(self, key: str, new: str, without: str) -> Brought:
        """Return what came."""
        beyond = {"not": without} if without else {}
        asked = query(sha=new, **beyond, limit=_PAGE, stat="false", verification="false", files="false")
        answer = self._ask("GET", f"/repos/{key}/commits{asked}")
        author = ("commit", "author")
        told = [
            told_of(one, sha=("sha",), author=(*author, "name"), at=(*author, "date"), message=("commit", "message"))
            for one in rows_of(answer.data)
        ]
        return Brought(count=None if answer.more else len(told), commits=told)

    def archive(self, key: str, commit: str) -> AbstractContextManager[Iterator[bytes]]:
        """Open the archive of a commit."""
        return self._stream(f"/repos/{key}/archive/{quote(commit, safe='')}.tar.gz", most=LARGEST)


def _project(data: object) -> Project:
    owner, _, name = text_of(data, "full_name").partition("/")
    key = f"{quote(owner, safe='')}/{quote(name, safe='')}"
    return Project(key=key, address=address_of(data, "clone_url"), page=address_of(data, "html_url"))
