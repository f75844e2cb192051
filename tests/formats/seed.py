"""The shipped SOP in the form of the sheet that it came from: tabs, a second head whose last cells are shifted, lists on one line."""

from __future__ import annotations

import io
import tomllib
from collections.abc import Mapping
from importlib.resources import files
from typing import Any, Final

from runut.formats.draft import Draft
from runut.formats.reading import read

SHIPPED: Final[Mapping[str, Any]] = tomllib.loads(
    files("runut.procedures").joinpath("shipped/pengembangan-aplikasi.toml").read_text("utf-8")
)
OUR_ADDITIONS: Final = frozenset({"plan_presentation", "result_presentation"})
"""Outputs that the sheet does not have."""
NIP: Final = "19700101 199501 1 009"


def reading(text: str | bytes, name: str = "sop.txt") -> Draft:
    """What `read` makes of ``text``."""
    return read(name, io.BytesIO(text if isinstance(text, bytes) else text.encode()))


def seed() -> str:
    """The sheet, with an invented NIP."""
    head, signed = SHIPPED["procedure"], SHIPPED["procedure"]["approved_by"]
    return "\n".join(
        [
            *("", "", "", *(one.upper() for one in head["organisation"]), ""),
            "Nomor SOP\t",
            "Tanggal Pembuatan\t12 April 2021",
            "Tanggal Revisi\t",
            "Tanggal Efektif\t12 Mei 2021",
            f"Disahkan oleh\t{signed['position']}  {signed['name']} NIP. {NIP}",
            f"Nama SOP\t{head['name']}",
            "",
            "Dasar Hukum\tKualifikasi pelaksana",
            f"{_in_line(head['legal_basis'])}\t{head['qualifications'][0]}",
            "Keterkaitan\tPeralatan/perlengkapan",
            f"\t{_in_line(head['equipment'])}",
            "Peringatan\tPencatatan dan pendataan",
            "",
            "No\tUraian Kegiatan\tPelaksana\t\t\t\t\tMutu Baku\t\t\tKeterangan\t",
            "\t\t" + "\t".join(one["name"] for one in SHIPPED["performer"]) + "\tPersyaratan\tWaktu\t\tOutput",
            *("\t".join(_row(one)) for one in SHIPPED["activity"]),
        ]
    )


def _row(activity: Mapping[str, Any]) -> list[str]:
    lanes = [""] * len(SHIPPED["performer"])
    if activity["number"] == 1:
        lanes[2] = "Mulai"
    if activity["number"] == 9:
        lanes[0] = "Tidak"
    time = activity["time"]
    names = [one["name"] for one in activity.get("outputs", ()) if one["key"] not in OUR_ADDITIONS]
    needed = [one["name"] for one in activity.get("requirements", ())]
    commas = activity["number"] in {2, 3}
    waits = "Sesuai Jadwal" if "as" in time else f"{time['amount']} Hari"
    return [
        str(activity["number"]),
        activity["text"],
        *lanes,
        ", ".join(needed) if commas else _in_line(needed),
        waits,
        _in_line(names),
        "",
    ]


def _in_line(entries: list[str]) -> str:
    return entries[0] if len(entries) == 1 else " ".join(f"{number}. {one}" for number, one in enumerate(entries, 1))
