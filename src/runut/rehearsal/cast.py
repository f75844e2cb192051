"""The invented people of a rehearsal: nobody exists, every name ends in "Contoh", every address in ``contoh.example``."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Final

from runut.core.procedure import HeldBy, Procedure
from runut.people import services
from runut.people.queries import Standing, holders, offices, standing

DOMAIN: Final = "contoh.example"
OFFICE: Final = "Biro Pengadaan Barang dan Jasa (contoh)"
REGION: Final = "Provinsi Contoh"
UNITS: Final = (
    ("Dinas Pelayanan Terpadu (contoh)", "DPT"),
    ("Dinas Pertanian (contoh)", "DISTAN"),
    ("Badan Arsip Daerah (contoh)", "ARSIP"),
)
_NAMES: Final = ("Tono", "Tini", "Sari", "Surya", "Karta", "Rina", "Joko", "Lina", "Bima", "Wulan", "Yoga", "Ratih", "Seno", "Mira")
_DEVELOPERS: Final = ("Dewi", "Dodi", "Dian", "Damar")
_USERS: Final = (("Putri", 0), ("Pandu", 1), ("Prita", 2), ("Pranata", 1))
"""The people of the requesting units; the first three ask, each for the unit with this index."""
_SHORT: Final = {
    "technical_team": ("teknis", 2),
    "system_development": ("subbag", 1),
    "division_head": ("kabid", 1),
    "bureau_head": ("karo", 1),
}
"""How the addresses of the shipped SOP's offices begin, and how many hold each; other SOPs take the key and two people."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """An account to show to whoever tries the demonstration: who, and as what."""

    email: str
    name: str
    part: str


@dataclass(slots=True, kw_only=True)
class Cast:
    """The people by number. ``standing`` remembers where somebody stood on a day, because nothing changes in between."""

    administrator: int
    units: list[tuple[int, str]]
    users: list[int]
    developers: list[int]
    accounts: list[Account]
    _standings: dict[tuple[int, date], Standing] = field(default_factory=dict)
    _holders: dict[tuple[str, date], list[int]] = field(default_factory=dict)

    def standing(self, user_id: int, on: date) -> Standing:
        """Return where somebody stands on a day."""
        if (user_id, on) not in self._standings:
            self._standings[user_id, on] = standing(user_id=user_id, on=on)
        return self._standings[user_id, on]

    def holders(self, key: str, on: date) -> list[int]:
        """Return who holds an office on a day, by number."""
        if (key, on) not in self._holders:
            self._holders[key, on] = [one.user_id for one in holders([key], on=on)[key]]
        return self._holders[key, on]


def call_up(*, procedure: Procedure, at: datetime, since: date, password: str | None = None) -> Cast:
    """Found the invented office and its people for ``procedure``; they hold their offices from ``since`` on.

    Raises:
        Refused: This installation has an office.
    """
    accounts = [Account(email=_address("administrator"), name="Wati Contoh", part="Administrator")]
    administrator = services.found_organisation(
        name=OFFICE,
        region=REGION,
        administrator=accounts[0].name,
        email=accounts[0].email,
        password=password,
        is_demonstration=True,
        at=at,
    )
    letterhead = {"address": "Jalan Contoh Nomor 1", "telephone": "(0000) 000000", "email": _address("biro")}
    services.change_organisation(name=OFFICE, region=REGION, who=None, at=at, **letterhead)
    bureau = services.create_unit(name=OFFICE, code="BPBJ", who=None, at=at)
    units = [(services.create_unit(name=name, code=code, who=None, at=at), name) for name, code in UNITS]
    services.seed_offices(performers=procedure.performers, at=at)
    hire = _Hiring(at=at, password=password, accounts=accounts)
    hire.person("auditor", "Ujang", part="Auditor", unit_id=bureau, auditor=True)
    users = [
        hire.person(f"pengguna.{number}", name, part=f"Pengguna, {units[unit][1]}", unit_id=units[unit][0])
        for number, (name, unit) in enumerate(_USERS, 1)
    ]
    developers = [
        hire.person(f"pengembang.{number}", name, part="Tim Pengembangan Sistem Informasi", unit_id=bureau)
        for number, name in enumerate(_DEVELOPERS, 1)
    ]
    _appoint(procedure, hire, bureau, since)
    return Cast(administrator=administrator, units=units, users=users, developers=developers, accounts=accounts)


@dataclass(slots=True, kw_only=True)
class _Hiring:
    at: datetime
    password: str | None
    accounts: list[Account]

    def person(self, login: str, name: str, *, part: str, unit_id: int, auditor: bool = False) -> int:
        account = Account(email=_address(login), name=f"{name} Contoh", part=part)
        self.accounts.append(account)
        return services.create_user(
            email=account.email,
            name=account.name,
            position=part,
            unit_id=unit_id,
            auditor=auditor,
            password=self.password,
            who=None,
            at=self.at,
        )


def _appoint(procedure: Procedure, hire: _Hiring, bureau: int, since: date) -> None:
    by_key = {one.key: one for one in offices(on=since)}
    names = iter(_NAMES)
    for performer in procedure.performers:
        if performer.held_by is not HeldBy.OFFICE:
            continue
        login, count = _SHORT.get(performer.key, (performer.key.replace("_", "."), 2))
        for number in range(1, count + 1):
            own = f"{login}.{number}" if count > 1 else login
            user = hire.person(own, next(names, f"Pegawai {own}"), part=performer.name, unit_id=bureau)
            services.appoint(office_id=by_key[performer.key].id, user_id=user, from_on=since, who=None, at=hire.at)


def _address(login: str) -> str:
    return f"{login}@{DOMAIN}"
