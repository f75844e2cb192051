"""A rejection that sends the case back to development becomes tasks: one for each thing that must be fixed, with the decision or not at all."""

from __future__ import annotations

from unittest.mock import patch

import pytest
from django.contrib.auth import get_user_model
from django.test import Client
from django.urls import reverse

from runut.cases import services as cases
from runut.cases.queries import events, remarks
from runut.cases.rework import SentBack, ToFix, rework_links
from runut.core.guards import Act
from runut.core.remarks import Remark
from runut.planning.models import Task
from runut.planning.queries.schedule import task_row
from runut.planning.services import rework
from runut.planning.services.board import move_card
from tests.builders import Story


def reject(story: Story, *said: Remark | str, reopened: dict[int, str] | None = None) -> None:
    story.supply()
    story.at = story.at.replace(second=0)
    who = story.cast.standing(story.cast.technical_one)
    act = Act(outcome="rejected", reason="Belum sesuai", remarks=said, reopened=reopened or {})
    cases.certify(case_id=story.case_id, act=act, who=who, at=story.at)


def tasks(story: Story) -> dict[int, tuple[str, str]]:
    rows = Task.objects.filter(case_id=story.case_id, removed_at=None).values_list("remark", "name", "state")
    return {number: (name, state) for number, name, state in rows if number is not None}


LINE = {"kind": "line", "key": "feature-2", "label": "F2 Daftar: berbeda"}


def test_what_must_be_fixed_becomes_a_task_and_a_suggestion_does_not(story: Story) -> None:
    story.to(9)
    reject(story, Remark(text="Tombol simpan\nhilang", weight="must", about=LINE), Remark(text="Warna", weight="suggestion"), "Nomor salah")
    assert story.activity == 6
    assert tasks(story) == {1: ("Tombol simpan hilang", "todo"), 3: ("Nomor salah", "todo")}
    number = Task.objects.get(case_id=story.case_id, remark=1).number
    row = task_row(case_id=story.case_id, number=number)
    assert row.note == "F2 Daftar: berbeda\nTombol simpan\nhilang"
    assert row.changed_by == story.cast.standing(story.cast.technical_one).name


def test_a_rejected_plan_is_no_work_on_the_board(story: Story) -> None:
    story.to(5).reject("Kurang", "Perbaiki jadwal")
    assert story.activity == 3
    assert tasks(story) == {}


def test_made_twice_it_is_still_one_task_for_each(story: Story) -> None:
    story.to(9)
    reject(story, "Satu", "Dua")
    page = story.page()
    sent = SentBack(
        case_id=story.case_id,
        procedure=page.procedure,
        position=page.position,
        remarks=[ToFix(number=1, text="Satu"), ToFix(number=2, text="Dua")],
        user_id=story.cast.technical_one,
        at=story.at,
    )
    rework.tasks_from_remarks(sent)
    assert len(tasks(story)) == 2


def test_a_remark_that_is_reopened_puts_its_task_back(story: Story) -> None:
    story.to(9)
    reject(story, "Satu", "Dua")
    done = Task.objects.get(case_id=story.case_id, remark=1)
    dev = story.cast.standing(story.cast.developer_one)
    move_card(case_id=story.case_id, number=done.number, state="done", version=done.version, who=dev, at=story.at)
    story.to(9)
    reject(story, reopened={1: "Masih hilang"})
    assert tasks(story) == {1: ("Satu", "todo"), 2: ("Dua", "todo")}
    assert Task.objects.get(pk=done.pk).done_on is None


def test_when_the_tasks_cannot_be_written_there_is_no_decision_either(story: Story) -> None:
    story.to(9)
    story.supply()
    before = len(list(events(case_id=story.case_id)))
    with patch("runut.planning.services.rework.next_number", side_effect=RuntimeError("mati")), pytest.raises(RuntimeError):
        reject(story, "Satu")
    assert (story.activity, tasks(story), remarks(case_id=story.case_id)) == (9, {}, [])
    assert len(list(events(case_id=story.case_id))) == before


def test_remark_and_task_lead_to_each_other(story: Story, client: Client) -> None:
    story.to(9)
    reject(story, "Tombol simpan hilang")
    number = Task.objects.get(case_id=story.case_id, remark=1).number
    card = reverse("planning:card", args=[story.case_id, number])
    assert rework_links(story.case_id)[1].href == card
    client.force_login(get_user_model().objects.get(pk=story.cast.developer_one))
    assert f'href="{reverse("cases:responses", args=[story.case_id])}#remark-1"' in client.get(card).content.decode()
    for page in (reverse("cases:responses", args=[story.case_id]), reverse("cases:case", args=[story.case_id])):
        assert f'href="{card}"' in client.get(page).content.decode()
