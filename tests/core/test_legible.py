"""Characters that nobody sees, or that turn a text round, have no place in what is kept."""

from __future__ import annotations

import pytest

from runut.core.errors import Invalid
from runut.core.legible import check_legible, legible

PLAIN = ["", "Layanan perizinan", "baris satu\r\nbaris dua\tkolom", "é ñ 漢字 عربي", "“kutipan” – 35 %"]
UNSEEN = ["a\x00b", "a\x1bb", "a\x7fb", "a\ud83db", "a\ufffeb", "a\u202eb", "a\u2066b"]


@pytest.mark.parametrize("text", PLAIN)
def test_what_people_write_is_legible(text: str) -> None:
    assert legible(text)
    check_legible(text, *PLAIN)


@pytest.mark.parametrize("text", UNSEEN)
def test_what_nobody_sees_is_refused_wherever_it_stands(text: str) -> None:
    assert not legible(text)
    with pytest.raises(Invalid) as refused:
        check_legible("Layanan", text, "perizinan")
    assert [one.code for one in refused.value.reasons] == ["text_characters"]
