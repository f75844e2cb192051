"""The SOP's own sheet, typed by hand: the second source that the shipped file is held against (it is not read from it)."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from runut.core.errors import Refused
from runut.core.position import Status
from runut.core.procedure import END
from tests.core.cast import Run, codes, shipped

PLAN = ["Jadwal Pengembangan Aplikasi", "Mockup", "Alur Bisnis", "Dokumen Analisis"]
RESULT = [
    "Aplikasi",
    "Dokumentasi dan Hasil Analisis",
    "Dokumentasi Pengembangan",
    "Dokumentasi Pengujian",
    "Petunjuk Instalasi",
    "Petunjuk penggunaan",
]
PERFORMERS = [
    ("user", "Pengguna"),
    ("technical_team", "Tim Teknis Bidang Pengelolaan LPSE"),
    ("system_development", "Subbag Pengembangan Sistem"),
    ("development_team", "Tim Pengembangan Sistem Informasi"),
    ("division_head", "Kepala Bidang Pengelolaan LPSE"),
    ("bureau_head", "Kepala Biro"),
]
TEXTS = [
    "Menjelaskan hasil analisis dan daftar Sistem yang akan dikembangkan, serta menyetujui untuk mengembangkan aplikasi",
    "Menyediakan source code repository, dan menugaskan tenaga ahli sebagai tim pengembang",
    "Tim Pengembang menyusun rencana pengembangan aplikasi sesuai dengan hasil analisis",
    "Tim pengembang mempresentasikan rencana pengembangan aplikasi kepada tim teknis Pengembangan Sistem berupa mock up, "
    "aplikasi sejenis yang pernah dibangun, alur bisnis dan jadwal pengerjaan",
    "Memberikan tanggapan terhadap rencana pengembangan aplikasi. Jika menyetujui, tim pengembang melanjutkan dengan proses "
    "pengembangan aplikasi, Jika tidak menyetujui, tim pengembang menyusun ulang rencana pengembangan aplikasi",
    "Proses Pengembangan aplikasi oleh Tim Pengembang",
    "Mempresentasikan hasil aplikasi yang sudah dibangun/dikembangkan dengan menyertakan hasil pengujian antara lain berupa : UAT, "
    "penetration testing, Usability testing, Petunjuk pengguna, system requirement, petunjuk instalasi.",
    "Mejakukan instalasi dan testing aplikasi dan membandingkan dengan hasil presentasi sebelumnya",
    "Tim Teknis Bidang Pengelola LPSE memberikan tanggapan terhadap hasil pengembangan aplikasi",
    "Membuat laporan hasil pekerjaan",
]
REQUIREMENTS = [
    ["Laporan Hasil analisis"],
    ["Aplikasi Project Managemen", "Source code", "Tenaga ahli tersedia"],
    ["Aplikasi Project Managemen", "Standar Peraturan yang terkait"],
    PLAN,
    PLAN,
    ["Aplikasi Project Managemen", "Sourcecode Repository"],
    RESULT,
    RESULT,
    ["Laporan hasil instalasi dan testing"],
    [],
]
DAYS = [3, 1, 5, 1, 1, None, 1, 3, 1, 2]
OUTPUTS = [
    ["Perencanaan Pengembangan Aplikasi"],
    [],
    PLAN,
    ["Catatan presentasi rencana"],  # ours: the sheet leaves it empty
    ["Tanggapan atas rencana pengembangan Aplikasi"],
    RESULT,
    ["Catatan presentasi hasil"],  # ours: the sheet leaves it empty
    ["Laporan Hasil Instalasi dan Testing"],
    ["Tanggapan atas hasil pengembangan aplikasi"],
    ["Laporan Akhir"],
]
PARTS = [
    "system_development acts, division_head decides",
    "system_development acts",
    "development_team acts",
    "development_team acts, technical_team attends",
    "technical_team decides",
    "development_team acts",
    "development_team acts, technical_team attends, user attends",
    "technical_team acts, user attends, development_team attends",
    "technical_team decides, user attends",
    "development_team acts, system_development acts, division_head receives, bureau_head receives",
]
DECISIONS: dict[int, dict[str, int | str]] = {
    1: {"approved": 2, "rejected": END},
    5: {"approved": 6, "rejected": 3},
    9: {"approved": 10, "rejected": 6},
}
_SUBBAG, _TEAM, _TECHNICAL = PERFORMERS[2][1], PERFORMERS[3][1], PERFORMERS[1][1]
SUPPLIERS = [
    dict.fromkeys([*REQUIREMENTS[0], *OUTPUTS[0]], _SUBBAG),
    dict.fromkeys(REQUIREMENTS[1], _SUBBAG),
    dict.fromkeys([*REQUIREMENTS[2], *PLAN], _TEAM),
    dict.fromkeys([*PLAN, *OUTPUTS[3]], _TEAM),
    dict.fromkeys(PLAN, _TEAM),
    dict.fromkeys([*REQUIREMENTS[5], *RESULT], _TEAM),
    dict.fromkeys([*RESULT, *OUTPUTS[6]], _TEAM),
    dict.fromkeys(RESULT, _TEAM) | dict.fromkeys(OUTPUTS[7], _TECHNICAL),
    dict.fromkeys(REQUIREMENTS[8], _TECHNICAL),
    dict.fromkeys(OUTPUTS[9], _TEAM),
]


def test_the_identity_block_is_that_of_the_sheet_with_its_misprints() -> None:
    identity = shipped().identity
    assert identity.name == "Pengembangan Aplikasi"
    assert [one.upper() for one in identity.organisation] == ["PEMERINTAH PROVINSI KALIMANTAN BARAT", "SEKRETARIAT DAERAH"]
    assert (identity.created_on, identity.revised_on, identity.effective_on) == (date(2021, 4, 12), None, date(2021, 5, 12))
    assert identity.approved_by is not None
    assert identity.approved_by.position == "Kepala Biro Pengadaan Barang Dan Jasa"
    assert identity.approved_by.name == "Drs. RAMMINUDIN, M.Si"
    assert identity.legal_basis == (
        "Peraturan terkait bidang IT.",
        "Undang-Undang Republik Indonesia Nomor 30 Tahun 2014 tentang Administrasi Pemerintahan",
        "Peraturan Pemerintah Republik Indonesia Nomor 82 Tahun 2012 tentang Penyelenggaraan Sistem dan Transaksi Elektronik",
        "Permen PANRB Nomor 35 Tentang Pedoman Penyusunan Standar Operasional Prosedur Adrninistrasi Pemerintah",
    )
    assert identity.qualifications == ("ASN dengan kemampuan penguasaan Komputer",)
    assert identity.equipment == (
        "Device / Hardware jaringan",
        "Komputer",
        "Software Requirement system Document",
        "Sistem Informasi Managemen",
    )


def test_what_the_sheet_leaves_empty_stays_empty() -> None:
    identity = shipped().identity
    assert (identity.number, identity.related, identity.warnings, identity.records) == ("", (), (), ())


def test_the_performers_stand_in_the_order_of_the_columns() -> None:
    assert [(one.key, one.name) for one in shipped().performers] == PERFORMERS
    assert [one.held_by for one in shipped().performers] == ["unit", "office", "office", "team", "office", "office"]


@pytest.mark.parametrize("number", range(1, 11))
def test_every_row_is_that_of_the_sheet(number: int) -> None:
    row, index = shipped().activity(number), number - 1
    assert row.number == number
    assert row.text == TEXTS[index]
    assert ", ".join(f"{one.key} {one.part}" for one in row.performers) == PARTS[index]
    assert [one.name for one in row.requirements] == REQUIREMENTS[index]
    assert [one.name for one in row.outputs] == OUTPUTS[index]
    assert row.decision == DECISIONS.get(number, {})
    assert row.note


@pytest.mark.parametrize("number", range(1, 11))
def test_every_time_is_that_of_the_sheet(number: int) -> None:
    time, days = shipped().activity(number).time, DAYS[number - 1]
    assert time is not None
    if days is None:
        assert time.follows == "schedule"
    else:
        assert (time.low, time.high, time.unit, time.follows) == (days, days, "day", "")


def test_it_has_ten_rows_of_working_days_and_the_fixed_ones_take_eighteen() -> None:
    assert len(shipped().activities) == 10
    assert shipped().day == "working"
    assert sum(days or 0 for days in DAYS) == 18


def test_the_subbag_keeps_the_register_because_start_stands_in_its_lane() -> None:
    assert shipped().registrar.key == "system_development"


def test_straight_through_it_visits_every_row_once_and_completes() -> None:
    run = Run()
    visited = []
    while run.position.item:
        visited.append(run.stands[:2])
        run.pass_activity()
    assert visited == [(number, 1) for number in range(1, 11)]
    assert run.position.status is Status.COMPLETED
    run.prove()


def test_a_rejected_plan_is_drawn_up_again_in_round_two() -> None:
    run = Run().walk_to(5)
    run.reject("Jadwal terlalu padat", "Mockup belum ada halaman masuk")
    assert run.stands == (3, 2, 0)
    assert run.position.open_remarks == {1, 2}
    visited = []
    while run.position.item:
        visited.append(run.stands[:2])
        run.pass_activity()
    assert visited == [(3, 2), (4, 2), (5, 2), (6, 1), (7, 1), (8, 1), (9, 1), (10, 1)]
    assert run.position.status is Status.COMPLETED
    run.prove()


def test_a_rejected_result_goes_back_to_development() -> None:
    run = Run().walk_to(9)
    run.reject("Laporan bulanan kosong")
    visited = []
    while run.position.item:
        visited.append(run.stands[:2])
        run.pass_activity()
    assert visited == [(6, 2), (7, 2), (8, 2), (9, 2), (10, 1)]
    assert run.position.status is Status.COMPLETED
    run.prove()


def test_a_refusal_at_the_first_row_ends_the_case_with_its_reason() -> None:
    run = Run()
    run.file("analysis_report")
    run.certify()
    run.reject(why="Sudah ada aplikasi sejenis")
    assert (run.position.status, run.position.item) == (Status.REFUSED, None)
    assert run.events[-1].kind == "end"
    assert run.events[-1].data == {"status": "refused", "reason": "Sudah ada aplikasi sejenis"}


def test_the_deadline_of_development_is_the_end_of_the_approved_schedule() -> None:
    run = Run().walk_to(3)
    run.file_outputs(ends_on=date(2027, 2, 26))
    run.certify()
    run.walk_to(6)
    assert run.position.item is not None
    assert run.position.item.due_at is not None
    assert run.position.item.ends_on == date(2027, 2, 26)
    assert run.position.item.due_at.isoformat() == "2027-02-26T09:00:00+00:00"


def _gaps() -> list[tuple[int, str]]:
    """Every deliverable that a row cannot do without, from the tables above."""
    found = []
    for index, (needs, leaves) in enumerate(zip(REQUIREMENTS, OUTPUTS, strict=True), 1):
        names = [*needs, *(name for name in leaves if name not in needs and not name.startswith("Tanggapan"))]
        found += [(index, name) for name in names]
    return found


@pytest.mark.parametrize(("number", "name"), _gaps())
def test_each_single_missing_deliverable_has_its_sentence_and_supplier(number: int, name: str) -> None:
    run = Run().walk_to(number)
    run.file_outputs()
    activity = shipped().activity(number)
    key = next(one.key for one in activity.deliverables if one.name == name)
    if number == 1 and key == "development_mandate":
        run.certify()
    del run.filed[key]
    verb = "needs" if name in REQUIREMENTS[number - 1] else "must leave"
    deciding = run.position.turn(shipped()).part == "decides"
    with pytest.raises(Refused) as refused:
        run.certify(outcome="approved" if deciding else "")
    sentence = f"Activity {number} {verb} “{name}”, which is not there yet. {SUPPLIERS[number - 1][name]} supplies it."
    assert [one.english() for one in refused.value.reasons] == [sentence]
    assert codes(refused.value) == ["requirement_missing" if verb == "needs" else "output_missing"]


def test_each_plan_rejected_costs_seven_working_days_by_the_sheet() -> None:
    assert sum(DAYS[number - 1] or 0 for number in (3, 4, 5)) == 7
    run = Run().walk_to(5)
    run.reject("Ulangi")
    assert run.position.item is not None
    assert run.position.item.due_at is not None
    assert run.position.item.due_at - run.at > timedelta(days=5)
