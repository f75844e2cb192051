"""A folder, a database and a store of its own for a rehearsal, gone afterwards: it can never meet a real case."""

from __future__ import annotations

import os
import secrets
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def sandbox() -> Iterator[Path]:
    """Point the settings of this process, which must not have been read yet, to a folder that is removed at the end."""
    folder = Path(tempfile.mkdtemp(prefix="runut-gladi-"))
    for name in [name for name in os.environ if name.startswith("RUNUT_") and name not in {"RUNUT_DEBUG", "RUNUT_TIME_ZONE"}]:
        del os.environ[name]
    os.environ["RUNUT_VAR"] = str(folder)
    os.environ["RUNUT_SECRET_KEY"] = secrets.token_urlsafe(48)
    os.environ["RUNUT_DATABASE_URL"] = f"sqlite:///{folder / 'gladi.sqlite3'}"
    os.environ["RUNUT_FILES_URL"] = (folder / "files").as_uri()
    os.environ["RUNUT_LOG_LEVEL"] = "ERROR"
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)
