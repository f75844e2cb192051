"""What the tests of these pages send and read."""

from __future__ import annotations

from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from tests.rooms.documents.office import Office

PNG = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\1\0\0\0\1\10\6\0\0\0\x1f\x15\xc4\x89"
PDF = b"%PDF-1.7\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n"


def upload_url(office: Office, key: str = "") -> str:
    return reverse("documents:upload", args=[office.case_id, key] if key else [office.case_id])


def named(name: str, content: bytes) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def body(response: Any) -> bytes:
    found: bytes = response.getvalue()
    return found
