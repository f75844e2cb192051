"""The cast of every test: an office, its units and offices, and one invented person for each part.

Nobody here exists; every address ends in ``example.test``.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from importlib.resources import files

from runut.formats import toml
from runut.people import services
from runut.people.queries import Standing, offices, organisation, standing
from tests.remembering import remembered

PASSWORD = "kuda-laut-di-teluk-biru"
LONG_AGO = date(2025, 1, 1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Cast:
    """Numbers of the people, units and offices of a test; `standing` says where one of them stands on the day of the cast."""

    at: datetime
    administrator: int
    auditor: int
    user: int
    technical_one: int
    technical_two: int
    registrar: int
    developer_one: int
    developer_two: int
    division_head: int
    bureau_head: int
    outsider: int
    requesting_unit: int
    bureau: int
    other_unit: int
    offices: dict[str, int]

    @property
    def today(self) -> date:
        """The day of the cast, where the office is."""
        return organisation().today(self.at)

    def standing(self, user_id: int, on: date | None = None) -> Standing:
        """Return where somebody of the cast stands, on the day of the cast or another one."""
        return standing(user_id=user_id, on=on or self.today)


def cast(at: datetime, *, password: str | None = None) -> Cast:
    """Make the office and its people; with ``password`` (take `PASSWORD`) everybody can sign in, which costs a slow hash each.

    Raises:
        Refused: There is an office already.
    """
    return remembered(("cast", at, password), lambda: _made(at, password))


def _made(at: datetime, password: str | None) -> Cast:
    admin = services.found_organisation(
        name="Biro Pengadaan Barang dan Jasa (contoh)",
        region="Provinsi Contoh",
        administrator="Wati Contoh",
        email="administrator@example.test",
        password=password,
        at=at,
    )
    bureau, requesting, other = _units(at)
    performers = toml.load(files("runut.procedures").joinpath("shipped/pengembangan-aplikasi.toml").read_text("utf-8")).performers
    services.seed_offices(performers=performers, at=at)
    by_key = {office.key: office.id for office in offices(on=LONG_AGO)}

    def person(login: str, name: str, unit: int, position: str = "", *, auditor: bool = False) -> int:
        return services.create_user(
            email=f"{login}@example.test", name=name, unit_id=unit, position=position, auditor=auditor, password=password, who=None, at=at
        )

    def holder(login: str, name: str, key: str, position: str) -> int:
        made = person(login, name, bureau, position)
        services.appoint(office_id=by_key[key], user_id=made, from_on=LONG_AGO, who=None, at=at)
        return made

    return Cast(
        at=at,
        administrator=admin,
        auditor=person("auditor", "Ujang Contoh", bureau, "Auditor", auditor=True),
        user=person("pengguna", "Putri Contoh", requesting, "Analis Layanan"),
        technical_one=holder("teknis.satu", "Tono Contoh", "technical_team", "Pranata Komputer"),
        technical_two=holder("teknis.dua", "Tini Contoh", "technical_team", "Pranata Komputer"),
        registrar=holder("subbag", "Sari Contoh", "system_development", "Kepala Subbagian Pengembangan Sistem"),
        developer_one=person("pengembang.satu", "Dewi Contoh", bureau, "Pengembang"),
        developer_two=person("pengembang.dua", "Dodi Contoh", bureau, "Pengembang"),
        division_head=holder("kabid", "Karta Contoh", "division_head", "Kepala Bidang Pengelolaan LPSE"),
        bureau_head=holder("karo", "Rina Contoh", "bureau_head", "Kepala Biro"),
        outsider=person("luar", "Lukman Contoh", other, "Staf"),
        requesting_unit=requesting,
        bureau=bureau,
        other_unit=other,
        offices=by_key,
    )


def _units(at: datetime) -> tuple[int, int, int]:
    def unit(name: str, code: str) -> int:
        return services.create_unit(name=name, code=code, who=None, at=at)

    return (
        unit("Biro Pengadaan Barang dan Jasa (contoh)", "BPBJ"),
        unit("Dinas Pelayanan Contoh", "DINAS-1"),
        unit("Badan Lain Contoh", "BADAN-1"),
    )
