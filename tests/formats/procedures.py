"""Procedures of every shape that the file allows, in the words of real SOPs: what reading, drawing, printing and exchange are tried on.

    @given(procedures())
    @given(procedures(activities=40, performers=9))
    @given(tables())                                   # the plain data, in the form of the file

Small ones come first, and a failing one is shrunk to the rows that matter. `grown` makes one big procedure, always the same.
"""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from typing import Any, Final

from hypothesis import strategies as st

from runut.core.building import build
from runut.core.errors import ProcedureInvalid
from runut.core.procedure import Procedure
from tests.core.procedures import whole

Data = dict[str, Any]

LANES: Final = (
    "Pengguna",
    "Kepala Biro",
    "Kepala Bidang Pengelolaan LPSE",
    "Subbag Pengembangan Sistem",
    "Tim Teknis",
    "Tim Pengembangan Sistem Informasi",
    "Sekretaris",
    "Bendahara",
    "PPK",
    "Pengadministrasi Umum",
    "Kasubbag TU & Kepegawaian",
    "Pejabat <Eselon III>",
)
_SENTENCES: Final = (
    "Menerima surat dan mencatatnya dalam agenda",
    "Memeriksa kelengkapan berkas. Jika lengkap dilanjutkan, jika tidak lengkap dikembalikan kepada pemohon",
    "Menyusun konsep “Nota Dinas” beserta lampirannya, lalu menyampaikannya kepada pimpinan untuk diparaf",
    "Menandatangani",
    "Mengirim & mengarsipkan: 1) asli; 2) salinan <dua rangkap>",
    "Melakukan verifikasi\nterhadap:\n\t- data\n\t- dokumen",
)
_PAPERS: Final = (
    "Surat",
    "Berkas permohonan",
    "Konsep nota dinas",
    "Lembar disposisi",
    "Laporan hasil verifikasi, 2 (dua) rangkap",
    "Agenda & ATK",
)
_SHOWN: Final = st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufffe\uffff")
_OUTCOMES: Final = ("approved", "rejected", "postponed", "returned_to_sender")

_odd: Final = st.text(_SHOWN, min_size=1, max_size=16)
_sentences: Final = st.sampled_from(_SENTENCES) | _odd
_papers: Final = st.sampled_from(_PAPERS) | _odd
_lists: Final = st.lists(_sentences, min_size=1, max_size=3)
_dates: Final = st.dates()

_HEAD: Final[Mapping[str, st.SearchStrategy[Any]]] = {
    "number": _odd,
    "organisation": _lists,
    "created_on": _dates,
    "revised_on": _dates,
    "effective_on": _dates,
    "approved_by": st.fixed_dictionaries({"position": _sentences}, optional={"name": _odd}),
    "legal_basis": _lists,
    "qualifications": _lists,
    "related": _lists,
    "equipment": _lists,
    "warnings": _lists,
    "records": _lists,
    "day": st.sampled_from(["working", "calendar"]),
}
_TIMES: Final = st.one_of(
    st.builds(
        lambda amount, unit: {"amount": amount, "unit": unit},
        st.integers(1, 60),
        st.sampled_from(["minute", "hour", "day", "week", "month"]),
    ),
    st.builds(lambda low, more: {"amount": [low, low + more], "unit": "day"}, st.integers(1, 5), st.integers(1, 5)),
)


@st.composite
def tables(draw: st.DrawFn, *, activities: int = 12, performers: int = 6) -> Data:
    """Plain data of a procedure that `build` takes, with at most this many rows and columns."""
    columns = draw(st.integers(1, performers))
    keys = [f"lane_{number}" for number in range(1, columns + 1)]
    last = draw(st.integers(1, activities))
    made: list[str] = []
    data: Data = {
        "procedure": {"name": draw(_sentences)} | draw(st.fixed_dictionaries({}, optional=dict(_HEAD))),
        "performer": [
            {"key": key, "name": LANES[place % len(LANES)], "held_by": draw(st.sampled_from(["office", "unit", "team"]))}
            for place, key in enumerate(keys)
        ],
        "activity": [_row(draw, number, last, keys, made) for number in range(1, last + 1)],
    }
    return _passable(data)


def procedures(*, activities: int = 12, performers: int = 6) -> st.SearchStrategy[Procedure]:
    """Checked procedures with at most this many rows and columns."""
    return tables(activities=activities, performers=performers).map(whole)


