"""Open questions of a draft: kept with the row or column that they are about, answered in the form of the file, closed by changing the field."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any, Final

from runut.core.sentences import Reason, reason
from runut.formats.draft import Draft, Question
from runut.procedures.drafting.content import DATES, Content, column_of, of_file, row_of, to_file

Kept = dict[str, Any]
"""A question as a revision holds it: ``about`` is the id of its row or column (0: the identity block), ``part`` the rest of its place."""
_PLACE: Final = re.compile(r"(activity|performer) (\d+)(?:, (.*))?")
_KINDS: Final[Mapping[str, str]] = {"activity": "rows", "performer": "columns"}


def keep(questions: Iterable[Question], content: Content) -> list[Kept]:
    """Return questions as JSON holds them."""
    return [_kept(one, content) for one in questions]


def opened(kept: Kept, content: Content) -> Question | None:
    """Return a question about the content as it is now, its number the one that the row has now; None: its row or column is gone."""
    place = _place(kept, content)
    if place is None:
        return None
    number = re.search(r"\d+", place) if kept["kind"] == "activity" else None
    asks = _reason(kept["asks"])
    if number and "activity" in asks.params:
        asks = reason(asks.code, **{**asks.params, "activity": int(number[0])})
    dates = kept["part"] in DATES
    return Question(
        place=place,
        asks=asks,
        because=_reason(kept["because"]),
        guess=_value(kept["guess"], dates=dates),
        choices=tuple(_value(one, dates=dates) for one in kept["choices"]),
    )


def still_open(questions: Sequence[Kept], content: Content, changed: Iterable[str] = ()) -> list[Kept]:
    """Return the questions that changing the fields ``changed`` has not answered and whose row or column is there."""
    touched = tuple(changed)
    return [one for one in questions if _place(one, content) is not None and not any(_about(one, field) for field in touched)]


def answered(content: Content, kept: Kept, answer: Any) -> Content:
    """Return the content with ``answer`` where the question asks.

    Raises:
        KeyError: There is no such place any more.
    """
    question = opened(kept, content)
    if question is None:
        raise KeyError(kept["part"])
    data = Draft(data=to_file(content), questions=(question,)).answered(question, answer).data
    made = of_file(data)
    return _same_ids(made, content)


def field_of(kept: Kept) -> str:
    """Return the name of the field that a question is about, as the page marks it: that of a row's parts is ``row.5.part``."""
    part = kept["part"].split(", ")[0].split(" ")[0]
    if kept["kind"] == "procedure":
        return f"identity.{part}" if part else "identity"
    if kept["kind"] == "performer":
        return f"column.{kept['about']}.{part or 'name'}"
    return f"row.{kept['about']}.{'part' if part == 'performers' else part or 'text'}"


def _about(kept: Kept, field: str) -> bool:
    own = field_of(kept)
    return field == own or field.startswith(f"{own}.")


def _kept(question: Question, content: Content) -> Kept:
    found = _PLACE.fullmatch(question.place)
    kind = found[1] if found else "procedure"
    part = (found[3] or "") if found else question.place.partition(", ")[2]
    rows = content[_KINDS[kind]] if found else []
    place = int(found[2]) - 1 if found else -1
    return {
        "kind": kind,
        "about": rows[place]["id"] if 0 <= place < len(rows) else 0,
        "part": part,
        "asks": _plain_reason(question.asks),
        "because": _plain_reason(question.because),
        "guess": _plain(question.guess),
        "choices": [_plain(one) for one in question.choices],
    }


def _place(kept: Kept, content: Content) -> str | None:
    if kept["kind"] not in _KINDS:
        return f"procedure, {kept['part']}" if kept["part"] else "file"
    find = row_of if kept["kind"] == "activity" else column_of
    if find(content, kept["about"]) is None:
        return None
    ids = [one["id"] for one in content[_KINDS[kept["kind"]]]]
    return ", ".join(part for part in (f"{kept['kind']} {ids.index(kept['about']) + 1}", kept["part"]) if part)


def _plain_reason(one: Reason) -> dict[str, Any]:
    return {"code": one.code, "params": {name: _plain(value) for name, value in one.params.items()}}


def _reason(kept: Mapping[str, Any]) -> Reason:
    return reason(kept["code"], **kept["params"])


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value


def _value(value: Any, *, dates: bool) -> Any:
    return date.fromisoformat(value) if dates and isinstance(value, str) else value


def _same_ids(made: Content, content: Content) -> Content:
    """Return ``made`` with the ids of ``content``; an answer changes neither the number of rows nor of columns."""
    ids: dict[Any, Any] = {}
    for name in ("columns", "rows"):
        ids |= {one["id"]: other["id"] for one, other in zip(made[name], content[name], strict=True)}
        for one in made[name]:
            one["id"] = ids[one["id"]]
    for row in made["rows"]:
        row["parts"] = [{**one, "column": ids[one["column"]]} for one in row["parts"]]
        row["decision"] = [{**one, "to": ids.get(one["to"], one["to"])} for one in row["decision"]]
        row["then"] = ids.get(row["then"], row["then"])
    return {**made, "next": content["next"]}
