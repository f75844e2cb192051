"""Pages of a list by key, not by number: page 1,000 costs what page 1 costs, and a row that comes in between shifts nothing.

A cursor holds the order columns of the row at the edge of a page. It grants nothing (the reader could ask for any row of the list
anyway), so it is not signed; one that makes no sense gives the first page.
"""

from __future__ import annotations

import base64
import binascii
import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import reduce
from typing import Any, Final, Generic, TypeVar

from django.core.exceptions import FieldDoesNotExist, ValidationError
from django.db import connection
from django.db.models import Field, Model, Q, QuerySet

from runut.base.sql import Statement

Row = TypeVar("Row")
_SEPARATOR: Final = "__"
_LONGEST: Final = 2000


@dataclass(frozen=True, slots=True, kw_only=True)
class Page(Generic[Row]):
    """One page: its rows, and the cursors of the pages beside it ("" where there is none)."""

    rows: list[Row]
    next_cursor: str = ""
    previous_cursor: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Edge:
    """From where a page is read: the order columns of the row before it (or, backwards, after it)."""

    values: tuple[Any, ...]
    backwards: bool


def paginate(
    rows: QuerySet[Any, Row], *, order: Sequence[str], cursor: str, size: int, total: bool = False, among: Sequence[Statement] = ()
) -> Page[Row]:
    """Return the page of ``rows`` at ``cursor``.

    Args:
        rows: What is listed, without an order of its own; dictionaries (``values()``) or models.
        order: Columns as ``order_by`` takes them, some perhaps descending (``-due_order``); none may be NULL. The primary key is
            added at the end, so that the order is total. A path (``unit__name``) needs ``select_related`` or ``values``.
        cursor: From an earlier page; "" or nonsense: the first.
        size: Rows on a page.
        total: ``order`` names no two rows alike, so that nothing need be added to it.
        among: What is listed, as `first_of` takes it; ``rows`` then only says what is read of each.

    Queries: 1.
    """
    columns = list(order) if total else _total(rows, order)
    edge = _decode(rows, columns, cursor)
    backwards = edge is not None and edge.backwards
    directed = [_flip(column) if backwards else column for column in columns]
    if among:
        rows = first_of(rows, among=among, order=directed, most=size + 1, beyond=edge.values if edge else ())
    elif edge:
        rows = rows.filter(_beyond(columns, edge))
    found = list(rows.order_by(*directed)[: size + 1])
    more = len(found) > size
    found = found[:size][::-1] if backwards else found[:size]
    first, last = (_values(found[0], columns), _values(found[-1], columns)) if found else (None, None)
    behind = edge.values if edge else None
    return Page(
        rows=found,
        next_cursor=_encode(last or behind, backwards=False) if (backwards or more) else "",
        previous_cursor=_encode(first or behind, backwards=True) if (edge and (more or not backwards)) else "",
    )


def first_of(
    rows: QuerySet[Any, Row], *, among: Sequence[Statement], order: Sequence[str], most: int, beyond: Sequence[Any] = ()
) -> QuerySet[Any, Row]:
    """Return the first ``most`` of ``rows`` that meet any of several conditions, and perhaps others of them that come later in the order.

    Of each no more than ``most`` is read, in the order of its own index: this costs the same however many rows meet it. With OR, or IN over
    all that meet them, a database reads and sorts everything.

    Args:
        rows: What is read of each row; neither ordered nor cut.
        among: Conditions in SQL on the columns of the table, with their parameters.
        order: Columns of the table itself, a total order, all ascending or all descending.
        most: How many are wanted of all together.
        beyond: Values of ``order`` after which the first comes.
    """
    table, names = rows.model._meta.db_table, [column.lstrip("-") for column in order]
    sign, way = ("<", " DESC") if order[0].startswith("-") else (">", "")
    after, values = "", list[object]()
    if beyond:
        after = f" AND ({', '.join(names)}) {sign} ({', '.join(['%s'] * len(names))})"
        values = [_field(rows, name).get_db_prep_value(value, connection) for name, value in zip(names, beyond, strict=True)]
    one = f"SELECT * FROM (SELECT id FROM {table} WHERE {{}}{after} ORDER BY {', '.join(name + way for name in names)} LIMIT {most}) AS part_{{}}"
    union = " UNION ALL ".join(one.format(condition, number) for number, (condition, _) in enumerate(among))
    return rows.extra(where=[f"{table}.id IN ({union})"], params=[value for _, own in among for value in (*own, *values)])


