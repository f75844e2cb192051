"""The cast stands where the other tests expect it."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from tests.cast import cast

AT = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)
pytestmark = pytest.mark.django_db


def test_everybody_of_the_cast_holds_their_part_and_nothing_else() -> None:
    cast_ = cast(AT)

    assert cast_.standing(cast_.technical_one).offices == {"technical_team"}
    assert cast_.standing(cast_.registrar).offices == {"system_development"}
    assert cast_.standing(cast_.division_head).head
    assert cast_.standing(cast_.bureau_head).offices == {"bureau_head"}
    assert not cast_.standing(cast_.technical_one).head
    assert cast_.standing(cast_.auditor).reads_only
    assert cast_.standing(cast_.administrator).administrator
    for plain in (cast_.user, cast_.developer_one, cast_.developer_two, cast_.outsider):
        assert not cast_.standing(plain).sees_all
    assert cast_.standing(cast_.user).unit_id == cast_.requesting_unit != cast_.standing(cast_.outsider).unit_id
