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
