"""What the tests of these pages send and read."""

from __future__ import annotations

import html
import re
from datetime import UTC, date, datetime
from typing import Any

from django.http import HttpResponse
from django.urls import reverse

from runut.procedures.services.versions import SHIPPED
from runut.procedures.values import Day, Decree

AT = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)
GOVERNOR = Decree(
    decree="Keputusan Gubernur 100/2026", decided_on=date(2026, 11, 2), covers_from=date(2026, 11, 30), covers_to=date(2026, 11, 30)
)
DAY = Day(day=date(2026, 11, 30), kind="holiday", name="Hari <b>daerah</b>")


def address_of(name: str) -> str:
    return reverse(f"procedures:{name}", args=[SHIPPED] if name in {"current", "versions"} else [])


def page_of(response: Any) -> str:
    assert isinstance(response, HttpResponse)
    return response.content.decode()


def text_of(response: Any) -> str:
    return html.unescape(re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode())))
