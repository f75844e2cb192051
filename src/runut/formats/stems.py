"""Stems of Indonesian words, by which texts find each other whatever form their words have: cases by search, sentences of an SOP by what they name."""

from __future__ import annotations

from functools import lru_cache
from threading import Lock
from typing import Final

import snowballstemmer

_STEMMER: Final = snowballstemmer.stemmer("indonesian")
_ALONE: Final = Lock()
"""The stemmer keeps the word that it works on in itself, so two threads at once would cut each other's."""


@lru_cache(maxsize=20_000)
def stem(word: str) -> str:
    """Return what the forms of ``word``, in small letters, share."""
    with _ALONE:
        return str(_STEMMER.stemWord(word))
