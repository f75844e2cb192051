"""A release files the application with its archive, its parts and its manuals, once, and its tag stays."""

from __future__ import annotations

import hashlib
import io
import json
import tarfile

import pytest
from django.db import IntegrityError, transaction
from django.utils.translation import override

from runut.core.errors import Invalid, NotFound, Refused
from runut.documents.models import Document
from runut.documents.queries import current_form, papers_of
from runut.documents.store import store
from runut.repositories import git
from runut.repositories.models import Release
from runut.repositories.parts import parts_list
from runut.repositories.queries.releases import released
from runut.repositories.services import Manual, make_release, make_repository
from tests.builders import Story
from tests.gits import commit
from tests.rooms.repositories.conftest import AT

FILES = {
    "README.md": b"# Antrean\n",
    "app/requirements.txt": b"Django==5.2.1\nPyYAML[x] == 6.0 # ya\n-e .\nnonsense\n",
    "app/package-lock.json": json.dumps({"packages": {"": {}, "node_modules/@a/b": {"version": "1.2.3"}}}).encode(),
    "broken/package-lock.json": b"{",
    "docs/instalasi.md": b"1. Pasang\n",
    "docs/pengguna/satu.md": b"Satu\n",
    "docs/pengguna/dua.md": b"Dua\n",
}


@pytest.fixture
def ready(story: Story) -> Story:
    """A case at activity 6 whose team has pushed the tag v1.0."""
    who = story.cast.standing(story.cast.registrar)
    made = make_repository(case_id=story.case_id, title="Source code repository", who=who, at=story.at)
    story.to(6)
    sha = commit(made.pk, FILES, at=AT)
    git.run(git.folder(made.pk), "update-ref", "refs/tags/v1.0", sha)
    return story


def release(story: Story, *, tag: str = "v1.0", notes: str = "Yang pertama", by: int = 0, manuals: tuple[Manual, ...] = ()) -> Release:
    who = story.cast.standing(by or story.cast.developer_one)
    return make_release(case_id=story.case_id, tag=tag, notes=notes, name="Aplikasi", manuals=manuals, who=who, at=story.at)


def kept(story: Story, ending: str) -> bytes:
    [version] = [one for paper in papers_of(story.case_id) for one in paper.versions if one.filename.endswith(ending)]
    with store().open(version.sha256) as file:
        return file.read()


def test_it_files_the_archive_the_parts_and_the_manuals(ready: Story) -> None:
    manuals = (
        Manual(key="installation_guide", name="Petunjuk instalasi", path="docs/instalasi.md"),
        Manual(key="user_guide", name="Petunjuk penggunaan", path="docs/pengguna"),
    )
    made = release(ready, manuals=manuals)
    states = {one.key: one.state for one in ready.page().items}
    assert {states[key] for key in ("application", "installation_guide", "user_guide")} == {"filed"}
    archive = kept(ready, ".tar.gz")
    assert hashlib.sha256(archive).hexdigest() == made.archive_sha256
    with tarfile.open(fileobj=io.BytesIO(archive)) as tar:
        assert "PA-2026-0001-v1.0/app/requirements.txt" in tar.getnames()
    with tarfile.open(fileobj=io.BytesIO(kept(ready, "pengguna.tar"))) as tar:
        assert [one for one in sorted(tar.getnames()) if one.endswith(".md")] == ["docs/pengguna/dua.md", "docs/pengguna/satu.md"]
    parts = json.loads(kept(ready, ".cdx.json"))
    assert [one["purl"] for one in parts["components"]] == ["pkg:npm/%40a/b@1.2.3", "pkg:pypi/django@5.2.1", "pkg:pypi/pyyaml@6.0"]
    _, content = current_form(case_id=ready.case_id, key="application", form="release") or (None, {})
    assert (content["commit"], content["parts"]) == (made.commit, 3)
    assert [one.tag for one in released(repository_id=made.repository_id)] == ["v1.0"]
    assert git.run(git.folder(made.repository_id), "rev-parse", "refs/runut/releases/v1.0").strip() == made.commit


def test_its_papers_are_named_in_the_offices_language_and_the_next_release_is_their_next_version(ready: Story) -> None:
    with override("en"):
        made = release(ready)
    assert titles(ready) == {"Arsip PA-2026-0001": 1, "Daftar komponen PA-2026-0001": 1}
    place = git.folder(made.repository_id)
    git.run(place, "update-ref", "refs/tags/v1.1", commit(made.repository_id, {**FILES, "README.md": b"# Lain\n"}, at=AT))
    Document.objects.filter(title="Arsip PA-2026-0001").update(title="PA-2026-0001 archive")  # as releases called it once
    release(ready, tag="v1.1")
    assert titles(ready) == {"PA-2026-0001 archive": 2, "Daftar komponen PA-2026-0001": 2}


def titles(story: Story) -> dict[str, int]:
    """The files that are the application, each with the number of its newest version."""
    return {one.title: one.current.number for one in papers_of(story.case_id) if one.key == "application" and not one.current.form}


def test_the_same_tag_is_released_once_and_stays(ready: Story) -> None:
    release(ready)
    with pytest.raises(Refused) as refused:
        release(ready)
    assert refused.value.code == "release_exists"
    with pytest.raises(IntegrityError, match="never changed"), transaction.atomic():
        Release.objects.update(notes="lain")


@pytest.mark.parametrize(
    ("change", "error", "code"),
    [
        ({"tag": "v2"}, NotFound, "not_found"),
        ({"tag": "v" * 101}, Invalid, "text_too_long"),
        ({"notes": "  "}, Invalid, "text_missing"),
        ({"notes": "a" * 4001}, Invalid, "text_too_long"),
        ({"manuals": (Manual(key="user_guide", name="P", path="../etc"),)}, NotFound, "not_found"),
        ({"manuals": (Manual(key="user_guide", name="P", path="none"),)}, NotFound, "not_found"),
    ],
)
def test_what_cannot_be_released_leaves_nothing(ready: Story, change: dict[str, object], error: type[Exception], code: str) -> None:
    before = len(papers_of(ready.case_id))
    with pytest.raises(error) as refused:
        release(ready, **change)  # type: ignore[arg-type]
    assert refused.value.code == code  # type: ignore[attr-defined]
    assert (Release.objects.count(), len(papers_of(ready.case_id)), store().incoming()[0]) == (0, before, 0)


def test_who_does_not_push_releases_nothing(ready: Story) -> None:
    with pytest.raises(Refused) as refused:
        release(ready, by=ready.cast.technical_one)
    assert refused.value.code == "repository_team_writes"


def test_lock_files_of_many_kinds_are_read() -> None:
    locks = {
        "poetry.lock": b'[[package]]\nname = "A_b"\nversion = "1"\n',
        "Cargo.lock": b'[[package]]\nname = "serde"\nversion = "1.0"\n',
        "composer.lock": b'{"packages": [{"name": "a/b", "version": "v2"}]}',
        "go.sum": b"example.test/x v1.0.0 h1:a\nexample.test/x v1.0.0/go.mod h1:b\n",
    }
    found = parts_list(locks, name="PA", version="v1", at=AT)
    assert [one["purl"] for one in found["components"]] == [
        "pkg:cargo/serde@1.0",
        "pkg:composer/a/b@2",
        "pkg:golang/example.test/x@v1.0.0",
        "pkg:pypi/a-b@1",
    ]
    assert found == parts_list(locks, name="PA", version="v1", at=AT)
