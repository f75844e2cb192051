"""The protocol by which rooms above fulfil a case's deliverables; `cases` knows none of them.

A room registers its tool in `AppConfig.ready()`. The default tool (the documents room's) answers for every key that no other names, and
a file is always accepted in place of a tool (design section 5).
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Protocol

from runut.base import sql
from runut.core.guards import Filed
from runut.core.procedure import Activity, Procedure
from runut.core.sentences import Reason


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """What the product itself writes down as the fulfilment of ``key``: a response, a team.

    ``name`` is the SOP's wording of the deliverable, ``form`` says which page shows ``content``.
    """

    case_id: int
    key: str
    name: str
    form: str
    content: Mapping[str, Any]
    activity: int
    round: int
    user_id: int
    at: datetime


class Store(Protocol):
    """Where every fulfilment of a deliverable ends: versions of documents."""

    def asking(self, case_id: int, keys: Collection[str]) -> sql.Statement:
        """Return what `fulfilled` asks of at least one key, for who asks it together with other things (`runut.base.sql.lock_row`)."""

    def fulfilled(self, case_id: int, keys: Collection[str]) -> Mapping[str, Sequence[Filed]]:
        """Return what fulfils each of `keys` in the case now: current versions that were not taken out. Queries: 1."""

    def file_record(self, record: Record) -> dict[str, object]:
        """File ``record`` as the next version of its document and return it as an event names it.

        Runs inside the transaction of the caller, who holds the case's lock and writes the event.
        """


@dataclass(frozen=True, slots=True, kw_only=True)
class Tool:
    """A way to fulfil one deliverable that knows more than a file does.

    ``name`` is the message id of what the button says; ``address`` a URL name that takes the case's id and the key; ``by_decision`` says
    that the deciding performer's decision itself makes the output.
    """

    key: str
    name: str
    address: str = ""
    by_decision: bool = False


Watch = Callable[[int, Collection[str]], sql.Statement]
"""Takes a case and some keys; returns what asks for those whose tool holds changes that were not filed, a row for each."""

Objections = Callable[[int, date], Sequence[Reason]]
"""What stands against presenting a case with what fulfils a deliverable, by the case's id, on a day of the office."""

_tools: dict[str, Tool] = {}
_watches: list[tuple[frozenset[str], Watch]] = []
_objections: dict[str, Objections] = {}
_stores: list[Store] = []


def register_tool(tool: Tool) -> None:
    """Add the tool of a room; one for each key.

    Raises:
        ValueError: The key has a tool already.
    """
    if tool.key in _tools:
        raise ValueError(f"{tool.key!r} has a tool already")
    _tools[tool.key] = tool


def register_watch(keys: Collection[str], watch: Watch) -> None:
    """Let ``watch`` say which of ``keys`` were changed in their tool after they were filed: such an output is not whole."""
    _watches.append((frozenset(keys), watch))


def unfiled(case_id: int, keys: Collection[str]) -> frozenset[str]:
    """Return those of ``keys`` that were changed in their tool after they were filed. Queries: 1 for each room that keeps one of them."""
    return frozenset(key for statement in asking_unfiled(case_id, keys) for (key,) in sql.read(*statement))


def asking_unfiled(case_id: int, keys: Collection[str]) -> list[sql.Statement]:
    """Return what `unfiled` asks."""
    return [watch(case_id, sorted(mine)) for watched, watch in _watches if (mine := watched & set(keys))]


def asks_rooms(procedure: Procedure, activity: Activity) -> bool:
    """Whether what rooms above keep in rows of their own decides if ``activity`` may be completed: something that no event of the case tells."""
    return any(watched & {one.key for one in activity.outputs} for watched, _ in _watches) or bool(_judged(procedure, activity))


def register_store(store: Store) -> None:
    """Name the one place where documents are filed.

    Raises:
        ValueError: There is one already.
    """
    if _stores:
        raise ValueError("there is a store already")
    _stores.append(store)


def register_objections(key: str, find: Objections) -> None:
    """Let a room say what stands against going on with what fulfils ``key``: asked where an activity first needs it, once it is filed.

    Raises:
        ValueError: Somebody does so already.
    """
    if key in _objections:
        raise ValueError(f"{key!r} is judged already")
    _objections[key] = find


def objections(case_id: int, procedure: Procedure, activity: Activity, *, on: date) -> dict[str, Sequence[Reason]]:
    """Return what rooms above say against the requirements of ``activity``, by key.

    Only the first activity that needs a deliverable is asked for: later ones decide on what was presented, and must be able to send it back.
    """
    return {key: _objections[key](case_id, on) for key in _judged(procedure, activity)}


def _judged(procedure: Procedure, activity: Activity) -> list[str]:
    before = {each.key for earlier in procedure.activities[: activity.number - 1] for each in earlier.requirements}
    return [one.key for one in activity.requirements if one.key in _objections and one.key not in before]


def tool(key: str) -> Tool | None:
    """Return the tool of ``key``; None: a file."""
    return _tools.get(key)


def tool_names() -> dict[str, str]:
    """Return the message id of each tool's name by the key that it fulfils."""
    return {key: one.name for key, one in _tools.items()}


def store() -> Store:
    """Return where documents are filed."""
    return _stores[0]


def made_by_decision(keys: Iterable[str]) -> frozenset[str]:
    """Return those of ``keys`` that a decision itself makes."""
    return frozenset(key for key in keys if key in _tools and _tools[key].by_decision)
