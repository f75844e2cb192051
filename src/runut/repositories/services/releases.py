"""A release: a tag with its notes becomes the deliverable "Aplikasi", with archive, parts list and the manuals that stand in it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from pathlib import Path
from typing import IO, Final

from django.db import transaction
from django.utils.translation import gettext, gettext_noop
from dulwich.objects import Commit
from dulwich.repo import Repo

from runut.base.sentences import in_office_language
from runut.core.errors import Invalid, NotFound, Refused
from runut.core.legible import check_legible
from runut.core.sentences import reason
from runut.documents.naming import clean_text
from runut.documents.queries import papers_of
from runut.documents.services import file_form, file_upload
from runut.documents.store import BLOCK, Staged, store
from runut.people.queries import Standing
from runut.repositories import git
from runut.repositories.access import access_repository
from runut.repositories.models import Release, Repository
from runut.repositories.parts import parts_list
from runut.repositories.queries import reading

KEY: Final = "application"
FORM: Final = "release"
ARCHIVE: Final = gettext_noop("%(name)s archive")
PARTS: Final = gettext_noop("%(name)s parts")
NOTES: Final = 4000
"""Characters that notes may have."""
LONGEST_TAG: Final = 100
_LONGEST: Final = 600
"""Seconds that making an archive may take."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Manual:
    """A file or folder of the repository that is frozen as the deliverable ``key``; ``name`` is the SOP's wording."""

    key: str
    name: str
    path: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Contents:
    """What a release consists of: its commit, the archive, the list of its parts, and each manual with the name that it is filed under."""

    commit: str
    archive: Staged
    parts: Mapping[str, object]
    manuals: list[tuple[Manual, tuple[Staged, str]]]

    def discard(self) -> None:
        """Forget the files, unless the store has kept them."""
        self.archive.discard()
        for _manual, (file, _name) in self.manuals:
            file.discard()


def make_release(
    *, case_id: int, tag: str, notes: str, name: str, manuals: tuple[Manual, ...] = (), who: Standing, at: datetime
) -> Release:
    """Release a tag that was pushed, and file what it consists of.

    Everything is filed in one transaction, its bytes durable before: the archive of the tag with its hash, the list of its parts
    (CycloneDX) from the lock files found in it, and each manual. From then on the tag can no longer move.

    Args:
        case_id: The case.
        tag: Its name.
        notes: What is new in it, for those who decide.
        name: The SOP's wording of the deliverable.
        manuals: What stands in the repository of the other deliverables.
        who: Somebody of the case's team.
        at: When.

    Raises:
        NotFound: No such case, repository or tag, or no such path in it.
        Refused: They do not push into it, the tag is released already, or the case does not take the application now.
        Invalid: The notes are missing or too long, or a manual's folder is empty.
    """
    repository = releasable(case_id=case_id, tag=tag, notes=notes, who=who, at=at)
    place = git.folder(repository.pk)
    with reading.opened(repository.pk) as repo:
        if tag not in {one.name for one in reading.refs(repo) if one.is_tag}:
            raise NotFound
        commit = reading.resolve(repo, tag)
        parts = parts_list(reading.locks(repo, commit), name=repository.name, version=tag, at=at)
        staged = [(one, _manual(repo, place, commit, one)) for one in manuals]
    archive = _archive(place, commit.id.decode(), stem_of(repository, tag))
    contents = Contents(commit=commit.id.decode(), archive=archive, parts=parts, manuals=staged)
    try:
        with transaction.atomic():
            made = file_release(repository, tag=tag, notes=notes, name=name, contents=contents, who=who, at=at)
            git.run(place, "update-ref", f"refs/runut/releases/{tag}", made.commit)
    finally:
        contents.discard()
    return made


def releasable(*, case_id: int, tag: str, notes: str, who: Standing, at: datetime) -> Repository:
    """Return the repository of a case that ``who`` may release this tag of, with these notes. Raises as `make_release`."""
    admitted = access_repository(case_id=case_id, who=who, at=at)
    if admitted.against:
        raise Refused(reasons=admitted.against)
    notes = notes.strip()
    if not notes or len(notes) > NOTES:
        raise Invalid(code="text_too_long" if notes else "text_missing", **({"limit": NOTES} if notes else {}))
    if len(tag) > LONGEST_TAG:
        raise Invalid(code="text_too_long", limit=LONGEST_TAG)
    check_legible(tag, notes)
    if Release.objects.filter(repository=admitted.repository, tag=tag).exists():
        raise Refused(reasons=[reason("release_exists", tag=tag)])
    return admitted.repository


