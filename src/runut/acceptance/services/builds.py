"""Comparing an installed build: the server's list is filed first, then what it says beside the release."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any, Final

from django.db import transaction

from runut.acceptance import builds
from runut.acceptance.queries.builds import archives
from runut.core.errors import Invalid, NotFound
from runut.documents.queries import Version
from runut.documents.services import file_form, file_upload
from runut.documents.store import Staged, store
from runut.people.queries import Standing

FORM: Final = "build"
LIST: Final = "Daftar berkas di peladen"
NAME: Final = "Perbandingan rakitan"
"""Titles of the papers, in the language of the SOP: a paper is the same paper in whatever language it is read."""
PATTERNS: Final = 50


def compare_build(
    *, case_id: int, archive_id: int, upload: Staged, filename: str, server: str, leave_out: Sequence[str], who: Standing, at: datetime
) -> int:
    """File the list of a server and its comparison with a released archive; return the row of the comparison's version.

    Args:
        case_id: The case.
        archive_id: The version of the application's archive, one of `queries.archives`.
        upload: The list as the script wrote it, taken in by `runut.documents.uploads`.
        filename: What the list is called.
        server: Where it was made.
        leave_out: Patterns of files that are not compared.
        who: Who compares.
        at: When.

    Raises:
        NotFound: No such case or archive for them.
        Refused, NotPermitted: The case takes no paper from them now.
        Invalid: The archive or the list cannot be read.
    """
    archive = next((one for one in archives(case_id=case_id, who=who) if one.id == archive_id), None)
    if archive is None:
        raise NotFound
    if len(leave_out) > PATTERNS:
        raise Invalid(code="build_patterns", most=PATTERNS)
    with store().open(archive.sha256) as file:
        release = builds.released(file)
    found = builds.compare(release, builds.installed(_lines(upload)), leave_out=leave_out)
    content = _content(archive, upload, found, server=server.strip(), leave_out=leave_out)
    with transaction.atomic():
        file_upload(case_id=case_id, key="", title=LIST, upload=upload, filename=filename, who=who, at=at)
        return file_form(case_id=case_id, key="", name=NAME, form=FORM, content=content, who=who, at=at)


def _lines(upload: Staged) -> Iterator[bytes]:
    with upload.path.open("rb") as file:
        while line := file.readline(builds.LONGEST_LINE + 2):
            yield line


def _content(archive: Version, upload: Staged, found: builds.Comparison, *, server: str, leave_out: Sequence[str]) -> dict[str, Any]:
    kinds = {"differs": found.differs, "missing": found.missing, "more": found.more}
    return {
        "archive": {"title": archive.title, "filename": archive.filename, "version": archive.number, "sha256": archive.sha256},
        "list_sha256": upload.sha256,
        "server": server,
        "leave_out": list(leave_out),
        "left_out": found.left_out,
        "is_same": found.is_same,
        "same": found.same,
        **{f"{kind}_count": len(paths) for kind, paths in kinds.items()},
        **{kind: list(paths[: builds.SHOWN]) for kind, paths in kinds.items()},
    }
