"""The attendance list: signed by each person themselves with the code that the room shows, completed by hand."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from runut.base.qr import qr_svg
from runut.core.errors import Invalid, NotFound, NotPermitted, Refused
from runut.reviews import codes, services
from runut.reviews.queries import Meeting, meeting
from tests.builders import Story
from tests.rooms.reviews.test_presentations import plan


@pytest.fixture
def presented(story: Story) -> tuple[Story, int]:
    """A case with an open attendance list, and the presentation's number."""
    number = plan(story.to(4))
    _open(story, number)
    return story, number


def _open(story: Story, number: int, who: str = "developer_one") -> None:
    standing = story.cast.standing(getattr(story.cast, who))
    services.open_attendance(case_id=story.case_id, presentation_id=number, who=standing, at=story.at)


def _sign(story: Story, number: int, who: str, at: datetime | None = None, code: str = "") -> bool:
    shown = code or codes.code_at(_meeting(story, number).secret, story.at)
    return services.sign_attendance(code=shown, who=story.cast.standing(getattr(story.cast, who)), at=at or story.at)[1]


def _meeting(story: Story, number: int) -> Meeting:
    return meeting(case_id=story.case_id, presentation_id=number)


def test_everybody_in_the_room_signs_themselves_once(presented: tuple[Story, int]) -> None:
    story, number = presented
    assert _sign(story, number, "technical_one") is True
    assert _sign(story, number, "technical_one") is False
    assert _sign(story, number, "outsider") is True, "the code admits, whatever unit somebody is of"
    assert [one.user_id for one in _meeting(story, number).attendees] == [story.cast.technical_one, story.cast.outsider]


def test_a_code_is_taken_while_it_is_shown_and_once_as_long_after(presented: tuple[Story, int]) -> None:
    story, number = presented
    start = datetime.fromtimestamp((int(story.at.timestamp()) // codes.SECONDS + 1) * codes.SECONDS, tz=UTC)
    shown = codes.code_at(_meeting(story, number).secret, start)
    assert _sign(story, number, "user", at=start + timedelta(seconds=2 * codes.SECONDS - 1), code=shown)
    with pytest.raises(Refused) as refused:
        _sign(story, number, "technical_one", at=start + timedelta(seconds=2 * codes.SECONDS), code=shown)
    assert refused.value.code == "attendance_code"
    with pytest.raises(Refused):
        _sign(story, number, "technical_one", at=start - timedelta(seconds=1), code=shown)


def test_a_typed_code_may_be_small_and_spaced(presented: tuple[Story, int]) -> None:
    story, number = presented
    code = codes.code_at(_meeting(story, number).secret, story.at)
    assert _sign(story, number, "user", code=f" {code[:3].lower()}-{code[3:]} ")


@pytest.mark.parametrize("code", ["", "AAAAAA", "é" * 6, "x" * 5000, "' OR 1=1"])
def test_a_wrong_code_signs_nobody(presented: tuple[Story, int], code: str) -> None:
    story, number = presented
    with pytest.raises(Refused):
        services.sign_attendance(code=code, who=story.cast.standing(story.cast.user), at=story.at)
    assert not _meeting(story, number).attendees


def test_a_list_that_is_closed_or_ran_out_takes_nobody(presented: tuple[Story, int]) -> None:
    story, number = presented
    later = story.at + timedelta(hours=4)
    code = codes.code_at(_meeting(story, number).secret, later)
    with pytest.raises(Refused):
        _sign(story, number, "user", at=later, code=code)
    host = story.cast.standing(story.cast.developer_one)
    services.close_attendance(case_id=story.case_id, presentation_id=number, who=host, at=story.at)
    with pytest.raises(Refused):
        _sign(story, number, "user")


@pytest.mark.parametrize("who", ["user", "technical_one"])
def test_only_the_host_opens_the_list(story: Story, who: str) -> None:
    number = plan(story.to(4))
    with pytest.raises(NotPermitted):
        _open(story, number, who)


def test_who_has_no_account_is_entered_by_hand_and_struck_without_being_lost(presented: tuple[Story, int]) -> None:
    story, number = presented
    who = story.cast.standing(story.cast.developer_one)
    asked = {"case_id": story.case_id, "presentation_id": number, "who": who, "at": story.at}
    services.enter_attendee(**asked, name="  Rina   Contoh ", position="Pendamping")  # type: ignore[arg-type]
    (entered,) = _meeting(story, number).attendees
    assert (entered.name, entered.position, entered.user_id, entered.by_hand) == ("Rina Contoh", "Pendamping", None, who.name)
    services.strike_attendee(**asked, attendee_id=entered.id)  # type: ignore[arg-type]
    assert not _meeting(story, number).attendees
    with pytest.raises(NotFound):
        services.strike_attendee(**asked, attendee_id=entered.id)  # type: ignore[arg-type]
    for name, code in ((" ", "text_missing"), ("x" * 201, "text_too_long")):
        with pytest.raises(Invalid) as refused:
            services.enter_attendee(**asked, name=name, position="")  # type: ignore[arg-type]
        assert refused.value.code == code


def test_who_was_struck_by_mistake_signs_again(presented: tuple[Story, int]) -> None:
    story, number = presented
    _sign(story, number, "user")
    (one,) = _meeting(story, number).attendees
    who = story.cast.standing(story.cast.developer_one)
    services.strike_attendee(case_id=story.case_id, presentation_id=number, attendee_id=one.id, who=who, at=story.at)
    assert _sign(story, number, "user") is True


def test_a_code_says_nothing_of_the_next() -> None:
    at = datetime(2026, 11, 23, tzinfo=UTC)
    shown = {codes.code_at("a" * 64, at + timedelta(seconds=codes.SECONDS * number)) for number in range(500)}
    assert len(shown) == 500
    assert all(len(one) == codes.LENGTH and set(one) <= set(codes.LETTERS) for one in shown)


def test_the_picture_is_one_drawing_without_anything_that_runs() -> None:
    picture = qr_svg("http://localhost:8000/attendance/?code=ABCDEF", label="Kode")
    assert picture.startswith("<svg") and "script" not in picture and "style" not in picture
