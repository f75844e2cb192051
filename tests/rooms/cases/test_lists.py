"""Who sees which case, where it is found, and that a longer list or history asks no more of the database."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from runut.base.paging import Page
from runut.cases import queries, services
from runut.cases.queries import CaseRow, Filters
from runut.core.errors import NotFound
from tests.builders import Story, another, begin
from tests.cast import Cast


def listed(story: Story, person: str, **filters: object) -> list[str]:
    who = story.cast.standing(getattr(story.cast, person))
    page = queries.case_list(filters=Filters(**filters), who=who, at=story.at)  # type: ignore[arg-type]
    return [row.title for row in page.rows]


def test_people_see_the_cases_of_their_unit_their_team_and_by_office_all(office: Cast) -> None:
    story = begin(office, to=3)
    for person in ("administrator", "auditor", "technical_one", "bureau_head", "user", "developer_one"):
        assert listed(story, person) == ["Sistem Antrean"], person
    assert listed(story, "outsider") == []
    with pytest.raises(NotFound):
        queries.access_case(case_id=story.case_id, who=office.standing(office.outsider))


def test_who_left_the_team_still_sees_the_case_but_has_no_turn(office: Cast) -> None:
    story = begin(office, to=2)
    story.name_team(office.outsider, office.developer_one)
    story.name_team(office.developer_one)
    later = story.at + timedelta(days=2)
    who = office.standing(office.outsider)
    assert listed(story, "outsider") == ["Sistem Antrean"]
    assert queries.my_work(who=who, at=later).rows == []


@pytest.mark.parametrize("text", ["antrean", "Antre", "loket antrean", "mengurangi", "pelayanan", "ANTREAN sist"])
def test_a_case_is_found_by_stems_and_beginnings(story: Story, text: str) -> None:
    assert listed(story, "registrar", text=text) == ["Sistem Antrean"]


@pytest.mark.parametrize("text", ["benih", "antrean benih", "'; DROP TABLE cases_case; --", '"', "*", "a:* & !b"])
def test_words_that_are_not_there_find_nothing_and_break_nothing(story: Story, text: str) -> None:
    assert listed(story, "registrar", text=text) == []


def test_a_case_is_found_by_its_number_once_it_has_one(story: Story) -> None:
    story.to(2)
    assert listed(story, "registrar", text="PA-2026-0001") == ["Sistem Antrean"]


def test_a_search_shows_the_newest_request_first_and_leads_back(office: Cast) -> None:
    begin(office)
    for number in range(4):
        another(office, title=f"Antrean {number}")
    who = office.standing(office.registrar)

    def page(cursor: str) -> Page[CaseRow]:
        return queries.case_list(filters=Filters(text="antrean"), who=who, at=office.at, cursor=cursor, size=2)

    first = page("")
    second = page(first.next_cursor)
    assert [row.title for row in first.rows + second.rows] == ["Antrean 3", "Antrean 2", "Antrean 1", "Antrean 0"]
    assert page(second.previous_cursor).rows == first.rows


def test_a_search_does_not_find_what_the_reader_may_not_see(story: Story) -> None:
    assert listed(story, "outsider", text="antrean") == []


def test_the_register_is_filtered_and_sorted(office: Cast) -> None:
    story = begin(office, to=2)
    other = another(office, title="Arsip Surat")
    services.hold(case_id=other.case_id, why="x", who=office.standing(office.registrar), at=other.at)
    assert listed(story, "registrar", status="held") == ["Arsip Surat"]
    assert listed(story, "registrar", activity=2) == ["Sistem Antrean"]
    assert listed(story, "registrar", unit_id=office.other_unit) == []
    assert listed(story, "registrar", sort="title") == ["Arsip Surat", "Sistem Antrean"]
    assert listed(story, "registrar", sort="-title") == ["Sistem Antrean", "Arsip Surat"]
    story.at += timedelta(days=30)
    assert listed(story, "registrar", late=True) == ["Sistem Antrean"]


def test_the_calendar_of_deadlines_knows_mine_from_all(office: Cast) -> None:
    story = begin(office)

    def due(person: str, *, mine: bool) -> int:
        who = office.standing(getattr(office, person))
        return len(queries.deadlines(who=who, since=story.at, until=story.at + timedelta(days=30), at=story.at, mine=mine))

    assert (due("registrar", mine=True), due("technical_one", mine=True), due("technical_one", mine=False)) == (1, 0, 1)
    story.to(3)
    assert (due("developer_one", mine=True), due("registrar", mine=True)) == (1, 0)


def test_what_is_mine_is_the_same_by_either_question(office: Cast) -> None:
    stories = [begin(office, to=3), another(office, title="Dua").to(5), another(office, title="Tiga")]
    until = stories[0].at + timedelta(days=400)
    for person in ("registrar", "technical_one", "technical_two", "developer_one", "division_head", "user", "outsider"):
        who = office.standing(getattr(office, person))
        work = {row.id for row in queries.my_work(who=who, at=stories[0].at).rows}
        mine = {row.id for row in queries.deadlines(who=who, since=office.at, until=until, at=stories[0].at, mine=True)}
        assert work == mine, person


def test_what_waits_for_others_is_followed_by_the_unit_and_the_team(office: Cast) -> None:
    story = begin(office, to=3)
    held = another(office, title="Arsip Surat")
    services.hold(case_id=held.case_id, why="x", who=office.standing(office.registrar), at=held.at)

    def followed(person: str) -> list[str]:
        return [row.title for row in queries.followed(who=office.standing(getattr(office, person)), at=story.at)]

    assert sorted(followed("user")) == ["Arsip Surat", "Sistem Antrean"]
    assert followed("developer_one") == [], "it is their turn"
    assert followed("outsider") == []
    story.to(5)
    assert followed("developer_one") == ["Sistem Antrean"]


def test_heads_see_what_is_late_and_what_is_held_with_why(office: Cast) -> None:
    story = begin(office)
    held = another(office, title="Arsip Surat")
    services.hold(case_id=held.case_id, why="Menunggu anggaran", who=office.standing(office.registrar), at=held.at)
    behind = queries.behind(who=office.standing(office.bureau_head), at=story.at + timedelta(days=30))
    assert [(one.row.title, one.since) for one in behind.late] == [("Sistem Antrean", office.at)]
    assert [(one.row.title, one.why) for one in behind.held] == [("Arsip Surat", "Menunggu anggaran")]
    assert not behind.more


def test_paging_passes_every_case_once(office: Cast) -> None:
    begin(office)
    for number in range(6):
        another(office, title=f"Nomor {number}")
    who = office.standing(office.registrar)
    fetches: list[Callable[[str], Page[CaseRow]]] = [
        lambda cursor: queries.case_list(filters=Filters(), who=who, at=office.at, cursor=cursor, size=3),
        lambda cursor: queries.case_list(filters=Filters(text="dinas"), who=who, at=office.at, cursor=cursor, size=3),
        lambda cursor: queries.case_list(filters=Filters(text="dinas", sort="title"), who=who, at=office.at, cursor=cursor, size=3),
        lambda cursor: queries.my_work(who=who, at=office.at, cursor=cursor, size=3),
    ]
    for fetch in fetches:
        found: list[int] = []
        cursor = ""
        while True:
            page = fetch(cursor)
            found += [row.id for row in page.rows]
            cursor = page.next_cursor
            if not cursor:
                break
        assert len(found) == len(set(found)) == 7


# --- queries


def queries_of(story: Story) -> dict[str, int]:
    office, at = story.cast, story.at
    who = office.standing(office.registrar)
    head = office.standing(office.bureau_head)
    case = queries.access_case(case_id=story.case_id, who=who)
    asked: dict[str, Callable[[], object]] = {
        "list": lambda: queries.case_list(filters=Filters(), who=who, at=at),
        "search": lambda: queries.case_list(filters=Filters(text="a"), who=who, at=at),
        "my work": lambda: queries.my_work(who=who, at=at),
        "bell": lambda: queries.bell(who=who, at=at, until=at),
        "followed": lambda: queries.followed(who=office.standing(office.user), at=at),
        "behind": lambda: queries.behind(who=head, at=at + timedelta(days=60)),
        "deadlines": lambda: queries.deadlines(who=who, since=at, until=at + timedelta(days=60), at=at),
        "export": lambda: list(queries.export_rows(filters=Filters(), who=who, at=at)),
        "page": lambda: queries.case_page(case=case, who=who, at=at),
        "history": lambda: queries.history(case_id=story.case_id),
        "decisions": lambda: queries.decisions(case_id=story.case_id),
    }
    counts = {}
    for name, ask in asked.items():
        ask()
        with CaptureQueriesContext(connection) as found:
            ask()
        counts[name] = len(found)
    return counts


def test_thirty_cases_cost_as_many_queries_as_one(office: Cast) -> None:
    story = begin(office)
    one = queries_of(story)
    for number in range(29):
        another(office, title=f"Nomor {number}")
    assert queries_of(story) == one
    assert one["list"] == one["search"] == one["export"] == one["deadlines"] == 1
    assert one["my work"] == one["bell"] == 2
    assert one["page"] <= 9


def test_round_twenty_costs_as_many_queries_as_round_one(office: Cast) -> None:
    story = begin(office, to=5)
    first = queries_of(story)
    for number in range(19):
        story.reject("Belum", f"Catatan {number}")
        story.to(5)
    assert story.position.rounds[5] == 20
    assert queries_of(story) == first