def _total(rows: QuerySet[Any, Any], order: Sequence[str]) -> list[str]:
    columns = list(order)
    key = rows.model._meta.pk.name
    if not {column.lstrip("-") for column in columns} & {key, "pk"}:
        columns.append(f"-{key}" if columns and columns[-1].startswith("-") else key)
    return columns


def _flip(column: str) -> str:
    return column[1:] if column.startswith("-") else f"-{column}"


def _beyond(columns: Sequence[str], edge: _Edge) -> Q:
    """Return the condition that a row comes after the edge in this order (backwards: before it)."""
    conditions: list[Q] = []
    equal = Q()
    for column, value in zip(columns, edge.values, strict=True):
        name = column.lstrip("-")
        operator = "lt" if column.startswith("-") != edge.backwards else "gt"
        conditions.append(equal & Q(**{f"{name}__{operator}": value}))
        equal &= Q(**{name: value})
    # The bound on the first column alone follows from the rest; databases find the start in the index by it.
    name, first = columns[0].lstrip("-"), edge.values[0]
    bound = Q(**{f"{name}__lte" if columns[0].startswith("-") != edge.backwards else f"{name}__gte": first})
    return bound & reduce(lambda one, other: one | other, conditions)


def _values(row: Any, columns: Sequence[str]) -> tuple[Any, ...]:
    return tuple(_value(row, column.lstrip("-")) for column in columns)


def _value(row: Any, name: str) -> Any:
    if isinstance(row, dict):
        return row[name]
    return reduce(getattr, name.split(_SEPARATOR), row)


def _encode(values: Sequence[Any] | None, *, backwards: bool) -> str:
    if values is None:
        return ""
    plain = [_plain(value) for value in values]
    text = json.dumps([int(backwards), *plain], ensure_ascii=False, separators=(",", ":"))
    return base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")


def _plain(value: Any) -> Any:
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    return value.isoformat() if isinstance(value, date) else value


def _decode(rows: QuerySet[Any, Any], columns: Sequence[str], cursor: str) -> _Edge | None:
    """Return the edge that the cursor names; None when it is empty or nonsense."""
    if not cursor or len(cursor) > _LONGEST:
        return None
    try:
        backwards, *plain = json.loads(base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
        values = tuple(_typed(_field(rows, column.lstrip("-")), one) for column, one in zip(columns, plain, strict=True))
    except (ValueError, TypeError, OverflowError, RecursionError, ValidationError, binascii.Error):
        return None
    return _Edge(values=values, backwards=bool(backwards))


def _field(rows: QuerySet[Any, Any], name: str) -> Field[Any, Any]:
    annotated = rows.query.annotations.get(name)
    if annotated is not None:
        return annotated.output_field
    model: type[Model] = rows.model
    *path, last = name.split(_SEPARATOR)
    try:
        for step in path:
            model = model._meta.get_field(step).related_model  # type: ignore[assignment]
        return model._meta.pk if last == "pk" else model._meta.get_field(last)  # type: ignore[return-value]
    except FieldDoesNotExist as error:
        raise LookupError(f"{name!r} is no column of {rows.model.__name__}") from error


def _typed(field: Field[Any, Any], plain: Any) -> Any:
    """Return the value of the column's type.

    Raises:
        ValueError: It cannot be one.
    """
    if not isinstance(plain, str | int) or (isinstance(plain, str) and "\x00" in plain):
        raise ValueError("not a value of a column")
    kind = field.get_internal_type()
    if kind == "DateTimeField":
        at = datetime.fromisoformat(str(plain))
        if at.tzinfo is None:
            raise ValueError("a moment without a zone")
        return at.astimezone(UTC)
    if kind == "DateField":
        return date.fromisoformat(str(plain))
    value = field.to_python(plain)
    if isinstance(value, int) and not -(2**63) <= value < 2**63:
        raise ValueError("a number that no column holds")
    return value
