"""Lines of the comparison as what a remark can be tied to."""

from __future__ import annotations

from typing import Final

from django.urls import reverse
from django.utils.translation import gettext_noop

from runut.acceptance.queries.comparison import filed_comparison
from runut.acceptance.words import VERDICTS, title
from runut.cases.things import Kind, Thing

KIND_KEY: Final = "line"


def _lines(case_id: int) -> list[Thing]:
    """Return the lines of the comparison as it was filed last, each with its verdict. Queries: 2."""
    found = filed_comparison(case_id=case_id)
    if found is None:
        return []
    version, filed = found
    return [Thing(key=one.key, label=f"{title(one.claim)}: {VERDICTS[one.verdict]}", sha256=version.sha256) for one in filed.lines]


def _address(case_id: int, key: str, _place: str) -> str:
    return f"{reverse('acceptance:comparison', args=[case_id])}#{key}"


KIND: Final = Kind(key=KIND_KEY, name=gettext_noop("Lines of the comparison"), find=_lines, address=_address)
