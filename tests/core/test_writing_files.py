"""Whatever is whole comes back from what is written of it."""

from __future__ import annotations

import tomllib
from datetime import date

from hypothesis import given

from runut.core.building import build
from runut.core.procedure import END, Approval, Procedure
from runut.formats.toml import dump, load
from tests.core.building import small
from tests.core.cast import SHIPPED, shipped
from tests.core.procedures import procedures, whole


def test_the_shipped_file_comes_back_from_what_is_written_of_it() -> None:
    assert load(dump(shipped())) == shipped()
    written = tomllib.loads(dump(shipped()))
    assert list(written) == ["procedure", "performer", "activity"]
    assert "day" not in written["procedure"]
    assert "number" not in written["procedure"]
    source = tomllib.loads(SHIPPED.read_text(encoding="utf-8"))
    assert written["activity"] == source["activity"]
    assert written["procedure"] == {key: value for key, value in source["procedure"].items() if key != "day"}


def test_what_is_written_leaves_out_what_is_not_stated() -> None:
    written = tomllib.loads(dump(build(small())))
    assert written["procedure"] == {"name": "Kecil"}
    assert written["performer"][0] == {"key": "a", "name": "A", "held_by": "office"}
    assert written["activity"] == [
        {"number": 1, "text": "Buat", "performers": [{"key": "a", "part": "acts"}, {"key": "b", "part": "attends"}]}
    ]


def test_what_is_written_has_the_form_of_the_shipped_file() -> None:
    lines = dump(shipped()).splitlines()
    assert lines[:3] == [
        "[procedure]",
        'name = "Pengembangan Aplikasi"',
        'organisation = ["Pemerintah Provinsi Kalimantan Barat", "Sekretariat Daerah"]',
    ]
    assert 'time = { amount = 3, unit = "day" }' in lines
    assert 'decision = { approved = 2, rejected = "end" }' in lines
    assert '    { key = "mockups", name = "Mockup" },' in lines
    assert all(len(line) <= 121 for line in lines if line.endswith("]"))
    assert lines[-1] == 'outputs = [{ key = "final_report", name = "Laporan Akhir" }]' or lines[-1].startswith("note = ")


def test_a_list_that_just_fits_stays_on_its_line() -> None:
    for length, lines in ((110 - 4, 1), (111 - 4, 3)):
        data = small()
        data["procedure"]["warnings"] = ["x" * length]
        written = dump(build(data)).split("[[performer]]")[0].strip().splitlines()[2:]
        assert len(written) == lines


def test_what_is_stated_is_written() -> None:
    head = {"name": "x", "number": "7/SOP", "day": "calendar", "approved_by": {"position": "Kepala"}, "created_on": date(2021, 4, 12)}
    data = small(time={"amount": [1, 3], "unit": "week"}, note="Catatan")
    data["procedure"] = head
    written = tomllib.loads(dump(build(data)))
    assert written["procedure"] == head
    assert written["activity"][0]["time"] == {"amount": [1, 3], "unit": "week"}
    assert written["activity"][0]["note"] == "Catatan"
    assert build(data).identity.approved_by == Approval(position="Kepala")


@given(procedures)
def test_every_whole_procedure_comes_back_from_its_file(procedure: Procedure) -> None:
    assert load(dump(procedure)) == procedure
    assert dump(load(dump(procedure))) == dump(procedure)


def test_the_generator_makes_procedures_of_every_shape() -> None:
    data = small(performers=[{"key": "a", "part": "decides"}], decision={"approved": "end", "rejected": 1})
    assert whole(data).activity(1).decision == {"approved": END, "rejected": 1}
