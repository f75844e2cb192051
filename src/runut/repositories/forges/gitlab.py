"""GitLab through its REST API, version 4.

Source: docs.gitlab.com, REST API: projects, project members, protected branches, project webhooks, tags, repositories, users.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import AbstractContextManager
from typing import Final
from urllib.parse import quote

from runut.core.errors import ForgeFailed
from runut.repositories.forges.asking import Asker, address_of, query, ref_of, refused, rows_of, text_of, told_of
from runut.repositories.forges.protocol import Project, Ref
from runut.repositories.queries.brought import Brought

_PAGES: Final = 10
_PAGE: Final = 100
_DEVELOPER, _REPORTER = 30, 20
LARGEST: Final = 2 * 1024**3
"""Bytes of an archive."""


class Gitlab:
    """A GitLab, with a token of the scope ``api`` whose account owns or maintains the group."""

    kind = "gitlab"
    name = "GitLab"
    api = "/api/v4"

    def __init__(self, asker: Asker, group: str) -> None:
        self._ask, self._stream, self._group = asker.ask, asker.stream, group

    @staticmethod
    def header(token: str) -> Mapping[str, str]:
        """Return the header that signs in."""
        return {"PRIVATE-TOKEN": token}

    def make(self, name: str, about: str, mark: str) -> Project:
        """Make a project in the group; GitLab refuses a taken name by 400 and says so in its message."""
        group = self._ask("GET", f"/groups/{quote(self._group, safe='')}{query(with_projects='false')}", may=frozenset({404}))
        if group.status == 404:
            raise ForgeFailed(code="forge_group", group=self._group)
        sent = {
            "name": name,
            "path": name,
            "namespace_id": int(text_of(group.data, "id")),
            "description": f"{about} ({mark})",
            "visibility": "private",
            "default_branch": "main",
        }
        made = self._ask("POST", "/projects", sent, may=frozenset({400, 409}))
        if made.status == 201:
            return _project(made.data)
        if "taken" not in str(made.data):
            raise refused(made.status, made.data)
        there = self._ask("GET", f"/projects/{quote(f'{self._group}/{name}', safe='')}", may=frozenset({404}))
        if there.status == 404 or mark not in str(there.data.get("description")):
            raise ForgeFailed(code="forge_taken", name=name)
        return _project(there.data)

    def account(self, email: str) -> str | None:
        """Return the id of the one user whom the address finds: a search by address is exact at GitLab."""
        found = rows_of(self._ask("GET", f"/users{query(search=email, active='true')}").data)
        return text_of(found[0], "id") if len(found) == 1 else None

    def admit(self, key: str, account: str, *, writes: bool) -> None:
        """Make them a developer or a reporter of the project."""
        level = {"access_level": _DEVELOPER if writes else _REPORTER}
        made = self._ask("POST", f"/projects/{key}/members", {"user_id": int(account), **level}, may=frozenset({400, 409}))
        # 409: a member already; 400: one by the group, with more than this, which GitLab does not lower.
        if made.status == 409:
            self._ask("PUT", f"/projects/{key}/members/{account}", level)

    def dismiss(self, key: str, account: str) -> None:
        """Take the member out of the project."""
        self._ask("DELETE", f"/projects/{key}/members/{account}", may=frozenset({404}))

    def protect(self, key: str, branch: str) -> None:
        """Protect the branch; GitLab answers 409 where it is protected."""
        sent = {"name": branch, "push_access_level": _DEVELOPER, "merge_access_level": _DEVELOPER, "allow_force_push": False}
        self._ask("POST", f"/projects/{key}/protected_branches", sent, may=frozenset({409}))

    def hook(self, key: str, address: str, secret: str) -> None:
        """Make or renew our webhook, which is known by its address."""
        sent = {"url": address, "token": secret, "push_events": True, "tag_push_events": True, "enable_ssl_verification": True}
        known = rows_of(self._ask("GET", f"/projects/{key}/hooks{query(per_page=_PAGE)}").data)
        ours = [text_of(one, "id") for one in known if one.get("url") == address]
        if ours:
            self._ask("PUT", f"/projects/{key}/hooks/{ours[0]}", sent)
        else:
            self._ask("POST", f"/projects/{key}/hooks", sent)

    def branches(self, key: str) -> list[Ref]:
        """Return the branches."""
        return self._refs(f"/projects/{key}/repository/branches")

    def tags(self, key: str) -> list[Ref]:
        """Return the tags, last changed first."""
        return self._refs(f"/projects/{key}/repository/tags")

    def _refs(self, path: str) -> list[Ref]:
        found: list[Ref] = []
        for page in range(1, _PAGES + 1):
            answer = self._ask("GET", f"{path}{query(per_page=_PAGE, page=page)}")
            found += [ref_of(one, commit="id", made="target") for one in rows_of(answer.data)]
            if not answer.more:
                break
        return found

    def brought(self, key: str, new: str, without: str) -> Brought:
        """Return what came; a range is asked for as git writes it."""
        between = f"{without}..{new}" if without else new
        answer = self._ask("GET", f"/projects/{key}/repository/commits{query(ref_name=between, per_page=_PAGE)}")
        told = [
            told_of(one, sha=("id",), author=("author_name",), at=("authored_date",), message=("message",)) for one in rows_of(answer.data)
        ]
        return Brought(count=None if answer.more else len(told), commits=told)

    def archive(self, key: str, commit: str) -> AbstractContextManager[Iterator[bytes]]:
        """Open the archive of a commit."""
        return self._stream(f"/projects/{key}/repository/archive.tar.gz{query(sha=commit)}", most=LARGEST)


def _project(data: object) -> Project:
    return Project(key=text_of(data, "id"), address=address_of(data, "http_url_to_repo"), page=address_of(data, "web_url"))
