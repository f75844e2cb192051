"""The demonstration office: invented people and twelve cases, in every state and as late as real ones, told from today."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Final

from django.db import transaction
from django.utils.translation import override

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
from runut.rehearsal.rooms import Crew
from runut.rehearsal.rooms.example import Example
from runut.rehearsal.rooms.plan import enter_regulations
from runut.rehearsal.run import STEPS, enter
from runut.rehearsal.walker import Walker
from runut.reports.sealing import make_demonstration

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
        paces: Working days of an activity, or of one round of it, where not the usual ones.
        detours: From which activity a head moved it to which, when it first came there.
        filed: How many papers of the activity at which it rests are there already.
        aside: What a head or the register's keeper did then: hold, extend or cancel, and why.
        example: Folder of ``examples/`` from which its people work with the tools of the rooms; empty: they file small texts.
    """

    title: str
    purpose: str
    unit: int
    stop: tuple[int, int, int] | None = None
    waited: int = 0
    outcomes: Mapping[int, Sequence[str]] = field(default_factory=dict)
    paces: Mapping[int | tuple[int, int], int] = field(default_factory=dict)
    detours: Mapping[int, int] = field(default_factory=dict)
    filed: int = 0
    aside: tuple[str, str] = ("", "")
    example: str = ""


SCRIPTS: Final = (
    Script(
        title="Serah Terima Pekerjaan (contoh)",
        purpose="Mencatat serah terima pekerjaan antarpegawai dengan daftar periksa.",
        unit=1,
        waited=30,
        outcomes={5: _REJECTED, 9: _REJECTED},
        paces={6: 20, (6, 2): 6},
        example="handover",
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
        waited=13,
        outcomes={5: _REJECTED},
        filed=1,
        aside=("extend", "Pemeriksaan kelengkapan berbeda menurut jenis usaha dan memerlukan lima hari lebih lama."),
        example="permits",
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
_USUAL: Final[Mapping[int | tuple[int, int], int]] = {1: 2, 2: 1, 3: 4, 4: 1, 5: 1, 6: 14, 7: 1, 8: 3, 9: 1, 10: 2}


@dataclass(frozen=True, slots=True, kw_only=True)
class Stage:
    """The invented office on the day of the story, before any case."""

    cast: Cast
    clock: OfficeClock
    procedure: Procedure
    at: datetime


@transaction.atomic
def demonstrate(*, at: datetime, password: str) -> list[Account]:
    """Make the demonstration office as of ``at`` and return its accounts, all with ``password``; its heads have keys from its first day on.

    Raises:
        Refused: This installation has an office.
    """
    stage = set_up(at=at, password=password)
    make_demonstration(at=at - _HISTORY)
    for script in SCRIPTS:
        play(script, stage)
    return stage.cast.accounts


def set_up(*, at: datetime, password: str | None) -> Stage:
    """Found the office. Raises as `demonstrate`."""
    if founded():
        raise Refused(reasons=[reason("already_founded", name=organisation().name)])
    began = at - _HISTORY
    procedure = procedure_version(install_shipped(at=began))
    cast = call_up(procedure=procedure, at=began, since=began.date(), password=password)
    administrator = cast.standing(cast.administrator, began.date())
    calendar = adopt_proposed(years=range(began.year, at.year + 2), who=administrator, at=began)
    enter_regulations(who=administrator, at=began)
    return Stage(cast=cast, clock=OfficeClock(calendar=calendar, latest=at), procedure=procedure, at=at)


def play(script: Script, stage: Stage) -> int:
    """Bring a case to where its script lets it rest, and return its number. What is filed is Indonesian, whatever language the command speaks."""
    clock, cast = stage.clock, stage.cast
    seed = f"demonstration {SCRIPTS.index(script) + 1}"
    plan = Plan(seed=seed, outcomes=script.outcomes, paces={**_USUAL, **script.paces}, detours=script.detours, straight=True)
    rests_on = clock.back(clock.back(clock.calendar.local(stage.at).date(), 1), script.waited)
    opened = clock.morning(clock.back(rests_on, _days_before(script, stage.procedure, plan)), plan.rng("opening"))
    with override("id"):
        case_id = enter(cast=cast, unit=script.unit, title=script.title, purpose=script.purpose, plan=plan, at=opened)
        crew = Crew(Example(script.example)) if script.example else None
        walker = Walker(case_id=case_id, cast=cast, clock=clock, plan=plan, crew=crew)
        for _ in range(STEPS):
            if _arrived(walker, script) or walker.step() is None:
                break
        walker.begin()
        if script.aside[0]:
            walker.aside(*script.aside)
    return case_id


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
        days += plan.pace(activity, round_, None)
    return days
