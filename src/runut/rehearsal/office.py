"""The demonstration office: invented people and twelve cases, in every state and as late as real ones, told from today."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Final

from django.db import transaction

from runut.core.errors import Refused
from runut.core.procedure import Procedure
from runut.core.sentences import reason
from runut.people.queries import founded, organisation
from runut.procedures.queries import procedure_version
from runut.procedures.services import install_shipped
from runut.rehearsal.calendars import adopt_proposed
from runut.rehearsal.cast import Account, Cast, call_up
from runut.rehearsal.clock import OfficeClock
from runut.rehearsal.plan import Plan, path
from runut.rehearsal.run import STEPS, enter
from runut.rehearsal.walker import Walker

_REJECTED: Final = ("rejected",)
_HISTORY: Final = timedelta(days=400)


@dataclass(frozen=True, slots=True, kw_only=True)
class Script:
    """How one case came to where it stands.

    Args:
        title: What is developed.
        purpose: What it is for.
        unit: Index of the requesting unit.
        stop: Activity, round and turn at which it rests now; None: it went to its end.
        waited: Working days that it has stood there.
        outcomes: Of the first rounds of its decisions; later ones approve.
        paces: Working days of an activity, where not the usual ones.
        detours: From which activity a head moved it to which, when it first came there.
        filed: How many papers of the activity at which it rests are there already.
        aside: What a head or the register's keeper did then: hold, extend or cancel, and why.
    """

    title: str
    purpose: str
    unit: int
    stop: tuple[int, int, int] | None = None
    waited: int = 0
    outcomes: Mapping[int, Sequence[str]] = field(default_factory=dict)
    paces: Mapping[int, int] = field(default_factory=dict)
    detours: Mapping[int, int] = field(default_factory=dict)
    filed: int = 0
    aside: tuple[str, str] = ("", "")


SCRIPTS: Final = (
    Script(
        title="Serah Terima Pekerjaan (contoh)",
        purpose="Mencatat serah terima pekerjaan antarpegawai dengan daftar periksa.",
        unit=1,
        waited=30,
        outcomes={5: _REJECTED, 9: _REJECTED},
    ),
    Script(
        title="Pengaduan Layanan (contoh)",
        purpose="Menerima dan melacak pengaduan layanan dari masyarakat.",
        unit=0,
        stop=(10, 1, 2),
        waited=1,
        detours={7: 6},
    ),
    Script(
        title="Katalog Benih dan Bibit (contoh)",
        purpose="Daftar benih bersertifikat beserta ketersediaannya.",
        unit=1,
        stop=(6, 2, 0),
        waited=6,
        outcomes={9: _REJECTED},
        filed=1,
    ),
    Script(
        title="Peminjaman Ruang Rapat (contoh)",
        purpose="Jadwal dan peminjaman ruang rapat antarbidang.",
        unit=2,
        stop=(7, 1, 0),
        waited=4,
        aside=("hold", "Menunggu perangkat peladen yang sedang diadakan."),
    ),
    Script(
        title="Izin Usaha Mikro (contoh)",
        purpose="Pendaftaran dan pemeriksaan izin usaha mikro.",
        unit=0,
        stop=(6, 1, 0),
        waited=9,
        filed=2,
        aside=("extend", "Perubahan formulir izin baru ditetapkan."),
    ),
    Script(
        title="Antrean Layanan Terpadu (contoh)",
        purpose="Nomor antrean dan pengumuman loket.",
        unit=0,
        stop=(5, 1, 0),
        waited=3,
    ),
    Script(
        title="Arsip Surat Dinas (contoh)",
        purpose="Pencatatan dan pencarian surat masuk dan keluar.",
        unit=2,
        stop=(3, 2, 0),
        waited=2,
        outcomes={5: _REJECTED},
        filed=1,
    ),
    Script(
        title="Survei Kepuasan Pemohon (contoh)",
        purpose="Survei singkat setelah layanan selesai.",
        unit=0,
        stop=(4, 1, 0),
        waited=2,
        aside=("cancel", "Kebutuhan sudah dipenuhi oleh aplikasi pusat."),
    ),
    Script(
        title="Pelaporan Panen (contoh)",
        purpose="Laporan luas dan hasil panen per kecamatan.",
        unit=1,
        stop=(2, 1, 0),
        waited=0,
        filed=1,
    ),
    Script(
        title="Absensi Pertemuan Kelompok Tani (contoh)",
        purpose="Daftar hadir pertemuan dengan kode.",
        unit=1,
        waited=12,
        outcomes={1: _REJECTED},
    ),
    Script(
        title="Penyusutan Arsip (contoh)",
        purpose="Daftar arsip usul musnah dan persetujuannya.",
        unit=2,
        stop=(1, 1, 1),
        waited=6,
    ),
    Script(
        title="Jadwal Petugas Loket (contoh)",
        purpose="Menyusun jadwal petugas loket mingguan.",
        unit=0,
        stop=(1, 1, 0),
        waited=1,
    ),
)
_USUAL: Final = {1: 2, 2: 1, 3: 4, 4: 1, 5: 1, 6: 14, 7: 1, 8: 3, 9: 1, 10: 2}


@transaction.atomic
def demonstrate(*, at: datetime, password: str) -> list[Account]:
    """Make the demonstration office as of ``at`` and return its accounts, all with ``password``.

    Raises:
        Refused: This installation has an office.
    """
    if founded():
        raise Refused(reasons=[reason("already_founded", name=organisation().name)])
    began = at - _HISTORY
    procedure = procedure_version(install_shipped(at=began))
    cast = call_up(procedure=procedure, at=began, since=began.date(), password=password)
    years = range(began.year, at.year + 2)
    calendar = adopt_proposed(years=years, who=cast.standing(cast.administrator, began.date()), at=began)
    clock = OfficeClock(calendar=calendar, latest=at)
    for number, script in enumerate(SCRIPTS, 1):
        _play(script, cast, clock, procedure, at=at, seed=f"demonstration {number}")
    return cast.accounts


def _play(script: Script, cast: Cast, clock: OfficeClock, procedure: Procedure, *, at: datetime, seed: str) -> None:
    paces = {**_USUAL, **script.paces}
    plan = Plan(seed=seed, outcomes=script.outcomes, paces=paces, detours=script.detours, straight=True)
    rng = plan.rng("opening")
    rests_on = clock.back(clock.back(clock.calendar.local(at).date(), 1), script.waited)
    opened = clock.morning(clock.back(rests_on, _days_before(script, procedure, plan)), rng)
    case_id = enter(cast=cast, unit=script.unit, title=script.title, purpose=script.purpose, plan=plan, at=opened)
    walker = Walker(case_id=case_id, cast=cast, clock=clock, plan=plan)
    for _ in range(STEPS):
        if _arrived(walker, script) or walker.step() is None:
            break
    if script.aside[0]:
        walker.aside(*script.aside)


def _arrived(walker: Walker, script: Script) -> bool:
    """Whether the case stands where the script lets it rest."""
    page = walker.look()
    item = page.position.item
    if item is None or (item.activity, item.round, item.turn) != script.stop:
        return False
    return sum(any(each.filed_at > item.scheduled_at for each in one.filed) for one in page.items) >= script.filed


def _days_before(script: Script, procedure: Procedure, plan: Plan) -> int:
    """Return the working days from the request to where the case rests."""
    days = 0
    for activity, round_ in path(procedure, plan):
        if script.stop and (activity, round_) == script.stop[:2]:
            return days
        days += plan.paces[activity]
    return days
