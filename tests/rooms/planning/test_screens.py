"""Mockups: screens are papers with versions, the filed list names them by their hashes, and comments stand on spots."""

from __future__ import annotations

from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from pytest_django import DjangoAssertNumQueries, Settings

from runut.cases.queries import events
from runut.core.errors import Invalid, NotFound, NotPermitted, Refused, RunutError
from runut.documents.queries import current_form, papers_of
from runut.documents.services import file_upload, remove_document
from runut.documents.store import store
from runut.planning.queries.screens import FORM, KEY, comments, gallery
from runut.planning.services import screens
from tests.builders import Story, another, begin
from tests.cast import cast
from tests.rooms.planning.gallery import PDF, SVG, png, staged

AT = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _files(tmp_path: Path, settings: Settings) -> None:
    settings.FILES_FOLDER = tmp_path / "files"


@pytest.fixture
def story(db: None) -> Story:
    """A case at activity 3 with one developer in its team."""
    made = begin(cast(AT), to=2)
    made.name_team(made.cast.developer_one)
    return made.to(3)


def team(story: Story) -> dict[str, Any]:
    return {"case_id": story.case_id, "who": story.cast.standing(story.cast.developer_one), "at": story.at}


def add(story: Story, *names: str) -> list[int]:
    files = [(staged(png(number)), f"{name}.png") for number, name in enumerate(names)]
    return screens.add_screens(files=files, **team(story))


def names(story: Story) -> list[str]:
    return [one.name for one in gallery(story.case_id).screens]


def said(story: Story, document_id: int, text: str = "Tombolnya kecil", *, by: int | None = None, **more: Any) -> int:
    who = story.cast.standing(by or story.cast.technical_one)
    asked: dict[str, Any] = {"version": 1, "x": Decimal("12.5"), "y": Decimal(40)} | more
    return screens.comment_screen(case_id=story.case_id, document_id=document_id, text=text, who=who, at=story.at, **asked)


def refusal(error: type[RunutError], code: str) -> Any:
    return pytest.raises(error, check=lambda raised: raised.code == code)


def test_each_picture_is_a_screen_whose_bytes_stand_in_the_store(story: Story) -> None:
    add(story, "Halaman masuk", "Daftar_antrean")
    found = gallery(story.case_id)
    assert [one.name for one in found.screens] == ["Halaman masuk", "Daftar antrean"]
    assert all(store().verify(one.current.sha256) for one in found.screens)
    assert found.listed


def test_the_filed_list_names_the_screens_in_their_order_by_their_hashes(story: Story) -> None:
    add(story, "Masuk", "Daftar")
    found = current_form(case_id=story.case_id, key=KEY, form=FORM)
    assert found is not None
    rows = found[1]["screens"]
    shown = gallery(story.case_id).screens
    assert [(one["name"], one["version"], one["sha256"]) for one in rows] == [(one.name, 1, one.current.sha256) for one in shown]
    named = [one.data["sha256"] for one in events(case_id=story.case_id) if one.kind == "file" and one.data["key"] == KEY]
    assert named == [shown[0].current.sha256, shown[1].current.sha256, found[0].sha256], "each is an event of the case's chain"


def test_a_pdf_is_a_screen_too(story: Story) -> None:
    screens.add_screens(files=[(staged(PDF), "semua.pdf")], name="Semua layar", **team(story))
    (one,) = gallery(story.case_id).screens
    assert (one.name, one.is_picture) == ("Semua layar", False)


@pytest.mark.parametrize(
    ("content", "name", "code"),
    [
        (SVG, "masuk.svg", "screen_svg"),
        (SVG, "masuk.png", "screen_svg"),
        (b"teks", "a.png", "screen_kind"),
        (b"<html>", "a.gif", "screen_kind"),
        (png()[:33], "kepala.png", "screen_broken"),
        (b"GIF89a\x01\x00\x01\x00", "a.gif", "screen_broken"),
    ],
)
def test_what_is_no_picture_is_refused_by_its_bytes_with_a_sentence(story: Story, content: bytes, name: str, code: str) -> None:
    with refusal(Invalid, code):
        screens.add_screens(files=[(staged(png()), "baik.png"), (staged(content), name)], **team(story))
    assert names(story) == [], "all or none"


