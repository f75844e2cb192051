"""Stems of words: the same for the forms of a word, and whoever else asks at the same time."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest

from runut.formats.stems import stem

STEMS = {
    "pengembangan": "embang",
    "mengembangkan": "embang",
    "persetujuan": "setuju",
    "permohonan": "mohon",
    "keterlambatan": "terlambat",
    "pelayanan": "layan",
    "aplikasi": "aplikasi",
}


@pytest.fixture
def hurried() -> Iterator[None]:
    """Threads take turns within a word, as they seldom do."""
    before = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    yield
    sys.setswitchinterval(before)


def test_the_forms_of_a_word_share_their_stem() -> None:
    assert {word: stem(word) for word in STEMS} == STEMS


@pytest.mark.usefixtures("hurried")
def test_threads_at_once_cut_no_word_of_each_other() -> None:
    def ask(_time: int) -> dict[str, str]:
        return {word: stem.__wrapped__(word) for word in STEMS}  # not from memory

    with ThreadPoolExecutor(4) as threads:
        assert all(found == STEMS for found in threads.map(ask, range(600)))
