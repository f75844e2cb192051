"""Source code in colours, and a README as harmless HTML."""

from __future__ import annotations

import html
from contextlib import suppress

import nh3
from django.utils.safestring import SafeString, mark_safe
from markdown_it import MarkdownIt
from pygments import highlight
from pygments.formatters import HtmlFormatter
from pygments.lexer import Lexer
from pygments.lexers import get_lexer_for_filename
from pygments.lexers.special import TextLexer
from pygments.util import ClassNotFound

_BELOW = 2
"""How far a README's headings stand below those of the page, which has its own title and names the file."""
_COLOURED = 200_000
"""Characters that are coloured; longer files stand as they are."""


def coloured(name: str, text: str) -> SafeString:
    """Return ``text`` as HTML, coloured by what the file's name says it is; classes only, so that our own style sheet decides."""
    lexer: Lexer = TextLexer()
    if len(text) <= _COLOURED:
        with suppress(ClassNotFound):
            lexer = get_lexer_for_filename(name)
    made: str = highlight(text, lexer, HtmlFormatter(nowrap=True, classprefix="hl-"))
    return mark_safe(made)  # noqa: S308 - pygments escapes what it is given


def readme(name: str, text: str) -> SafeString:
    """Return a README as HTML that can do nothing: no script, no style, no picture from elsewhere."""
    if not name.lower().endswith((".md", ".markdown")):
        return mark_safe(f"<pre>{html.escape(text)}</pre>")  # noqa: S308 - escaped here
    parser = MarkdownIt("commonmark", {"html": False}).enable("table")
    tokens = parser.parse(text)
    for one in tokens:
        if one.type in {"heading_open", "heading_close"}:
            one.tag = f"h{min(int(one.tag[1:]) + _BELOW, 6)}"
    made = parser.renderer.render(tokens, parser.options, {})
    clean = nh3.clean(
        made, tags=nh3.ALLOWED_TAGS - {"img"}, url_schemes={"http", "https", "mailto"}, link_rel="noopener noreferrer nofollow"
    )
    return mark_safe(clean)  # noqa: S308 - cleaned by nh3
