"""Making a backup while people work."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder

from runut.documents.queries import stored_files
from runut.documents.store import store
from runut.repositories.safekeeping import bundles
from runut.safekeeping.archive import Writer, written
from runut.safekeeping.databases import copies
from runut.safekeeping.manifest import KEY, NAME, SIGNING, Manifest, bundle_name, file_name


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """A backup that stands: how many stored files it holds, how large it is, and which files were damaged before."""

    files: int
    size: int
    damaged: tuple[str, ...]


def back_up(path: Path, *, at: datetime, progress: Callable[[int], None]) -> Made:
    """Write everything to ``path``: the database as of one moment, every stored file, every repository, the keys of the data folder, and
    the manifest.

    The database is copied first. Files are never changed or deleted and are on the disk before the database names them, so all that the
    copy names are there.

    Raises:
        Refused: There is something at ``path``.
        OSError: The disk refuses; nothing is left behind.
    """
    manifest = Manifest(
        version=settings.VERSION,
        made_at=at.isoformat(),
        vendor=connection.vendor,
        migrations=sorted(MigrationRecorder(connection).applied_migrations()),
    )
    with written(path, moment=int(at.timestamp())) as archive:
        with copies(path.parent, manifest) as copied:
            for name, file in copied:
                size = file.seek(0, 2)
                file.seek(0)
                archive.add(name, file, size)
        files = _add_files(archive, manifest, progress)
        for number, bundle in bundles(path.parent):
            with bundle.open("rb") as file:
                archive.add(bundle_name(number), file, bundle.stat().st_size)
        var = Path(settings.STATIC_ROOT).parent
        for key in sorted(found for pattern in (KEY, *SIGNING) for found in var.glob(pattern)):
            archive.add_bytes(str(key.relative_to(var)), key.read_bytes())
        manifest.members = dict(archive.members)
        archive.add_bytes(NAME, manifest.to_bytes())
    return Made(files=files, size=path.stat().st_size, damaged=tuple(manifest.damaged))


def _add_files(archive: Writer, manifest: Manifest, progress: Callable[[int], None]) -> int:
    count = 0
    for sha256 in stored_files():
        try:
            with store().open(sha256) as file:
                size = file.seek(0, 2)
                file.seek(0)
                added = archive.add(file_name(sha256), file, size)
        except FileNotFoundError:
            manifest.damaged.append(sha256)
            continue
        if added.sha256 != sha256:
            manifest.damaged.append(sha256)
        count += 1
        progress(count)
    return count
