"""Whether this installation can work, for whatever watches it: `/healthz`."""

from __future__ import annotations

from datetime import datetime
from typing import Final

import structlog
from django.db import DatabaseError
from django.http import HttpResponse, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from runut.base import checks, tables, worker
from runut.people.access import Request, permission

FULL: Final = 100 * 1024**2
"""Bytes of free disk below which nothing can be filed any more."""
log = structlog.get_logger(__name__)


@never_cache
@permission("public")
@require_safe
def healthz(request: Request) -> HttpResponse:
    """Answer 200 when people can work and 503 when not; words only, no paths, names or versions.

    Queries: 2, and 1 for the table of migrations.
    """
    found = {"database": "ok", "migrations": "ok", "disk": _disk(), "worker": "unknown"}
    try:
        found["migrations"] = "ok" if tables.up_to_date() else "missing"
        found["worker"] = _worker(request.at)
    except DatabaseError:
        log.exception("database_away")
        found |= {"database": "silent", "migrations": "unknown"}
    able = all(found[name] in {"ok", "low"} for name in ("database", "migrations", "disk"))
    whole = able and set(found.values()) == {"ok"}
    found["status"] = "ok" if whole else "degraded" if able else "failing"
    return JsonResponse(found, status=200 if able else 503)


def _worker(at: datetime) -> str:
    silence = worker.oldest_silence(at=at)
    if silence is None:
        return "none"
    return "ok" if silence <= worker.LEASE else "silent"


def _disk() -> str:
    free = checks.free_bytes(checks.data_folder())
    return "full" if free < FULL else "low" if free < checks.LEAST_FREE else "ok"
