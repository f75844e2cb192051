"""A forge that is none: a server on this machine that speaks what GitLab or Forgejo document (tests/rooms/repositories/forges.json), and nothing else.

A request that the contract does not name, or one without what it needs, is answered by 418, which no client expects.
"""

from __future__ import annotations

import json
import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

CONTRACT: dict[str, Any] = json.loads((Path(__file__).parent / "rooms/repositories/forges.json").read_text())
TOKEN = "rahasia-kantor"
Answer = tuple[int, Any, dict[str, str]]


class FakeForge:
    """What the forge holds, and how it misbehaves: ``answers`` by the name of a request stand in for its own."""

    def __init__(self, kind: str) -> None:
        self.kind, self.contract = kind, CONTRACT[kind]
        self.description = ""
        self.made = False
        self.members: dict[str, Any] = {}
        self.hooks: dict[str, str] = {}
        self.protected: set[str] = set()
        self.accounts: dict[str, str] = {}
        self.tags: list[str] = []
        self.branches: dict[str, str] = {}
        self.commits: list[str] = []
        self.between = ""
        self.page = 50
        self.archive = b"arsip"
        self.answers: dict[str, Answer | bytes] = {}
        self.asked: list[str] = []
        self.address = ""

    def answer(self, method: str, path: str, query: dict[str, str], sent: dict[str, Any], headers: Any) -> Answer | bytes:
        request = next((one for one in self.contract["requests"] if one["method"] == method and re.fullmatch(one["path"], path)), None)
        if request is None or not set(request.get("needs", ())) <= set(sent) or not set(request.get("asks", ())) <= set(query):
            return 418, {"message": f"{method} {path} is not documented so"}, {}
        name = request["name"]
        self.asked.append(name)
        if any(headers.get(key) != value for key, value in self.contract["sign_in"].items()):
            return self.documented("sign_in")
        if name in self.answers:
            return self.answers[name]
        parts = path.strip("/").split("/")
        return getattr(self, f"_{name}", lambda *_: self.documented(name))(parts, query, sent)

    def documented(self, name: str) -> Answer:
        status, data = self.contract["answers"][name]
        return status, data, {}

    def _make(self, parts: list[str], query: dict[str, str], sent: dict[str, Any]) -> Answer:
        if self.made:
            return self.documented("make_taken")
        self.made, self.description = True, sent["description"]
        return self.documented("make")

    def _project(self, *_: Any) -> Answer:
        if not self.made:
            return self.documented("gone")
        return 200, {**self.contract["answers"]["make"][1], "description": self.description}, {}

    def _account(self, parts: list[str], query: dict[str, str], sent: Any) -> Answer:
        email = query.get("search") or query.get("q") or ""
        found = (
            [self.contract["user"] | {"id": int(self.accounts[email][1:]), "login": self.accounts[email], "email": email}]
            if email in self.accounts
            else []
        )
        return 200, found if self.kind == "gitlab" else {"ok": True, "data": found}, {}

    def _admit(self, parts: list[str], query: Any, sent: dict[str, Any]) -> Answer:
        account = str(sent["user_id"]) if self.kind == "gitlab" else parts[-1]
        if self.kind == "gitlab" and account in self.members:
            return self.documented("admit_again")
        self.members[account] = sent.get("access_level") or sent["permission"]
        return self.documented("admit")

    def _readmit(self, parts: list[str], query: Any, sent: dict[str, Any]) -> Answer:
        self.members[parts[-1]] = sent["access_level"]
        return self.documented("readmit")

    def _dismiss(self, parts: list[str], *_: Any) -> Answer:
        return self.documented("dismiss" if self.members.pop(parts[-1], None) else "gone")

    def _protected(self, parts: list[str], *_: Any) -> Answer:
        return self.documented("protected" if parts[-1] in self.protected else "gone")

    def _protect(self, parts: Any, query: Any, sent: dict[str, Any]) -> Answer:
        branch = sent.get("name") or sent["rule_name"]
        if branch in self.protected:
            return self.documented("protect_again")
        self.protected.add(branch)
        return self.documented("protect")

    def _hooks(self, *_: Any) -> Answer:
        if self.kind == "gitlab":
            return 200, [{"id": 5, "url": one} for one in self.hooks], {}
        return 200, [{"id": 5, "type": "gitea", "config": {"url": one}} for one in self.hooks], {}

    def _hook(self, parts: Any, query: Any, sent: dict[str, Any]) -> Answer:
        if self.kind == "gitlab":
            self.hooks[sent["url"]] = sent["token"]
        else:
            self.hooks[sent["config"]["url"]] = sent["config"]["secret"]
        return self.documented("hook")

    def _rehook(self, parts: Any, query: Any, sent: dict[str, Any]) -> Answer:
        self._hook(parts, query, sent)
        return self.documented("rehook")

    def _branches(self, parts: Any, query: dict[str, str], sent: Any) -> Answer:
        made = self.contract["branch"]
        rows = [{**made, "name": name, "commit": {**made["commit"], "id": commit}} for name, commit in self.branches.items()]
        return 200, rows if rows or self.kind == "gitlab" else None, {}

    def _commits(self, parts: Any, query: dict[str, str], sent: Any) -> Answer:
        self.between = query["ref_name"] if self.kind == "gitlab" else "..".join(filter(None, (query.get("not"), query["sha"])))
        return 200, [{**self.contract["commit"], "id" if self.kind == "gitlab" else "sha": one} for one in self.commits], {}

    def _tags(self, parts: Any, query: dict[str, str], sent: Any) -> Answer:
        size = min(int(query.get("per_page") or query.get("limit") or 20), self.page)
        first = (int(query.get("page", "1")) - 1) * size
        rows = [{**self.contract["tag"], "name": name} for name in self.tags[first : first + size]]
        more = first + size < len(self.tags)
        return 200, rows, {"Link": f'<{self.address}/x?page=9>; rel="next", <{self.address}/x>; rel="first"'} if more else {}

    def _archive(self, *_: Any) -> bytes:
        return (
            b"HTTP/1.1 200 OK\r\nContent-Type: application/octet-stream\r\nConnection: close\r\nContent-Length: %d\r\n\r\n"
            % len(self.archive)
            + self.archive
        )


@contextmanager
def running(kind: str) -> Iterator[FakeForge]:
    """Let a forge answer on a port of its own."""
    fake = FakeForge(kind)

    class Handler(BaseHTTPRequestHandler):
        def _do(self) -> None:
            url = urlsplit(self.path)
            sent = json.loads(self.rfile.read(int(self.headers.get("Content-Length") or 0)) or b"{}")
            query = {name: values[0] for name, values in parse_qs(url.query).items()}
            path = url.path.removeprefix(fake.contract["api"])
            found = fake.answer(self.command, path if "%2F" in path else unquote(path), query, sent, self.headers)
            if isinstance(found, bytes):
                self.wfile.write(found)
                return
            status, data, headers = found
            body = b"" if status == 204 else data if isinstance(data, bytes) else json.dumps(data).encode()
            self.send_response(status)
            for name, value in {"Content-Type": "application/json", "Content-Length": str(len(body)), **headers}.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body)

        do_GET = do_POST = do_PUT = do_PATCH = do_DELETE = _do  # noqa: N815

        def log_message(self, *_: Any) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
    fake.address = f"http://127.0.0.1:{server.server_address[1]}"
    try:
        yield fake
    finally:
        server.shutdown()
        server.server_close()
