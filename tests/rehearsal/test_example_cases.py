"""The cases of the demonstration office in which people work with the tools of the rooms."""

from __future__ import annotations

import json
import re
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
import time_machine
from django.contrib.auth import get_user_model
from django.db import connection, transaction
from django.test import Client
from pytest_django import Settings

from runut.acceptance.queries import filed_comparison, filed_run_sheet
from runut.cases.checking import check_cases
from runut.cases.queries import access_case, access_page, events, json_lines, remarks
from runut.core.workdays import after_working_days
from runut.documents.queries import form_content, papers_of
from runut.people.queries import Standing
from runut.planning.queries.board import board
from runut.planning.queries.flows import flows
from runut.planning.queries.schedule import baseline, plan_of
from runut.procedures.queries import calendar
from runut.rehearsal.office import SCRIPTS, Script, Stage, play, set_up
from runut.reports.sealing import make_demonstration
from runut.reviews.queries import meetings
from runut.testing.queries.findings import counts
from runut.testing.queries.strength import strength
from runut.testing.queries.uat import runs
from runut.testing.queries.usability import questionnaires
from tests.signing import key_folder

AT = datetime(2026, 11, 24, 4, 13, tzinfo=UTC)


@pytest.fixture
def stage(tmp_path: Path, settings: Settings) -> Stage:
    settings.FILES_FOLDER = tmp_path / "files"
    settings.GIT_FOLDER = tmp_path / "git"
    key_folder(settings, tmp_path)
    return set_up(at=AT, password=None)


def _script(example: str) -> Script:
    return next(one for one in SCRIPTS if one.example == example)


def _reader(stage: Stage) -> Standing:
    return stage.cast.standing(stage.cast.administrator, AT.date())


@pytest.mark.django_db
def test_a_plan_slips_by_five_days_and_deadline_board_bars_and_calendar_agree(stage: Stage, client: Client) -> None:
    case_id = play(_script("permits"), stage)
    filed, days = baseline(case_id=case_id), calendar()
    assert filed
    end = after_working_days(filed.ends_on, 5, days)

    page = access_page(case_id=case_id, who=_reader(stage), at=AT)
    assert page.due_at
    assert days.local(page.due_at).date() == end, "no deadline moves by itself: a head extended it by what slipped"
    assert not page.late
    assert [one.answer != "" for one in remarks(case_id=case_id)] == [True] * 3
    assert [one.fault for one in check_cases()] == [None]

    now = plan_of(case_id=case_id, at=AT)
    today = days.local(AT).date()
    for lane in board(case_id=case_id):
        for card in lane.cards:
            begins = now.timed(card.number).starts_on
            assert lane.state == ("todo" if begins > today else lane.state), "no card is taken up before its bar begins"
            assert lane.state != "todo" or begins > today, "no bar has begun whose card still waits"

    client.force_login(get_user_model().objects.get(email="administrator@contoh.example"))
    with time_machine.travel(AT, tick=False):
        drawn = client.get(f"/cases/{case_id}/tasks/schedule/").content.decode()
        told = client.get(f"/cases/{case_id}/tasks/schedule/list.ics").getvalue().decode()
        deadlines = client.get("/deadlines/deadlines.ics?whose=all").getvalue().decode()
    chart = json.loads(drawn.partition('id="chart" type="application/json">')[2].partition("</script>")[0])
    last = max(begin + length - 1 for _number, _name, begin, length, *_more in chart["rows"])
    assert date.fromisoformat(chart["first"]) + timedelta(days=last) == end
    assert max(re.findall(r"DTEND;VALUE=DATE:(\d{8})", told)) == f"{end + timedelta(days=1):%Y%m%d}"
    event = next(one for one in deadlines.split("BEGIN:VEVENT") if f"UID:case-{case_id}-" in one)
    assert f"DTEND:{end:%Y%m%d}" in event


@pytest.mark.django_db
def test_the_same_day_gives_the_same_commits_and_events(stage: Stage, settings: Settings, tmp_path: Path) -> None:
    if connection.vendor != "sqlite":
        pytest.skip("PostgreSQL counts the rows of what was rolled back too, and events name rows")
    told = []
    for folder in ("one", "other"):
        settings.GIT_FOLDER = tmp_path / folder
        with transaction.atomic():
            told.append(b"".join(json_lines(case_id=play(_script("permits"), stage))))
            transaction.set_rollback(True)
    assert told[0] == told[1]
    assert b'"key":"application"' in told[0]


@pytest.mark.django_db
def test_a_result_is_rejected_mended_tested_again_and_reported(stage: Stage, client: Client) -> None:
    make_demonstration(at=AT - timedelta(days=400))
    case_id, who = play(_script("handover"), stage), _reader(stage)
    case = access_case(case_id=case_id, who=who)
    assert case.status == "completed"
    assert [one.fault for one in check_cases()] == [None]
    assert [(one.number, one.answer != "") for one in remarks(case_id=case_id)] == [(number, True) for number in range(1, 6)]

    tried = [(one.build, one.passed, one.tried, bool(one.signed_by)) for one in reversed(runs(case_id))]
    assert tried == [("v0.9.0", 8, 11, True), ("v1.0.0", 3, 3, True), ("v1.1.0", 12, 12, True)]
    assert counts(case_id, AT.date()) == {"fixed": {"high": 1, "medium": 1}, "accepted": {"low": 1}, "false_positive": {"low": 1}}
    (asked,) = questionnaires(case_id)
    assert asked.outcome and asked.outcome.count == 8
    proved = strength(case_id=case_id, on=AT.date())
    assert proved.release == "v1.1.0" and not proved.against

    compared = [one for one in papers_of(case_id) if one.title == "Perbandingan rakitan"]
    assert [form_content(version)["is_same"] for paper in compared for version in paper.versions] == [True, False]
    sheet, ledger = filed_run_sheet(case_id=case_id), filed_comparison(case_id=case_id)
    assert sheet and (len(sheet[1].steps), len(sheet[1].silent)) == (10, 0), "the guide was mended by what it did not say"
    assert ledger and ledger[1].open == 0 and {one.verdict for one in ledger[1].lines} == {"matches"}
    assert {"feature-8", "test-uat", "test-sus"} <= {one.key for one in ledger[1].lines}
    assert any(one.current.filename == "final_report.pdf" for one in papers_of(case_id))

    client.force_login(get_user_model().objects.get(email="auditor@contoh.example"))
    with time_machine.travel(AT, tick=False):
        signed = client.get(f"/cases/{case_id}/signatures/").content.decode()
    for said in ("Surya Contoh (DEMONSTRASI)", "Karta Contoh (DEMONSTRASI)", "mencakup seluruh berkas", "yang dipercaya kantor ini"):
        assert said in signed, said
    ends = [one for one in events(case_id=case_id) if one.kind in {"sign", "complete"}][-2:]
    assert [one.kind for one in ends] == ["sign", "complete"] and ends[0].at == ends[1].at
    first = min(meetings(case_id=case_id), key=lambda one: one.held_on)
    shown = client.get(f"/cases/{case_id}/presentations/{first.id}/").content.decode()
    features = next(paper for paper in papers_of(case_id) if paper.key == "analysis_document")
    newer, older = features.versions
    assert f"/documents/{older.id}/" in shown and f"/documents/{newer.id}/" not in shown, "what was presented then, not what stands now"
    assert "Ditolak; catatan diminta" in client.get(f"/cases/{case_id}/testing/uat/scenarios/6/").content.decode()
    assert "Gateway" not in client.get(f"/cases/{case_id}/flows/{flows(case_id)[0][0].id}/").content.decode()
