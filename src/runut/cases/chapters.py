"""The chapters of a case's final report: every room tells what it knows of the case, and the room that sets the report knows none of them.

    register_chapter(Chapter(place=900, title=gettext_noop("Tests"), tell=tell_tests))  # in AppConfig.ready()

``tell`` takes an `About` and returns parts of a letter (`runut.formats.printing.letter`: text, facts, tables, pictures; headings within the
chapter have level 2; figures come from `runut.formats.figures`) in the active language. No parts: the report has no such chapter. The same rows
must give the same parts, for the same case gives the same bytes. Whoever sees the case reads the report: what only some may see is told in
counts.

Places, so that a room finds its own between them: 100 background, 200 legal basis, 300 team, 400 the SOP and the way of the case through it,
500 schedule, 600 plan, 650 presentations, 700 decisions and remarks, 800 source code and release, 900 tests, 1000 installed build,
1010 comparison with what was presented, 1100 deadlines, 1200 obstacles and deviations, 1300 result, 1400 recommendations, 1500 evidence.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from runut.cases.queries import CasePage
from runut.formats.printing.letter import Part


@dataclass(frozen=True, slots=True, kw_only=True)
class About:
    """The case that is reported on, as who writes the report sees it, at the moment ``at``."""

    page: CasePage
    at: datetime

    @property
    def case_id(self) -> int:
        """The number of its row, by which rooms ask for what is theirs."""
        return self.page.case.pk


@dataclass(frozen=True, slots=True, kw_only=True)
class Chapter:
    """A chapter: where it stands, the message id of its title, and what it tells."""

    place: int
    title: str
    tell: Callable[[About], Sequence[Part]]


_chapters: dict[int, Chapter] = {}


def register_chapter(chapter: Chapter) -> None:
    """Add a chapter; for `AppConfig.ready()`.

    Raises:
        ValueError: Another chapter has this place.
    """
    if _chapters.get(chapter.place, chapter) != chapter:
        raise ValueError(f"there is a chapter at {chapter.place} already")
    _chapters[chapter.place] = chapter


def chapters(about: About) -> Iterator[tuple[int, str, Sequence[Part]]]:
    """Yield place, message id of the title and parts of each chapter that has something to tell, in no order."""
    for one in _chapters.values():
        if parts := one.tell(about):
            yield one.place, one.title, parts
