"""How bytes go out: saved, in part, shown alone, and never run."""

from __future__ import annotations

import hashlib

import pytest
from django.urls import reverse

from tests.clients import client_of
from tests.doors.documents.asking import PDF, PNG, body
from tests.rooms.documents.office import Office


def test_a_download_can_only_be_saved(office: Office) -> None:
    made = office.upload("analysis_report", b"<svg onload='alert(1)'/>", by=office.cast.registrar, filename="Gambar “baru” é.svg")
    response = client_of(office.cast.user).get(reverse("documents:download", args=[made]))
    sha256 = hashlib.sha256(b"<svg onload='alert(1)'/>").hexdigest()
    assert body(response) == b"<svg onload='alert(1)'/>"
    assert dict(response.headers) | {
        "Content-Type": "application/octet-stream",
        "Content-Length": "24",
        "Content-Disposition": "attachment; filename=\"Gambar _baru_ _.svg\"; filename*=UTF-8''Gambar%20%E2%80%9Cbaru%E2%80%9D%20%C3%A9.svg",
        "ETag": f'"{sha256}"',
        "X-Content-Type-Options": "nosniff",
        "Content-Security-Policy": "default-src 'none'; sandbox",
        "X-Frame-Options": "DENY",
        "Accept-Ranges": "bytes",
        "Cache-Control": "private, no-cache",
    } == dict(response.headers)


TEN = b"0123456789"


@pytest.mark.parametrize(
    ("header", "status", "content", "shown"),
    [
        ("bytes=0-3", 206, b"0123", "bytes 0-3/10"),
        ("bytes=4-", 206, b"456789", "bytes 4-9/10"),
        ("bytes=-3", 206, b"789", "bytes 7-9/10"),
        ("bytes=8-99", 206, b"89", "bytes 8-9/10"),
        ("bytes=-99", 200, TEN, None),
        ("bytes=0-", 200, TEN, None),
        ("bytes=10-", 416, b"", "bytes */10"),
        ("bytes=-0", 416, b"", "bytes */10"),
        ("bytes=5-2", 200, TEN, None),
        ("bytes=-", 200, TEN, None),
        ("bytes=0-1,3-4", 200, TEN, None),
        ("bytes=" + "9" * 100 + "-", 416, b"", "bytes */10"),
        ("lines=1-2", 200, TEN, None),
    ],
)
def test_a_part_is_given_when_asked_for(office: Office, header: str, status: int, content: bytes, shown: str | None) -> None:
    made = office.upload("analysis_report", TEN, by=office.cast.registrar)
    response = client_of(office.cast.user).get(reverse("documents:download", args=[made]), headers={"range": header})
    assert (response.status_code, response.headers.get("Content-Range")) == (status, shown)
    assert body(response) == content
    if status != 416:
        assert response.headers["Content-Length"] == str(len(content))


def test_what_the_browser_has_is_not_sent_again(office: Office) -> None:
    made = office.upload("analysis_report", TEN, by=office.cast.registrar)
    client, url = client_of(office.cast.user), reverse("documents:download", args=[made])
    etag = f'"{hashlib.sha256(TEN).hexdigest()}"'
    assert client.get(url, headers={"if-none-match": f'"x", {etag}'}).status_code == 304
    same = client.get(url, headers={"range": "bytes=0-3", "if-range": etag})
    other = client.get(url, headers={"range": "bytes=0-3", "if-range": '"x"'})
    assert (same.status_code, other.status_code) == (206, 200)
    body(same), body(other)
    head = client.head(url)
    assert (head.status_code, head.headers["Content-Length"], head.content) == (200, "10", b"")


@pytest.mark.parametrize(
    ("content", "kind"),
    [(PDF, "application/pdf"), (PNG, "image/png"), (b"halo", "text/html; charset=utf-8")],
)
def test_a_preview_stands_alone_and_runs_nothing(office: Office, content: bytes, kind: str) -> None:
    made = office.upload("analysis_report", content, by=office.cast.registrar)
    client = client_of(office.cast.user)
    response = client.get(reverse("documents:preview", args=[made]))
    rules = response.headers["Content-Security-Policy"]
    assert response.headers["Content-Type"] == kind
    assert rules.startswith("default-src 'none'") and "script" not in rules and "frame-ancestors 'self'" in rules
    assert rules.endswith("; sandbox")
    assert response.headers["X-Frame-Options"] == "SAMEORIGIN" and response.headers["X-Content-Type-Options"] == "nosniff"
    body(response)
    page = client.get(reverse("documents:version", args=[made]))
    assert reverse("documents:preview", args=[made]) in page.content.decode()
    assert "frame-src 'self'" in page.headers["Content-Security-Policy"]


@pytest.mark.parametrize("content", [b"<html><script>alert(1)</script>", b"<svg/>", b"<?xml version='1.0'?><a/>", b"MZ\0\0", b"PK\x03\x04"])
def test_what_could_run_is_never_shown(office: Office, content: bytes) -> None:
    made = office.upload("analysis_report", content, by=office.cast.registrar)
    client = client_of(office.cast.user)
    assert client.get(reverse("documents:preview", args=[made])).status_code == 404
    assert reverse("documents:preview", args=[made]) not in client.get(reverse("documents:version", args=[made])).content.decode()


def test_a_text_is_escaped_and_bounded(office: Office) -> None:
    text = b"catatan </pre><script>alert(1)</script>\n" + b"baris\n" * 60_000
    made = office.upload("analysis_report", text, by=office.cast.registrar)
    shown = client_of(office.cast.user).get(reverse("documents:preview", args=[made])).content.decode()
    assert "&lt;script&gt;" in shown and "<script" not in shown
    assert len(shown) < 300 * 1024
