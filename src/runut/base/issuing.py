"""Papers that leave the office: each carries a code on every page, by which anybody is told whether a copy of it is genuine.

    content = issue(of="minutes 12", said=letter, language="id", at=at, issued_at=request.at, make=lambda imprint: ...)

The code follows from what the paper says, so the same data gives the same bytes whenever it is asked for; what is kept is the hash of the bytes.
Decision 11 tells why this is written by a download.
"""

from __future__ import annotations

import json
from base64 import b32encode
from collections.abc import Callable
from dataclasses import fields, is_dataclass
from datetime import datetime
from enum import Enum
from hashlib import sha256
from typing import Any

from django.conf import settings
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from runut.base.models import IssuedPaper
from runut.base.qr import qr_svg
from runut.formats.printing.letter import Imprint
from runut.formats.words import Language


class Genuine(Enum):
    """How a copy stands: unknown to this office, what it issued, or what it issued before a newer one."""

    NO = "no"
    YES = "yes"
    OLDER = "older"


def code_for(text: str) -> str:
    """Return the code that belongs to ``text``: it says nothing of it."""
    return _grouped(b32encode(sha256(f"runut verify {text}".encode()).digest()[:10]).decode())


def code_typed(text: str) -> str:
    """Return a code as it was printed, however somebody typed it: hyphens may be missing, or be those that programs copy out of a PDF."""
    return _grouped("".join(one for one in text.upper() if one.isascii() and one.isalnum())[:16])


def _grouped(letters: str) -> str:
    return "-".join(letters[place : place + 4] for place in range(0, len(letters), 4))


def verify_address(code: str) -> str:
    """Return where a copy with that code is compared."""
    return f"{settings.ADDRESS}{reverse('reports:verify', args=[code])}"


def imprint_for(code: str) -> Imprint:
    """Return what stands at the foot of every page of a paper with that code, in the active language."""
    address = verify_address(code)
    return Imprint(svg=qr_svg(address, label=""), line=_("Is this copy genuine? %(address)s") % {"address": address})


def issue(*, of: str, said: Any, language: Language, at: datetime, issued_at: datetime, make: Callable[[Imprint], bytes]) -> bytes:
    """Return what ``make`` sets with its imprint, and keep code and hash of it. Queries: 1, and 1 more when it was not issued last.

    Args:
        of: Which paper it is; later ones of the same name in the same language take its place.
        said: What it says: a dataclass, or a text.
        language: In which it says so.
        at: When what it says was so.
        issued_at: Now.
        make: Sets it; the same imprint gives the same bytes.
    """
    name = f"{of} {language}"
    code = code_for(f"{name} {at.isoformat()} {digest(said)}")
    with override(language):
        content = make(imprint_for(code))
    row = {"name": name, "at": at, "code": code, "sha256": sha256(content).hexdigest()}
    last = IssuedPaper.objects.filter(name=name, at=at).order_by("id").last()
    if last is None or (last.code, last.sha256) != (row["code"], row["sha256"]):
        IssuedPaper.objects.create(**row, issued_at=issued_at)
    return content


def issued(*, code: str, sha256: str) -> Genuine:
    """Return how bytes with this hash stand among the papers that were issued with this code. Queries: at most 2."""
    row = IssuedPaper.objects.filter(code=code, sha256=sha256).order_by("id").last()
    if row is None:
        return Genuine.NO
    later = Q(at__gt=row.at) | Q(at=row.at, id__gt=row.pk)
    newer = IssuedPaper.objects.filter(later, name=row.name).exclude(code=code).exists()
    return Genuine.OLDER if newer else Genuine.YES


def digest(said: Any) -> str:
    """Return the hash of what a paper says; what is empty adds nothing to it, so a later release may say more without changing this."""
    return sha256(json.dumps(_plain(said), ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()).hexdigest()


def _plain(value: Any) -> Any:
    if is_dataclass(value):
        return {one.name: _plain(getattr(value, one.name)) for one in fields(value) if getattr(value, one.name)}
    if isinstance(value, list | tuple):
        return [_plain(one) for one in value]
    if isinstance(value, bytes):
        return sha256(value).hexdigest()
    return value if isinstance(value, int) else str(value)
