"""The worked examples of the explanations run, each page from top to bottom."""

from __future__ import annotations

import doctest
import re
from pathlib import Path

import pytest

PAGES = sorted((Path(__file__).resolve().parents[2] / "docs" / "explanation").glob("*.md"))


@pytest.mark.parametrize("page", PAGES, ids=[page.stem for page in PAGES])
def test_the_examples_of_a_page_say_what_the_page_says(page: Path) -> None:
    blocks = re.findall(r"^```python\n(.*?)^```", page.read_text(encoding="utf-8"), flags=re.MULTILINE | re.DOTALL)
    examples = doctest.DocTestParser().get_doctest("\n".join(blocks), {}, page.stem, str(page), 0)
    told: list[str] = []
    doctest.DocTestRunner(optionflags=doctest.REPORT_NDIFF).run(examples, out=told.append)
    assert not told, "".join(told)


def test_there_are_examples() -> None:
    assert {page.stem for page in PAGES} >= {"flow", "deadlines"}
    assert sum(page.read_text(encoding="utf-8").count(">>> ") for page in PAGES) > 50