def test_a_second_picture_of_the_same_name_is_the_next_version(story: Story) -> None:
    add(story, "Masuk")
    screens.add_screens(files=[(staged(png(9)), "Masuk.png")], **team(story))
    (one,) = gallery(story.case_id).screens
    assert [each.number for each in one.versions] == [2, 1]


def test_the_next_version_of_a_screen_moves_the_list_on(story: Story) -> None:
    (screen,) = add(story, "Masuk")
    screens.add_version(document_id=screen, upload=staged(png(7)), filename="baru.png", note="Tombol lebih besar", **team(story))
    found = gallery(story.case_id)
    assert [(one.number, one.note) for one in found.screens[0].versions] == [(2, "Tombol lebih besar"), (1, "")]
    assert found.listed
    assert found.filed is not None
    assert found.filed.number == 2


def test_screens_move_and_stop_at_the_ends(story: Story) -> None:
    first, _second, third = add(story, "A", "B", "C")
    screens.move_screen(document_id=third, by=-1, **team(story))
    assert names(story) == ["A", "C", "B"]
    screens.move_screen(document_id=first, by=-5, **team(story))
    assert names(story) == ["A", "C", "B"]
    screens.move_screen(document_id=first, by=9, **team(story))
    assert names(story) == ["C", "B", "A"]
    add(story, "D")
    assert names(story) == ["C", "B", "A", "D"], "a new screen comes last"


def test_a_screen_gets_another_name_and_its_paper_keeps_its_title(story: Story) -> None:
    (screen,) = add(story, "Masuk")
    screens.rename_screen(document_id=screen, name="  Halaman  masuk ", **team(story))
    (one,) = gallery(story.case_id).screens
    assert (one.name, one.current.title) == ("Halaman masuk", "Masuk")
    with refusal(Invalid, "text_missing"):
        screens.rename_screen(document_id=screen, name=" ", **team(story))


def test_a_picture_filed_as_a_document_is_a_screen_and_another_file_stands_beside(story: Story) -> None:
    who = story.cast.standing(story.cast.developer_one)
    for content, name in ((png(3), "Rekap.png"), (SVG, "Rekap.svg")):
        file_upload(case_id=story.case_id, key=KEY, title=name, upload=staged(content), filename=name, who=who, at=story.at)
    found = gallery(story.case_id)
    assert [one.name for one in found.screens] == ["Rekap.png"]
    assert [one.title for one in found.others] == ["Rekap.svg"]
    assert not found.listed
    screens.file_screens(**team(story))
    assert gallery(story.case_id).listed


def test_a_screen_that_was_taken_out_is_gone_and_the_list_says_so(story: Story) -> None:
    first, _second = add(story, "A", "B")
    remove_document(document_id=first, why="Tidak dipakai", **{key: value for key, value in team(story).items() if key != "case_id"})
    assert names(story) == ["B"]
    assert not gallery(story.case_id).listed


def test_without_a_screen_there_is_no_list(story: Story) -> None:
    with refusal(Invalid, "screens_none"):
        screens.file_screens(**team(story))
    assert not gallery(story.case_id).listed


def test_a_screen_cannot_be_called_like_the_list(story: Story) -> None:
    with refusal(Invalid, "screen_name_taken"):
        add(story, "daftar layar")
    assert names(story) == []


def test_only_the_team_adds_screens_and_only_while_the_plan_is_drawn_up(story: Story) -> None:
    other = story.cast.standing(story.cast.technical_one)
    with pytest.raises(NotPermitted):
        screens.add_screens(case_id=story.case_id, files=[(staged(png()), "a.png")], who=other, at=story.at)
    (screen,) = add(story, "Masuk")
    story.to(5)
    with refusal(Refused, "document_sealed"):
        add(story, "Lagi")
    with refusal(Refused, "document_sealed"):
        screens.move_screen(document_id=screen, by=1, **team(story))
    assert names(story) == ["Masuk"]


def test_what_a_decision_is_about_names_every_screen(story: Story) -> None:
    add(story, "A", "B")
    story.to(5)
    page = story.page()
    shown = gallery(story.case_id)
    assert {one.current.sha256 for one in shown.screens} <= set(page.seen)
    assert shown.filed is not None
    assert shown.filed.sha256 in page.seen