def _row(draw: st.DrawFn, number: int, last: int, keys: Sequence[str], made: list[str]) -> Data:
    decides = draw(st.integers(0, 2)) == 2
    row: Data = {"number": number, "text": draw(_sentences), "performers": _performers(draw, keys, decides=decides)}
    wanted = draw(st.lists(st.sampled_from([*made, f"from_outside_{number}", f"paper_{number + 1}_0"]), max_size=3, unique=True))
    row["requirements"] = [{"key": key, "name": draw(_papers)} for key in wanted]
    left = [f"paper_{number}_{place}" for place in range(draw(st.integers(0, 2)))]
    if made and draw(st.integers(0, 4)) == 4:
        left.append(draw(st.sampled_from(made)))
    row["outputs"] = [{"key": key, "name": draw(_papers)} for key in dict.fromkeys(left)]
    times: st.SearchStrategy[Any] = _TIMES | st.none()
    if made:
        times = times | st.builds(lambda key: {"as": key}, st.sampled_from(made))
    if limit := draw(times):
        row["time"] = limit
    if draw(st.booleans()):
        row["note"] = draw(_sentences)
    if decides:
        targets = st.sampled_from([number + 1 if number < last else "end", *range(1, last + 1), "end"])
        row["decision"] = {outcome: draw(targets) for outcome in _OUTCOMES[: draw(st.integers(2, len(_OUTCOMES)))]}
    elif draw(st.integers(0, 3)) == 3:
        row["then"] = draw(st.sampled_from([*range(1, last + 1), "end"]))
    made += [key for key in left if key not in made]
    return row


def _performers(draw: st.DrawFn, keys: Sequence[str], *, decides: bool) -> list[Data]:
    """Who certifies, in turn, the one who decides last; who attends, anywhere between; now and then somebody twice."""
    certify = draw(st.lists(st.sampled_from(keys), min_size=1, max_size=3, unique=draw(st.integers(0, 9)) < 9))
    found = [{"key": key, "part": draw(st.sampled_from(["acts", "acts", "receives"]))} for key in certify]
    if decides:
        found[-1]["part"] = "decides"
    free = [key for key in keys if key not in certify]
    for key in draw(st.lists(st.sampled_from(free), max_size=2, unique=True)) if free else []:
        found.insert(draw(st.integers(0, len(found))), {"key": key, "part": "attends"})
    return found


def _passable(data: Data) -> Data:
    """Return ``data`` whose every activity is reached and ends: where it is not so, first outcomes lead on, past a row that leads elsewhere."""
    try:
        build(data)
    except ProcedureInvalid:
        rows = data["activity"]
        for place, row in enumerate(rows):
            onward = row["number"] + 1 if row["number"] < len(rows) else "end"
            if "then" in row and not (place and "decision" in rows[place - 1] and row is not rows[-1]):
                del row["then"]
            if "decision" in row:
                row["decision"]["approved"] = onward
            if "then" in row:
                row["then"] = "end" if row["then"] == "end" or row["then"] >= row["number"] else row["then"]
                rows[place - 1]["decision"] |= {"approved": onward, "rejected": row["number"]}
    return data


def grown(activities: int, *, performers: int = 8, seed: int = 1) -> Procedure:
    """One procedure of this size in the words of real SOPs, the same for the same arguments: for benchmarks and big drawings."""
    dice = random.Random(seed)
    rows: list[Data] = []
    for number in range(1, activities + 1):
        decides = number % 5 == 0
        lanes = dice.sample(range(1, performers + 1), k=min(performers, dice.choice([1, 1, 2])))
        parts = ["acts"] * (len(lanes) - 1) + ["decides" if decides else "acts"]
        row: Data = {
            "number": number,
            "text": dice.choice(_SENTENCES),
            "performers": [{"key": f"lane_{lane}", "part": part} for lane, part in zip(lanes, parts, strict=True)],
            "requirements": [{"key": f"paper_{number - 1}" if number > 1 else "letter", "name": dice.choice(_PAPERS)}],
            "outputs": [{"key": f"paper_{number}", "name": dice.choice(_PAPERS)}],
            "time": {"amount": dice.randint(1, 5), "unit": "day"},
        }
        if decides:
            row["decision"] = {
                "approved": number + 1 if number < activities else "end",
                "rejected": dice.randint(max(1, number - 4), number),
            }
        rows.append(row)
    lanes_ = [{"key": f"lane_{number}", "name": LANES[(number - 1) % len(LANES)]} for number in range(1, performers + 1)]
    return whole({"procedure": {"name": f"Prosedur {activities} kegiatan"}, "performer": lanes_, "activity": rows})
