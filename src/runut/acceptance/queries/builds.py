"""What was released for a case, and how the build on the server compared last."""

from __future__ import annotations

from typing import Any, Final

from runut.cases.queries import access_case
from runut.documents.queries import Version, current_form, papers_of
from runut.people.queries import Standing

APPLICATION: Final = "application"
_ENDINGS: Final = (".tar", ".tar.gz", ".tgz", ".tar.bz2", ".tbz2", ".tar.xz", ".txz", ".zip")


def archives(*, case_id: int, who: Standing) -> list[Version]:
    """Return the archives that stand for the application of a case that ``who`` may see, the newest first. Queries: 2.

    Raises:
        NotFound: No such case for them.
    """
    access_case(case_id=case_id, who=who)
    found = [one.current for one in papers_of(case_id) if one.key == APPLICATION and one.removed_at is None]
    return sorted((one for one in found if one.filename.lower().endswith(_ENDINGS)), key=lambda one: one.filed_at, reverse=True)


def compared_build(*, case_id: int) -> tuple[Version, dict[str, Any]] | None:
    """Return the newest comparison of a case that the caller may see, and what it says; None before the first. Queries: 2."""
    return current_form(case_id=case_id, key="", form="build")
