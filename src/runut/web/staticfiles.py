"""Static files under names that hold their hash, compressed; plain names before they were ever collected."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from whitenoise.middleware import WhiteNoiseMiddleware  # type: ignore[import-untyped]
from whitenoise.storage import CompressedManifestStaticFilesStorage  # type: ignore[import-untyped]


class Server(WhiteNoiseMiddleware):  # type: ignore[misc]
    """As whitenoise's, without its complaint about a folder that is not there: the files come from the rooms then."""

    def add_files(self, root: str, prefix: str | None = None) -> None:
        if Path(root).is_dir():
            super().add_files(root, prefix=prefix)


class Storage(CompressedManifestStaticFilesStorage):  # type: ignore[misc]
    """As whitenoise's, but a site whose files were not collected (a checkout, the tests) serves them under their plain names."""

    def stored_name(self, name: str) -> str:
        return super().stored_name(name) if self.hashed_files else name

    def url(self, *args: Any, **options: Any) -> str:
        # Django's own leaves names plain under DEBUG; the files are collected or not, whatever DEBUG says.
        return str(super().url(*args, **{"force": bool(self.hashed_files), **options}))
