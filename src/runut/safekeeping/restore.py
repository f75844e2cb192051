"""Restoring a backup into an empty installation: everything is read and compared before anything takes its place."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path

from django.conf import settings
from django.db import connection

from runut.core.errors import Refused
from runut.core.sentences import reason
from runut.documents.store import BLOCK, INCOMING, store
from runut.repositories.safekeeping import unbundle
from runut.safekeeping import databases
from runut.safekeeping.archive import Hashed, opened
from runut.safekeeping.manifest import KEY, KEYS, NAME, SIGNING, SQLITE, Manifest, Member


def restore(path: Path, *, progress: Callable[[int], None]) -> Manifest:
    """Fill this empty installation from ``path`` and return the manifest; the caller brings tables to this release and checks.

    Raises:
        Refused: The installation is not empty, or the backup is cut off, changed, of another kind of database, or of a newer release.
        OSError: The disk refuses; nothing is left behind.
    """
    _require_empty()
    var = Path(settings.STATIC_ROOT).parent
    var.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=var, prefix=".restore-") as name:
        stage = Path(name)
        try:
            manifest = _unpack(path, stage, progress)
            for bundle in sorted(stage.glob("*.bundle")):
                unbundle(int(bundle.stem), bundle)
            _fill(stage, manifest)
        except BaseException:
            _empty_folders()
            raise
        _place_keys(stage, var)
    return manifest


def _place_keys(stage: Path, var: Path) -> None:
    """Put keys where they lay. Only the office's own takes the place of another, for nothing that it sealed can be read without it."""
    for key in (found for pattern in (KEY, *SIGNING) for found in stage.glob(pattern)):
        place = var / key.relative_to(stage)
        if key.name == KEY or not place.exists():
            place.parent.mkdir(mode=0o700, exist_ok=True)
            key.chmod(0o600)
            key.replace(place)


def _require_empty() -> None:
    places = [str(settings.FILES_FOLDER)] if any(one.name != INCOMING for one in settings.FILES_FOLDER.glob("*")) else []
    if any(settings.GIT_FOLDER.glob("*")):
        places.append(str(settings.GIT_FOLDER))
    if not databases.is_empty():
        places.append(str(connection.settings_dict["NAME"]))
    if places:
        raise Refused(reasons=[reason("restore_not_empty", place=", ".join(places))])


def _unpack(path: Path, stage: Path, progress: Callable[[int], None]) -> Manifest:
    """Put stored files into the store and all else into ``stage``, and compare every member with the manifest, which comes last."""
    found: dict[str, Member] = {}
    manifest = None
    (stage / KEYS).mkdir()
    with opened(path) as members:
        for name, file in members:
            if name == NAME:
                manifest = _manifest(path, file.read())
                continue
            if name.startswith("files/"):
                _keep(name.rpartition("/")[2], file)
            else:
                folder, _, plain = name.rpartition("/")
                _write(stage / (KEYS if folder == KEYS else "") / plain, file)
            found[name] = Member(size=file.size, sha256=file.sha256)
            progress(len(found))
    if manifest is None:
        raise Refused(reasons=[reason("backup_differs", name=NAME)])
    for name in sorted(found.keys() | manifest.members.keys()):
        if found.get(name) != manifest.members.get(name):
            raise Refused(reasons=[reason("backup_differs", name=name)])
    return manifest


def _manifest(path: Path, text: bytes) -> Manifest:
    try:
        manifest = Manifest.from_bytes(text)
    except ValueError as error:
        raise Refused(reasons=[reason("backup_unreadable", path=str(path), detail=str(error))]) from error
    if manifest.vendor != connection.vendor:
        raise Refused(reasons=[reason("backup_foreign", vendor=manifest.vendor, own=connection.vendor)])
    if databases.unknown_migrations(manifest):
        raise Refused(reasons=[reason("backup_newer", version=manifest.version)])
    return manifest


def _fill(stage: Path, manifest: Manifest) -> None:
    if manifest.vendor == "postgresql":
        databases.load_postgresql(stage, manifest)
    else:
        databases.place_sqlite(stage / SQLITE.rpartition("/")[2])


def _keep(sha256: str, file: Hashed) -> None:
    """Put a stored file in its place; one that was damaged before the backup stays away, and the check names it."""
    staged = store().stage()
    while block := file.read(BLOCK):
        staged.write(block)
    staged.finish()
    if staged.sha256 == sha256:
        store().keep(staged)
    else:
        staged.discard()


def _write(path: Path, file: Hashed) -> None:
    with path.open("xb") as out:
        while block := file.read(BLOCK):
            out.write(block)


def _empty_folders() -> None:
    for folder in (settings.FILES_FOLDER, settings.GIT_FOLDER):
        for one in folder.glob("*"):
            if one.is_dir():
                shutil.rmtree(one, ignore_errors=True)
