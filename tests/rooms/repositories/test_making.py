"""The repository of a case is made once, by whoever supplies it, and what was pushed stays written down."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from django.db import IntegrityError, connection, transaction
from pytest_django import Settings

from runut.core.errors import NotFound, NotPermitted, Refused
from runut.core.ledger import timestamp
from runut.documents.queries import current_form
from runut.repositories import git
from runut.repositories.access import access_repository
from runut.repositories.models import Push
from runut.repositories.queries import has_code, pushes
from runut.repositories.services import make_repository, note_all, note_pushes
from tests.builders import Story, begin
from tests.cast import cast
from tests.gits import commit
from tests.rooms.repositories.conftest import AT

A, B, NONE = "a" * 40, "b" * 40, "0" * 40


def made(story: Story) -> int:
    who = story.cast.standing(story.cast.registrar)
    return make_repository(case_id=story.case_id, title="Source code repository", who=who, at=story.at).pk


def left(repository_id: int, user_id: int, *lines: str, name: str = "1") -> None:
    """What git's hook leaves behind."""
    at = timestamp(AT)
    written = "".join(f"{at} {user_id} {line}\n" for line in lines)
    (git.folder(repository_id) / f"pushes-{at}-{name}").write_text(written)


def test_making_it_fulfils_the_requirement_with_its_address(story: Story, settings: Settings) -> None:
    settings.ADDRESS = "https://runut.example.test"
    place = git.folder(made(story))
    _, content = current_form(case_id=story.case_id, key="source_repository", form="repository") or (None, {})
    assert content["address"] == "https://runut.example.test/git/PA-2026-0001.git"
    assert next(one for one in story.page().items if one.key == "source_repository").state == "filed"
    assert git.run(place, "rev-parse", "--is-bare-repository").strip() == "true"
    assert git.run(place, "symbolic-ref", "HEAD").strip() == "refs/heads/main"
    assert git.sound(place) == ""


def test_there_is_one_for_a_case(story: Story) -> None:
    made(story)
    with pytest.raises(Refused) as refused:
        made(story)
    assert refused.value.code == "repository_exists"


def test_a_request_that_nobody_has_approved_gets_none(db: None) -> None:
    story = begin(cast(AT))
    with pytest.raises(Refused) as refused:
        made(story)
    assert refused.value.code == "repository_number_missing"


def test_who_does_not_supply_it_makes_none(story: Story) -> None:
    who = story.cast.standing(story.cast.technical_one)
    with pytest.raises(NotPermitted):
        make_repository(case_id=story.case_id, title="Source code repository", who=who, at=story.at)
    assert not list(Path(git.folder(1)).parent.glob("*.git"))


def test_the_team_writes_office_holders_read_and_others_see_nothing(story: Story) -> None:
    made(story)
    story.name_team(story.cast.developer_one)
    at = story.at
    allowed = {}
    for role in ("developer_one", "developer_two", "technical_one", "auditor", "user", "outsider"):
        who = story.cast.standing(getattr(story.cast, role))
        try:
            admitted = access_repository(case_id=story.case_id, who=who, at=at)
            allowed[role] = "reads" if admitted.against else "writes"
        except NotFound:
            allowed[role] = "nothing"
        assert has_code(story.case_id, who, at) == (allowed[role] != "nothing")
    assert allowed == {
        "developer_one": "writes",
        "developer_two": "nothing",
        "technical_one": "reads",
        "auditor": "reads",
        "user": "nothing",
        "outsider": "nothing",
    }


def test_what_the_hook_left_becomes_rows_once(story: Story) -> None:
    number, developer = made(story), story.cast.developer_one
    left(number, developer, f"{NONE} {A} refs/heads/main", f"{NONE} {A} refs/tags/v1")
    assert note_pushes(repository_id=number) == 2
    left(number, developer, f"{NONE} {A} refs/heads/main", name="again")
    left(number, developer, f"{A} {B} refs/heads/main", f"{A} {NONE} refs/heads/old", name="2")
    note_all.call()
    found = [(one.name, one.ref, one.kind) for one in pushes(repository_id=number)]
    name = "Dewi Contoh"
    assert found == [(name, "old", "removed"), (name, "main", "moved"), (name, "v1", "made"), (name, "main", "made")]
    assert not list(git.folder(number).glob("pushes-*"))


def test_a_push_that_is_written_down_stays(story: Story) -> None:
    number = made(story)
    left(number, story.cast.developer_one, f"{NONE} {A} refs/heads/main")
    note_pushes(repository_id=number)
    for act in (lambda: Push.objects.update(new=B), lambda: Push.objects.all().delete()):
        with pytest.raises(IntegrityError, match="never changed"), transaction.atomic():
            act()
    assert connection.is_usable()
    assert Push.objects.get().new == A


def test_making_that_breaks_off_leaves_nothing_under_the_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(place: Path) -> None:
        raise OSError("no space")

    monkeypatch.setattr(git, "_write_hooks", fails)
    with pytest.raises(OSError, match="no space"):
        git.make(7)
    assert list((tmp_path / "git").iterdir()) == []
    monkeypatch.undo()
    assert git.sound(git.make(7)) == ""


def test_fsck_names_what_is_broken(story: Story) -> None:
    number = made(story)
    commit(number, {"a.txt": b"satu"}, at=AT + timedelta(days=1))
    [blob] = [one for one in git.folder(number).glob("objects/??/*") if one.stat().st_size < 25]
    blob.chmod(0o600)
    blob.write_bytes(b"nonsense")
    assert blob.name[:10] in git.sound(git.folder(number)) or "corrupt" in git.sound(git.folder(number))
