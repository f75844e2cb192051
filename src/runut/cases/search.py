"""Finding cases by words: the same stems on SQLite (FTS5) and PostgreSQL (tsvector), newest first.

Stems are made here and not by the database, so that both find the same cases (`runut.formats.stems`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Any, Final, TypeVar

from django.db import connection
from django.db.models import BigIntegerField, QuerySet
from django.db.models.expressions import RawSQL

from runut.base import sql
from runut.cases.models import Case
from runut.formats.stems import stem

Row = TypeVar("Row", bound=dict[str, Any])

_WORD: Final = re.compile(r"\w+")
_WORDS_AT_MOST: Final = 12
_LONG: Final = 4
_COMMON: Final = frozenset(map(stem, ("aplikasi", "sistem", "informasi", "layanan", "pengembangan")))
"""Words that every title of this register may hold."""


def stems(texts: Iterable[str]) -> list[str]:
    """Return the stems of all words, in small letters."""
    return [stem(word) for text in texts for word in _WORD.findall(text.lower())]


def index_case(*, case_id: int) -> None:
    """Make the case findable by its number, title, purpose and unit. Queries: 2; inside the caller's transaction."""
    ((number, title, purpose, unit),) = sql.read(
        "SELECT c.number, c.title, c.purpose, u.name FROM cases_case c JOIN people_unit u ON u.id = c.unit_id WHERE c.id = %s",
        [case_id],
    )
    words = " ".join(stems([number or "", title, purpose, unit]))
    if connection.vendor == "postgresql":
        statement = "INSERT INTO cases_search (case_id, words) VALUES (%s, to_tsvector('simple', %s))"
        sql.write(
            f"{statement} ON CONFLICT (case_id) DO UPDATE SET words = excluded.words",
            [case_id, words],
        )
    else:
        sql.write(
            "INSERT OR REPLACE INTO cases_search (rowid, words) VALUES (%s, %s)",
            [case_id, words],
        )


def matching(text: str) -> tuple[str, list[object]] | None:
    """Return a condition on ``cases_case.id`` for cases that hold every word of ``text`` (the last may be a beginning), with parameters.

    None when ``text`` holds no word.
    """
    found = stems([text])[:_WORDS_AT_MOST]
    if not found:
        return None
    *whole, last = found
    if connection.vendor == "postgresql":
        query = " & ".join([f"'{word}'" for word in whole] + [f"'{last}':*"])
        return (
            "cases_case.id IN (SELECT case_id FROM cases_search WHERE words @@ to_tsquery('simple', %s))",
            [query],
        )
    return "cases_case.id IN (SELECT rowid FROM cases_search WHERE words MATCH %s)", [_phrase(whole, last)]


def in_order(rows: QuerySet[Case, Row], text: str) -> QuerySet[Case, Row] | None:
    """Return ``rows`` that hold every word of ``text``, with ``found`` to order and page them by, newest first when it descends.

    On SQLite the index of words gives its rows in that order by itself, so that a page of a word that every case has costs what any page costs;
    as a condition it would give all of them first. None: there is no word, or another database, where `matching` serves.
    """
    found = stems([text])[:_WORDS_AT_MOST]
    if not found or connection.vendor == "postgresql":
        return None
    *whole, last = found
    joined = rows.extra(
        tables=["cases_search"], where=["cases_search.rowid = cases_case.id", "cases_search.words MATCH %s"], params=[_phrase(whole, last)]
    )
    ordered: QuerySet[Case, Row] = joined.annotate(found=RawSQL("cases_search.rowid", [], output_field=BigIntegerField()))
    return ordered


def _phrase(whole: Sequence[str], last: str) -> str:
    return " ".join([f'"{word}"' for word in whole] + [f'"{last}"*'])


def alike(text: str) -> tuple[str, list[object]] | None:
    """Return a condition on ``cases_case.id`` for cases that share a longer word with ``text``, with parameters; None: it has none."""
    found = [word for word in stems([text])[:_WORDS_AT_MOST] if len(word) >= _LONG and word not in _COMMON]
    if not found:
        return None
    if connection.vendor == "postgresql":
        return "cases_case.id IN (SELECT case_id FROM cases_search WHERE words @@ to_tsquery('simple', %s))", [
            " | ".join(f"'{word}'" for word in found)
        ]
    query = " OR ".join(f'"{word}"' for word in found)
    return "cases_case.id IN (SELECT rowid FROM cases_search WHERE words MATCH %s)", [query]
