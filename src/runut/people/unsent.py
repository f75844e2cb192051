"""What was typed on a page whose sign-in ended meanwhile: kept through the sign-in, then offered to be sent again.

Only what came with the page's own protection against forged forms gets here. Files are not kept, and nothing that is secret.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from django.http import HttpRequest

_KEY: Final = "people.unsent"
_MOST: Final = 200_000
"""Characters; whoever has not signed in must not fill the database."""
_HELD: Final = timedelta(hours=1)
_SECRET: Final = re.compile(r"password|secret|token|\bpin\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Unsent:
    """A form that was not taken: where it goes, its fields, and whether files came with it."""

    address: str
    fields: list[tuple[str, str]]
    files: bool

    @property
    def texts(self) -> list[str]:
        """What somebody wrote in sentences, as they know it again."""
        return [value for _name, value in self.fields if " " in value.strip()]


def keep(request: HttpRequest, *, at: datetime) -> bool:
    """Keep the form that a request brings in the session of whoever signs in next in this browser; whether there was something to keep."""
    fields = [(name, value) for name, values in request.POST.lists() for value in values if not _SECRET.search(name)]
    written = [value for _name, value in fields if value.strip()]
    if not written or sum(len(name) + len(value) for name, value in fields) > _MOST:
        return False
    address = request.get_full_path()
    request.session[_KEY] = {"address": address, "fields": fields, "files": bool(request.FILES), "at": at.timestamp()}
    return True


def kept(request: HttpRequest, *, at: datetime) -> Unsent | None:
    """Return what was kept within the last hour."""
    found = request.session.get(_KEY)
    if not found or at.timestamp() - found["at"] > _HELD.total_seconds():
        return None
    return Unsent(address=found["address"], fields=[(name, value) for name, value in found["fields"]], files=found["files"])
