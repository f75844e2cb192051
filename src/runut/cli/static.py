"""Static files under names that hold their hash, gathered into the data folder when they are others than last time."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Final

_UNASKED: Final = ["redoc*", "htmx-4*", "htmax*", "ext"]
"""What libraries bring along and no page of ours asks for: a second reader of the text of the API, another htmx and its extensions."""


def collect() -> None:
    """Gather and compress them; does nothing while no file has changed."""
    from django.conf import settings
    from django.core.management import call_command

    root = Path(settings.STATIC_ROOT)
    stamp, now = root / ".gathered", _fingerprint()
    if stamp.exists() and stamp.read_text(encoding="ascii") == now:
        return
    root.mkdir(parents=True, exist_ok=True)
    stamp.unlink(missing_ok=True)
    call_command("collectstatic", interactive=False, verbosity=0, ignore_patterns=_UNASKED)
    stamp.write_text(now, encoding="ascii")


def _fingerprint() -> str:
    from django.conf import settings
    from django.contrib.staticfiles.finders import get_finders

    found = hashlib.sha256(str(settings.VERSION).encode())
    for finder in get_finders():
        for name, storage in finder.list([]):
            facts = Path(storage.path(name)).stat()
            found.update(f"{name}:{facts.st_size}:{facts.st_mtime_ns}\n".encode())
    return found.hexdigest()