def test_comments_are_numbered_on_each_screen_and_stand_on_their_spots(story: Story) -> None:
    first, second = add(story, "A", "B")
    assert [said(story, first), said(story, first, x=None, y=None), said(story, second)] == [1, 2, 1]
    found = comments(first)
    assert [(one.number, one.x, one.y, one.by) for one in found] == [(1, 12.5, 40.0, "Tono Contoh"), (2, None, None, "Tono Contoh")]
    assert [one.waiting for one in gallery(story.case_id).screens] == [2, 1]


def test_a_comment_is_answered_resolved_and_opened_again(story: Story) -> None:
    (screen,) = add(story, "A")
    number = said(story, screen)
    where = {"document_id": screen, "number": number} | team(story)
    screens.reply_to_comment(kind="answer", text="Kami perbesar", **where)
    screens.reply_to_comment(kind="resolve", **where)
    assert comments(screen)[0].resolved
    with refusal(Refused, "comment_resolved"):
        screens.reply_to_comment(kind="resolve", **where)
    screens.reply_to_comment(kind="reopen", text="Masih kecil di ponsel", **where)
    found = comments(screen)[0]
    assert [(one.kind, one.text) for one in found.replies] == [
        ("answer", "Kami perbesar"),
        ("resolve", ""),
        ("reopen", "Masih kecil di ponsel"),
    ]
    assert not found.resolved
    with refusal(Refused, "comment_open"):
        screens.reply_to_comment(kind="reopen", text="Lagi", **where)
    with refusal(Invalid, "text_missing"):
        screens.reply_to_comment(kind="answer", text=" ", **where)
    with refusal(Invalid, "invalid"):
        screens.reply_to_comment(kind="delete", text="x", **where)
    with pytest.raises(NotFound):
        screens.reply_to_comment(kind="answer", text="x", **{**where, "number": 9})


@pytest.mark.parametrize(
    ("more", "code"),
    [
        ({"x": Decimal(101)}, "screen_spot"),
        ({"y": Decimal("-0.5")}, "screen_spot"),
        ({"y": None}, "screen_spot"),
        ({"page": 0}, "screen_page"),
        ({"page": 10_000}, "screen_page"),
        ({"text": " \n"}, "text_missing"),
        ({"text": "a" * 2001}, "text_too_long"),
    ],
)
def test_a_comment_that_makes_no_sense_is_refused(story: Story, more: dict[str, Any], code: str) -> None:
    (screen,) = add(story, "A")
    with refusal(Invalid, code):
        said(story, screen, **more)
    assert comments(screen) == []


def test_a_comment_is_about_a_version_that_is_there(story: Story) -> None:
    (screen,) = add(story, "A")
    with pytest.raises(NotFound):
        said(story, screen, version=2)


def test_whoever_has_a_part_comments_and_nobody_else(story: Story) -> None:
    (screen,) = add(story, "A")
    for one in (story.cast.user, story.cast.developer_one, story.cast.technical_one):
        said(story, screen, by=one)
    with refusal(NotPermitted, "no_part"):
        said(story, screen, by=story.cast.administrator)
    with pytest.raises(NotFound):
        said(story, screen, by=story.cast.outsider)
    with pytest.raises(NotFound):
        screens.comment_screen(
            case_id=another(story.cast, title="Lain").case_id,
            document_id=screen,
            version=1,
            text="Salah proyek",
            who=story.cast.standing(story.cast.user),
            at=story.at,
        )


def test_nobody_comments_when_the_case_has_ended(story: Story) -> None:
    (screen,) = add(story, "A")
    story.to(0)
    with refusal(Refused, "case_ended"):
        said(story, screen)
    assert comments(screen) == []


def test_the_gallery_costs_the_same_for_one_screen_and_for_many(story: Story, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    add(story, "A")
    with django_assert_num_queries(5):
        gallery(story.case_id)
    for screen in add(story, *(f"Layar {number}" for number in range(9))):
        said(story, screen)
    with django_assert_num_queries(5):
        gallery(story.case_id)


def test_every_paper_stays_readable(story: Story) -> None:
    (screen,) = add(story, "A")
    screens.add_version(document_id=screen, upload=staged(png(5)), filename="a2.png", **team(story))
    assert [len(one.versions) for one in papers_of(story.case_id) if one.key == KEY] == [2, 2], "the screen and the list"
