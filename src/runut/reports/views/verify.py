"""The page that the code on a printed report leads to: whether a copy is genuine, and nothing else."""

from __future__ import annotations

import hashlib
import re
from typing import Any, Final

from django.core.cache import cache
from django.core.files.uploadhandler import FileUploadHandler, StopUpload
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods
from typing_extensions import override

from runut.base.issuing import Genuine, code_typed
from runut.core.sentences import Reason, reason
from runut.people.access import Request, permission
from runut.reports import forms
from runut.reports.queries import genuine
from runut.reports.sealing import genuine_copy, seals, weighed

TRIES: Final = 30
"""How many copies one address may have compared in a minute."""
LARGEST: Final = 100 * 1024 * 1024
"""The largest copy that is read; nothing of it is kept."""
SEALED: Final = 16 * 1024 * 1024
"""The largest copy whose seals are read."""
_HASH: Final = re.compile("[0-9a-f]{64}")


class _Hashing(FileUploadHandler):
    """Takes the hash of a file as it comes; a small one is held until the answer, so that its seals can be read, and nothing is kept."""

    def __init__(self, request: HttpRequest) -> None:
        super().__init__(request)
        self.digest, self.size, self.large, self.copy = hashlib.sha256(), 0, False, b""
        self._blocks: list[bytes] = []

    @override
    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        self.size += len(raw_data)
        if self.size > LARGEST:
            self.large = True
            raise StopUpload(connection_reset=True)
        self.digest.update(raw_data)
        if self.size <= SEALED:
            self._blocks.append(raw_data)

    @override
    def file_complete(self, file_size: int) -> None:
        self.copy = b"".join(self._blocks) if self.size <= SEALED else b""


@csrf_exempt  # nothing is changed by it, and the body must not be read before its handler is set
@permission("public")
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def verify(request: Request, code: str) -> HttpResponse:
    """Take a file, or its SHA-256, and say whether it is genuine."""
    code = code_typed(code)
    context: dict[str, Any] = {"code": code, "form": forms.CopyForm()}
    if request.method != "POST":
        return render(request, "reports/verify.html", context)
    if _often(request):
        return _refuse(request, context, reason("verify_often"), status=429)
    handler = _Hashing(request)
    request.upload_handlers = [handler]
    typed = "".join(str(request.POST.get("sha256", "")).lower().split())
    if handler.large:
        return _refuse(request, context, reason("verify_large", limit=LARGEST // 1024 // 1024), status=413)
    sha256 = handler.digest.hexdigest() if handler.size else typed
    context["form"] = forms.CopyForm(initial={"sha256": typed[:200]})
    if not _HASH.fullmatch(sha256):
        return _refuse(request, context, reason("verify_nothing"), status=422)
    told = genuine_copy(handler.copy, code=code) if handler.copy else genuine(code=code, sha256=sha256)
    # Only what begins with a paper of this office is given to a reader of PDFs.
    found = weighed(seals(handler.copy)) if told is not Genuine.NO and handler.copy else []
    answer = {"sha256": sha256, "answered": True, "genuine": told is not Genuine.NO, "older": told is Genuine.OLDER, "seals": found}
    return render(request, "reports/verify.html", context | answer)


def _refuse(request: Request, context: dict[str, Any], why: Reason, *, status: int) -> HttpResponse:
    return render(request, "reports/verify.html", context | {"reasons": [why]}, status=status)


def _often(request: Request) -> bool:
    key = f"reports:verify:{request.META.get('REMOTE_ADDR', '')}:{int(request.at.timestamp()) // 60}"
    cache.add(key, 0, timeout=120)
    return int(cache.incr(key)) > TRIES
