"""What people wrote is shown and never runs."""

from __future__ import annotations

import pytest

from runut.repositories.rendering import coloured, readme


def test_a_readme_takes_its_place_below_the_headings_of_the_page() -> None:
    found = readme("README.md", "# Antrean\n\n## Cara\n\n###### Kecil\n\n**tebal**\n")
    assert found == "<h3>Antrean</h3>\n<h4>Cara</h4>\n<h6>Kecil</h6>\n<p><strong>tebal</strong></p>\n"


@pytest.mark.parametrize(
    "text", ["<script>alert(1)</script>", "[a](javascript:alert(1))", "![a](https://example.test/a.png)", "<img src=x onerror=alert(1)>"]
)
def test_nothing_in_a_readme_runs_or_calls_out(text: str) -> None:
    found = readme("README.md", text)
    assert not any(one in found for one in ("<script", "<img", 'href="javascript', '<a href="j'))


def test_a_readme_that_is_not_markdown_stands_as_it_is() -> None:
    assert readme("README.txt", "# <b>a</b>") == "<pre># &lt;b&gt;a&lt;/b&gt;</pre>"


def test_source_code_is_coloured_line_by_line_and_escaped() -> None:
    found = coloured("a.py", 'x = """satu\ndua <b>"""\n').splitlines()
    assert all(line.count("<span") == line.count("</span>") for line in found)
    assert "&lt;b&gt;" in found[1]
    assert "hl-" in found[0]


def test_code_of_no_known_language_stands_as_text() -> None:
    assert coloured("a.tidak-ada", "<b>\n") == "&lt;b&gt;\n"
