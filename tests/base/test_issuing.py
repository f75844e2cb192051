"""Papers that leave: the code follows from what they say, the hash is kept once and for all, and what became old is told."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from runut.base.issuing import Genuine, code_typed, issue, issued
from runut.base.models import IssuedPaper
from runut.formats.printing.letter import Attached, Imprint, Letter, Text

AT = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)
LETTER = Letter(language="id", title="Surat", letterhead=("Biro Contoh",), parts=(Text(text="satu"),))
OTHER = replace(LETTER, parts=(Text(text="dua"),))
pytestmark = pytest.mark.django_db


def left(
    said: Any = LETTER, *, at: datetime = AT, of: str = "minutes 1", language: Any = "id", set_by: bytes = b"%PDF"
) -> tuple[str, bytes]:
    """Let a paper leave; return the code that it got, and its bytes."""
    seen: list[Imprint] = []

    def make(imprint: Imprint) -> bytes:
        seen.append(imprint)
        return set_by + repr(said).encode() + imprint.line.encode()

    content = issue(of=of, said=said, language=language, at=at, issued_at=at + timedelta(days=1), make=make)
    return seen[0].line.split("/verify/")[1].strip("/"), content


def told(paper: tuple[str, bytes]) -> Genuine:
    code, content = paper
    return issued(code=code, sha256=sha256(content).hexdigest())


def test_the_same_paper_has_the_same_code_and_bytes_and_is_kept_once() -> None:
    first = left()
    assert left() == first and told(first) is Genuine.YES
    (row,) = IssuedPaper.objects.all()
    assert (row.code, row.sha256, row.issued_at) == (first[0], sha256(first[1]).hexdigest(), AT + timedelta(days=1))


@pytest.mark.parametrize(
    "other",
    [{"said": OTHER}, {"at": AT + timedelta(hours=1)}, {"of": "minutes 2"}, {"language": "en"}, {"said": replace(LETTER, letterhead=())}],
)
def test_another_paper_has_another_code(other: dict[str, Any]) -> None:
    assert left(**other)[0] != left()[0]


def test_a_code_vouches_for_its_own_bytes_alone() -> None:
    one, two = left(), left(of="minutes 2")
    assert told((one[0], two[1])) is told((two[0], one[1])) is told((one[0], one[1] + b" ")) is Genuine.NO


def test_what_a_later_release_may_say_more_of_changes_no_code() -> None:
    more = replace(LETTER, attached=(Attached(name="a.csv", content=b"1", media_type="text/csv", about="a"),))
    assert left(replace(more, attached=())) == left() != left(more), "what is empty adds nothing"


def test_whose_data_changed_is_genuine_but_old_and_current_again_when_they_are_as_before() -> None:
    first, second = left(), left(OTHER)
    assert (told(first), told(second)) == (Genuine.OLDER, Genuine.YES)
    assert left() == first
    assert (told(first), told(second)) == (Genuine.YES, Genuine.OLDER)


def test_an_earlier_version_that_is_taken_again_stays_old() -> None:
    later, earlier = left(OTHER, at=AT + timedelta(days=3)), left()
    assert (told(earlier), told(later)) == (Genuine.OLDER, Genuine.YES)
    assert told(left(language="en")) is Genuine.YES, "a paper in another language is one of its own"


def test_set_anew_by_another_release_both_are_what_the_office_issued() -> None:
    before, after = left(), left(set_by=b"%PDF-2")
    assert before[0] == after[0] and told(before) is told(after) is Genuine.YES


@pytest.mark.parametrize(
    "typed", ["abcd-efgh-2345-wxyz", "ABCDEFGH2345WXYZ", "ABCD\u00adEFGH\u00ad2345\u00adWXYZ", " abcd efgh 2345 wxyz/?"]
)
def test_a_code_is_known_however_it_was_typed(typed: str) -> None:
    assert code_typed(typed) == "ABCD-EFGH-2345-WXYZ"


@pytest.mark.parametrize("act", ["update", "delete"])
def test_the_database_keeps_what_left(act: str) -> None:
    left()
    with pytest.raises(IntegrityError, match="never changed"), transaction.atomic():
        IssuedPaper.objects.update(code="x") if act == "update" else IssuedPaper.objects.all().delete()
