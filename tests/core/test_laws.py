"""Whether a legal basis names a regulation that no longer holds."""

from __future__ import annotations

import pytest

from runut.core.findings import Law
from runut.formats import laws


@pytest.mark.parametrize(
    ("text", "cited"),
    [
        ("Peraturan Pemerintah Republik Indonesia Nomor 82 Tahun 2012 tentang Sistem", True),
        ("PP 82/2012", True),
        ("1. PP No.82 Th. 2012", True),
        ("UU 30/2014 jo. PP 82/2012", True),
        ("UU 30 Tahun 2014 tentang AP; PP Nomor 82 Tahun 2012 tentang PSTE", True),
        ("PERATURAN PEMERINTAH NOMOR 82 TAHUN 2012", True),
        ("Peraturan Bupati Bantul Nomor 82 Tahun 2012 tentang ASI", False),
        ("Permenkominfo 5/2013 tentang Pelaksanaan Peraturan Pemerintah Nomor 82 Tahun 2012", False),
        ("PP 71/2019 dan UU 82/2012", False),
        ("PP 82 Tahun 2011", False),
        ("Supp 82/2012", False),
        ("", False),
    ],
)
def test_a_law_is_recognised_by_kind_number_and_year(text: str, cited: bool) -> None:
    law = Law(kinds=("peraturan pemerintah", "pp"), number="82", year="2012", successor="x", source="y")
    assert law.is_cited(text) is cited


@pytest.mark.parametrize(
    "text",
    [
        "PER/21/M.PAN/11/2008",
        "per 21 / m.pan / 11 / 2008",
        "Permenpan Nomor: PER/21/M.PAN/11/2008 tentang SOP",
        "Permenpan 21 Tahun 2008",
    ],
)
def test_a_law_of_another_form_is_recognised_too(text: str) -> None:
    assert [one.successor for one in laws.known() if one.is_cited(text)] == ["Peraturan Menteri PANRB Nomor 35 Tahun 2012"]


def test_the_numbers_of_another_form_alone_are_no_law() -> None:
    assert not [one for one in laws.known() if one.is_cited("Surat tanggal 21/11/2008")]
