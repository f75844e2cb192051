"""Schedules as files of other programs: what is written is read back, and half a file gets a sentence."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

import pytest
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from runut.base.sheets import Table, read_table
from runut.core.errors import Invalid
from runut.planning.exchange.features import COLUMNS as FEATURE_COLUMNS
from runut.planning.exchange.msproject import NAMESPACE, ProjectTask, project_xml, read_project
from runut.planning.exchange.tasks import COLUMNS as TASK_COLUMNS
from runut.planning.exchange.tasks import Bounds, read_day, read_tasks, read_waits
from runut.planning.views.feature_import import Features
from runut.planning.views.importing import Importer
from runut.planning.views.task_import import Tasks

BOUNDS = Bounds(name=200, note=4000, days=999, lag=365)
PROJECT = f"""<?xml version="1.0" encoding="UTF-8"?>
<Project xmlns="{NAMESPACE}"><SaveVersion>14</SaveVersion><MinutesPerDay>480</MinutesPerDay>
<Tasks>
<Task><UID>0</UID><Name>Proyek</Name><Summary>1</Summary></Task>
<Task><UID>1</UID><ID>1</ID><Name>Tahap satu</Name><Duration>PT80H0M0S</Duration><Summary>1</Summary></Task>
<Task><UID>7</UID><Name>Rancang &amp; bahas</Name><Duration>PT40H0M0S</Duration><Summary>0</Summary><ConstraintType>4</ConstraintType>
<ConstraintDate>2026-12-01T08:00:00</ConstraintDate><Notes>Bersama unit</Notes></Task>
<Task><UID>8</UID><Name>Bangun</Name><Duration>PT20H30M0S</Duration>
<PredecessorLink><PredecessorUID>7</PredecessorUID><Type>1</Type><LinkLag>9600</LinkLag></PredecessorLink>
<PredecessorLink><PredecessorUID>1</PredecessorUID><Type>1</Type></PredecessorLink></Task>
<Task><UID>9</UID><Name>Siap</Name><Duration>PT0H0M0S</Duration><Milestone>1</Milestone>
<PredecessorLink><PredecessorUID>8</PredecessorUID><Type>3</Type></PredecessorLink>
<PredecessorLink><PredecessorUID>7</PredecessorUID><Type>1</Type><LinkLag>-4800</LinkLag></PredecessorLink></Task>
<Task><UID>10</UID><IsNull>1</IsNull></Task>
</Tasks>
<Resources><Resource><UID>3</UID><Name>Dewi Contoh</Name></Resource></Resources>
<Assignments><Assignment><TaskUID>7</TaskUID><ResourceUID>3</ResourceUID></Assignment></Assignments>
</Project>"""


def read(table: Table) -> tuple[list[tuple[int | None, str, int, str]], list[tuple[int, str]]]:
    lines, faults = read_tasks(table, BOUNDS)
    said = [(one.number, one.name, one.days, ", ".join(f"{number}+{lag}" for number, lag in one.after)) for one in lines]
    return said, [(one.row, one.reason.code) for one in faults]


def test_an_ms_project_file_gives_its_tasks_and_says_what_it_left_out() -> None:
    table, left = read_project("rencana.xml", PROJECT.encode())
    found, faults = read(table)
    assert faults == []
    assert found == [(1, "Rancang & bahas", 5, ""), (2, "Bangun", 3, "1+2"), (3, "Siap", 0, "1+0")]
    line = read_tasks(table, BOUNDS)[0][0]
    assert (line.starts_on, line.expert, line.note) == (date(2026, 12, 1), "Dewi Contoh", "Bersama unit")
    assert (left.summaries, left.links, left.leads) == (1, 2, 1)


@pytest.mark.parametrize("share", [0.1, 0.5, 0.9, 0.99])
def test_an_ms_project_file_that_breaks_off_gets_a_sentence(share: float) -> None:
    with pytest.raises(Invalid) as refused:
        read_project("rencana.xml", PROJECT.encode()[: int(len(PROJECT.encode()) * share)])
    assert refused.value.code == "project_unreadable"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("<Project/>", "project_foreign"),
        ("<html><body/></html>", "project_foreign"),
        ("<", "project_unreadable"),
        (f'<!DOCTYPE p [<!ENTITY a "b">]><Project xmlns="{NAMESPACE}">&a;</Project>', "project_unreadable"),
        (f'<Project xmlns="{NAMESPACE}"><MinutesPerDay>delapan</MinutesPerDay></Project>', "project_unreadable"),
        (f'<Project xmlns="{NAMESPACE}"/>', "table_empty"),
        (f'<Project xmlns="{NAMESPACE}">' + "<Task><UID>1</UID></Task>" * 5_010 + "</Project>", "table_rows_many"),
    ],
)
def test_what_is_no_project_gets_a_sentence(text: str, code: str) -> None:
    with pytest.raises(Invalid) as refused:
        read(read_project("rencana.xml", text.encode())[0])
    assert refused.value.code == code


@given(
    st.lists(
        st.tuples(
            st.text(st.characters(exclude_categories=("Cc", "Cs")), min_size=1, max_size=30).map(str.strip).filter(bool), st.integers(0, 30)
        ),
        min_size=1,
        max_size=8,
    )
)
def test_what_is_written_for_ms_project_is_read_back(rows: list[tuple[str, int]]) -> None:
    day = date(2026, 12, 1)
    tasks = [
        ProjectTask(
            number=place,
            name=name,
            note="",
            days=days,
            starts_on=day,
            ends_on=day,
            not_before=day if place == 1 else None,
            after=((place - 1, place % 3),) if place > 1 else (),
            expert="Dewi",
            done=False,
        )
        for place, (name, days) in enumerate(rows, 1)
    ]
    table, left = read_project("a.xml", b"".join(project_xml("Uji", tasks, starts_on=day, week=range(5))))
    names = ["".join(one for one in name if one not in "\ufffe\uffff").strip() for name, _days in rows]
    found = [(row[1], int(row[2]), row[5]) for row in table[1:]]
    wanted = [
        (name, days, "" if place == 1 else f"{place - 1}+{place % 3}" if place % 3 else str(place - 1))
        for place, (name, (_name, days)) in enumerate(zip(names, rows, strict=True), 1)
    ]
    assert found == wanted and (left.summaries, left.links, left.leads) == (0, 0, 0)
    assert table[1][3] == "2026-12-01" and table[1][6] == "Dewi"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("", ()),
        ("3", ((3, 0),)),
        ("3, 5+2", ((3, 0), (5, 2))),
        ("#3; 5FS+2d", ((3, 0), (5, 2))),
        ("3+2 hari", ((3, 2),)),
        ("3,,", ((3, 0),)),
        ("tiga", None),
        ("3-1", None),
        ("3SS", None),
    ],
)
def test_what_a_task_waits_for_is_written_shortly(text: str, found: object) -> None:
    assert read_waits(text) == found


def test_days_are_read_as_people_write_them() -> None:
    assert {read_day(one) for one in ("2026-12-01", "1/12/2026", "01.12.2026", "2026-12-01T08:00:00")} == {date(2026, 12, 1)}
    assert read_day("") is None
    for text in ("31/31/2026", "besok", "2026-13-01"):
        with pytest.raises(ValueError, match=r"\w"):
            read_day(text)


def test_every_fault_of_a_table_is_named_with_its_row() -> None:
    rows = [
        "No;Pekerjaan;Hari kerja;Menunggu;Tidak sebelum;Selesai tetap",
        "1;Rancang;5;;;",
        "2;;3;;;",
        "3;Bangun;lima;1;;",
        "4;Uji;2;x;;",
        "5;Serah;2;99;;",
        "1;Dua kali;1;;;",
        "7;Rapat;1;;besok;",
        "8;Latih;1;;2026-12-02;2026-12-01",
        "9;Sendiri;1;9;;",
    ]
    found, faults = read(read_table("a.csv", "\n".join(rows).encode()))
    assert [one[1] for one in found] == ["Rancang", "Serah", "Sendiri"]
    assert faults == [
        (3, "table_cell_missing"),
        (4, "task_days"),
        (5, "task_after_unreadable"),
        (6, "task_unknown"),
        (7, "task_number_twice"),
        (8, "task_day_unreadable"),
        (9, "task_dates"),
        (10, "task_itself"),
    ]


@pytest.mark.parametrize("language", ["id", "en"])
@pytest.mark.parametrize(("kind", "columns"), [(Features(), FEATURE_COLUMNS), (Tasks(), TASK_COLUMNS)], ids=["features", "tasks"])
def test_every_column_that_the_page_of_an_import_names_is_understood(
    language: str, kind: Importer, columns: Mapping[str, Sequence[str]]
) -> None:
    with override(language):
        said = str(kind.lead)
    named = said.partition(":")[2].partition(".")[0].strip().split(", ")
    known = {name for names in columns.values() for name in names}
    assert len(named) > 3
    assert [one for one in named if one not in known] == []
