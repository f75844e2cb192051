"""Pages of a list by key."""

from __future__ import annotations

import base64
import json
from datetime import UTC, datetime, timedelta

import pytest
from django.contrib.contenttypes.models import ContentType
from django.db.models import F
from pytest_django import DjangoAssertNumQueries

from runut.base.models import Due, Worker
from runut.base.paging import Page, paginate

pytestmark = pytest.mark.django_db
AT = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)


@pytest.fixture
def dues() -> list[Due]:
    """Twenty-three rows, of which many share a moment."""
    rows = [Due(name=f"job {number:02}", next_at=AT + timedelta(hours=number * 7 % 5)) for number in range(23)]
    return Due.objects.bulk_create(rows)


def _pages(order: list[str], *, size: int = 4) -> list[Page[Due]]:
    pages = [paginate(Due.objects.all(), order=order, cursor="", size=size)]
    while pages[-1].next_cursor:
        pages.append(paginate(Due.objects.all(), order=order, cursor=pages[-1].next_cursor, size=size))
    return pages


ORDERS = [["next_at"], ["-next_at"], ["next_at", "-name"], ["-next_at", "name"], ["name"], ["-pk"]]


@pytest.mark.parametrize("order", ORDERS, ids=" ".join)
def test_walking_forwards_gives_every_row_once_in_order(order: list[str], dues: list[Due]) -> None:
    walked = [row.name for page in _pages(order) for row in page.rows]
    columns = order if order[-1].lstrip("-") in {"name", "pk"} else [*order, "-name" if order[-1].startswith("-") else "name"]
    assert walked == list(Due.objects.order_by(*columns).values_list("name", flat=True))


@pytest.mark.parametrize("order", ORDERS, ids=" ".join)
def test_walking_back_gives_the_same_pages(order: list[str], dues: list[Due]) -> None:
    pages = _pages(order)
    back = [pages[-1]]
    while back[-1].previous_cursor:
        back.append(paginate(Due.objects.all(), order=order, cursor=back[-1].previous_cursor, size=4))
    # The last page is short, so going back from it in whole pages meets the first one again.
    assert [row.pk for row in back[1].rows] == [row.pk for row in pages[-2].rows]
    assert [row.pk for page in reversed(back) for row in page.rows] == [row.pk for page in pages for row in page.rows]


def test_a_row_that_comes_in_between_shifts_nothing(dues: list[Due]) -> None:
    first = paginate(Due.objects.all(), order=["name"], cursor="", size=4)
    Due.objects.create(name="job 00a", next_at=AT)
    second = paginate(Due.objects.all(), order=["name"], cursor=first.next_cursor, size=4)
    assert [row.name for row in second.rows] == ["job 04", "job 05", "job 06", "job 07"]


def test_the_first_page_has_nothing_before_it_and_the_last_nothing_after(dues: list[Due]) -> None:
    pages = _pages(["next_at"])
    assert pages[0].previous_cursor == ""
    assert pages[-1].next_cursor == ""


def test_an_empty_list_has_one_empty_page() -> None:
    assert paginate(Due.objects.all(), order=["name"], cursor="", size=4) == Page(rows=[])


def test_a_page_whose_rows_are_gone_still_leads_back(dues: list[Due]) -> None:
    first = paginate(Due.objects.all(), order=["name"], cursor="", size=4)
    Due.objects.filter(name__gt="job 03").delete()
    empty = paginate(Due.objects.all(), order=["name"], cursor=first.next_cursor, size=4)
    assert empty.rows == []
    assert paginate(Due.objects.all(), order=["name"], cursor=empty.previous_cursor, size=4).rows != []


def _cursor(*values: object) -> str:
    return base64.urlsafe_b64encode(json.dumps(values).encode()).decode().rstrip("=")


NONSENSE = [
    "x",
    "é",
    "AAAA",
    "a" * 5000,
    _cursor(),
    _cursor(0),
    _cursor(0, "yesterday", "job 01"),
    _cursor(0, "2026-11-23T09:00:00", "job 01"),
    _cursor(0, AT.isoformat(), "job\x00"),
    _cursor(0, AT.isoformat(), None),
    _cursor(0, AT.isoformat(), ["job"]),
    _cursor(0, "0001-01-01T00:00:00+14:00", "job 01"),
    _cursor(0, AT.isoformat(), "job 01", "more"),
    base64.urlsafe_b64encode(b"[" * 1400).decode(),
    base64.urlsafe_b64encode(b'{"a": 1}').decode(),
]


@pytest.mark.parametrize("cursor", NONSENSE, ids=range(len(NONSENSE)))
def test_nonsense_gives_the_first_page(cursor: str, dues: list[Due]) -> None:
    expected = paginate(Due.objects.all(), order=["next_at", "name"], cursor="", size=4)
    assert paginate(Due.objects.all(), order=["next_at", "name"], cursor=cursor, size=4) == expected


def test_a_number_that_no_column_holds_is_nonsense() -> None:
    expected = paginate(ContentType.objects.all(), order=["id"], cursor="", size=4)
    for number in ("99999999999999999999", 2**63, "one", "²"):
        assert paginate(ContentType.objects.all(), order=["id"], cursor=_cursor(0, number), size=4) == expected


def test_every_page_costs_one_query(dues: list[Due], django_assert_num_queries: DjangoAssertNumQueries) -> None:
    cursor = _pages(["-next_at"])[2].next_cursor
    with django_assert_num_queries(1):
        paginate(Due.objects.all(), order=["-next_at"], cursor=cursor, size=4)


def test_dictionaries_and_annotations_are_paged_too(dues: list[Due]) -> None:
    rows = Due.objects.annotate(when=F("next_at")).values("name", "when")
    first = paginate(rows, order=["-when"], cursor="", size=10)
    second = paginate(rows, order=["-when"], cursor=first.next_cursor, size=10)
    assert len({row["name"] for row in [*first.rows, *second.rows]}) == 20


def test_a_column_that_does_not_exist_is_the_programmer_s_mistake() -> None:
    with pytest.raises(LookupError):
        paginate(Worker.objects.all(), order=["colour"], cursor=_cursor(0, "red", "x"), size=4)
