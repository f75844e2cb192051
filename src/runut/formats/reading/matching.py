"""Which activity do these words mean: how much of a clause stands in a row, by the stems of its words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import Final

from runut.formats.reading.people import words
from runut.formats.reading.source import several
from runut.formats.stems import stem

_EMPTY: Final = several(
    """dan atau yang untuk dari ke di pada dengan oleh kepada serta agar akan ini itu sesuai dalam tersebut lagi kembali ulang maka tidak
    jika apabila bila ya proses hal atas terhadap sebagai adalah secara para dapat telah sudah belum dilakukan melakukan melanjutkan
    dilanjutkan dikembalikan mengembalikan langkah kegiatan nomor no sebelumnya selanjutnya berikutnya tahap lanjut tentang lain"""
)
_LONGEST_TEXT: Final = 2_000


def content(text: str) -> tuple[str, ...]:
    """Return the stems of the words that carry meaning, in order; of a very long text those at its beginning."""
    return _content(text[:_LONGEST_TEXT])


@lru_cache(maxsize=2048)
def _content(text: str) -> tuple[str, ...]:
    return tuple(stem(word) for word in words(text) if word not in _EMPTY and len(word) > 1)


def share(clause: str, text: str) -> float:
    """Return which part of the meaning words of ``clause`` stands in ``text``, from 0 to 1."""
    asked, told = set(content(clause)), set(content(text))
    return len(asked & told) / len(asked) if asked else 0.0


def best(clause: str, texts: Sequence[str], among: Iterable[int], *, least: float) -> int | None:
    """Return the one of ``among`` (places in ``texts``) that the clause means: the greatest share, at least ``least``, and no second."""
    scores = sorted(((share(clause, texts[place]), place) for place in among), reverse=True)
    if not scores or scores[0][0] < least or (len(scores) > 1 and scores[1][0] == scores[0][0]):
        return None
    return scores[0][1]


def pairs(text: str) -> set[tuple[str, str]]:
    """Return the neighbouring meaning words of ``text``."""
    told = content(text)
    return set(pairwise(told))
