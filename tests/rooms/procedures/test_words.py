"""Everything an SOP can say has words."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import date

import pytest
from django.utils import translation

from runut.core.procedure import Activity, Approval, HeldBy, Identity, Part, Participation, Procedure, TimeLimit, Unit
from runut.procedures import words
from runut.procedures.sheet import sheet, split_note

LANE = Participation(key="a", part=Part.ACTS)
SOP = Procedure(identity=Identity(name="Contoh"), performers=(), activities=(Activity(number=1, text="t", performers=(LANE,)),))


def test_no_part_of_an_sop_lacks_a_name() -> None:
    parts = {one.name for kind in (Identity, Activity) for one in fields(kind) if one.init} | {
        "name",
        "held_by",
        "lane",
        "activity",
        "day",
        "place",
    }
    assert parts == set(words.FIELDS)
    assert set(words.PARTS) == set(Part)
    assert set(words.HELD_BY) == set(HeldBy)
    assert set(words.UNITS) == set(Unit)


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (TimeLimit(low=3, high=3), "3 hari kerja"),
        (TimeLimit(low=1, high=2, unit=Unit.WEEK), "1 sampai 2 minggu"),
        (TimeLimit(low=90, high=90, unit=Unit.MINUTE), "90 menit"),
        (TimeLimit(follows="schedule"), "sesuai “schedule”"),
        (Approval(position="Kepala Biro", name="Contoh"), "Kepala Biro, Contoh"),
        (date(2021, 5, 12), "12 Mei 2021"),
        ({"approved": 2, "rejected": "end"}, "disetujui: kegiatan 2; tidak disetujui: proyek berakhir"),
        (HeldBy.TEAM, "tim yang ditunjuk dalam proyek"),
        (("satu", "dua"), "satu; dua"),
        ((), ""),
        (None, ""),
    ],
)
def test_a_value_is_said_in_the_language_of_the_reader(value: object, said: str) -> None:
    assert words.plain_words(value, SOP) == said


def test_days_are_calendar_days_where_the_sop_says_so() -> None:
    with translation.override("en"):
        assert words.time_words(TimeLimit(low=3, high=3), replace(SOP, day="calendar")) == "3 calendar days"
        assert words.plain_words("calendar", SOP, what="day") == "calendar days"


def test_a_row_is_uncertain_until_the_office_has_confirmed() -> None:
    asked = replace(SOP.activities[0], note="Dugaan. Perlu dipastikan.")
    sop = replace(SOP, activities=(asked,))
    assert sheet(sop, confirmed=False).uncertain == [1]
    assert sheet(sop, confirmed=True).uncertain == []
    assert sheet(sop, confirmed=False).rows[0].note == "Dugaan."
    assert split_note("Pasti.") == ("Pasti.", False)