def stem_of(repository: Repository, tag: str) -> str:
    """Return how the files of a release are named."""
    return f"{repository.name}-{tag}".replace("/", "-")


@transaction.atomic
def file_release(repository: Repository, *, tag: str, notes: str, name: str, contents: Contents, who: Standing, at: datetime) -> Release:
    """File what a release consists of, in one transaction. Raises as `make_release`."""
    case_id, stem, archive, parts = repository.case_id, stem_of(repository, tag), contents.archive, contents.parts
    notes = notes.strip()
    made = Release.objects.create(
        repository=repository,
        tag=tag,
        commit=contents.commit,
        notes=notes,
        archive_sha256=archive.sha256,
        archive_size=archive.size,
        made_by_id=who.user_id,
        made_at=at,
    )
    listed = _staged(json.dumps(parts, ensure_ascii=False, indent=1, sort_keys=True).encode())
    components = parts.get("components", ())
    content = {
        "tag": tag,
        "commit": made.commit,
        "notes": notes,
        "archive": f"{stem}.tar.gz",
        "sha256": archive.sha256,
        "size": archive.size,
        "parts": len(components) if isinstance(components, list) else 0,
        "parts_sha256": listed.sha256,
    }
    file_form(case_id=case_id, key=KEY, name=name, form=FORM, content=content, who=who, at=at)
    for staged, called, filename in ((archive, ARCHIVE, f"{stem}.tar.gz"), (listed, PARTS, f"{stem}.cdx.json")):
        paper, title = _paper(repository, called)
        file_upload(case_id=case_id, key=KEY, title=title, upload=staged, filename=filename, who=who, at=at, document_id=paper)
    for manual, (staged, filename) in contents.manuals:
        file_upload(case_id=case_id, key=manual.key, title=manual.name, upload=staged, filename=filename, who=who, at=at)
    return made


def _paper(repository: Repository, called: str) -> tuple[int, str]:
    """Return the paper of which a release's file is the next version, and its title in the office's language, whoever releases.

    Earlier releases filed under the English title; a case that began so goes on with that paper. Otherwise the title finds it: 0.
    """
    gaps = {"name": repository.name}
    with in_office_language():
        title = clean_text(gettext(called) % gaps)
    began = {one.title: one.id for one in papers_of(repository.case_id) if one.key == KEY}
    return began.get(called % gaps, 0), title


def _archive(place: Path, commit: str, stem: str) -> Staged:
    """Return the archive of a commit, the same bytes each time."""
    return _said(place, "archive", "--format=tar.gz", f"--prefix={stem}/", commit)


def _manual(repo: Repo, place: Path, commit: Commit, manual: Manual) -> tuple[Staged, str]:
    """Return a file as it stands in the commit, or a folder as an archive of it, and the name that it is filed under."""
    folder, sha = reading.located(repo, commit, manual.path)
    name = manual.path.rpartition("/")[2]
    if folder:
        # The whole commit is asked for one path: of a folder alone git would date the files now, and the bytes would differ each time.
        return _said(place, "archive", "--format=tar", commit.id.decode(), "--", manual.path), f"{name}.tar"
    if not reading.size(repo, sha):
        raise Invalid(code="file_empty", name=name)
    return _said(place, "cat-file", "blob", sha), name


def _said(place: Path, *arguments: str) -> Staged:
    """Return what git says, streamed into the store.

    Raises:
        Invalid: git failed.
    """
    with git.speaking(place, *arguments) as process:
        assert process.stdout is not None
        staged = _stage(process.stdout)
        if process.wait(_LONGEST):
            staged.discard()
            raise Invalid(code="release_archive")
    return staged


def _staged(content: bytes) -> Staged:
    return _stage(BytesIO(content))


def _stage(source: IO[bytes]) -> Staged:
    staged = store().stage()
    while block := source.read(BLOCK):
        staged.write(block)
    return staged.finish()
