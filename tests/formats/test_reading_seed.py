"""The sheet that the product began with gives the shipped SOP, but for the performers that its lost shapes named."""

from __future__ import annotations

from typing import Any

import pytest

from runut.formats.draft import Draft
from tests.formats.seed import NIP, OUR_ADDITIONS, SHIPPED, reading, seed


@pytest.fixture(scope="module")
def draft() -> Draft:
    return reading(seed())


def asked(draft: Draft, code: str) -> dict[str, Any]:
    return {one.place: one for one in draft.questions if one.asks.code == code}


def test_every_row_lane_requirement_time_and_output_is_found(draft: Draft) -> None:
    assert draft.data["performer"] == [
        dict({"key": one["key"], "name": one["name"]} | ({"held_by": one["held_by"]} if "held_by" in one else {}))
        for one in SHIPPED["performer"]
    ]
    assert len(draft.data["activity"]) == 10
    for read, shipped in zip(draft.data["activity"], SHIPPED["activity"], strict=True):
        assert (read["number"], read["text"], read["time"]) == (shipped["number"], shipped["text"], shipped["time"])
        assert read.get("requirements", []) == shipped.get("requirements", [])
        assert read.get("outputs", []) == [one for one in shipped.get("outputs", []) if one["key"] not in OUR_ADDITIONS]
        assert "note" not in read


def test_the_identity_block_is_that_of_the_sheet_without_the_number_of_the_person(draft: Draft) -> None:
    shipped = {key: value for key, value in SHIPPED["procedure"].items() if key not in {"day", "organisation"}}
    read = dict(draft.data["procedure"])
    assert [one.title() for one in read.pop("organisation")] == SHIPPED["procedure"]["organisation"]
    assert read == shipped
    assert NIP[:8] not in repr(draft)


def test_both_decisions_are_found_and_lead_where_the_office_says(draft: Draft) -> None:
    decisions = {one["number"]: one["decision"] for one in draft.data["activity"] if "decision" in one}
    assert decisions == {5: {"approved": 6, "rejected": 3}, 9: {"approved": 10, "rejected": 6}}
    assert set(asked(draft, "ask_rejected")) == {"activity 9, decision, rejected"}


def test_whoever_is_not_named_is_guessed_as_the_office_has_it_and_asked(draft: Draft) -> None:
    first = {one["number"]: one["performers"][0] for one in SHIPPED["activity"]}
    for one in draft.data["activity"]:
        assert one["performers"][0]["key"] == first[one["number"]]["key"], one["text"]
    assert set(asked(draft, "ask_performer")) == {f"activity {number}, performers" for number in (2, 5, 7, 8, 10)}
    assert asked(draft, "ask_performer")["activity 5, performers"].because.params["performer"] == "Tim Teknis Bidang Pengelolaan LPSE"


def test_misprints_and_the_missing_year_stay_and_are_offered_for_correction(draft: Draft) -> None:
    misprints = {one.asks.params["word"] for one in asked(draft, "ask_misprint").values()}
    assert misprints == {"Adrninistrasi", "Managemen", "Mejakukan"}
    assert "Adrninistrasi" in draft.data["procedure"]["legal_basis"][3]
    year = asked(draft, "ask_year")["procedure, legal_basis 4"]
    assert year.choices[0].startswith("Permen PANRB Nomor 35 Tahun 2012 Tentang")


def test_the_draft_builds_with_all_guesses_and_with_each_other_answer(draft: Draft) -> None:
    assert len(draft.procedure().activities) == 10
    for question in draft.questions:
        for choice in question.choices:
            answered = draft.answered(question, choice)
            assert question not in answered.questions
            answered.procedure()


def test_an_answer_brings_its_decider_along(draft: Draft) -> None:
    (question,) = asked(draft, "ask_decides").values()
    answered = draft.answered(question, {"approved": 2, "rejected": "end"})
    assert answered.data["activity"][0]["performers"][-1]["part"] == "decides"
    assert draft.data["activity"][0]["performers"][-1]["part"] == "acts"
    undone = answered.answered(question, None)
    assert undone.procedure() == draft.procedure()
