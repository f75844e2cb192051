"""The table of laws that no longer hold."""

from __future__ import annotations

import tomllib
from pathlib import Path

from runut.formats import laws

TABLE = tomllib.loads((Path(laws.__file__).parent / "laws.toml").read_text(encoding="utf-8"))


def test_every_entry_names_its_successor_and_where_that_is_written() -> None:
    for one in TABLE["law"]:
        assert (
            {"kind", "number", "year", "title", "successor", "source"}
            <= set(one)
            <= {"kind", "number", "year", "title", "successor", "source", "also"}
        )
        assert one["title"].strip()
        assert one["successor"].strip()
        assert one["source"].strip()


def test_every_law_recognises_itself_in_each_of_its_forms_and_no_successor() -> None:
    for law in laws.known():
        for kind in law.kinds:
            for text in (f"{kind} Nomor {law.number} Tahun {law.year} tentang Sesuatu", f"{kind.upper()} {law.number}/{law.year}"):
                assert [one for one in laws.known() if one.is_cited(text)] == [law], text
        assert not any(one.is_cited(law.successor) for one in laws.known())


def test_beside_a_law_that_holds_no_more_stands_what_took_its_place_and_its_words_stay() -> None:
    old = "PP Nomor 82 Tahun 2012 tentang Penyelenggaraan Sistem"
    assert laws.as_it_stands(old, "id") == f"{old} (sudah tidak berlaku; digantikan Peraturan Pemerintah Nomor 71 Tahun 2019)"
    assert laws.as_it_stands(old, "en") == f"{old} (no longer in force; replaced by Peraturan Pemerintah Nomor 71 Tahun 2019)"
    assert laws.as_it_stands("UU 30/2014", "en") == "UU 30/2014"
