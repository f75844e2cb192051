"""The checklist of security functions is answered by people, with evidence; the newest answer counts and the others stay."""

from __future__ import annotations

from io import BytesIO

import pytest
from django.db import DatabaseError, transaction
from django.urls import reverse

from runut.core.errors import Invalid, NotFound, Refused
from runut.core.sentences import Reason
from runut.documents.services import file_upload
from runut.documents.uploads import store_stream
from runut.testing import queries
from runut.testing.models import SecurityAnswer
from runut.testing.security import FUNCTIONS, ITEMS
from runut.testing.services import Said, answer_security
from tests.builders import Story
from tests.clients import client_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def paper(story: Story) -> int:
    who = story.cast.standing(story.cast.developer_one)
    return file_upload(
        case_id=story.case_id, key="", title="Uji sandi", upload=store_stream(BytesIO(b"bukti")), filename="uji.txt", who=who, at=story.at
    )


def answer(story: Story, said: dict[str, Said], *, by: int = 0) -> int:
    who = story.cast.standing(by or story.cast.developer_one)
    return answer_security(case_id=story.case_id, said=said, who=who, at=story.at)


def point(story: Story) -> Reason:
    (found,) = queries.strength(case_id=story.case_id, on=story.cast.today).of("security")
    return found.text


def test_the_list_has_the_thirteen_functions_of_the_regulation() -> None:
    counts = [len(one.items) for one in FUNCTIONS]
    assert ("".join(one.letter for one in FUNCTIONS), counts) == ("abcdefghijklm", [7, 7, 4, 8, 4, 7, 7, 4, 5, 5, 5, 7, 5])
    assert len(ITEMS) == 75 == len({str(one.text) for one in ITEMS.values()})


def test_what_is_fulfilled_has_evidence_and_what_does_not_apply_a_reason(story: Story, paper: int) -> None:
    for said, code in ((Said(answer="fulfilled"), "security_evidence"), (Said(answer="not_applicable", reason=" "), "security_reason")):
        with pytest.raises(Refused) as caught:
            answer(story, {"1a": Said(answer="not_yet"), "1b": said})
        assert [(one.code, one.params) for one in caught.value.reasons] == [(code, {"item": "(1) b"})]
    for key, said in (
        ("i9z", Said(answer="not_yet")),
        ("1a", Said(answer="maybe")),
        ("1a", Said(answer="fulfilled", evidence=paper + 999)),
    ):
        with pytest.raises(Invalid):
            answer(story, {key: said})
    assert not SecurityAnswer.objects.exists()
    assert (
        answer(story, {"1a": Said(answer="fulfilled", evidence=paper), "8d": Said(answer="not_applicable", reason="Jaringan dalam")}) == 2
    )


def test_the_newest_answer_counts_and_the_same_again_is_none(story: Story, paper: int) -> None:
    assert point(story).code == "security_none"
    answer(story, {"1a": Said(answer="not_yet"), "1b": Said(answer="not_yet")})
    assert answer(story, {"1a": Said(answer="fulfilled", evidence=paper), "1b": Said(answer="not_yet")}) == 1
    assert point(story).params == {"count": 75, "fulfilled": 1, "apart": 0, "open": 1, "left": 73}
    assert SecurityAnswer.objects.count() == 3
    for act in (SecurityAnswer.objects.all().delete, lambda: SecurityAnswer.objects.update(answer="fulfilled")):
        with pytest.raises(DatabaseError, match="never changed"), transaction.atomic():
            act()


def test_whoever_does_not_read_findings_does_not_read_it(story: Story) -> None:
    with pytest.raises(NotFound):
        answer(story, {"1a": Said(answer="not_yet")}, by=story.cast.user)
    with pytest.raises(Refused):
        answer(story, {"1a": Said(answer="not_yet")}, by=story.cast.auditor)


def test_the_page_takes_answers_and_keeps_what_was_typed_when_it_refuses(story: Story, paper: int) -> None:
    client = client_of(story.cast.developer_one)
    address = reverse("testing:security_function", args=[story.case_id, "a"])
    refused = client.post(address, {"i1a-answer": "fulfilled", "i1a-reason": "Lihat laporan"})
    assert refused.status_code == 409
    assert b"Lihat laporan" in refused.content
    done = client.post(address, {"i1a-answer": "fulfilled", "i1a-evidence": paper, "i1a-reason": "Halaman 3"})
    assert done.status_code == 302
    assert queries.security_answers(story.case_id)["1a"].evidence_id == paper
    assert b"1/7" in client.get(reverse("testing:security", args=[story.case_id])).content
