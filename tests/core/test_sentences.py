"""Every sentence stands in the catalogue, in Indonesian, with the same gaps."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

import pytest
from babel.messages.pofile import read_po

from runut.core.sentences import SENTENCES, Reason, reason

CATALOGUE: Final = Path(__file__).parents[2] / "src/runut/core/locale/id/LC_MESSAGES/django.po"
GAP: Final = re.compile(r"%\(\w+\)[a-z]")


@pytest.fixture(scope="module")
def indonesian() -> dict[str, str]:
    with CATALOGUE.open("rb") as file:
        return {str(one.id): str(one.string) for one in read_po(file) if one.id and not one.fuzzy}


@pytest.mark.parametrize("code", SENTENCES)
def test_every_sentence_is_said_in_indonesian_with_the_same_gaps(code: str, indonesian: dict[str, str]) -> None:
    english = SENTENCES[code]
    said = indonesian.get(english, "")
    assert said, "python tools/messages.py update core, then translate"
    assert said != english
    assert sorted(GAP.findall(said)) == sorted(GAP.findall(english))
    assert said[-1] == english[-1]


def test_codes_and_sentences_are_told_apart() -> None:
    assert len(set(SENTENCES.values())) == len(SENTENCES)
    assert all(re.fullmatch(r"[a-z]+(_[a-z]+)*", code) for code in SENTENCES)
    assert all(re.fullmatch(r"[^a-z\s].*[.:?s]", text, re.DOTALL) for text in SENTENCES.values())


def test_a_reason_fills_its_sentence() -> None:
    assert reason("remark_unknown", number=7) == Reason(code="remark_unknown", params={"number": 7})
    assert reason("remark_unknown", number=7).english() == "This case has no remark 7."
    assert reason("remark_unknown", number=7).template == "This case has no remark %(number)s."
