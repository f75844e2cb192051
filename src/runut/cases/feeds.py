"""What happens beside a case's chain of events and is told among them: pushes of source code (decision 0005).

A room registers its feed in `AppConfig.ready()`; the history shows its happenings in time order and says that they are no events of the chain.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from runut.base.paging import Page
from runut.people.queries import Standing


@dataclass(frozen=True, slots=True, kw_only=True)
class Happening:
    """One thing that happened: a sentence, who did it, what was written with it, and the page that shows more (``link`` is what it says)."""

    at: datetime
    title: str
    who: str
    text: str = ""
    href: str = ""
    link: str = ""


class Between(Protocol):
    """Returns the last ``most`` happenings at or after ``since`` and before ``until`` (None: no bound), oldest first. Queries: 1."""

    def __call__(self, case_id: int, *, since: datetime | None, until: datetime | None, most: int) -> Sequence[Happening]: ...


class Pages(Protocol):
    """Returns a page of all of them, newest first unless ``oldest``. Queries: 1."""

    def __call__(self, case_id: int, *, oldest: bool, cursor: str, size: int) -> Page[Happening]: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    """The happenings of a room: ``label`` names them in the history's filter (message id), ``shown`` says who sees those of a case."""

    key: str
    label: str
    icon: str
    shown: Callable[[int, Standing, datetime], bool]
    between: Between
    pages: Pages


_feeds: list[Feed] = []


def register_feed(feed: Feed) -> None:
    """Add a feed; for `AppConfig.ready()`."""
    if all(one.key != feed.key for one in _feeds):
        _feeds.append(feed)


def feeds(case_id: int, *, who: Standing, at: datetime) -> list[Feed]:
    """Return the feeds of a case that ``who`` sees."""
    return [one for one in _feeds if one.shown(case_id, who, at)]
