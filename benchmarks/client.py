"""A server as offices run it, and a browser without a screen: sessions, CSRF, connections kept open."""

from __future__ import annotations

import http.client
import os
import socket
import subprocess
import sys
import time
from collections.abc import Mapping
from pathlib import Path
from types import TracebackType
from urllib.parse import urlencode

TOKEN = "t" * 32
_BOUNDARY = "runut-benchmark"


class Server:
    """Granian with two workers of eight threads, on a free port."""

    def __init__(self, application: str, *, env: Mapping[str, str] | None = None) -> None:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port: int = probe.getsockname()[1]
        command = [sys.executable, "-m", "granian", "--interface", "wsgi", "--workers", "2", "--blocking-threads", "8"]
        command += ["--backpressure", "64", "--log-level", "error", "--host", "127.0.0.1", "--port", str(self.port), application]
        self.process = subprocess.Popen(command, env={**os.environ, **(env or {})})

    def __enter__(self) -> Server:
        for _ in range(300):
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", self.port)) == 0:
                    time.sleep(1)
                    return self
            time.sleep(0.1)
        raise RuntimeError("the server did not start")

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.process.terminate()
        self.process.wait()

    def memory(self) -> int:
        """Return the resident memory of the server and its workers, in bytes."""
        children = subprocess.run(["pgrep", "-P", str(self.process.pid)], capture_output=True, text=True, check=False).stdout.split()
        total = 0
        for pid in [str(self.process.pid), *children]:
            fields = Path(f"/proc/{pid}/statm").read_text().split()
            total += int(fields[1]) * os.sysconf("SC_PAGE_SIZE")
        return total


class Browser:
    """One connection with a session's cookies."""

    def __init__(self, port: int, session: str) -> None:
        self._connection = http.client.HTTPConnection("127.0.0.1", port, timeout=120)
        self._headers = {
            "Cookie": f"sessionid={session}; csrftoken={TOKEN}; runut_session={session}; runut_csrf={TOKEN}",
            "X-CSRFToken": TOKEN,
            "Host": "localhost",
        }

    def get(self, path: str) -> int:
        """Return the status of a page."""
        self._connection.request("GET", path, headers=self._headers)
        answer = self._connection.getresponse()
        answer.read()
        return answer.status

    def post(self, path: str, fields: Mapping[str, list[str]]) -> int:
        """Send a form and return the status."""
        headers = {**self._headers, "Content-Type": "application/x-www-form-urlencoded"}
        self._connection.request("POST", path, body=urlencode(fields, doseq=True), headers=headers)
        answer = self._connection.getresponse()
        answer.read()
        if "/login/" in answer.headers.get("Location", ""):
            raise RuntimeError("the session is not signed in")
        return answer.status

    def upload(self, path: str, source: Path) -> float:
        """Send a file through a form and return the seconds until the answer."""
        head = f'--{_BOUNDARY}\r\nContent-Disposition: form-data; name="upload"; filename="big.bin"\r\n\r\n'.encode()
        tail = f"\r\n--{_BOUNDARY}--\r\n".encode()
        length = len(head) + source.stat().st_size + len(tail)
        start = time.perf_counter()
        self._connection.putrequest("POST", path, skip_host=True)
        for name, value in {
            **self._headers,
            "Content-Length": str(length),
            "Content-Type": f"multipart/form-data; boundary={_BOUNDARY}",
        }.items():
            self._connection.putheader(name, value)
        self._connection.endheaders(head)
        with source.open("rb") as file:
            while block := file.read(1024 * 1024):
                self._connection.send(block)
        self._connection.send(tail)
        answer = self._connection.getresponse()
        answer.read()
        if answer.status != 302 or "/login/" in answer.headers.get("Location", ""):
            raise RuntimeError(f"the upload was answered {answer.status}")
        return time.perf_counter() - start


def session_of(user_id: int) -> str:
    """Return the key of a new session of somebody, as signing in would make it."""
    from django.conf import settings
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY, get_user_model
    from django.contrib.sessions.backends.db import SessionStore

    user = get_user_model().objects.get(pk=user_id)
    session = SessionStore()
    session[SESSION_KEY] = str(user_id)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session.create()
    return str(session.session_key)
