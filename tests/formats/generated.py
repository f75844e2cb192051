"""Procedures that nobody wrote, of every shape that a flowchart must bear; whether every activity is reached does not matter here."""

from __future__ import annotations

import os

from hypothesis import settings
from hypothesis import strategies as st

from runut.core.procedure import END, Activity, Identity, Part, Participation, Performer, Procedure
from runut.formats.flowchart import UNKNOWN

OUTCOMES = ("approved", "rejected", "postponed", "perlu_perbaikan_dan_dilengkapi_kembali_oleh_pemohon", "x")
LABELS = {"approved": "Ya", "rejected": "Tidak", "postponed": "Ditunda sampai lengkap"}
thorough = settings(max_examples=4000 if os.environ.get("RUNUT_TEST_THOROUGH") else 60, deadline=None)


@st.composite
def procedures(draw: st.DrawFn, rows: int = 12, lanes: int = 7) -> Procedure:
    """Any number of performers and activities; each decision has any outcomes, to any activity, to the end or, as in a sketch, nowhere yet;
    some rows lead elsewhere.
    """
    many, last = draw(st.integers(1, lanes)), draw(st.integers(1, rows))
    return Procedure(
        identity=Identity(name="SOP"),
        performers=tuple(Performer(key=f"p{place}", name=f"Pelaksana {place}") for place in range(many)),
        activities=tuple(draw(_activities(number, last, many)) for number in range(1, last + 1)),
    )


@st.composite
def _activities(draw: st.DrawFn, number: int, last: int, lanes: int) -> Activity:
    order = draw(st.permutations(range(lanes)))
    present = order[: draw(st.integers(1, min(lanes, 5)))]
    turns = draw(st.integers(1, len(present)))
    parts = [draw(st.sampled_from([Part.ACTS, Part.RECEIVES])) if place < turns else Part.ATTENDS for place in range(len(present))]
    decision: dict[str, int | str] = {}
    if draw(st.booleans()):
        parts[turns - 1] = Part.DECIDES
        outcomes = draw(st.lists(st.sampled_from(OUTCOMES), min_size=2, max_size=5, unique=True))
        decision = {one: draw(st.sampled_from([END, UNKNOWN, min(number + 1, last), *range(1, last + 1)])) for one in outcomes}
    performers = [Participation(key=f"p{lane}", part=part) for lane, part in zip(present, parts, strict=True)]
    if draw(st.integers(0, 9)) == 0:  # the same performer twice: first acts, then has another part
        performers.insert(0, Participation(key=draw(st.sampled_from(performers)).key, part=Part.ACTS))
    then = None
    if not decision and draw(st.integers(0, 3)) == 0:
        elsewhere: list[int | str] = [
            one for one in [*range(1, last + 1), END, UNKNOWN] if one not in (number, number + 1, END if number == last else 0)
        ]
        then = draw(st.sampled_from([None, *elsewhere]))
    return Activity(number=number, text="Kegiatan", performers=tuple(performers), decision=decision, then=then)
